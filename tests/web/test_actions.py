"""Each thing said gets an action: done, doing by a day, or can't and why. What officers do in a browser."""

import re
from datetime import timedelta

import pytest

from feedback.adapters.store import actions as kept
from feedback.adapters.store import comments, records, waves
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.web.people import add, sign_in
from tests.web.test_office import answered, signed_in
from tests.web.visitor import Visitor

ACTING = "/office/commitments/pledge-5/acting"
FINDING = "finding/small/in-control/small-autumn-2026"


def form(visitor: Visitor, page: str) -> tuple[str, dict[str, object]]:
    """Where the page's own form goes, and what is hidden in it."""
    assert visitor.get(page).status_code == 200
    to = next(f["action"] for f in visitor.page.all("form") if "/office/sign-out" not in f["action"])
    hidden = [i for i in visitor.page.all("input") if i.get("type") == "hidden"]
    return to, {i["name"]: i["value"] for i in reversed(hidden)}  # the first form's go first


def act(visitor: Visitor, **given: object):
    to, hidden = form(visitor, "/office/commitments/pledge-5/actions/new")
    words = {"state": "done", "day": str(TODAY), "words": "We made a guide.", "answers": FINDING}
    return visitor.post(to, {**hidden, **words, **given})


def test_an_officer_says_what_was_done_and_every_file_tells_it(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    visitor.get(ACTING)
    assert "“I feel in control”, Autumn 2026" in visitor.page.text
    assert act(visitor).status_code == 200
    assert visitor.path == ACTING
    assert "Saved. " in visitor.page.text
    assert "We made a guide." in visitor.page.text
    waiting = visitor.page.text.partition("nothing done about it yet")[2].partition("Heard elsewhere")[0]
    assert "I feel in control" not in waiting
    section = visitor.get("/office/commitments/pledge-5").text
    for said in ("What we did", "Done on 22 November 2026.", "About: “I feel in control”, Autumn 2026"):
        assert said in section
    for ending in ("html", "md", "csv", "json"):
        assert "We made a guide" in visitor.client.get(f"/office/commitments/pledge-5/section.{ending}").text
    assert "kept an action" in _log(council)


def _log(council: Council) -> str:
    from feedback.adapters.store import audit

    with council.database.reading() as session:
        return " ".join(line.act for line in audit.latest(session, 20))


def test_cant_without_a_why_is_refused_and_nothing_typed_is_lost(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    given = {"state": "cant", "day": "", "words": "We can’t pay for cars.", "why": "  "}
    assert act(visitor, **given).status_code == 422
    assert "a no without a reason" in visitor.page.text
    assert "We can’t pay for cars." in visitor.page.text
    assert act(visitor, **given | {"why": "The law does not let us."}).status_code == 200
    assert "We can’t do this." in visitor.get("/office/commitments/pledge-5").text


def test_jargon_in_a_why_is_flagged_once_with_what_to_say_instead(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    to, hidden = form(visitor, "/office/commitments/pledge-5/actions/new")
    given = {**hidden, "state": "cant", "words": "We can’t do it.", "answers": FINDING}
    given["why"] = "Our corporate parenting rules."
    assert visitor.post(to, given).status_code == 200
    assert visitor.path == to
    assert "“corporate parent" in visitor.page.text
    assert "Nothing is saved yet" in visitor.page.text
    looked = next(i["value"] for i in visitor.page.all("input") if i.get("name") == "looked")
    visitor.post(to, {**given, "looked": looked})
    assert visitor.path == ACTING


def test_a_number_in_the_words_is_flagged(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    act(visitor, words="All 3 of you get a phone.")
    assert "“3” Numbers in these words aren’t checked." in visitor.page.text


def test_what_is_late_shows_on_both_pages_and_is_counted(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    day = TODAY + timedelta(days=3)
    assert act(visitor, state="doing", day=str(day), words="We will ask you.").status_code == 200
    visitor.get("/office/commitments")
    assert "late" not in visitor.page.text
    assert "0 done, 1 doing" in visitor.page.text
    council.go_to(day)
    assert "late" not in visitor.get("/office/commitments").text.partition("<main")[2]
    council.go_to(day + timedelta(days=1))
    visitor.get("/office/commitments")
    assert "1 action is late." in visitor.page.text
    visitor.get("/office/commitments/pledge-5")
    assert "1 action is late." in visitor.page.text
    assert "Late: it was to be done by 25 November 2026." in visitor.page.text


def test_a_form_sent_twice_is_kept_once(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    to, hidden = form(visitor, "/office/commitments/pledge-5/actions/new")
    given = {**hidden, "state": "done", "day": str(TODAY), "words": "A guide.", "answers": FINDING}
    for _ in range(2):
        visitor.post(to, given)
        assert visitor.path == ACTING
    with council.database.reading() as session:
        assert len(kept.actions(session, "pledge-5")) == 1
        assert len(records.history_of(session, "pledge-5")) == 1


def test_two_officers_changes_are_put_together_or_both_shown(council: Council) -> None:
    answered(council, 20, 12)
    add(council, "maria", Role.OFFICER)
    one, other = signed_in(council), sign_in(council, "maria")
    act(one)
    link = re.search(r"/office/commitments/pledge-5/actions/[0-9a-f]{16}", one.get(ACTING).text)
    assert link
    base = {"state": "done", "day": str(TODAY), "words": "We made a guide.", "answers": FINDING}
    (to, mine), (_, theirs) = form(one, link[0]), form(other, link[0])
    other.post(to, {**theirs, **base, "why": "You asked us."})
    one.post(to, {**mine, **base, "words": "We made a good guide."})
    assert "Their changes and yours are both here." in one.page.text
    assert "You asked us." in one.page.text
    assert "We made a good guide." in one.page.text
    (_, mine), (_, theirs) = form(one, link[0]), form(other, link[0])
    other.post(to, {**theirs, **base, "words": "We made a long guide."})
    assert one.post(to, {**mine, **base, "words": "We made a short guide."}).status_code == 409
    assert "We made a long guide." in one.page.text
    assert "We made a short guide." in one.page.text
    hidden = {i["name"]: i["value"] for i in one.page.all("input") if i.get("type") == "hidden"}
    one.post(to, {**hidden, **base, "words": "We made a short guide."})
    assert one.path == ACTING
    one.get("/office/commitments/pledge-5/history")
    for said in ("officer", "maria", "We made a long guide.", "We made a short guide."):
        assert said in one.page.text


def test_taking_away_what_another_changed_is_not_silent(council: Council) -> None:
    answered(council, 20, 12)
    visitor = signed_in(council)
    act(visitor)
    link = re.search(r"/office/commitments/pledge-5/actions/[0-9a-f]{16}", visitor.get(ACTING).text)
    assert link
    to, hidden = form(visitor, link[0])
    changed = {"state": "done", "day": str(TODAY), "words": "We made two guides.", "answers": FINDING}
    visitor.post(to, {**hidden, **changed})
    assert visitor.post(f"{to}/remove", hidden).status_code == 409
    assert "We made two guides." in visitor.page.text
    visitor.post(f"{to}/remove", {"version": "2"})
    assert "Taken away." in visitor.page.text
    assert visitor.post(to, {**hidden, **changed, "version": "2"}).status_code == 409
    assert "Someone took this away" in visitor.page.text
    visitor.get("/office/commitments/pledge-5/history")
    assert "taken away" in visitor.page.text
    assert "We made two guides." in visitor.page.text


def test_an_action_answers_a_quote_and_says_nothing_of_it_once_it_is_withdrawn(council: Council) -> None:
    key = answered(council, 20, 12, "The buses are late", 12)
    visitor = signed_in(council)
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave
        comment = comments.every(session, wave)[0]
        reference = comments.reference(wave, comment.seq, comment.question)
        assert comments.judge(session, wave, reference, "cleared")
    visitor.get("/office/commitments/pledge-5/actions/new")
    assert "The buses are late" in visitor.page.text
    act(visitor, answers=f"quote/{key}/{reference}")
    assert "a comment on “What else?”" in visitor.page.text
    with council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave
        comments.judge(session, wave, reference, "declined")
    visitor.get(ACTING)
    assert "Something that is no longer shown" in visitor.page.text
    assert "The buses are late" not in visitor.page.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answers": ""}, "Choose things from the list"),
        ({"answers": "finding/x"}, "Choose things from the list"),
        ({"answers": [f"heard/{n}" for n in range(500)]}, "Choose things from the list"),
        ({"state": "maybe"}, "Choose one: done, doing, or can’t"),
        ({"words": "x" * 601}, "in up to 600 letters"),
        ({"words": "\x00 \x07"}, "in up to 600 letters"),
        ({"why": "y" * 601}, "why in up to 600 letters"),
        ({"day": "2999-01-01"}, "It can’t be after today"),
        ({"day": "0001-01-01"}, "It can’t be after today"),
        ({"day": "yesterday"}, "It can’t be after today"),
        ({"state": "doing", "day": ""}, "Give the day by which"),
    ],
)
def test_what_is_wrong_is_told(sqlite_council: Council, given: dict[str, object], said: str) -> None:
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    assert act(visitor, **given).status_code == 422
    assert said in visitor.page.text


def test_hostile_words_are_shown_as_words(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    hostile = "<script>alert()</script> {{ 7*7 }} =cmd|’/c’!A0"
    to, hidden = form(visitor, "/office/commitments/pledge-5/actions/new")
    given = {**hidden, "state": "done", "day": str(TODAY), "words": hostile, "answers": FINDING}
    visitor.post(to, given)
    looked = next((i["value"] for i in visitor.page.all("input") if i.get("name") == "looked"), "")
    visitor.post(to, {**given, "looked": looked})
    assert visitor.path == ACTING
    for page in (ACTING, "/office/commitments/pledge-5", "/office/commitments/pledge-5/section.html"):
        assert "<script>alert" not in visitor.client.get(page).text
    for ending in ("docx", "report", "xlsx", "pdf", "csv", "json", "md"):
        assert visitor.client.get(f"/office/commitments/pledge-5/section.{ending}").status_code == 200


def test_an_action_of_another_promise_is_not_found(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12)
    visitor = signed_in(sqlite_council)
    act(visitor)
    link = re.search(r"/actions/([0-9a-f]{16})", visitor.get(ACTING).text)
    assert link
    for path in (
        f"pledge-4/actions/{link[1]}",
        "pledge-5/actions/0123456789abcdef",
        "pledge-5/actions/..",
        "x/acting",
    ):
        assert visitor.client.get(f"/office/commitments/{path}").status_code == 404
    assert visitor.post(f"/office/commitments/pledge-4/actions/{link[1]}", {}).status_code == 404


def test_an_analyst_reads_no_comment_and_is_told_that_there_was_one(sqlite_council: Council) -> None:
    key = answered(sqlite_council, 20, 12, "The buses are late", 12)
    with sqlite_council.database.writing() as session:
        wave = waves.get(session, key)
        assert wave
        first, *_ = comments.every(session, wave)
        reference = comments.reference(wave, first.seq, first.question)
        for comment in comments.every(session, wave):
            comment.state = "cleared"
    act(signed_in(sqlite_council), answers=f"quote/{key}/{reference}")
    add(sqlite_council, "ana", Role.ANALYST)
    visitor = sign_in(sqlite_council, "ana")
    visitor.get(ACTING)
    assert "a comment on “What else?”" in visitor.page.text
    assert "The buses are late" not in visitor.page.text


def test_an_analyst_sees_and_changes_nothing(sqlite_council: Council) -> None:
    answered(sqlite_council, 20, 12)
    act(signed_in(sqlite_council))
    add(sqlite_council, "ana", Role.ANALYST)
    visitor = sign_in(sqlite_council, "ana")
    assert "We made a guide." in visitor.get(ACTING).text
    assert "Change<" not in visitor.get(ACTING).text
    assert visitor.get("/office/commitments/pledge-5/actions/new").status_code == 403


def test_an_officer_says_who_leads_and_types_values_over_time(council: Council) -> None:
    visitor = signed_in(council)
    page = "/office/commitments/outcome-1/acting"
    visitor.get(page)
    assert "Corporate Parenting Committee" in visitor.page.text
    assert (
        "More of our care leavers will have a plan in place for their future (a pathway plan)."
        in visitor.page.text
    )
    assert "Up is better" in visitor.page.text
    to, hidden = form(visitor, "/office/commitments/outcome-1/leads")
    visitor.post(to, {**hidden, "partnership": "A board", "officer": "Head of care", "young_person": "Chair"})
    assert "Head of care" in visitor.page.text
    link = re.findall(r"/office/commitments/outcome-1/measures/[0-9a-f]{16}", visitor.get(page).text)[-1]
    for value, on in (("60%", "2024-03-31"), ("1,2x", ""), ("72.5%", "2025-03-31"), ("72.6%", "2026-03-31")):
        to, hidden = form(visitor, link)
        found = visitor.post(to, {**hidden, "value": value, "on": on, "source": "The register"})
        assert found.status_code == (200 if on else 422)
    visitor.get("/office/commitments/outcome-1/history")
    assert "Value of “More of our care leavers will have a plan in place" in visitor.page.text
    visitor.get(page)
    assert "31 March 2025 72.5% Better The register" in visitor.page.text
    assert "31 March 2026 72.6% About the same" in visitor.page.text
    assert any(tag == "svg" for tag, _ in visitor.page.elements)


def test_an_officer_adds_a_measure_to_a_pledge_that_has_none_and_takes_it_away(council: Council) -> None:
    visitor = signed_in(council)
    to, hidden = form(visitor, "/office/commitments/pledge-5/measures/new")
    assert visitor.post(to, {**hidden, "words": "", "better": "up"}).status_code == 422
    visitor.post(to, {**hidden, "words": "Fewer moves of home", "better": "down"})
    assert "Down is better" in visitor.page.text
    value, shown = form(visitor, to)
    visitor.post(value, {**shown, "value": "5", "on": "2025-01-01", "source": "Us"})
    visitor.post(to, {"remove": "yes", "version": "1"})
    assert "Take its values away first" in visitor.page.text
    visitor.post(value, {"remove": "yes", "version": "1"})
    visitor.post(to, {"remove": "yes", "version": "1"})
    assert "Fewer moves of home" not in visitor.page.text
