"""`toldus import --form`: an export's codes become words by its form, as they do in the office."""

from pathlib import Path

import pytest

from tests.adapters.conftest import Run
from tests.adapters.test_imports_tools_new import DATA, FORM, book


@pytest.fixture
def kobo(tmp_path: Path) -> tuple[str, str]:
    """An export of Kobo's and its form, as files."""
    answers, form = tmp_path / "kobo.xlsx", tmp_path / "form.xlsx"
    answers.write_bytes(book(A=DATA))
    form.write_bytes(FORM)
    return str(answers), str(form)


def test_codes_become_words(toldus: Run, kobo: tuple[str, str]) -> None:
    toldus("migrate")
    answers, form = kobo
    done = toldus("import", answers, "--as", "kobo", "--form", form, "--guess", f"{answers}.yaml")
    assert done.exit_code == 0
    assert "“I feel safe”: Agree | Neither | Disagree" in done.output
    without = toldus("import", answers, "--as", "kobo", "--guess", f"{answers}.yaml")
    assert "Agree" not in without.output


@pytest.mark.parametrize("content", [None, b"", b'{"SurveyEntry": {}}', b"PK\x03\x04 half"])
def test_a_form_that_is_none_is_said_and_nothing_is_stored(
    toldus: Run, kobo: tuple[str, str], tmp_path: Path, content: bytes | None
) -> None:
    toldus("migrate")
    form = tmp_path / "wrong.qsf"
    if content is not None:
        form.write_bytes(content)
    done = toldus("import", kobo[0], "--as", "kobo", "--form", str(form))
    assert done.exit_code == 1
    assert "Error: " in done.output
    assert "Traceback" not in done.output
    assert "No survey “kobo” has been opened" in toldus("results", "kobo").output
