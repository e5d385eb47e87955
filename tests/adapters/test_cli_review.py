"""The annual review, as it is typed."""

from docx import Document

from tests.adapters.test_cli import fails
from tests.adapters.test_cli_publish import asked as asked


def test_a_review_is_written_and_verify_recounts_it(toldus, asked, tmp_path):
    assert toldus("publish", "pledge-5").exit_code == 0
    file = tmp_path / "review.docx"
    done = toldus("review", "cheshire-east-pledges", "-o", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Written to {file}." in done.stderr
    whole = "\n".join(p.text for p in Document(str(file)).paragraphs)
    assert "Cheshire East, 23 November 2025 to 22 November 2026" in whole
    assert "What people told us is published for 1 of them." in whole
    checked = toldus("verify", str(file))
    assert checked.exit_code == 0, checked.output
    assert "still hold" in checked.stdout


def test_a_year_and_a_framework_that_arent_there(toldus, tmp_path):
    assert "There is no framework “nothing”. There are: " in fails(toldus("review", "nothing"))
    ended = toldus("review", "cheshire-east-pledges", "--to", "2027-01-01")
    assert "The last day can’t be after today. Nothing was written." in fails(ended)
    backwards = toldus("review", "cheshire-east-pledges", "--from", "2026-05-01", "--to", "2026-04-01")
    assert "The first day can’t be after the last" in fails(backwards)
    nowhere = toldus("review", "cheshire-east-pledges", "-o", str(tmp_path / "no" / "where.docx"))
    assert "can’t be written" in fails(nowhere)
    assert toldus("review", "cheshire-east-pledges").stdout_bytes.startswith(b"PK")
