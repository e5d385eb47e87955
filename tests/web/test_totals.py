"""An officer gives the council's own totals: kept, said back, refused with reasons, taken away."""

import pytest

from feedback.adapters.store import editions, populations, responses, waves
from feedback.domain.journey import Answer
from feedback.domain.populations import Population
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_office import signed_in

GROUPS = ("under", "over")
GOOD = {
    "people": "1,210",
    "source": " Leaving care register ",
    "counted-on": "2026-03-31",
    "age.under": "60",
    "age.over": "150",
}


def survey_by_age() -> object:
    age = {
        "key": "age",
        "ask": "How old are you?",
        "kind": "choose-one",
        "tags": ["pledge-5"],
        "breakdown": True,
    }
    age["options"] = [{"key": k, "label": f"{k.capitalize()} 18"} for k in GROUPS]
    whole = small_survey()
    return small_survey(questions=[*(q.model_dump() for q in whole.questions), age])


def answered(council: Council, under: int, over: int) -> str:
    """A wave that so many of each age answered; its key."""
    key = council.open(survey_by_age())
    answer(council, key, under, over)
    return key


def answer(council: Council, key: str, under: int, over: int) -> None:
    """So many more people of each age."""
    ages = ["under"] * under + ["over"] * over
    sent = [responses.Sent({"in-control": Answer(("agree",)), "age": Answer((a,))}, {}) for a in ages]
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave is not None
        asked = editions.get(session, wave.survey_key, wave.edition)
        responses.add(session, wave, asked, sent, responses.Circumstances(TODAY))


def kept(council: Council, key: str) -> Population | None:
    with council.database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        return populations.get(session, wave)


def test_totals_are_kept_said_back_changed_and_taken_away(council: Council) -> None:
    key = answered(council, 6, 60)
    officer = signed_in(council)
    officer.get(f"/office/waves/{key}")
    page = f"/office/waves/{key}/totals"
    officer.get(page)
    assert "Give the totals" in officer.page.text
    officer.post(page, GOOD | {"weigh.age": "yes"})
    found = kept(council, key)
    assert found is not None
    assert (found.people, found.source, found.counted_on.isoformat()) == (
        1210,
        "Leaving care register",
        "2026-03-31",
    )
    assert (found.groups, found.weigh_by) == ({"age": {"under": 60, "over": 150}}, ("age",))
    assert "Autumn 2026: so far we have heard from 66 of 1210 young people (5.5%)." in officer.page.text
    assert "It comes from: Leaving care register." in officer.page.text
    boxes = {i["name"]: i for i in officer.page.all("input") if "name" in i}
    assert boxes["people"]["value"] == "1210"
    assert boxes["age.over"]["value"] == "150"
    assert "checked" in boxes["weigh.age"]
    officer.post(page, GOOD | {"people": "300", "age.under": ""})
    changed = kept(council, key)
    assert changed is not None
    assert (changed.people, changed.groups, changed.weigh_by) == (300, {"age": {"over": 150}}, ())
    officer.post(page, {"remove": "yes"})
    assert kept(council, key) is None
    assert "What sections will say" not in officer.page.text


@pytest.mark.parametrize(
    ("form", "field", "told"),
    [
        ({"people": ""}, "people", "Write how many people could have answered"),
        ({"people": "0"}, "people", "Write how many people could have answered"),
        ({"people": "٣"}, "people", "Write how many people could have answered"),
        ({"people": "1" * 5000}, "people", "Write how many people could have answered"),
        ({"source": "  "}, "source", "Write where the total comes from"),
        ({"source": "x" * 201}, "source", "in at most 200 letters"),
        ({"source": "a\u200bb"}, "source", "Write where the total comes from"),
        ({"counted-on": "soon"}, "counted-on", "Write the day that they were counted on"),
        ({"counted-on": "2026-11-23"}, "counted-on", "It can’t be after today"),
        ({"age.over": "-1"}, "age.over", "“Over 18”: write a whole number, or leave it empty"),
        (
            {"people": "209"},
            "age.under",
            "The groups of “How old are you?” add up to 210, more than the 209 people there are in all.",
        ),
        ({"age.over": "", "weigh.age": "yes"}, "weigh.age", "give a total for “Over 18” too."),
        (
            {"age.over": "", "age.under": "", "weigh.age": "yes"},
            "weigh.age",
            "give the total of each of its groups.",
        ),
    ],
    ids=range(13),
)
def test_what_can_not_be_right_is_told_and_nothing_is_lost(
    sqlite_council: Council, form: dict[str, str], field: str, told: str
) -> None:
    key = answered(sqlite_council, 6, 60)
    officer = signed_in(sqlite_council)
    page = f"/office/waves/{key}/totals"
    officer.get(page)
    given = GOOD | form
    response = officer.post(page, given)
    assert response.status_code == 422
    assert told in officer.page.text
    assert f'href="#{field}"' in response.text
    boxes = {i["name"]: i for i in officer.page.all("input") if "name" in i}
    for name, value in given.items():
        if name.startswith("weigh"):
            assert "checked" in boxes[name]
        else:
            assert boxes[name]["value"] == value
    assert kept(sqlite_council, key) is None


def test_an_officer_is_told_why_shares_can_not_be_weighted(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 0, 40)
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/totals")
    officer.post(f"/office/waves/{key}/totals", GOOD | {"weigh.age": "yes"})
    assert "Shares can’t be weighted. Nobody in “Under 18” answered, so nobody can stand for that group." in (
        officer.page.text
    )


def test_totals_are_for_officers_and_posts_need_their_token(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    stranger = sqlite_council.client()
    assert stranger.get(f"/office/waves/{key}/totals").status_code == 302
    officer = signed_in(sqlite_council)
    assert officer.get("/office/waves/no-such-wave/totals").status_code == 404
    officer.get(f"/office/waves/{key}/totals")
    assert officer.client.post(f"/office/waves/{key}/totals", data=GOOD).status_code == 400
    assert kept(sqlite_council, key) is None


def test_what_will_be_said_hides_what_would_give_away_those_who_came_since_a_release(
    sqlite_council: Council,
) -> None:
    key = answered(sqlite_council, 20, 60)
    totals = GOOD | {"people": "700", "age.under": "500", "age.over": "200"}
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/totals")
    officer.post(f"/office/waves/{key}/totals", totals)
    far_fewer = "“Under 18”: we heard from 20 of 500 young people"
    assert far_fewer in officer.page.text
    officer.get("/office/commitments/pledge-5")
    officer.post("/office/commitments/pledge-5/publish")
    assert "Published as it stands here." in officer.page.text
    answer(sqlite_council, key, 1, 0)
    officer.get(f"/office/waves/{key}/totals")
    assert "What sections will say" in officer.page.text
    assert "we heard from 21 of 500" not in officer.page.text


def test_a_survey_without_breakdowns_and_an_imported_wave_take_a_total(sqlite_council: Council) -> None:
    key = sqlite_council.open()
    with sqlite_council.database.writing() as session:
        found = waves.get(session, key)
        assert found is not None
        found.access = waves.NOBODY
    officer = signed_in(sqlite_council)
    officer.get(f"/office/waves/{key}/totals")
    officer.post(f"/office/waves/{key}/totals", GOOD)
    assert "we haven’t heard from any of 1210 young people." in officer.page.text
