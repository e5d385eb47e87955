"""The first page: what needs doing, the surveys, how to begin; for each kind of person."""

from datetime import timedelta

from feedback.adapters.store import waves
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.web.people import add, sign_in
from tests.web.test_making import club
from tests.web.test_office import answered, signed_in


def test_someone_new_is_told_how_to_begin(sqlite_council: Council) -> None:
    visitor = signed_in(sqlite_council)
    links = [a["href"] for a in visitor.page.all("a")]
    assert "Make your first survey Bring last year’s answers in" in visitor.page.text
    assert "/office/open?survey=care-leavers" in links
    visitor.post("/office/making/start", {"from": "ours:care-leavers", "as": "next"})
    assert visitor.path == "/office/making/care-leavers"
    visitor.get("/office/")
    assert "/office/making/care-leavers" in [a["href"] for a in visitor.page.all("a")]
    assert "Welcome" not in visitor.page.text


def test_what_needs_doing_is_on_top(council: Council) -> None:
    answered(council, 20, 12, words="Words", writers=2)
    council.open(name="Next", days=3)
    visitor = club(council)
    visitor.get("/office/")
    todo = visitor.page.text.partition("To do now")[2].partition("Open a wave")[0]
    assert "“A small survey, Next” closes on 25 November 2026." in todo
    assert "“Club survey” is being made, and not published yet." in todo
    assert "Comments" not in todo
    council.go_to(TODAY + timedelta(days=31))
    visitor.get("/office/")
    assert "“A small survey, Autumn 2026” is closed. Comments that nobody has decided about: 2." in (
        visitor.page.text
    )


def test_a_wave_that_should_have_been_deleted_is_first(sqlite_council: Council) -> None:
    key = sqlite_council.open(days=1)
    visitor = signed_in(sqlite_council)
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        wave.delete_on = TODAY - timedelta(days=1)
        wave.opens_on, wave.closes_on = TODAY - timedelta(days=40), TODAY - timedelta(days=9)
    visitor.get("/office/")
    assert "were to be deleted on 21 November 2026 and are there still" in visitor.page.text


def test_an_analyst_sees_surveys_and_results_and_nothing_to_do(council: Council) -> None:
    answered(council, 20, 12, words="Words", writers=2)
    add(council, "ana", Role.ANALYST)
    visitor = sign_in(council, "ana")
    links = [a["href"] for a in visitor.page.all("a")]
    assert "/office/waves/small-autumn-2026" in links
    assert "/office/surveys/small/take-out" in links
    assert not [link for link in links if "/run" in link or "/comments" in link or "/making" in link]
    assert "To do now" not in visitor.page.text


def test_an_administrator_is_led_to_what_they_may_do(sqlite_council: Council) -> None:
    add(sqlite_council, "adm", Role.ADMINISTRATOR)
    visitor = sign_in(sqlite_council, "adm")
    assert "read the audit log" in visitor.page.text
    assert [a["href"] for a in visitor.page.all("a")].count("/office/people") == 2
