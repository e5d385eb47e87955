"""Results and comments: searched, looked at in part, beside the wave before; what hostile input comes to."""

import re
from datetime import timedelta

import pytest

from feedback.adapters import tidying
from feedback.adapters.store import editions, responses, waves
from feedback.adapters.store.opening import open_survey
from feedback.domain.journey import Answer
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council, small_survey
from tests.web.people import add, log, sign_in
from tests.web.test_office import answered, signed_in
from tests.web.visitor import Visitor

WAVE = "/office/waves/small-autumn-2026"
COMMENTS = f"{WAVE}/comments"


def wrote(council: Council, *words: str, chosen: str = "agree", may_quote: bool = True) -> None:
    """Responses to the open wave, one for each of these comments."""
    with council.database.writing() as session:
        wave = waves.get(session, "small-autumn-2026")
        assert wave is not None
        survey = editions.get(session, wave.survey_key, wave.edition)
        sent = [
            responses.Sent(
                {"in-control": Answer((chosen,)), "more": Answer(words=w, may_quote=may_quote)}, {"more": w}
            )
            for w in words
        ]
        responses.add(session, wave, survey, sent, responses.Circumstances(TODAY, way="online"))


def year_before(council: Council, agree: int, disagree: int) -> None:
    """A wave of the same survey, a year ago."""
    days = (TODAY - timedelta(days=400), TODAY - timedelta(days=370))
    with council.database.writing() as session:
        wave = open_survey(session, small_survey(), "Autumn 2025", days, TODAY)
        survey = editions.get(session, wave.survey_key, wave.edition)
        chosen = ["agree"] * agree + ["disagree"] * disagree
        sent = [responses.Sent({"in-control": Answer((c,))}, {}) for c in chosen]
        responses.add(session, wave, survey, sent, responses.Circumstances(days[0]))


def search(visitor: Visitor, words: str, path: str = WAVE) -> int:
    visitor.get(path)
    return visitor.post(path, {"words": words}).status_code


def headings(visitor: Visitor) -> list[str]:
    """The questions on the page, by the links in its list of contents or their own ids."""
    return [i for i in visitor.page.ids() if i in ("in-control", "more", "safe", "what-would-help")]


def test_comments_stand_under_their_question_with_their_state_and_a_way_to_judge(council: Council) -> None:
    answered(council, 20, 12, words="Ring when you say you will", writers=2)
    visitor = signed_in(council)
    visitor.get(WAVE)
    assert visitor.page.text.count("Ring when you say you will Not decided Judge it") == 2
    link = next(a["href"] for a in visitor.page.all("a") if "#c-" in a["href"])
    visitor.get(link.partition("#")[0])
    assert link.partition("#")[2] in visitor.page.ids()


def test_an_analyst_sees_and_finds_no_comments(council: Council) -> None:
    answered(council, 20, 12, words="Zebra", writers=2)
    add(council, "ana", Role.ANALYST)
    visitor = sign_in(council, "ana")
    visitor.get(WAVE)
    assert "Zebra" not in visitor.page.text
    assert "Search questions and answers" in visitor.page.text
    assert search(visitor, "zebra") == 200
    assert "Nothing has these words" in visitor.page.text


def test_a_search_finds_questions_answers_and_comments_and_says_how_many(council: Council) -> None:
    answered(council, 20, 12)
    wrote(council, "Siân is the one who helps", "I feel fine", "Nothing")
    visitor = signed_in(council)
    assert search(visitor, "SIAN") == 200
    assert "Found “SIAN” in 0 questions and in 1 comments" in visitor.page.text
    assert headings(visitor) == ["more"]
    search(visitor, "feel")
    assert "in 2 questions and in 1 comments" in visitor.page.text
    assert headings(visitor) == ["in-control", "safe", "more"]
    search(visitor, "disagree")
    assert headings(visitor) == ["in-control"]


