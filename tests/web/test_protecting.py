"""For the data protection officer: an assessment that changes with what it tells; the Children's Code."""

import re
from io import BytesIO
from pathlib import Path

from docx import Document

from feedback.domain.childrens_code import PAGES, STANDARDS
from feedback.web.access import ACCESS
from tests.conftest import Council
from tests.web.test_settings_pages import administrator, change
from tests.web.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]


def test_the_assessment_changes_with_the_settings(council: Council) -> None:
    visitor = administrator(council)
    visitor.get("/office/settings/assessment")
    assert "from version 1 of the settings" in visitor.page.text
    assert "Counts from 1 to 5 are hidden" in visitor.page.text
    assert "No survey is open" in visitor.page.text
    change(visitor, "numbers", threshold="8")
    change(visitor, "name", council="Dorset", data_officer="dpo@example.org")
    council.open()
    visitor.get("/office/settings/assessment")
    assert "on 22 November 2026 from version 3 of the settings" in visitor.page.text
    assert "Counts from 1 to 8 are hidden" in visitor.page.text
    assert "dpo@example.org" in visitor.page.text
    assert "When were you born? (a date, kept as a band)" in visitor.page.text


def test_the_word_file_says_the_same_and_has_room_to_write(sqlite_council: Council) -> None:
    sqlite_council.open()
    visitor = administrator(sqlite_council)
    visitor.get("/office/settings/assessment")
    with visitor.client.get("/office/settings/assessment.docx") as response:
        document = Document(BytesIO(response.data))
        assert "impact-assessment-2026-11-22.docx" in response.headers["Content-Disposition"]
    paragraphs = [p.text for p in document.paragraphs]
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(headings) == 8
    assert all(heading in visitor.page.text for heading in headings)
    blanks = [p for p in paragraphs if p.startswith("[Fill in] ")]
    assert f"marked “Fill in”: {len(blanks)} places" in visitor.page.text
    assert all(p.endswith("\n\n") for p in blanks)
    plain = [" ".join(p.split()) for p in paragraphs if p and not p.startswith("[Fill in]")]
    assert [p for p in plain if p not in visitor.page.text] == []


def test_all_15_standards_are_there_and_what_they_name_is_too() -> None:
    assert [s.number for s in STANDARDS] == list(range(1, 16))
    assert all(s.name and s.met and s.council and s.pages and s.tests for s in STANDARDS)
    for standard in STANDARDS:
        assert set(standard.pages) <= set(ACCESS) & set(PAGES), standard.name
        for named in standard.tests:
            path, _, function = named.partition("::")
            text = (ROOT / path).read_text(encoding="utf-8")
            assert not function or f"def {function}(" in text, named


def test_the_standards_have_a_page_that_names_them_all(sqlite_council: Council) -> None:
    visitor = administrator(sqlite_council)
    assert visitor.get("/office/settings/childrens-code").status_code == 200
    for standard in STANDARDS:
        assert f"{standard.number}. {standard.name}" in visitor.page.text
        assert standard.council in visitor.page.text


def test_the_documented_table_is_the_one_that_the_page_has() -> None:
    text = (ROOT / "docs" / "protection.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+)\. ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert [(int(n), name, met, council) for n, name, met, _, council in rows] == [
        (s.number, s.name, s.met, s.council) for s in STANDARDS
    ]
    for standard, row in zip(STANDARDS, rows, strict=True):
        assert [f"`{t}`" for t in standard.tests] == row[3].split(", ")


def test_the_statements_are_english_and_marked_so_in_every_language(sqlite_council: Council) -> None:
    reader = Visitor(sqlite_council.client())
    for path in ("/privacy", "/accessibility"):
        assert "<section>" in reader.get(f"{path}?show=en").text
        assert '<section lang="en" dir="ltr">' in reader.get(f"{path}?show=ar").text


def test_the_accessibility_statement_has_what_the_law_asks_for(sqlite_council: Council) -> None:
    reader = Visitor(sqlite_council.client())
    reader.get("/accessibility")
    for words in (
        *("Compliance status", "partially compliant", "Non-accessible content", "Feedback and contact"),
        *("Equality and Human Rights Commission (EHRC)", "(EASS)", "Preparation of this statement"),
        "The council has not given an e-mail address or a phone number here yet",
        "The council has not gone over this statement yet, so it has no date",
    ):
        assert words in reader.page.text
    change(administrator(sqlite_council), "name", statement_on="2026-11-02", email="us@example.org")
    reader.get("/accessibility")
    assert "last went over this statement on 2 November 2026" in reader.page.text
    assert "mailto:us@example.org" in [a["href"] for a in reader.page.all("a")]
    assert "not given an e-mail" not in reader.page.text
