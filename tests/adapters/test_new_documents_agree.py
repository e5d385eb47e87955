"""Workbooks, PDFs and reports say the same as the section, and no more: figures, marks, notes and dates."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from feedback.adapters.documents import FORMATS, NOT_INSTALLED, grid, pictures, words
from feedback.adapters.documents.tidy import tidy
from tests.adapters.documents_printed import expected
from tests.adapters.documents_random import random_waves, thickened
from tests.adapters.documents_readers import csv_rows
from tests.adapters.documents_readers_new import (
    SPACE,
    opened,
    pdf_text,
    read_xlsx,
    report_lines,
    report_tables,
)
from tests.adapters.documents_samples import (
    answers_of,
    by_hand,
    finding,
    nothing_asked,
    question_of,
    survey_of,
    thick,
    told_from,
    wave_of,
)
from tests.adapters.test_documents_agree import plans
from tests.adapters.test_documents_hostile import HOSTILE, filled

NEW = [name for name in ("xlsx", "pdf", "report", "dictionary", "sps") if name not in NOT_INSTALLED]
needs_typst = pytest.mark.skipif("pdf" in NOT_INSTALLED, reason="typst is not installed")


def agrees_xlsx(section):
    said, wanted = read_xlsx(FORMATS["xlsx"].write([section])), expected(section)
    assert said.cells == wanted.cells
    assert said.heard == wanted.heard
    assert wanted.sentences <= said.sentences  # asides that have a colon in them are met as sentences too
    assert wanted.words <= said.words
    for source in section.sources:
        assert words.who_answered(source) in said.words


def agrees_pdf(section):
    """Every word in its order, and nothing else: all of the text is what's expected, from start to end."""
    tables = iter(range(1, 1_000))
    wanted = "".join(SPACE.sub("", text) for text in _in_order(section, tables))
    assert pdf_text(FORMATS["pdf"].write([section])) == wanted


def _in_order(section, tables):
    yield from (section.heading, words.promised_in(section))
    yield words.MADE_UP if section.made_up else ""
    yield words.TOLD_US
    yield from map(words.who_answered, section.sources)
    yield "" if section.findings else words.not_asked(section)
    for one in section.findings:
        yield one.ask
        yield from _finding(section, one, tables)
    yield words.HEARD_FROM if section.heard else ""
    for heard in section.heard:
        yield from heard.sentences
        if heard.rows:
            yield from _table(grid.heard_table(heard), tables)
    yield words.ABOUT_NUMBERS if section.notes else ""
    yield from section.notes


def _finding(section, one, tables):
    yield "" if one.told else words.NOT_ANSWERED
    for told in one.told:
        yield from (f"{words.told_heading(told)}:", told.sentence, *told.asides)
    yield one.change or ""
    if trend := pictures.over_time(one):
        yield trend.title
        for point in trend.points:
            yield from (point.label, point.share.text)
    for table, stacks in pictures.tables(one):
        yield from (stack.label for stack in stacks)
        yield words.NOT_SHOWN if any(stack.hides for stack in stacks) else ""
        yield from _table(table, tables)
    for quote in grid.quotes_for(section, one):
        yield from (quote.words, words.origin(quote.source))


def _table(table, tables):
    yield f"Table {next(tables)}. {table.caption}"
    yield table.corner
    for head in table.heads:
        yield from (head.of, head.what.lower() if head.of else head.what)
    for row in table.rows:
        yield row.label
        yield from (value.text for box in row.boxes for value in box.values)


def agrees_report(section):
    """Every table whole; of each question the newest sentence, what changed and what to be careful about."""
    made = FORMATS["report"].write([section])
    heard = [grid.heard_table(h) for h in section.heard if h.rows]
    wanted = [*heard, *(t for f in section.findings for t in grid.tables(f))]
    assert report_tables(made) == [[_heads(table), *_rows(table)] for table in wanted]
    prose = " ".join(text for style, text in report_lines(made) if style == "Tolduparagraph" or "\t" in text)
    for one in section.findings:
        if one.told:
            newest = one.told[0]
            for text in (one.ask, newest.sentence, *newest.asides, one.change or ""):
                assert text in prose
    sentences = [s for h in section.heard for s in h.sentences]
    for text in (*map(words.who_answered, section.sources), *sentences, *section.notes):
        assert text in prose


