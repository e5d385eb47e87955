"""What was made of files is used again only while they are what they were."""

import shutil
from pathlib import Path

import pytest

from feedback.adapters import definitions, interface
from feedback.adapters.settings import shipped
from feedback.adapters.unchanged import fingerprint


@pytest.fixture
def surveys(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("surveys"), tmp_path / "surveys"))


def test_the_same_content_is_made_once_and_another_byte_makes_it_anew(surveys: Path) -> None:
    first = definitions.load(surveys)
    assert definitions.load(surveys) is first
    file = surveys / "care-leavers.yaml"
    file.write_text(file.read_text().replace("title: Care leavers survey", "title: Care leavers surveY"))
    assert definitions.load(surveys).surveys["care-leavers"].title == "Care leavers surveY"


def test_a_file_that_goes_or_goes_wrong_is_seen_at_once(surveys: Path) -> None:
    assert "youth-council" in definitions.load(surveys).surveys
    for path in surveys.rglob("youth-council*"):
        path.unlink()
    assert "youth-council" not in definitions.load(surveys).surveys
    (surveys / "foster-carers.yaml").write_text("nothing: here\n")
    for _ in range(2):
        with pytest.raises(definitions.Mistakes):
            definitions.load(surveys)


def test_words_of_our_pages_are_read_anew_when_they_change(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped("translations"), tmp_path / "translations"))
    first = interface.load(folder)
    assert interface.load(folder) is first
    (folder / "cy.po").unlink()
    assert "cy" not in interface.load(folder)


def test_a_fingerprint_tells_names_contents_and_what_is_not_there(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"x")
    other.write_bytes(b"y")
    seen = {fingerprint([one]), fingerprint([other]), fingerprint([one, other]), fingerprint([])}
    one.write_bytes(b"y")
    seen |= {fingerprint([one]), fingerprint([tmp_path / "none"])}
    assert len(seen) == 6
    assert fingerprint([one, other]) == fingerprint([other, one])
