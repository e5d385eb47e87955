"""What was done and what was heard elsewhere have numbers too: none is taken for a figure of ours."""

from dataclasses import replace

import pytest

from feedback.adapters.documents import FORMATS
from feedback.adapters.verifying.reading import read
from tests.adapters.documents_samples import acted, by_hand, thick
from tests.adapters.test_verify_ours import example, judged, wrong  # noqa: F401


@pytest.mark.parametrize("name", ["docx", "html", "md", "pdf"])
def test_figures_still_hold_beside_actions_with_numbers_in_them(example, name):  # noqa: F811
    sections, _, _ = example
    section = replace(sections["pledge-5"], **acted())
    found = judged(example, name, FORMATS[name].write([section]))
    assert wrong(found) == []
    plain = judged(example, name, FORMATS[name].write([sections["pledge-5"]]))
    assert len(found) == len(plain) > 50


@pytest.mark.parametrize("name", ["docx", "report", "html", "md", "pdf", "csv", "json", "xlsx"])
def test_every_document_has_what_was_done_and_what_was_heard_elsewhere(name, tmp_path):
    data = FORMATS[name].write([thick(**acted())])
    if name in ("docx", "report", "html", "md", "pdf"):
        file = tmp_path / f"told.{'docx' if name == 'report' else name}"
        file.write_bytes(data)
        text = " ".join(" ".join(read(file).texts).replace("\\", "").split())
    elif name == "xlsx":
        from io import BytesIO

        from openpyxl import load_workbook

        book = load_workbook(BytesIO(data))
        text = " ".join(str(c) for row in book["Actions"].iter_rows(values_only=True) for c in row)
    else:
        text = data.decode("utf-8-sig")
    for said in (
        "We can’t do this.",
        "We can’t pay for cars.",
        "Done on 3 March 2026.",
        "We are doing this, by 1 May 2027.",
        "Late: it was to be done by 1 May 2026.",
        "A small group was there",
        "A house with a red door",
        "a comment on “What would help?”",
    ):
        assert said in text, said


def test_a_section_without_actions_says_nothing_of_them():
    for name in ("html", "md", "csv"):
        text = FORMATS[name].write([by_hand()]).decode("utf-8-sig")
        assert "What we did" not in text
        assert "Heard elsewhere" not in text
