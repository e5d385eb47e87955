"""Young people try a survey before it's published: by a link, without an account; and what comes of it."""

import re
from datetime import timedelta

from feedback.adapters.store import flags, made_with, review_links
from feedback.adapters.tables_reviewing import ReviewFlag, ReviewLink
from feedback.domain.flags import State
from feedback.domain.made_with import MadeRecord
from feedback.domain.roles import Role
from tests.conftest import TODAY, Council
from tests.web.people import add, log, sign_in
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


def sign(visitor: Visitor, path: str, fingerprint: str) -> int:
    """Signs off, from a page that has a form whatever became of it."""
    visitor.get(path)
    return visitor.post(f"{path}end", {"fingerprint": fingerprint}).status_code


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


def tried(council: Council) -> tuple[Visitor, str, Visitor]:
    """An officer, a link's path, and a young person at the start page."""
    officer = whole(council)
    path = link(officer)
    return officer, path, begun(council, path)


def test_a_flag_is_of_the_version_that_was_shown_and_the_same_twice_is_one(sqlite_council: Council) -> None:
    officer, path, visitor = tried(sqlite_council)
    visitor.get(f"{path}start")
    before = _hidden(visitor, "version")
    edit(officer, "club-safe", **{**ANSWERS, "ask": "I feel safe at the club"})
    form = {"kind": "word", "place": "club-safe", "words": " Club ", "version": before}
    assert visitor.post(f"{path}flag", form).status_code == 200
    assert visitor.post(f"{path}flag", form).status_code == 200
    (flag,) = kept(sqlite_council)
    assert (flag.version, flag.words, flag.role) == (int(before), "Club", "care-leaver")
    assert answer(officer, "changed") == 200


def test_what_is_too_long_empty_or_strange_is_asked_again_and_nothing_is_lost(
    sqlite_council: Council,
) -> None:
    _, path, visitor = tried(sqlite_council)
    assert tap(visitor, path, "word") == 422
    assert "Write something first." in visitor.page.text
    assert tap(visitor, path, "better", words="x" * 301) == 422
    assert "Use at most 300 letters." in visitor.page.text
    assert "x" * 301 in visitor.page.text
    assert tap(visitor, path, "better", "", "\x00<b>\u202e") == 200
    assert tap(visitor, path, "nothing") == 200
    assert tap(visitor, path, "unclear", "no-such-question") == 200
    assert visitor.post(f"{path}flag", {"kind": "better", "words": "y" * 300_000}).status_code == 413
    assert [f.words for f in kept(sqlite_council)] == ["<b>"]
    visitor.get(path)
    assert visitor.post(f"{path}q/club-safe", {"answer": "nothing"}).status_code == 422
    assert "There is a problem" in visitor.page.text


def test_a_link_holds_so_many_flags_and_says_so(sqlite_council: Council) -> None:
    _, path, visitor = tried(sqlite_council)
    tap(visitor, path, "unclear")
    with sqlite_council.database.writing() as session:
        first = session.query(ReviewFlag).one()
        values = {
            c.name: getattr(first, c.name)
            for c in ReviewFlag.__table__.columns
            if c.name not in ("id", "mark")
        }
        session.add_all([ReviewFlag(mark=f"m{n}", **values) for n in range(199)])
    assert tap(visitor, path, "better", words="One more") == 422
    assert "This link can’t hold any more." in visitor.page.text
    assert "One more" in visitor.page.text
    assert len(kept(sqlite_council)) == 200


def test_a_wrong_an_ended_and_a_taken_back_link_open_nothing(council: Council) -> None:
    officer, path, visitor = tried(council)
    stranger = Visitor(council.client())
    assert stranger.get("/try/no-such-link/").status_code == 404
    assert stranger.get(f"{path[:-2]}/").status_code == 404
    assert stranger.get(f"{path}q/club-safe").status_code == 200
    assert stranger.path == path, "who hasn't begun begins at the beginning"
    officer.get(f"{OFFICE}/reviewers")
    assert officer.post(f"{OFFICE}/reviewers/back", {"link": _hidden(officer, "link")}).status_code == 200
    assert "The link is taken back." in officer.page.text
    assert tap(visitor, path, "unclear") == 410
    assert "This link has ended" in visitor.page.text
    assert kept(council) == []
    second = link(officer, days=0)
    begun(council, second)
    council.go_to(TODAY + timedelta(days=1))
    assert visitor.get(second).status_code == 410


