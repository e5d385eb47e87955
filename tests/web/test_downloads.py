"""Every kind of file can be downloaded from a promise's page, under a name that tells it from the others."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from feedback.adapters.documents import FORMATS
from tests.conftest import Council
from tests.web.test_office import answered, signed_in


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_offered_and_comes(sqlite_council: Council, name: str) -> None:
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    visitor.get("/office/commitments/pledge-5")
    path = f"/office/commitments/pledge-5/section.{name}"
    assert path in [link.get("href") for link in visitor.page.all("a")]
    response = visitor.client.get(path)
    assert response.status_code == 200
    assert len(response.data) > 500
    assert f"pledge-5{FORMATS[name].ending}" in response.headers["Content-Disposition"]
    media_type = FORMATS[name].media_type
    told_once = "; charset=utf-8" if media_type.startswith("text/") else ""
    assert response.headers["Content-Type"] == media_type + told_once


def test_no_two_formats_come_under_one_name() -> None:
    assert len({form.ending for form in FORMATS.values()}) == len(FORMATS)
    assert len({form.label for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", ["docx", "report"])
def test_word_comes_on_the_councils_own_template(sqlite_council: Council, tmp_path: Path, name: str) -> None:
    answered(sqlite_council, 20, 12)
    template = Document()
    template.add_paragraph("Of Anyshire")
    template.save(str(tmp_path / "council.docx"))
    given = replace(sqlite_council.settings, word_template=tmp_path / "council.docx")
    council = Council(given)
    response = signed_in(council).client.get(f"/office/commitments/pledge-5/section.{name}")
    council.database.close()
    assert Document(BytesIO(response.data)).paragraphs[0].text == "Of Anyshire"
