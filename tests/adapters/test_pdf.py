"""A PDF that everyone can read (PDF/UA-1): tagged, titled, in a language, with words for every picture."""

import subprocess
import sys
from pathlib import Path

import pytest

import feedback
from feedback.adapters.documents import FORMATS, NOT_INSTALLED, carried, words
from feedback.adapters.documents.tidy import tidy
from tests.adapters.documents_readers_new import SPACE, pdf, pdf_text, tagged
from tests.adapters.documents_samples import (
    by_hand,
    comments,
    finding,
    nothing_asked,
    said,
    source,
    thick,
    three_waves,
)
from tests.adapters.test_documents_hostile import HOSTILE, filled

pytestmark = pytest.mark.skipif("pdf" in NOT_INSTALLED, reason="typst is not installed")


def data(*sections):
    return FORMATS["pdf"].write(sections or [thick()])


def printed(*sections):
    return pdf_text(data(*sections))


def close(text):
    return SPACE.sub("", text)


def test_it_is_tagged_in_british_english_and_shows_its_title():
    root = pdf(data()).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_its_properties_say_what_it_is_and_not_who_made_it_or_when():
    about = pdf(data()).metadata
    assert about.title == "Pledge 5: We will prepare you for adulthood"
    assert about.subject == "What young people told us. Cheshire East: Our Pledges 2022-26"
    assert about.author is None
    assert about.creation_date is None


def test_headings_are_headings():
    made = data(by_hand())
    assert [len(tagged(made, f"/H{level}")) for level in (1, 2, 3, 4)] == [1, 1, 3, 0]
    several = data(by_hand(), nothing_asked())
    assert [len(tagged(several, f"/H{level}")) for level in (1, 2, 3, 4)] == [1, 2, 2, 3]


def test_each_table_has_header_cells_and_a_caption():
    made = data(by_hand())
    assert len(tagged(made, "/Table")) == len(tagged(made, "/Caption")) == 1
    heads = tagged(made, "/TH")
    assert [
        head["/A"][0]["/Scope"] if isinstance(head["/A"], list) else head["/A"]["/Scope"] for head in heads
    ] == ["/Column"] * 5
    assert len(tagged(made, "/TD")) == 5 * 5
    assert close("Table 1. How people answered: Care leavers survey, autumn 2026 and autumn 2025") in printed(
        by_hand()
    )


def test_every_picture_has_words():
    alts = [figure["/Alt"] for figure in tagged(data(), "/Figure")]
    assert "Bar: 52%" in alts
    assert "Autumn 2026: Agree 52%, Neither 33%, Disagree 15%." in alts
    assert any(
        alt.endswith("Autumn 2024 67%, then Autumn 2025 [b] 83%, then Autumn 2026 85%.") for alt in alts
    )
    assert all(alts)


def test_the_list_of_figures_is_in_it():
    attached = pdf(data()).attachments
    assert attached == {"told-us-figures.json": [carried.manifest([tidy(thick())])]}


def test_pages_are_numbered():
    pages = pdf(data(*[by_hand()] * 3)).pages
    assert [page.extract_text().split()[-1] for page in pages] == ["1", "2", "3"]


def test_quotes_keep_their_lines_and_say_where_they_are_from():
    text = pdf(data(by_hand())).pages[0].extract_text()
    assert "Someone to ask.\nBefore, not after." in text
    assert "Care leavers survey, autumn 2026" in text


def test_made_up_answers_say_so():
    assert close(words.MADE_UP) in printed(by_hand(sources=(source(made_up=True),)))
    assert close(words.MADE_UP) not in printed(by_hand())


def test_many_waves_turn_the_page():
    upright, lying = (
        pdf(data(by_hand())).pages[0].mediabox,
        pdf(data(by_hand(findings=(many(),)))).pages[0].mediabox,
    )
    assert upright.width < upright.height
    assert lying.width > lying.height


def many():
    told = three_waves()
    return finding(told=(*told, *told))


@pytest.mark.parametrize(
    "text",
    [
        "#pagebreak() *bold* _sly_ = Heading",
        "$x$ `raw` @ref <label> // not a comment",
        "#sys.inputs.told [content] {code}",
        '"quoted" \\ backslash \\u{41} ${1}',
        "- not a list",
    ],
)
def test_what_people_wrote_is_never_markup(text):
    section = by_hand(
        words=text, quotes=(said(text),), findings=(finding(ask=text, rows=(text, "b", "c")), comments())
    )
    assert printed(section).count(close(text)) == 4  # heading, question, row, quote
    assert len(pdf(data(section)).pages) == len(pdf(data(by_hand())).pages)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("none \u0378 here", "none [letter 0378] here"),
        ("private \U000f0000 use", "private [letter F0000] use"),
        ("never \ufdd0 a letter", "never [letter FDD0] a letter"),
    ],
)
def test_a_letter_that_no_font_has_is_told_by_its_name(text, shown):
    assert close(shown) in printed(by_hand(words=text))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_words_make_a_document(text):
    section = filled(by_hand(), text)
    assert pdf(data(section, filled(nothing_asked(), text))).pages


@pytest.mark.parametrize("text", ["Llŷr a’r ŵyn", "Zażółć gęślą jaźń", "Привет"])
def test_letters_of_the_languages_of_britain_and_europe_are_printed_as_they_are(text):
    assert close(text) in printed(by_hand(quotes=(said(text),)))


WITHOUT = """
import sys
sys.modules["typst"] = None
from click.testing import CliRunner
from feedback.adapters.documents import FORMATS
from feedback.cli import main
print("pdf" in FORMATS)
ran = CliRunner().invoke(main, ["section", "pledge-5", "--format", "pdf"])
print(ran.exit_code, ran.output)
"""


def test_without_typst_there_is_no_pdf_and_one_is_told_what_to_install(tmp_path):
    environment = {"PYTHONPATH": str(Path(feedback.__file__).parents[1]), "TOLDUS_INSTANCE": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    first, second = ran.stdout.split("\n", 1)
    assert first == "False"
    assert second.strip() == (
        "1 Error: PDF needs typst, which is not installed. Install it with: pip install “told-us[pdf]”."
    )


@pytest.mark.parametrize(("text", "starts"), [("Help, مرحبا", "left"), ("مرحبا 87%", "right")])
def test_a_quote_starts_where_its_script_does(text, starts):
    places = []

    def note(said_here, place, _matrix, _font, _size):
        if "87" in said_here or "Help" in said_here:
            places.append(place[4])

    page = pdf(data(by_hand(quotes=(said(text),), findings=(comments(),)))).pages[0]
    page.extract_text(visitor_text=note)
    middle = float(page.mediabox.width) / 2
    assert places
    assert (places[-1] < middle) is (starts == "left")