def test_a_link_needs_a_day_and_a_form_that_is_sent_twice_makes_one(sqlite_council: Council) -> None:
    officer = whole(sqlite_council)
    officer.get(f"{OFFICE}/reviewers")
    for ends in ("", "soon", "2020-01-01", "2199-01-01"):
        assert officer.post(f"{OFFICE}/reviewers", {"ends": ends, "nonce": "n"}).status_code == 422
    form = {"ends": TODAY.isoformat(), "nonce": "a-form"}
    for _ in range(2):
        officer.post(f"{OFFICE}/reviewers", form)
    with sqlite_council.database.reading() as session:
        (made,) = session.query(ReviewLink).all()
        assert len(made.token_hash) == 64
    address = next(i["value"] for i in officer.page.all("input") if i.get("id") == "address")
    assert made.token_hash not in address, "only the hash is kept"
    assert [act for _, act, _ in log(sqlite_council)].count("made a link for reviewers") == 1


def test_why_is_needed_jargon_in_it_is_told_and_two_officers_are_told_of_each_other(council: Council) -> None:
    officer, path, visitor = tried(council)
    tap(visitor, path, "unclear", "")
    officer.get(f"{OFFICE}/flags")
    form = {name: _hidden(officer, name) for name in ("ids", "seen-state", "seen-answer")}
    assert answer(officer, "kept") == 422
    assert "Say why it stays as it is." in officer.page.text
    assert answer(officer, "kept", "x" * 301) == 422
    why = "Service users utilise it."
    assert answer(officer, "kept", why) == 422
    assert "Look at your words once more" in officer.page.text
    assert why in officer.page.text
    sure = _hidden(officer, "sure")
    assert answer(officer, "kept", why, sure=sure) == 200
    assert officer.post(f"{OFFICE}/flags", {**form, "do": "kept", "why": "Because."}).status_code == 409
    assert "Someone else answered this meanwhile" in officer.page.text
    assert [f.answer for f in kept(council)] == [why]
    visitor.get(path)
    assert f"We kept it. This is why: {why}" in visitor.page.text
    assert officer.post(f"{OFFICE}/flags", {**form, "do": "burn"}).status_code == 400


def test_the_same_said_by_several_is_answered_once(sqlite_council: Council) -> None:
    officer, path, visitor = tried(sqlite_council)
    tap(visitor, path, "unclear")
    tap(begun(sqlite_council, path, "in-care"), path, "unclear")
    assert len(kept(sqlite_council)) == 2
    answer(officer, "kept", "Most people told us that it is clear.")
    assert {f.state for f in kept(sqlite_council)} == {State.KEPT}
    publish(officer)
    made = record(sqlite_council)
    assert [[str(r) for r in k.roles] for k in made.kept] == [["in-care", "care-leaver"]]
    assert made.tried == 2


def test_a_change_that_is_taken_back_waits_again(sqlite_council: Council) -> None:
    officer, path, visitor = tried(sqlite_council)
    tap(visitor, path, "unclear")
    edit(officer, "club-safe", **{**ANSWERS, "ask": "I feel safe at the club"})
    assert answer(officer, "changed") == 200
    edit(officer, "club-safe", **{**ANSWERS, "ask": "The club is safe"})
    assert publish(officer) == 409
    officer.get(f"{OFFICE}/flags")
    assert "It was changed, and then changed back." in officer.page.text


def test_one_letter_voids_a_sign_off_and_publishing_waits_for_it_if_the_office_says_so(
    council: Council,
) -> None:
    officer, path, visitor = tried(council)
    officer.get(f"{OFFICE}/reviewers")
    officer.post(f"{OFFICE}/reviewers/first", {"first": "yes"})
    assert publish(officer) == 409
    assert "must sign it off first" in officer.page.text
    visitor.get(f"{path}end")
    old = _hidden(visitor, "fingerprint")
    assert sign(visitor, path, old) == 200
    assert sign(visitor, path, old) == 200
    officer.get(f"{OFFICE}/reviewers")
    assert officer.page.text.count("A care leaver, 22 November 2026") == 1
    assert edit(officer, "club-safe", **{**ANSWERS, "ask": "The club is safe."}) == 200
    assert publish(officer) == 409, "one full stop more is not what they signed off"
    officer.get(f"{OFFICE}/reviewers")
    assert "It was signed off before, and changed since." in officer.page.text
    assert sign(visitor, path, old) == 409
    assert "The words were changed while you looked" in visitor.page.text
    visitor.post(f"{path}end", {"fingerprint": _hidden(visitor, "fingerprint")})
    assert publish(officer) == 200
    assert len(record(council).signed) == 1