def test_what_is_searched_for_is_in_no_address(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12, words="Zebra", writers=1)
    visitor = signed_in(sqlite_council)
    for path in (WAVE, COMMENTS):
        visitor.get(path)
        response = visitor.client.post(path, data={"words": "zebra", "csrf_token": visitor.token})
        assert response.status_code == 200  # and no redirect, which would need an address
        addresses = re.findall(r'(?:href|action)="([^"]*)"', response.text)
        assert addresses
        assert not [a for a in addresses if "zebra" in a.lower()]


def test_a_part_of_the_answers_is_headed_as_such_and_joined_to_no_comment(council: Council) -> None:
    answered(council, 20, 12)
    wrote(council, "Zebra", chosen="disagree")
    visitor = signed_in(council)
    visitor.get(f"{WAVE}?only=in-control=disagree")
    assert (
        "Only 13 people who answered: Disagree : I feel in control 33 answered in all." in visitor.page.text
    )
    assert "not for publishing" in visitor.page.text
    assert "Disagree 13" in visitor.page.text
    assert "Zebra" not in visitor.page.text
    search(visitor, "zebra", f"{WAVE}?only=in-control=disagree")
    assert "Zebra" not in visitor.page.text


def test_two_conditions_keep_those_who_gave_both(council: Council) -> None:
    council.open()
    with council.database.writing() as session:
        wave = waves.get(session, "small-autumn-2026")
        assert wave is not None
        given = [("agree", "yes")] * 4 + [("agree", "no")] * 3 + [("disagree", "yes")] * 2
        sent = [responses.Sent({"in-control": Answer((a,)), "safe": Answer((b,))}, {}) for a, b in given]
        responses.add(session, wave, small_survey(), sent, responses.Circumstances(TODAY))
    visitor = signed_in(council)
    visitor.get(f"{WAVE}?only=in-control=agree&only=safe=yes&by=safe")
    assert "Only 4 people who answered:" in visitor.page.text
    assert "9 answered in all" in visitor.page.text
    kept = [o["value"] for o in visitor.page.all("option") if "selected" in o]
    assert kept == ["safe", "in-control=agree", "safe=yes"]


def test_the_wave_before_stands_beside(council: Council) -> None:
    answered(council, 20, 12)
    year_before(council, 30, 60)
    visitor = signed_in(council)
    visitor.get(WAVE)
    assert "Beside the wave before: Autumn 2025" in visitor.page.text
    assert "33%" not in visitor.page.text
    visitor.get(f"{WAVE}?before=yes")
    assert "went up, from 33% of young people (30 of 90) in Autumn 2025" in visitor.page.text
    assert "Agree 20 63% 33% 30" in visitor.page.text
    visitor.get(f"{WAVE}?before=yes&only=in-control=disagree")
    assert "Disagree 12 [u] 100% 60" in visitor.page.text


