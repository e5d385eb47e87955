"""A survey that was never published is deleted when an officer is sure; what was published stays."""

from feedback.adapters.store import designs, editions
from tests.conftest import Council
from tests.web.people import log
from tests.web.test_making import add, club, send, version, whole

PATH = "/office/making/club-survey/delete"


def test_it_is_gone_once_they_are_sure_and_its_key_is_free_again(council: Council) -> None:
    officer = club(council)
    add(officer, "Is it loud?", "yes-no")
    officer.get("/office/making")
    assert PATH in [a["href"] for a in officer.page.all("a")]
    officer.get(PATH)
    assert "Its 1 questions and all its versions will be gone." in officer.page.text
    assert send(officer, PATH) == 200
    assert "The survey is deleted." in officer.page.text
    assert log(council)[-1] == ("officer", "deleted a survey that was being made", "club-survey")
    with council.database.reading() as session:
        assert designs.get(session, "club-survey") is None
        assert designs.versions(session, "club-survey") == []
    assert officer.get(PATH).status_code == 404
    officer.get("/office/making")
    assert officer.post(PATH, {"version": "2"}).status_code == 404


def test_what_someone_saved_meanwhile_is_not_deleted(council: Council) -> None:
    officer = club(council)
    officer.get(PATH)
    seen = version(officer)
    add(officer, "Is it loud?", "yes-no")
    officer.get(PATH)
    assert officer.post(PATH, {"version": seen}).status_code == 409
    assert "someone saved a change meanwhile" in officer.page.text
    assert officer.post(PATH, {"version": "nothing"}).status_code == 409
    assert officer.get("/office/making/club-survey").status_code == 200


def test_what_was_published_can_not_be_deleted(council: Council) -> None:
    officer = whole(council)
    officer.get("/office/making/club-survey/publish")
    assert send(officer, "/office/making/club-survey/publish") == 200
    officer.get("/office/making")
    assert PATH not in [a["href"] for a in officer.page.all("a")]
    officer.get("/office/making/club-survey/start-page")
    assert send(officer, PATH) == 409
    assert "It was published, so it can’t be deleted" in officer.page.text
    with council.database.reading() as session:
        assert list(editions.of(session, "club-survey")) == [1]
        assert designs.get(session, "club-survey") is not None