def test_a_survey_that_is_not_whole_can_be_tried_and_not_signed_off(sqlite_council: Council) -> None:
    officer, path, visitor = tried(sqlite_council)
    edit(officer, "would-help", ask="What would help?", kind="comment", tags="")
    visitor.get(f"{path}end")
    assert "It is not ready yet." in visitor.page.text
    assert sign(visitor, path, "x") == 409


def test_a_flag_that_comes_while_an_edition_is_published_waits_for_the_next(council: Council) -> None:
    officer, path, visitor = tried(council)
    publish(officer)
    tap(visitor, path, "unclear")
    officer.get(f"{OFFICE}/publish")
    assert "Young people wait for an answer: 1" in officer.page.text
    assert publish(officer) == 409
    assert record(council).tried == 1
    assert not record(council).flags, "the record of an edition is never changed"
    edit(officer, "club-safe", **{**ANSWERS, "ask": "I feel safe at the club"})
    assert publish(officer) == 409
    answer(officer, "changed")
    assert publish(officer) == 200
    assert [c.after for c in record(council, 2).changed] == ["I feel safe at the club"]


def test_the_same_edition_again_keeps_its_record_and_a_correction_keeps_the_story(
    sqlite_council: Council,
) -> None:
    officer, path, visitor = tried(sqlite_council)
    tap(visitor, path, "unclear")
    answer(officer, "kept", "It is what we mean.")
    visitor.get(f"{path}end")
    visitor.post(f"{path}end", {"fingerprint": _hidden(visitor, "fingerprint")})
    publish(officer)
    first = record(sqlite_council)
    assert publish(officer) == 200
    assert record(sqlite_council) == first
    edit(officer, "would-help", ask="What would help you?", kind="comment", show="club-safe/disagree")
    publish(officer)
    second = record(sqlite_council, 2)
    assert (second.tried, second.flags, second.kept) == (first.tried, first.flags, first.kept)
    assert second.signed == (), "nobody signed these words off"


def test_the_record_prints_in_the_section_of_a_wave_even_with_words_of_its_own(council: Council) -> None:
    officer, path, visitor = tried(council)
    tap(visitor, path, "word", words="club")
    answer(officer, "kept", "Everyone calls it that.")
    publish(officer)
    form = {
        "survey": "club-survey", "name": "Autumn 2026", "opens": "2026-11-22", "closes": "2026-12-22",
        "access": "open", "who-reads": "Other people read it.", "hear-back": "In June.", "comments": "no",
    }  # fmt: skip
    officer.get("/office/open?survey=club-survey")
    assert officer.post("/office/open", form).status_code == 200
    officer.get("/office/commitments/pledge-5")
    text = officer.page.text
    assert "Made with young people One person tried this survey before it was published." in text
    assert "We kept “club” though a care leaver asked about it. Why: Everyone calls it that." in text
    assert "Made with young people" in officer.client.get("/office/commitments/pledge-5/section.md").text


def test_someone_who_is_signed_in_reaches_the_same_pages(sqlite_council: Council) -> None:
    whole(sqlite_council)
    add(sqlite_council, "kim", Role.REVIEWER)
    visitor = sign_in(sqlite_council, "kim")
    visitor.get("/office/reviewing")
    assert "Club survey" in visitor.page.text
    for _ in range(2):
        visitor.get("/office/reviewing")
        assert visitor.post("/office/reviewing/club-survey").status_code == 200
    assert re.fullmatch(r"/try/[0-9a-f]{64}/", visitor.path)
    assert visitor.client.get(OFFICE).status_code == 403
    with sqlite_council.database.reading() as session:
        assert len(session.query(ReviewLink).all()) == 1
        assert review_links.of(session, "club-survey") == [], "it is no link to hand out"
        assert flags.waiting(session, "club-survey") == 0
