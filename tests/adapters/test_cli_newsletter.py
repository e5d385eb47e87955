"""A published newsletter, written as a file by command."""

import email
import email.policy

import pytest

from feedback.adapters import definitions, publishing
from feedback.adapters import newsletters as reading
from feedback.adapters.documents import NOT_INSTALLED
from feedback.adapters.settings import shipped
from feedback.adapters.store import newsletters, records
from feedback.adapters.store.records import By, Wanted
from feedback.domain.disclosure import Rules
from feedback.domain.newsletters import Newsletter
from tests.adapters.answered import wave_of
from tests.adapters.test_cli import fails
from tests.conftest import TODAY
from tests.live import moment

KEY = f"newsletter/{'a' * 16}"


@pytest.fixture
def told(stored):
    """Newsletter 1, about pledge 5."""
    content = definitions.load(shipped("surveys"))
    with stored.writing() as session:
        wave_of(session)
    publishing.publish(stored, content, publishing.Wanted("pledge-5"), Rules(), TODAY)
    held = Newsletter("Told you", "The youth council", TODAY, promises=("pledge-5",)).held()
    with stored.writing() as session:
        records.save(session, Wanted(KEY, newsletters.NEWSLETTER, "", held), By(1, moment()))
        reading.publish(session, KEY, reading.Looked(1, 0), Rules(), TODAY)
    return stored


def test_it_is_written_in_the_language_that_is_asked_for(toldus, told, tmp_path):
    there = tmp_path / "n.html"
    assert toldus("newsletter", "1", "-o", str(there)).stdout == f"Wrote {there}.\n"
    assert "After this meeting:" in there.read_text(encoding="utf-8")
    toldus("newsletter", "1", "--language", "cy", "-o", str(there))
    assert "Ar ôl y cyfarfod hwn:" in there.read_text(encoding="utf-8")
    if "pdf" not in NOT_INSTALLED:
        toldus("newsletter", "1", "--format", "pdf", "-o", str(there))
        assert there.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("site", "linked"), [((), False), (("--site", "https://told.example"), True)])
def test_the_e_mail_leads_to_the_page_if_it_is_told_where(toldus, told, tmp_path, site, linked):
    there = tmp_path / "n.eml"
    toldus("newsletter", "1", "--format", "eml", *site, "-o", str(there))
    made = email.message_from_bytes(there.read_bytes(), policy=email.policy.default)
    text = made.get_body(("plain",)).get_content()
    assert ("https://told.example/news/1" in text) is linked
    assert "localhost" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2",), "Newsletter 2 isn’t published"),
        (("1", "--language", "xx"), "There is no “xx”. There is: en, cy"),
        (("1", "--site", "told.example"), "--site is an address"),
        (("0",), "0"),
    ],
)
def test_what_cant_be_written_is_told_in_one_line(toldus, told, tmp_path, words, said):
    assert said in fails(toldus("newsletter", *words, "-o", str(tmp_path / "n.html")))
    assert not (tmp_path / "n.html").exists()


def test_a_folder_is_no_file(toldus, told, tmp_path):
    assert "can’t be written" in fails(toldus("newsletter", "1", "-o", str(tmp_path)))


def test_one_that_is_taken_down_is_written_no_more(toldus, told, tmp_path):
    with told.writing() as session:
        newsletters.take_down(newsletters.newest(session, 1), "A mistake", TODAY)
    assert "isn’t published" in fails(toldus("newsletter", "1", "-o", str(tmp_path / "n.html")))