def test_the_oldest_wave_has_none_before(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    visitor.get(f"{WAVE}?before=yes")
    assert "Beside the wave before" not in visitor.page.text


@pytest.mark.parametrize(
    "asked",
    [
        "only=nothing=agree",
        "only=in-control=nothing",
        "only=more=anything",
        "only=in-control",
        "only==",
        "only=in-control=agree&only=safe=yes&only=moves=none",
        "by=more",
        "by=%E2%80%8B",
        "only=%00=%00",
        f"only={'a' * 5000}",
    ],
)
def test_what_can_not_be_looked_at_is_not_found(sqlite_council: Council, asked: str) -> None:
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    assert visitor.get(f"{WAVE}?{asked}").status_code == 404


@pytest.mark.parametrize("path", [WAVE, COMMENTS])
def test_hostile_searches_are_harmless(council: Council, path: str) -> None:
    answered(council, 20, 12, words="Words", writers=1)
    visitor = signed_in(council)
    assert search(visitor, "a" * 10_000, path) == 422
    assert "Search for 200 letters at most. Nothing was searched." in visitor.page.text
    assert "a" * 10_000 in next(i["value"] for i in visitor.page.all("input") if i.get("id") == "words")
    assert "Words" in visitor.page.text
    assert search(visitor, "wor\0ds", path) == 200
    assert search(visitor, "%' OR 1=1 --<script>", path) == 200
    assert "<script>" not in "".join(visitor.page.texts).replace("--<script>", "")
    assert search(visitor, " \0 ", path) == 200
    assert "Words" in visitor.page.text


def comments_shown(visitor: Visitor) -> int:
    return len([i for i in visitor.page.ids() if i.startswith("c-")])


def test_comments_come_in_pages_of_fifty(council: Council) -> None:
    answered(council, 1, 0)
    wrote(council, *(f"Number {n}" for n in range(120)))
    visitor = signed_in(council)
    seen = set()
    for page, there in (("1", 50), ("2", 50), ("3", 20), ("4", 20), ("-1", 50), ("²", 50), ("9" * 400, 50)):
        visitor.get(f"{COMMENTS}?page={page}")
        assert comments_shown(visitor) == there, page
        seen |= set(re.findall(r"Number \d+", visitor.page.text))
    assert len(seen) == 120
    search(visitor, "number 1", COMMENTS)
    assert "39 with “number 1”" in visitor.page.text
    assert comments_shown(visitor) == 39


def test_comments_are_filtered_by_question_and_state(council: Council) -> None:
    answered(council, 1, 0)
    wrote(council, "Open one", "Open two")
    wrote(council, "Private one", may_quote=False)
    visitor = signed_in(council)
    visitor.get(f"{COMMENTS}?state=private")
    assert comments_shown(visitor) == 1
    assert "Private one" in visitor.page.text
    visitor.get(f"{COMMENTS}?state=new&question=more")
    assert comments_shown(visitor) == 2
    assert visitor.get(f"{COMMENTS}?question=nothing").status_code == 404
    visitor.get(f"{COMMENTS}?state=nothing")
    assert comments_shown(visitor) == 3


def judged(visitor: Visitor, words: str = "", path: str = COMMENTS) -> None:
    """Clears the first comment on the page."""
    called = next(i["value"] for i in visitor.page.all("input") if i.get("name") == "comment")
    form = {"comment": called, "state": "cleared", **({"words": words} if words else {})}
    assert visitor.post(path, form).status_code == 200


def test_judging_comes_back_to_the_same_place(council: Council) -> None:
    answered(council, 1, 0)
    wrote(council, *(f"Number {n}" for n in range(60)))
    visitor = signed_in(council)
    here = f"{COMMENTS}?question=more&state=new&page=2"
    visitor.get(here)
    action = next(f["action"] for f in visitor.page.all("form") if "#c-" in f["action"])
    assert action.partition("#")[2] in visitor.page.ids()
    judged(visitor, path=action.partition("#")[0])
    assert comments_shown(visitor) == 9
    assert "The comment is cleared for quoting." in visitor.page.text
    assert "59 comments, page 2 of 2" in visitor.page.text
    assert log(council)[-1][1:] == ("cleared a comment", "small-autumn-2026")


def test_judging_from_a_search_keeps_the_search(council: Council) -> None:
    answered(council, 1, 0)
    wrote(council, "Zebra one", "Zebra two", "Lion")
    visitor = signed_in(council)
    search(visitor, "zebra", COMMENTS)
    judged(visitor, "zebra")
    assert comments_shown(visitor) == 2
    assert "The comment is cleared for quoting." in visitor.page.text
    visitor.get(f"{COMMENTS}?state=cleared")
    assert comments_shown(visitor) == 1


def test_numbers_that_were_kept_are_shown_when_the_people_are_gone(council: Council) -> None:
    answered(council, 20, 12)
    with council.database.writing() as session:
        wave = waves.get(session, "small-autumn-2026")
        assert wave is not None
        wave.delete_on = wave.closes_on + timedelta(days=9)
    council.go_to(TODAY + timedelta(days=40))
    tidying.tidy(council.database, council.context.settings, council.clock[0])
    visitor = signed_in(council)
    visitor.get(f"{WAVE}?by=safe&only=safe=yes")
    assert "its groups with them" in visitor.page.text
    assert "(20 of 32)" in visitor.page.text
    visitor.get(COMMENTS)
    assert "The comments were deleted with the answers." in visitor.page.text
