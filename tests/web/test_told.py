"""What anyone may read: what an officer published, what was done, what is late. And nothing else."""

from datetime import date, timedelta

import pytest

from feedback.adapters.store import comments, waves
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_actions import act
from tests.web.test_heard_elsewhere import hear
from tests.web.test_office import answered, signed_in
from tests.web.test_publishing import answer
from tests.web.visitor import Visitor

PAGE = "/told/pledge-5"
PUBLISH = "/office/commitments/pledge-5/publish"
KEY = "small-autumn-2026"


def publish(visitor: Visitor, commitment: str = "pledge-5") -> None:
    visitor.get(f"/office/commitments/{commitment}")
    assert visitor.post(f"/office/commitments/{commitment}/publish").status_code == 200


def young(council: Council, show: str = "") -> Visitor:
    """Someone who has never been here, perhaps reading in a language or in easy read."""
    visitor = Visitor(council.client())
    if show:
        visitor.get(f"/told?show={show}")
    return visitor


def judged(council: Council, words: str, decision: str) -> None:
    with council.database.writing() as session:
        wave = waves.get(session, KEY)
        assert wave
        found = next(c for c in comments.every(session, wave) if c.redacted == words)
        assert comments.judge(session, wave, comments.reference(wave, found.seq, found.question), decision)


def test_a_promise_tells_what_was_asked_said_done_and_is_next(council: Council) -> None:
    answered(council, 20, 12, "The buses are late", 12)
    visitor = signed_in(council)
    judged(council, "The buses are late", "cleared")
    act(visitor, words="We made a guide.")
    act(visitor, state="cant", day="", words="We can’t buy cars.", why="They cost too much.")
    hear(visitor)
    publish(visitor)
    act(visitor, state="doing", day=str(TODAY + timedelta(9)), words="A second guide.")
    page = young(council)
    assert page.get(PAGE).status_code == 200
    for said in (
        "Autumn 2026 : A small survey",
        "People who answered so far: 32.",
        "63% of young people (20 of 32) told us that they feel in control.",
        "The buses are late",
        "The youth council. Meeting. People who were there: 12.",
        "Buses stop too early.",
        "Done on 22 November 2026. We made a guide.",
        "We can’t do this. We can’t buy cars. Why: They cost too much.",
        "We will do this by 1 December 2026. A second guide.",
    ):
        assert said in page.page.text, said
    assert [h for h, _ in page.page.elements if h in ("h1", "h2")].count("h1") == 1


def test_nothing_of_an_unpublished_promise_is_told(council: Council) -> None:
    answered(council, 20, 12, "The buses are late", 12)
    visitor = signed_in(council)
    judged(council, "The buses are late", "cleared")
    act(visitor, words="We made a guide.")
    hear(visitor)
    page = young(council)
    for path in (PAGE, "/told", "/told/feed.atom", "/"):
        text = page.client.get(path).text
        for secret in ("We made a guide", "The buses are late", "20 of 32", "Buses stop"):
            assert secret not in text, (path, secret)
    assert "Nothing has been published about this yet." in page.client.get(PAGE).text
    for path in (f"{PAGE}/{KEY}", f"/asked/{KEY}"):
        assert page.client.get(path).status_code == 404


