"""An officer opens a wave, changes it, sees how it is getting on and closes it, all in the browser."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from feedback.adapters.store import audit, drafts, editions, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.adapters.tables import Draft
from feedback.domain.journey import SKIPPED, Answer
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_office import signed_in
from tests.web.visitor import Visitor

KEY = "care-leavers-spring-2027"
FORM = {
    "survey": "care-leavers",
    "name": "Spring 2027",
    "opens": "2026-11-22",
    "closes": "2027-01-31",
    "access": "open",
    "target": "120",
    "who-reads": "Two officers read the answers.",
    "hear-back": "We write back in March.",
    "comments": "yes",
    "in-danger": "If someone is in danger, a worker acts the same day.",
    "harm-reader": "Duty social worker",
    "harm-within": "by the end of the next working day",
    "delete-on": "",
}


def acts(council: Council) -> list[tuple[str, str, str]]:
    with council.database.reading() as session:
        return [(a.who, a.act, a.about) for a in reversed(audit.latest(session, 50)) if a.act != "signed in"]


def opened(council: Council, **changes: str) -> Visitor:
    officer = signed_in(council)
    officer.get("/office/open?survey=care-leavers")
    officer.post("/office/open", FORM | changes)
    return officer


def answers(council: Council, key: str, *chosen: str, day: date = TODAY, **how: str) -> None:
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        survey = editions.get(session, wave.survey_key, wave.edition)
        first = next(q.key for q in survey.questions if q.options)
        sent = [responses.Sent({first: Answer((c,))}, {}) for c in chosen]
        responses.add(session, wave, survey, sent, responses.Circumstances(day, **how))


def test_a_survey_is_chosen_and_the_form_starts_with_what_is_known(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    officer.get("/office/open")
    assert "Care leavers survey" in officer.page.text
    officer.get("/office/open?survey=care-leavers")
    fields = {i["name"]: i.get("value", "") for i in officer.page.all("input") if "name" in i}
    assert fields["name"] == "Autumn 2026"
    assert fields["opens"] == "2026-11-22"
    assert officer.get("/office/open?survey=nothing").status_code == 404


def test_an_officer_opens_a_wave_and_gets_its_address_and_a_square(council: Council) -> None:
    officer = opened(council)
    assert officer.path == f"/office/waves/{KEY}/run"
    assert f"http://localhost/s/{KEY}/" in [i.get("value") for i in officer.page.all("input")]
    assert officer.page.all("svg")
    assert "Open now." in officer.page.text
    assert "Duty social worker, by the end of the next working day" in officer.page.text
    wave = council.wave(KEY)
    assert (wave.target, wave.closes_on, wave.delete_on) == (120, date(2027, 1, 31), date(2029, 1, 31))
    assert ("officer", "opened a wave", KEY) in acts(council)
    person = Visitor(council.client())
    person.get(f"/s/{KEY}/")
    assert "We write back in March." in person.page.text
    assert "We delete everyone’s answers on 31 January 2029." in person.page.text
    person.get("/privacy")
    assert "Care leavers survey: we delete the answers on 31 January 2029." in person.page.text


def test_the_same_form_sent_twice_opens_one_wave_and_another_of_its_name_is_refused(council: Council) -> None:
    officer = opened(council)
    officer.get("/office/open?survey=care-leavers")
    assert officer.post("/office/open", FORM).status_code == 200
    assert officer.path == f"/office/waves/{KEY}/run"
    officer.get("/office/open?survey=care-leavers")
    assert officer.post("/office/open", FORM | {"closes": "2027-02-28"}).status_code == 422
    assert "There is a wave with this name already." in officer.page.text
    assert "2027-02-28" in [i.get("value") for i in officer.page.all("input")], "nothing typed is lost"
    with council.database.reading() as session:
        assert len(waves.every(session)) == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Give the wave a name"),
        ("name", "ёж", "The name needs letters from a to z"),
        ("name", "x" * 60, "This is too long: it has 60 letters."),
        ("opens", "soon", "Give the first day."),
        ("closes", "2026-11-21", "The last day can’t be before the first."),
        ("closes", "99999-01-01", "Give the last day."),
        ("access", "nobody", "Choose who may answer."),
        ("target", "-3", "Write a whole number"),
        ("target", "9" * 400, "Write a whole number"),
        ("who-reads", " ", "Say who will read the answers."),
        ("who-reads", "a\u200bb", "There is a letter in this that can’t be shown."),
        ("hear-back", "", "Say when and how people will hear back."),
        ("comments", "", "Choose whether people can write in their own words."),
        ("in-danger", "", "Say what happens when someone writes that a person is in danger."),
        ("harm-reader", "", "Say who reads words of harm"),
        ("harm-within", "x" * 101, "This is too long"),
        ("delete-on", "2027-02-01", "Answers can be deleted two days after the last day at the earliest."),
    ],
)
def test_it_can_not_open_until_each_is_said(
    sqlite_council: Council, field: str, typed: str, said: str
) -> None:
    officer = opened(sqlite_council, **{field: typed})
    assert said in officer.page.text
    assert f"#{field}" in [a["href"] for a in officer.page.all("a")]
    with sqlite_council.database.reading() as session:
        assert waves.every(session) == []


def test_with_comment_boxes_off_the_wave_asks_no_such_question_anywhere(council: Council) -> None:
    off = {"comments": "no", "in-danger": "", "harm-reader": "", "harm-within": ""}
    officer = opened(council, **off)
    assert "None. This wave asks for no words." in officer.page.text
    with council.database.reading() as session:
        wave = waves.get(session, KEY)
        assert wave is not None
        asked = editions.get(session, wave.survey_key, wave.edition)
    assert not [q for q in asked.questions if q.takes_words]
    words = [q for q in council.context.content.surveys["care-leavers"].questions if q.takes_words]
    assert words, "the survey has comment boxes"
    for page in ("paper?language=en", "entry", "results"):
        officer.get(f"/office/waves/{KEY}/{page}" if page != "results" else f"/office/waves/{KEY}")
        assert all(q.ask not in officer.page.text for q in words), page
    with council.database.writing() as session:  # and it stays so when a command changes its dates
        survey = council.context.content.surveys["care-leavers"]
        again = open_survey(session, survey, "Spring 2027", (TODAY, date(2027, 3, 1)), TODAY)
        assert again.edition == wave.edition


def test_a_wave_is_closed_extended_and_closed_again_each_after_a_page_that_says_what_happens(
    council: Council,
) -> None:
    key, officer = council.open(days=5), signed_in(council)
    officer.get(f"/office/waves/{key}/run")
    officer.post(f"/office/waves/{key}/change", {"close": "yes"})
    assert "Nobody new can begin from now on." in officer.page.text
    assert council.wave(key).closes_on == TODAY + timedelta(days=5), "nothing yet"
    hidden = {i["name"]: i["value"] for i in officer.page.all("input") if i.get("type") == "hidden"}
    officer.post(f"/office/waves/{key}/change", {**hidden, "sure": "yes"})
    assert "Closed." in officer.page.text
    assert council.wave(key).closes_on == TODAY - timedelta(days=1)
    again = officer.post(f"/office/waves/{key}/change", {**hidden, "sure": "yes"})
    assert again.status_code == 200, "a second press finds it done"
    person = Visitor(council.client())
    assert person.get(f"/s/{key}/").status_code == 403
    change = {"closes": "2026-12-24", "target": "40", "access": "open", "delete-on": "2027-12-01"}
    officer.post(f"/office/waves/{key}/change", change)
    assert "The wave opens again at once, until 24 December 2026." in officer.page.text
    assert "The target is 40 answers." in officer.page.text
    assert "Those who have answered were told another day" in officer.page.text
    officer.post(f"/office/waves/{key}/change", {**change, "sure": "yes"})
    assert "Saved." in officer.page.text
    assert person.get(f"/s/{key}/").status_code == 200
    assert [act for _, act, _ in acts(council)] == [
        "closed a wave",
        "extended a wave",
        "changed a wave’s target",
        "changed when a wave’s answers are deleted",
    ]


def test_a_wave_that_opened_today_closes_tonight(sqlite_council: Council) -> None:
    officer = opened(sqlite_council)
    officer.post(f"/office/waves/{KEY}/change", {"close": "yes"})
    assert "the wave closes at midnight" in officer.page.text
    hidden = {i["name"]: i["value"] for i in officer.page.all("input") if i.get("type") == "hidden"}
    officer.post(f"/office/waves/{KEY}/change", {**hidden, "sure": "yes"})
    assert sqlite_council.wave(KEY).closes_on == TODAY


def test_who_may_answer_changes_only_while_nobody_has(council: Council) -> None:
    key, officer = council.open(), signed_in(council)
    officer.get(f"/office/waves/{key}/run")
    as_it_is = {"closes": "2026-12-22", "target": "", "delete-on": "2028-12-22"}
    sure = {**as_it_is, "access": "codes", "sure": "yes"}
    officer.post(f"/office/waves/{key}/change", sure)
    assert council.wave(key).access == "codes"
    answers(council, key, "agree")
    officer.post(f"/office/waves/{key}/change", {**sure, "access": "open"})
    assert council.wave(key).access == "codes"
    assert "Somebody has answered, so this can’t change any more." in officer.page.text


def test_a_change_by_someone_else_meanwhile_is_not_written_over(sqlite_council: Council) -> None:
    key, officer = sqlite_council.open(), signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/run")
    seen = next(i["value"] for i in officer.page.all("input") if i.get("name") == "seen")
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        wave.target = 77
    change = {"closes": "2027-01-01", "access": "open", "delete-on": "2028-12-22", "seen": seen}
    assert officer.post(f"/office/waves/{key}/change", {**change, "sure": "yes"}).status_code == 409
    assert "Someone else has changed this wave meanwhile." in officer.page.text
    assert sqlite_council.wave(key).closes_on == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("closes", "2026-10-01", "The last day can’t be before the first."),
        ("closes", "2026-11-21", "This day is over."),
        ("closes", "", "Give the last day."),
        ("delete-on", "", "Give the day on which the answers are deleted."),
        ("delete-on", "2026-12-23", "two days after the last day at the earliest"),
        ("target", "many", "Write a whole number"),
    ],
)
def test_a_change_that_can_not_be_is_told_and_nothing_changes(
    sqlite_council: Council, field: str, typed: str, said: str
) -> None:
    key, officer = sqlite_council.open(), signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/run")
    change = {"closes": "2026-12-22", "access": "open", "delete-on": "2028-12-22", "sure": "yes"}
    assert officer.post(f"/office/waves/{key}/change", {**change, field: typed}).status_code == 422
    assert said in officer.page.text
    wave = sqlite_council.wave(key)
    assert (wave.closes_on, wave.delete_on) == (TODAY + timedelta(days=30), date(2028, 12, 22))


def test_the_sheet_to_print_has_the_square_and_the_address(sqlite_council: Council) -> None:
    key, officer = sqlite_council.open(), signed_in(sqlite_council)
    html = officer.client.get(f"/office/waves/{key}/poster").text
    assert "<svg" in html
    assert f"localhost/s/{key}/" in html.replace("<wbr>", "")
    assert sqlite_council.client().get(f"/office/waves/{key}/poster").status_code == 302


def test_progress_tells_how_many_by_day_and_towards_the_target(council: Council) -> None:
    officer = opened(council)
    answers(council, KEY, *["strongly-agree"] * 14, day=TODAY, language="en", way="online")
    answers(council, KEY, *["strongly-agree"] * 8, day=TODAY + timedelta(days=1), language="cy", way="paper")
    council.go_to(TODAY + timedelta(days=2))
    officer.get(f"/office/waves/{KEY}/progress")
    text = officer.page.text
    assert "22 answered of the 120 you hope for" in text
    assert "22 November 2026 14 14" in text
    assert "23 November 2026 8 22" in text
    assert "On paper 8" in text
    assert "Welsh (Cymraeg) 8" in text
    assert f"http://localhost/s/{KEY}/" in text


def test_few_people_in_one_language_are_held_back_and_so_is_what_would_tell_them(
    sqlite_council: Council,
) -> None:
    key, officer = sqlite_council.open(), signed_in(sqlite_council)
    for language, n in (("en", 30), ("pl", 12), ("ti", 2)):
        answers(sqlite_council, key, *["agree"] * n, language=language)
    officer.get(f"/office/waves/{key}/progress")
    assert "English 30" in officer.page.text
    assert "Polish (Polski) [c]" in officer.page.text
    assert "Tigrinya (ትግርኛ) [c]" in officer.page.text


def leave_drafts(council: Council, key: str, *reached: dict[str, Answer]) -> None:
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        for given in reached:
            token = drafts.start(session, wave, TODAY)
            drafts.put(session, wave, token, given, TODAY)


def test_drafts_that_were_left_tell_where_they_stopped_as_counts_alone(council: Council) -> None:
    key, officer = council.open(), signed_in(council)
    first = {"in-control": Answer(("agree",))}
    second = {**first, "help-with": SKIPPED}
    leave_drafts(council, key, *[first] * 9, *[second] * 7, {})
    officer.get(f"/office/waves/{key}/progress")
    assert "Nobody has left answers unsent since before today." in officer.page.text
    council.go_to(TODAY + timedelta(days=1))
    officer.get(f"/office/waves/{key}/progress")
    assert "16 people began before today and have not sent." in officer.page.text
    assert "What did we help with? 9" in officer.page.text
    assert "How often did you move? 7" in officer.page.text
    with council.database.reading() as session:
        assert len(session.scalars(select(Draft)).all()) == 17


def test_a_few_drafts_are_only_a_few(sqlite_council: Council) -> None:
    key, officer = sqlite_council.open(), signed_in(sqlite_council)
    leave_drafts(sqlite_council, key, *[{"in-control": Answer(("agree",))}] * 3)
    sqlite_council.go_to(TODAY + timedelta(days=1))
    officer.get(f"/office/waves/{key}/progress")
    assert "A few people began before today and have not sent: 5 or fewer." in officer.page.text
    assert "What did we help with?" not in officer.page.text


def test_progress_names_the_groups_that_are_behind_the_last_wave(sqlite_council: Council) -> None:
    survey = small_survey()
    asked = survey.questions[0].model_copy(update={"breakdown": True})
    survey = survey.model_copy(update={"questions": (asked, *survey.questions[1:])})
    with sqlite_council.database.writing() as session:
        days = (TODAY - timedelta(days=300), TODAY - timedelta(days=250))
        last = open_survey(session, survey, "Winter 2026", days, TODAY).key
    key, officer = sqlite_council.open(survey), signed_in(sqlite_council)
    answers(sqlite_council, last, *["agree"] * 40, *["neither"] * 20, *["disagree"] * 40)
    answers(sqlite_council, key, *["agree"] * 40, *["neither"] * 30, *["disagree"] * 8)
    officer.get(f"/office/waves/{key}/progress")
    assert "Disagree behind last time 8 40" in officer.page.text
    assert "Agree 40 40" in officer.page.text


def test_a_wave_of_one_who_may_not_run_is_closed_to_them(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    for path in (
        f"/office/waves/{key}/run",
        f"/office/waves/{key}/progress",
        "/office/open",
        "/office/take-out",
    ):
        response = sqlite_council.client().get(path)
        assert response.status_code == 302
        assert "/office/sign-in" in response.headers["Location"]
