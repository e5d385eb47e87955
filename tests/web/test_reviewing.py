"""Young people try a survey before it's published: by a link, without an account; and what comes of it."""

from datetime import timedelta

from feedback.adapters.store import made_with
from feedback.adapters.tables_reviewing import ReviewFlag
from feedback.domain.made_with import MadeRecord
from tests.conftest import TODAY, Council
from tests.web.people import log
from tests.web.test_making import edit, whole
from tests.web.visitor import Visitor

OFFICE = "/office/making/club-survey"
ANSWERS = {
    "kind": "scale",
    "told_us": "the club is safe",
    "count-0": "yes",
    **{f"key-{n}": k for n, k in enumerate(("agree", "neither", "disagree"))},
    **{f"label-{n}": k for n, k in enumerate(("Agree", "Neither", "Disagree"))},
}


def link(officer: Visitor, days: int = 7) -> str:
    """A new link's path."""
    officer.get(f"{OFFICE}/reviewers")
    ends = (TODAY + timedelta(days=days)).isoformat()
    assert (
        officer.post(f"{OFFICE}/reviewers", {"ends": ends, "nonce": _hidden(officer, "nonce")}).status_code
        == 200
    )
    address = next(i["value"] for i in officer.page.all("input") if i.get("id") == "address")
    return "/try/" + address.split("/try/")[1]


def _hidden(visitor: Visitor, name: str) -> str:
    return next(i["value"] for i in visitor.page.all("input") if i.get("name") == name)


def begun(council: Council, path: str, role: str = "care-leaver") -> Visitor:
    """A young person at the survey's start page."""
    visitor = Visitor(council.client())
    assert visitor.get(path).status_code == 200
    assert visitor.post(path, {"role": role}).status_code == 200
    assert visitor.path == f"{path}start"
    return visitor


def tap(visitor: Visitor, path: str, kind: str, place: str = "club-safe", words: str = "") -> int:
    return visitor.post(f"{path}flag", {"kind": kind, "place": place, "words": words}).status_code


def kept(council: Council) -> list[ReviewFlag]:
    with council.database.reading() as session:
        found = list(session.query(ReviewFlag).order_by(ReviewFlag.id))
        session.expunge_all()
        return found


def answer(officer: Visitor, do: str, why: str = "", **more: str) -> int:
    """Answers the first flag on the page as the page has it."""
    officer.get(f"{OFFICE}/flags")
    form = {name: _hidden(officer, name) for name in ("ids", "seen-state", "seen-answer")}
    return officer.post(f"{OFFICE}/flags", {**form, "do": do, "why": why, **more}).status_code


def publish(officer: Visitor) -> int:
    officer.get(f"{OFFICE}/publish")
    with_version = {i["name"] for i in officer.page.all("input")}
    version = _hidden(officer, "version") if "version" in with_version else _version(officer)
    return officer.post(f"{OFFICE}/publish", {"version": version}).status_code


def _version(officer: Visitor) -> str:
    officer.get(OFFICE)
    return _hidden(officer, "version")


def record(council: Council, number: int = 1) -> MadeRecord:
    with council.database.reading() as session:
        return made_with.record_of(session, "club-survey", number)


def test_a_survey_is_tried_flagged_answered_signed_off_and_published(council: Council) -> None:
    officer = whole(council)
    path = link(officer)
    visitor = begun(council, path)
    assert "You are trying it out." in visitor.page.text
    assert "We tell you in May." in visitor.page.text
    visitor.post(f"{path}start")
    assert visitor.path == f"{path}q/club-safe"
    assert "The club is safe" in visitor.page.text
    assert tap(visitor, path, "better", words="I feel safe here. Ring me on 07700 900123") == 200
    assert "Thank you. We will read it and answer you." in visitor.page.text
    assert "I feel safe here. Ring me on [phone number]" in visitor.page.text
    assert "We took out what could show who somebody is." in visitor.page.text
    visitor.post(f"{path}q/club-safe", {"answer": "disagree"})
    visitor.post(f"{path}q/would-help", {"answer": "Nothing"})
    assert visitor.path == f"{path}check"
    visitor.post(f"{path}check")
    assert visitor.path == f"{path}end"
    assert "We have not answered this yet." in visitor.page.text

    assert publish(officer) == 409
    assert "Young people wait for an answer: 1" in officer.page.text
    officer.get("/office/making")
    assert "Young people wait for an answer: 1" in officer.page.text
    assert answer(officer, "changed") == 422
    assert edit(officer, "club-safe", **{**ANSWERS, "ask": "I feel safe at the club"}) == 200
    assert answer(officer, "changed") == 200
    assert "Nothing waits for an answer." in officer.page.text

    visitor.get(f"{path}end")
    assert "We changed it." in visitor.page.text
    assert "Before: The club is safe" in visitor.page.text
    assert "Now: I feel safe at the club" in visitor.page.text
    fingerprint = _hidden(visitor, "fingerprint")
    visitor.post(f"{path}end", {"fingerprint": fingerprint})
    assert "Thank you. You said: it’s good to go." in visitor.page.text
    officer.get(f"{OFFICE}/reviewers")
    assert "A care leaver, 22 November 2026" in officer.page.text

    assert publish(officer) == 200
    assert "Edition 1 is published." in officer.page.text
    made = record(council)
    assert made.tried == 1
    assert [(c.before, c.after) for c in made.changed] == [("The club is safe", "I feel safe at the club")]
    assert [str(s.role) for s in made.signed] == ["care-leaver"]
    acts = [(act, about) for _, act, about in log(council)]
    assert ("made a link for reviewers", "club-survey") in acts
    assert ("answered a flag", "club-survey club-safe: changed") in acts
