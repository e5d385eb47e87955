"""Nothing that anyone can write breaks a file or becomes more than words in it."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.adapters.documents import FORMATS
from feedback.adapters.documents.as_csv import COLUMNS
from feedback.adapters.documents.tidy import one_line, tidy
from feedback.domain.sections import Finding
from tests.adapters.documents_printed import expected
from tests.adapters.documents_readers import READERS, csv_rows, docx_body
from tests.adapters.documents_samples import by_hand, nothing_asked, thick
from tests.adapters.documents_text import text_of
from tests.adapters.test_documents_html import Tree

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' or 1=1; --",
    "&amp; & &#0; &lt;",
    "a | b || c",
    "**bold** `code` [link](javascript:alert(1))",
    "{{ 7 * 7 }} {% include 'x' %} {# no #}",
    "]]> <!-- --> <?xml ?>",
    "😀 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "مرحبا بالعالم שלום",
    "\u202e87% reversed \u2066",
    "nul \x00 bell \x07 escape \x1b delete \x7f next line \x85 none \ufffe \uffff half \ud800",
    "=cmd|' /C calc'!A0",
    "line\r\nend\u2028and\tanother",
    "",
    " ",
    "x" * 2_000,
]
NUMBERS = {"mark", "percent", "percent_mark", "rate", "rate_mark"}


def filled(value, text):
    """The same section with one text in every place that holds people's words."""
    if isinstance(value, tuple):
        return tuple(filled(v, text) for v in value)
    if not is_dataclass(value):
        return value
    kept = NUMBERS | ({"kind"} if isinstance(value, Finding) else set())  # so that scales stay scales
    own = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in kept}
    return replace(value, **{k: text if isinstance(v, str) else listed(v, text) for k, v in own.items()})


def listed(value, text):
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return tuple(f"{text}{i}" for i, _ in enumerate(value))
    return filled(value, text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_format_takes_any_words_as_words(text):
    section = filled(thick(), text)
    files = {name: FORMATS[name].write([section, filled(nothing_asked(), text)]) for name in READERS}
    check_files(files)
    for name in ("docx", "html", "json"):
        shown = (
            json.loads(files[name])["sections"][0]["council"]
            if name == "json"
            else text_of(name, files[name])
        )
        assert one_line(text) in shown.replace("\u2002", " "), name


def check_files(files):
    docx_body(files["docx"])
    page = files["html"].decode()
    elements = Tree(page)
    assert not elements.all("script", "img")
    assert not [e for e in elements.found for name in e if name.startswith("on")]
    held = csv_rows(files["csv"])
    assert all(len(row) == len(COLUMNS) and None not in row for row in held)
    assert not [v for row in held for v in row.values() if v.startswith(tuple("=+-@\t\r"))]
    json.loads(files["json"])
    tables = [block.splitlines() for block in files["md"].decode().split("\n\n") if block.startswith("| ")]
    assert tables
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line.replace("\\\\", ""))) for line in table}) == 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_words_at_all(text):
    section = filled(thick(), text)
    check_files({name: FORMATS[name].write([section]) for name in READERS})


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters=":"), max_size=20))
def test_the_cells_are_read_back_whatever_the_options_are_called(text):
    """Labels that a reader can tell apart, so that every cell can be found again."""
    section = thick()
    one = section.findings[0]
    labels = tuple(f"x{text}{i}" for i, _ in enumerate(one.rows))
    section = replace(section, findings=(replace(one, rows=labels, counted_label=f"x{text}all"),))
    wanted = {c[2:] for c in expected(tidy(section)).cells}
    for name in ("docx", "html", "csv", "json", "md"):
        assert {c[2:] for c in READERS[name](FORMATS[name].write([section])).cells} == wanted, name


def test_what_word_cannot_hold_is_dropped_before_any_format_sees_it():
    kept = tidy(filled(by_hand(), "a\x00b\ud800c\u202ed\ufffe"))
    assert kept.words == "abcd"
    assert kept.quotes[0].words == "abcd"
    ElementTree.fromstring(f"<x>{kept.words}</x>")


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        (" a  b\tc\r\nd\u2028e ", "a b c d e"),
        ("already tidy", "already tidy"),
        ("a\x85b", "a b"),
        ("no\u00a0break", "no\u00a0break"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("مرحبا \u200f!", "مرحبا \u200f!"),
    ],
)
def test_words_are_kept_on_one_line(given_text, kept):
    assert one_line(given_text) == kept


def test_a_quote_keeps_its_lines_but_no_empty_ones():
    section = by_hand()
    quote = replace(section.quotes[0], words=" one \r\n\r\n two\x00 \u2028three\n\n")
    assert tidy(replace(section, quotes=(quote,))).quotes[0].words == "one\ntwo\nthree"


def test_what_is_tidy_stays_as_it_is():
    assert tidy(thick()) == thick()
