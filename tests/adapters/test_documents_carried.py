"""Every figure in a Word document carries what it is, and that can be read back."""

import re
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from feedback.adapters.documents import FORMATS
from feedback.domain.sections import Told
from tests.adapters.documents_marks import figures_in
from tests.adapters.documents_readers import docx_body
from tests.adapters.documents_samples import by_hand, finding, source, thick


def data(*sections):
    return FORMATS["docx"].write(sections or [by_hand()])


def opened():
    return Document(BytesIO(data()))


def test_every_number_and_sentence_carries_its_identity():
    section = by_hand()
    carried = {(f.identity, f.printed) for f in figures_in(data(section))}
    for one in section.findings:
        for told in one.told:
            at = f"{told.source.wave}/{one.question}"
            assert (at, told.sentence) in carried
            assert not one.rows or (at, "[c]" if told.base is None else str(told.base)) in carried
            for cell in (*told.cells, *([told.counted] if told.counted else [])):
                both = {(cell.identity, cell.count_text), (cell.identity, cell.percent_text)}
                assert both <= carried or cell.identity is None
    assert (
        "care-leavers-autumn-2026",
        "64 care leavers answered “Care leavers survey, autumn 2026”, open from "
        "2 November to 20 December 2026.",
    ) in carried


def test_what_statistics_add_carries_its_identity_too():
    section = thick()
    carried = {(f.identity, f.printed) for f in figures_in(data(section))}
    first = section.findings[0]
    at = "care-leavers-autumn-2026/in-control"
    assert {(at, first.change), *((at, aside) for aside in first.told[0].asides)} <= carried
    for group in first.breakdowns[0].groups:
        assert (group.identity, group.base_text) in carried
        for cell in group.cells:
            assert {(cell.identity, cell.count_text), (cell.identity, cell.percent_text)} <= carried
    for heard in section.heard:
        assert {(heard.source.wave, sentence) for sentence in heard.sentences} <= carried
        for row in heard.rows:
            assert {(row.identity, row.answered_text), (row.identity, row.rate_text)} <= carried
    over_time = [(t.counted.identity, t.counted.percent_text) for t in first.told]
    assert set(over_time) <= carried


def test_the_marks_are_names_that_word_takes_and_each_is_one_of_its_kind():
    body = docx_body(data(by_hand(), by_hand()))
    starts = [e for e in body.iter() if e.tag.endswith("}bookmarkStart")]
    names = [e.get(qn("w:name")) for e in starts]
    assert len(set(names)) == len(names) > 20
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", n) for n in names)
    ends = [e.get(qn("w:id")) for e in body.iter() if e.tag.endswith("}bookmarkEnd")]
    assert ends == [e.get(qn("w:id")) for e in starts]


def test_a_figure_that_is_edited_keeps_its_identity():
    document = opened()
    document.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "99"
    saved = BytesIO()
    document.save(saved)
    first = "care-leavers-autumn-2026/in-control/option-0"
    assert [f.printed for f in figures_in(saved.getvalue()) if f.identity == first][:1] == ["99"]


def test_a_figure_copied_to_another_document_is_known_by_its_digest():
    other = Document()
    other.element.body.insert(0, opened().tables[0]._tbl)
    saved = BytesIO()
    other.save(saved)
    first = "care-leavers-autumn-2026/in-control/option-0"
    assert {f.identity for f in figures_in(saved.getvalue())} == {None}
    known = figures_in(saved.getvalue(), [first, "another"])
    assert [f.printed for f in known if f.identity == first] == ["31", "52%"]


def test_a_document_of_somebody_else_has_no_figures_of_ours():
    saved = BytesIO()
    other = Document()
    other.add_paragraph("90.07% of young people")
    other.save(saved)
    assert figures_in(saved.getvalue()) == ()


def test_a_long_identity_is_carried_whole():
    wave = "w" * 60
    older = source("autumn 2026", wave=wave)
    one = finding(question="q" * 60, told=(Told(older, "Said.", 60, finding().told[0].cells),))
    assert f"{wave}/{'q' * 60}" in {f.identity for f in figures_in(data(by_hand(findings=(one,))))}
