"""A leaflet as a PDF, an e-mail and a page: the same words in each, whatever they are, in any direction."""

import email
import email.policy
import io
import re

import pytest
from PIL import Image

from feedback.adapters.documents import NOT_INSTALLED, leaflet_eml, leaflet_html, leaflet_pdf
from feedback.adapters.documents.leaflets import Around, Shown
from feedback.adapters.documents.typesetting import NoFont
from feedback.domain.leaflets import Leaflet, Line, Part
from feedback.domain.reading import Said
from tests.adapters.documents_readers_new import SPACE, pdf, pdf_text, tagged
from tests.adapters.test_documents_hostile import HOSTILE

needs_typst = pytest.mark.skipif("pdf" in NOT_INSTALLED, reason="typst is not installed")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'


def photo(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (600, 300), "red").save(made, kind)
    return made.getvalue()


PICTURES = {
    "idea": Shown(SVG, "image/svg+xml", "A lamp"),
    "bus": Shown(photo("WEBP"), "image/webp", "A red bus"),
    "home": Shown(photo("JPEG"), "image/jpeg", "A home"),
}
AROUND = Around("Cheshire East", PICTURES, "https://told.example/news/1", Said("Read it here:"))


def leaflet(*lines: Line, title: str = "You said", language: str = "en", direction: str = "ltr") -> Leaflet:
    return Leaflet(Said(title), language, direction, lines, easy=True)


def of_every_part(words: str) -> tuple[Line, ...]:
    said = Said(words)
    lines = [Line(part, said, said, 40, "a/b", depth=1) for part in Part]
    return (*lines, *(Line(Part.HEADING, said, picture=key, depth=3) for key in PICTURES))


def mail(made: Leaflet, around: Around = AROUND) -> email.message.EmailMessage:
    found = email.message_from_bytes(leaflet_eml.write(made, around), policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_any_words_make_every_file(words):
    made = leaflet(*of_every_part(words), title=words)
    page = leaflet_html.write(made, AROUND).decode()
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page
    whole = mail(made)
    assert not [part.defects for part in whole.walk() if part.defects]
    assert whole["To"] is None
    if "pdf" not in NOT_INSTALLED:
        assert pdf(leaflet_pdf.write(made, AROUND)).pages


@needs_typst
def test_the_pdf_has_headings_lists_quotes_and_words_for_its_pictures():
    one, other = Line(Part.ITEM, Said("One")), Line(Part.ITEM, Said("Two"), Said("Done."))
    made = leaflet(
        Line(Part.HEADING, Said("Pledge"), depth=1),
        Line(Part.HEADING, Said("Ask"), picture="idea", depth=2),
        Line(Part.HEADING, Said("Deep"), picture="bus", depth=9),
        one,
        other,
        Line(Part.QUOTE, Said("Ask me"), Said("A meeting")),
        Line(Part.FIGURE, Said("3 of 4 people said yes"), share=75),
        Line(Part.FIGURE, Said("Few said no")),
    )
    written = leaflet_pdf.write(made, AROUND)
    assert [len(tagged(written, f"/H{n}")) for n in (1, 2, 3, 4, 5)] == [1, 1, 1, 1, 0]
    assert len(tagged(written, "/L")) == 1
    assert len(tagged(written, "/LI")) == 2
    assert len(tagged(written, "/BlockQuote")) == 1
    assert [figure["/Alt"] for figure in tagged(written, "/Figure")] == ["A lamp", "A red bus"]
    assert SPACE.sub("", "Done. Two") in pdf_text(written)
    assert pdf(written).metadata.creation_date is None


@needs_typst
def test_the_pdf_runs_from_right_to_left_where_its_language_does():
    made = leaflet(Line(Part.WORDS, Said("مرحبا", "ar")), language="ar", direction="rtl")
    page = pdf(leaflet_pdf.write(made, AROUND)).pages[0]
    places = []
    page.extract_text(visitor_text=lambda said, at, *_: places.append(at[4]) if said.strip() else None)
    assert max(places) > float(page.mediabox.width) / 2


@needs_typst
def test_a_language_that_no_font_has_is_told_and_a_few_strange_letters_are_named():
    undrawn = "".join(chr(0xF0000 + n) for n in range(40))  # for anyone's own use, and so in no font
    with pytest.raises(NoFont):
        leaflet_pdf.write(leaflet(Line(Part.WORDS, Said(undrawn * 3, "sa")), language="sa"), AROUND)
    among = leaflet(Line(Part.WORDS, Said("We said what we did for you and what is next. " * 9 + undrawn[0])))
    assert "[letterF0000]" in pdf_text(leaflet_pdf.write(among, AROUND))


def test_the_e_mail_carries_its_pictures_once_each():
    made = leaflet(*of_every_part("Hello"), *of_every_part("Again"))
    shown = [part for part in mail(made).walk() if part.get_content_type() == "image/png"]
    assert sorted(part["Content-ID"] for part in shown) == [
        f"<{key}@pictures.told-us.invalid>" for key in ("bus", "home", "idea")
    ]
    for part in shown:
        with Image.open(io.BytesIO(part.get_content())) as opened:
            assert max(opened.size) == 240
    page = mail(made).get_body(("html",)).get_content()
    assert set(re.findall(r'src="([^"]+)"', page)) == {
        f"cid:{key}@pictures.told-us.invalid" for key in PICTURES
    }


def test_a_page_that_stands_alone_has_all_in_it():
    page = leaflet_html.write(leaflet(*of_every_part("Hello")), AROUND).decode()
    assert not re.findall(r'src="(?!data:image/png;base64,)', page)
    assert page.count('alt="A lamp"') == 1
    assert 'data-figure="a/b"' in page


def test_text_alone_tells_all_of_it():
    arabic = Said("٣ أشخاص", "ar")
    made = leaflet(
        Line(Part.HEADING, Said("Pledge 5"), depth=1),
        Line(Part.ITEM, Said("One")),
        Line(Part.QUOTE, Said("Ask me"), Said("A meeting.")),
        Line(Part.WORDS, Said("12 people", "ar"), arabic),
    )
    text = leaflet_eml.text(made, AROUND)
    for said in (
        "You said\n========",
        "Pledge 5\n--------",
        "- One",
        "A meeting. “Ask me”",
        "٣ أشخاص ١٢ people",
    ):
        assert said in text
    assert text.endswith("Read it here: https://told.example/news/1\n")
    assert "told.example" not in leaflet_eml.text(made, Around("Cheshire East"))


def test_without_a_share_no_bar_is_drawn():
    figure = Line(Part.FIGURE, Said("3 of 4"))
    assert "<table" not in leaflet_html.write(leaflet(figure), AROUND).decode()
    assert (
        "<table"
        not in leaflet_html.write(leaflet(Line(Part.FIGURE, Said("0 of 4"), share=0)), AROUND).decode()
    )
    full = leaflet_html.write(leaflet(Line(Part.FIGURE, Said("4 of 4"), share=100)), AROUND).decode()
    assert full.count("<td") == 1