def _heads(table):
    return [
        table.corner,
        *("\n".join(t for t in (h.of, h.what.lower() if h.of else h.what) if t) for h in table.heads),
    ]


def _rows(table):
    for row in table.rows:
        texts = ["\n".join(value.text for value in box.values) for box in row.boxes]
        yield [
            row.label,
            *(text + "\u2002" * (box.bar is not None) for text, box in zip(texts, row.boxes, strict=True)),
        ]


AGREE = [agrees_xlsx, pytest.param(agrees_pdf, marks=needs_typst), agrees_report]


@pytest.mark.parametrize("make", [by_hand, thick, nothing_asked])
@pytest.mark.parametrize("agrees", AGREE)
def test_a_section_made_by_hand_is_the_same_everywhere(agrees, make):
    agrees(tidy(make()))


@pytest.mark.parametrize("agrees", AGREE)
def test_what_is_counted_at_random_is_the_same_everywhere(agrees):
    @seed(1)
    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(plans, min_size=1, max_size=3))
    def all_agree(given_plans):
        told = told_from([w for i, p in enumerate(given_plans) for w in random_waves(p, i)])
        agrees(tidy(thickened(told, given_plans[0].seed)))

    all_agree()


@pytest.mark.parametrize("name", NEW)
def test_the_same_sections_make_the_same_bytes(name):
    assert FORMATS[name].write([thick()]) == FORMATS[name].write([thick()])


@pytest.mark.parametrize("name", NEW)
def test_no_section_one_without_questions_and_many_are_all_files(name):
    for sections in (
        [],
        [nothing_asked()],
        [nothing_asked(), thick(), by_hand(commitment="pledge-6", number=6)],
    ):
        assert FORMATS[name].write(sections)
    assert FORMATS[name].write([by_hand(findings=(finding(told=(), rows=()),))])


@pytest.mark.parametrize("name", NEW)
def test_files_of_surveys_that_differ_only_in_hidden_numbers_are_the_same(name):
    def of(*counts):
        one = survey_of([question_of("q")])
        return FORMATS[name].write([told_from([wave_of(one, answers_of(*counts))])])

    assert of(40, 30, 20, 3, 9) == of(40, 30, 20, 4, 8)
    if name not in ("dictionary", "sps"):  # which have no number in them
        assert of(40, 30, 20, 3, 9) != of(40, 31, 19, 3, 9)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_new_format_takes_any_words_as_words(text):
    section = filled(thick(), text)
    files = {name: FORMATS[name].write([section, filled(nothing_asked(), text)]) for name in NEW}
    check_files(files)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_words_at_all(text):
    check_files({name: FORMATS[name].write([filled(by_hand(), text)]) for name in NEW})


def check_files(files):
    for sheet in opened(files["xlsx"]).worksheets:
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    report_lines(files["report"])
    rows = csv_rows(files["dictionary"])
    assert all(len(row) == 5 and None not in row for row in rows)
    assert not [v for row in rows for v in row.values() if v.startswith(tuple("=+-@\t\r"))]
    for line in files["sps"].decode("utf-8-sig").splitlines():
        assert line.count("'") % 2 == 0


def test_the_comparison_meets_a_number_that_was_changed():
    """What a wrong number in a file would look like to these tests."""
    section = tidy(by_hand())
    one = section.findings[0]
    wrong = replace(one.told[0].cells[0], count=30)
    told = (replace(one.told[0], cells=(wrong, *one.told[0].cells[1:])), *one.told[1:])
    changed = replace(section, findings=(replace(one, told=told), *section.findings[1:]))
    assert read_xlsx(FORMATS["xlsx"].write([changed])).cells != expected(section).cells
    assert re.search(r"Agree30", pdf_text(FORMATS["pdf"].write([changed]))) if "pdf" in FORMATS else True