def test_what_came_after_the_publishing_waits_for_the_next(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    publish(visitor)
    answer(council, KEY, (30, "agree", "yes"))
    assert "20 of 32" in young(council).get(PAGE).text
    assert "50 of 62" not in young(council).get(PAGE).text


def test_a_quote_that_is_declined_or_withdrawn_is_gone_at_once(council: Council) -> None:
    answered(council, 20, 12, "The buses are late", 12)
    visitor = signed_in(council)
    judged(council, "The buses are late", "cleared")
    publish(visitor)
    assert "The buses are late" in young(council).get(PAGE).text
    judged(council, "The buses are late", "declined")
    assert "The buses are late" not in young(council).get(PAGE).text


def test_what_was_heard_elsewhere_and_taken_away_is_gone(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    hear(visitor)
    publish(visitor)
    assert "Buses stop too early." in young(council).get(PAGE).text
    link = next(
        a["href"]
        for a in (visitor.get("/office/heard"), visitor.page.all("a"))[1]
        if "/office/heard/" in a["href"] and a["href"].rsplit("/", 1)[1] not in ("new", "history")
    )
    visitor.post(f"{link}/remove", {"version": "1"})
    assert "Buses stop too early." not in young(council).get(PAGE).text


def test_small_numbers_are_hidden(council: Council) -> None:
    answered(council, 20, 3)
    publish(signed_in(council))
    text = young(council).get(PAGE).text
    assert "Some answers are not shown" in text or "Too few people answered" in text
    assert ">3 (" not in text


def test_the_newest_wave_of_a_survey_is_told_and_links_lead_to_those_before(council: Council) -> None:
    council.open(name="Autumn 2025")
    answer(council, "small-autumn-2025", (11, "agree", "yes"), (21, "disagree", "yes"))
    with council.database.writing() as session:
        before = waves.get(session, "small-autumn-2025")
        assert before
        before.opens_on, before.closes_on = date(2025, 9, 1), date(2025, 10, 1)
    answered(council, 20, 12)
    publish(signed_in(council))
    page = young(council)
    page.get(PAGE)
    assert "20 of 32" in page.page.text
    assert "11 of 32) told us" not in page.page.text
    assert f"{PAGE}/small-autumn-2025" in [a["href"] for a in page.page.all("a")]
    assert page.get(f"{PAGE}/small-autumn-2025").status_code == 200
    assert "11 of 32) told us" in page.page.text
    assert PAGE in [a["href"] for a in page.page.all("a")]


def test_each_wave_has_a_page_with_the_promises_that_it_asked_about(council: Council) -> None:
    answered(council, 20, 12)
    publish(signed_in(council))
    page = young(council)
    assert page.get(f"/asked/{KEY}").status_code == 200
    assert "People who answered so far: 32." in page.page.text
    assert f"{PAGE}/{KEY}" in [a["href"] for a in page.page.all("a")]
    page.get("/told")
    assert f"/asked/{KEY}" in [a["href"] for a in page.page.all("a")]


@pytest.mark.parametrize(
    "path",
    [
        "/told/nothing",
        "/told/%00",
        "/told/../office",
        "/told/pledge-5/nothing",
        "/told/pledge-5/%F0%9F%90%88",
        "/told/pledge-5/small-autumn-2026%00",
        "/told/pledge-5/" + "x" * 5000,
        "/asked/nothing",
        "/asked/<script>alert(1)</script>",
        "/asked/" + "y" * 5000,
        "/told/pledge-5/../../office/commitments",
    ],
)
def test_hostile_addresses_are_not_found(council: Council, path: str) -> None:
    answered(council, 20, 12)
    response = young(council).client.get(path)
    assert response.status_code == 404
    assert "alert(1)" not in response.text


def test_reading_sets_no_cookie(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12)
    publish(signed_in(sqlite_council))
    client = sqlite_council.client()
    for path in ("/told", PAGE, f"{PAGE}/{KEY}", f"/asked/{KEY}", "/told/feed.atom"):
        response = client.get(path)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers


# Late


def test_an_action_that_is_late_says_so_on_its_page_and_in_the_list(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    publish(visitor)
    act(visitor, state="doing", day=str(TODAY + timedelta(9)), words="A second guide.")
    assert "late" not in young(council).get("/told").text
    council.go_to(TODAY + timedelta(10))
    page = young(council)
    page.get("/told")
    assert "Things that are late: 1" in page.page.text
    page.get(PAGE)
    assert "This is late. We said 1 December 2026." in page.page.text


def test_what_was_said_and_has_no_action_is_counted(council: Council) -> None:
    answered(council, 20, 12, "The buses are late", 12)
    visitor = signed_in(council)
    publish(visitor)
    page = young(council)
    page.get(PAGE)
    before = int(page.page.text.partition("no answer from us yet: ")[2].partition(".")[0])
    act(visitor, words="We made a guide.")
    page.get(PAGE)
    assert f"no answer from us yet: {before - 1}." in page.page.text


LATE = "We said that you would hear back. We are late."


def test_a_wave_of_which_nothing_is_told_in_six_weeks_is_late(council: Council) -> None:
    answered(council, 20, 12)
    closes = TODAY + timedelta(30)
    for day, late in ((closes + timedelta(weeks=6), False), (closes + timedelta(weeks=6, days=1), True)):
        council.go_to(day)
        for path in ("/told", PAGE):
            assert (LATE in young(council).get(path).text) == late, (day, path)
        assert LATE not in young(council).get("/told/theme-1").text
    council.go_to(closes + timedelta(weeks=6, days=2))
    publish(signed_in(council))
    assert LATE not in young(council).get("/told").text


def test_what_was_published_while_it_was_open_isnt_hearing_back(council: Council) -> None:
    answered(council, 20, 12)
    publish(signed_in(council))
    council.go_to(TODAY + timedelta(30) + timedelta(weeks=7))
    assert LATE in young(council).get(PAGE).text


def test_nobody_waits_for_a_wave_that_nobody_answered_or_that_came_from_elsewhere(council: Council) -> None:
    council.open(name="Empty")
    answered(council, 20, 12)
    with council.database.writing() as session:
        brought = waves.get(session, KEY)
        assert brought
        brought.access = waves.NOBODY
    council.go_to(TODAY + timedelta(400))
    assert LATE not in young(council).get("/told").text


# In other languages, and in easy read


@pytest.mark.parametrize("language", ["ar", "cy", "ti"])
def test_the_page_comes_in_other_languages_and_marks_what_is_english(council: Council, language: str) -> None:
    answered(council, 20, 12, "The buses are late", 12)
    visitor = signed_in(council)
    judged(council, "The buses are late", "cleared")
    act(visitor, words="We made a guide.")
    publish(visitor)
    page = young(council, language)
    text = page.get(PAGE).text
    assert page.page.all("html")[0]["lang"] == language
    assert '<span lang="en" dir="ltr">We made a guide.</span>' in text
    assert 'lang="" dir="auto">The buses are late' in text
    assert "What we did" not in text


def test_numbers_in_arabic_are_written_one_way(council: Council) -> None:
    answered(council, 20, 12)
    publish(signed_in(council))
    page = young(council, "ar")
    page.get(PAGE)
    assert "عدد من أجابوا حتى الآن: ٣٢" in page.page.text
    assert "٢٢ نوفمبر ٢٠٢٦" in page.page.text


def test_easy_read_has_its_own_words_and_pictures(council: Council) -> None:
    survey = small_survey()
    first = survey.questions[0].model_copy(update={"easy": "I decide", "picture": "yes"})
    council.open(survey.model_copy(update={"questions": (first, *survey.questions[1:])}))
    answer(council, KEY, (20, "agree", "yes"), (12, "disagree", "yes"))
    publish(signed_in(council))
    assert "I decide" not in young(council).get(PAGE).text
    page = young(council, "easy")
    text = page.get(PAGE).text
    assert "I decide" in text
    assert "20 of 32 people said “Agree”." in page.page.text
    assert 'class="picture"' in text


# Who leads, and how it is checked


def test_who_leads_and_how_it_is_checked_is_told(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    publish(visitor)
    _measured(visitor)
    page = young(council)
    page.get(PAGE)
    for said in (
        "Young person: A care leaver",
        "More is better. More of us can cook",
        "31 March 2025: 60%",
        "31 March 2026: 72%",
        "Better than the time before.",
    ):
        assert said in page.page.text, said


def _measured(visitor: Visitor) -> None:
    from tests.web.test_actions import form

    to, hidden = form(visitor, "/office/commitments/pledge-5/leads")
    visitor.post(to, {**hidden, "partnership": "", "officer": "", "young_person": "A care leaver"})
    to, hidden = form(visitor, "/office/commitments/pledge-5/measures/new")
    visitor.post(to, {**hidden, "words": "More of us can cook", "better": "up"})
    measure = visitor.path
    for value, day in (("60%", "2025-03-31"), ("72%", "2026-03-31")):
        to, hidden = form(visitor, measure)
        visitor.post(to, {**hidden, "value": value, "on": day, "source": "The register"})
