"""Pictures that young people made stand in files, with words for those who can't see them."""

import base64
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from feedback.adapters import definitions
from feedback.adapters.documents import FORMATS, works
from feedback.adapters.lookup import sections_of
from feedback.adapters.settings import shipped
from feedback.adapters.store import actions as kept
from feedback.adapters.store import uploads
from feedback.adapters.store.records import By, Wanted, save
from feedback.domain.deeds import Work
from feedback.domain.disclosure import Rules
from tests.adapters.documents_samples import acted, by_hand
from tests.conftest import TODAY
from tests.live import moment

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
ALT = "A house with a red door"


def drawn(kind="PNG", size=(300, 200)):
    made = BytesIO()
    Image.new("RGB", size, "red").save(made, kind)
    return made.getvalue()


def section(content, media_type="image/png"):
    minutes, picture = acted()["heard_elsewhere"]
    work = Work("0123456789abcdef", media_type, content)
    return by_hand(heard_elsewhere=(minutes, replace(picture, work=work)))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_word_shows_it_in_its_own_shape_with_its_words(kind):
    data = FORMATS["docx"].write([section(drawn(kind), f"image/{kind.lower()}")])
    word = Document(BytesIO(data))
    (shape,) = [s for s in word.inline_shapes if s._inline.docPr.get("descr") == ALT]
    assert (round(shape.width.cm, 1), round(shape.height.cm, 1)) == (9.0, 6.0)
    without = FORMATS["docx"].write([by_hand(**{"heard_elsewhere": acted()["heard_elsewhere"]})])
    assert len(Document(BytesIO(without)).inline_shapes) == len(word.inline_shapes) - 1


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(drawn(), "image/png"), (drawn("WEBP"), "image/webp"), (SVG, "image/svg+xml")],
)
def test_a_web_page_and_a_pdf_show_it(content, media_type):
    page = FORMATS["html"].write([section(content, media_type)]).decode()
    (found,) = re.findall(r'<img class="told-work" src="data:([^;]+);base64,([^"]+)" alt="([^"]+)">', page)
    assert (found[0], base64.b64decode(found[1]), found[2]) == (media_type, content, ALT)
    assert "img-src data:" in page
    pdf = FORMATS["pdf"].write([section(content, media_type)])
    assert ALT.encode("utf-16-be") in pdf or ALT in str(_structure(pdf))


def _structure(pdf):
    """Every alternative text of a tagged PDF."""
    found, waiting = [], [PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [str(one["/Alt"])] if "/Alt" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


@pytest.mark.parametrize("content", [b"", b"no picture", drawn()[:60]])
@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_one_that_cant_be_drawn_costs_nothing_else(content, name):
    assert works.shown(Work("k", "image/png", content)) is None
    assert FORMATS[name].write([section(content)])


@pytest.mark.parametrize(("consent", "there"), [("own", True), ("", False)])
def test_only_a_picture_with_consent_is_in_a_section(database, consent, there):
    content = drawn()
    file = uploads.File("image/png", content, ALT, "")
    with database.writing() as session:
        uploads.put(session, kept.UPLOAD, "0" * 16, file, TODAY)
        digest = uploads.digest(session, kept.UPLOAD, "0" * 16)
        held = {"kind": "picture", "group": "Artists", "people": 12, "on": str(date(2026, 5, 5))}
        held |= {
            "words": "Home.",
            "commitments": ["pledge-5"],
            "consent": consent,
            "alt": ALT,
            "file": digest,
        }
        save(session, Wanted(f"heard/{'0' * 16}", kept.HEARD, "", held), By(1, moment()))
    with database.reading() as session:
        content_files = definitions.load(shipped("surveys"))
        (found,) = sections_of(session, content_files, "pledge-5", Rules(), TODAY)
    (heard,) = found.heard_elsewhere
    assert (heard.work is not None) is there
    if heard.work:
        assert heard.work.content == content
