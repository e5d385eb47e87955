"""Making a survey in the office: started, edited, tried, published; two at once; nothing lost."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import delete
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from feedback.adapters.store import audit, designs, editions
from feedback.adapters.tables import Draft, Response
from feedback.adapters.tables_people import Sitting
from feedback.domain import design_edits
from feedback.domain.design_files import design_of
from feedback.domain.designs import Design
from tests.conftest import PASSWORD, Council, small_survey
from tests.web.test_office import signed_in
from tests.web.visitor import Page, Visitor, fit_for_people

START = {
    "title": "Club survey",
    "many": "club members",
    "one": "club member",
    "introduction": "You can skip any question.",
    "who_reads": "The youth team reads it.",
    "hear_back": "We tell you in May.",
    "in_danger": "Sam reads it each day, and helps.",
}


def version(officer: Visitor) -> str:
    return next(i["value"] for i in officer.page.all("input") if i.get("name") == "version")


def send(officer: Visitor, path: str, **form: object) -> int:
    return officer.post(path, {"version": version(officer), **form}).status_code


def club(council: Council) -> Visitor:
    """An officer who has started a blank survey, at its outline."""
    officer = signed_in(council)
    officer.get("/office/making/start")
    form = {"from": "blank", "title": "Club survey", "many": "club members", "one": "club member"}
    assert officer.post("/office/making/start", form).status_code == 200
    assert officer.path == "/office/making/club-survey"
    return officer


def add(officer: Visitor, ask: str, kind: str) -> str:
    """Adds a question; its key. The officer is at its page."""
    officer.get("/office/making/club-survey")
    assert send(officer, "/office/making/club-survey/questions", ask=ask, kind=kind) == 200
    return officer.path.rsplit("/", 1)[-1]


def edit(officer: Visitor, question: str, **form: object) -> int:
    path = f"/office/making/club-survey/q/{question}"
    officer.get(path)
    return send(officer, path, **{"ask": f"Is {question} right?", "tags": "pledge-5", **form})


def design(council: Council, key: str = "club-survey") -> Design:
    with council.database.reading() as session:
        row = designs.get(session, key)
        assert row is not None
        return design_of(row.definition)


def whole(council: Council) -> Visitor:
    """The same with a start page and two questions that can be published."""
    officer = club(council)
    officer.get("/office/making/club-survey/start-page")
    assert send(officer, "/office/making/club-survey/start-page", **START) == 200
    key = add(officer, "The club is safe", "scale")
    labels = {f"label-{n}": label for n, label in enumerate(("Agree", "Neither", "Disagree"))}
    form = {
        "ask": "The club is safe",
        "kind": "scale",
        "told_us": "the club is safe",
        "count-0": "yes",
        **labels,
    }
    assert edit(officer, key, **form) == 200
    key = add(officer, "What would help?", "comment")
    assert edit(officer, key, ask="What would help?", kind="comment", show="club-safe/disagree") == 200
    return officer


def test_from_blank_to_a_published_edition(council: Council) -> None:
    officer = whole(council)
    officer.get("/office/making/club-survey/publish")
    assert "The first edition" in officer.page.text
    assert send(officer, "/office/making/club-survey/publish") == 200
    assert "Edition 1 is published." in officer.page.text
    with council.database.reading() as session:
        number, survey = editions.latest(session)["club-survey"]
        acts = [(line.act, line.about) for line in audit.latest(session, 5)]
    assert number == 1
    assert [q.key for q in survey.questions] == ["club-safe", "would-help"]
    assert survey.questions[1].show_if[0].options == ("disagree",)
    assert survey.audience.key == "club-members"
    assert acts[:2] == [("published an edition", "club-survey 1"), ("started a survey", "club-survey")]


def test_a_correction_shows_as_a_difference_and_a_changed_answer_breaks_the_trend(council: Council) -> None:
    officer = whole(council)
    officer.get("/office/making/club-survey/publish")
    send(officer, "/office/making/club-survey/publish")
    assert "Nothing changed since" in officer.page.text
    same = {"key-0": "agree", "key-1": "neither", "key-2": "disagree"}
    labels = {"label-0": "Agree", "label-1": "Neither", "label-2": "Disagree", "count-0": "yes"}
    more = {"kind": "scale", "told_us": "the club is safe", **same, **labels}
    edit(officer, "club-safe", ask="The club feels safe", **more)
    officer.get("/office/making/club-survey/publish")
    assert "The club is safe" in officer.page.text
    assert "can’t be compared" not in officer.page.text
    edit(
        officer,
        "club-safe",
        ask="The club feels safe",
        **{**more, "label-2": "", "label-3": "Disagree a bit"},
    )
    officer.get("/office/making/club-survey/publish")
    assert "hangs on an answer that isn’t there any more" in officer.page.text
    keys = [c.key for c in design(council).questions[0].options]
    edit(officer, "would-help", ask="What would help?", kind="comment", show=f"club-safe/{keys[2]}")
    officer.get("/office/making/club-survey/publish")
    assert "An answer was added, taken out or given other limits." in officer.page.text
    assert send(officer, "/office/making/club-survey/publish") == 200
    assert "Edition 2 is published." in officer.page.text


def test_an_answer_that_was_published_never_lends_its_key_to_another(council: Council) -> None:
    officer = whole(council)
    officer.get("/office/making/club-survey/publish")
    send(officer, "/office/making/club-survey/publish")
    kept = {"kind": "scale", "key-0": "agree", "label-0": "Agree", "key-1": "neither", "label-1": "Neither"}
    edit(officer, "club-safe", **kept, **{"key-2": "disagree", "label-2": ""})
    assert [c.key for c in design(council).questions[0].options] == ["agree", "neither"]
    edit(officer, "club-safe", **kept, **{"label-2": "Disagree"})
    assert [c.key for c in design(council).questions[0].options] == ["agree", "neither", "disagree-2"]


def test_what_isnt_whole_cant_be_published_and_says_where_to_go(council: Council) -> None:
    officer = club(council)
    add(officer, "Do you feel safe?", "yes-no")
    officer.get("/office/making/club-survey/publish")
    assert "It can’t be published yet" in officer.page.text
    links = [a["href"] for a in officer.page.all("a")]
    assert "/office/making/club-survey/start-page#who_reads" in links
    assert "/office/making/club-survey/q/feel-safe#tags" in links
    officer.get("/office/making/club-survey")
    assert send(officer, "/office/making/club-survey/publish") == 409
    with council.database.reading() as session:
        assert editions.latest(session) == {}


def test_a_publish_of_what_was_changed_since_publishes_nothing(council: Council) -> None:
    officer = whole(council)
    officer.get("/office/making/club-survey/publish")
    shown = version(officer)
    edit(officer, "would-help", ask="What else would help?", kind="comment")
    officer.get("/office/making/club-survey/publish")
    assert officer.post("/office/making/club-survey/publish", {"version": shown}).status_code == 409
    assert "It was changed since" in officer.page.text
    with council.database.reading() as session:
        assert editions.latest(session) == {}


def test_start_from_one_of_ours_brings_all_of_it(council: Council) -> None:
    officer = signed_in(council)
    officer.get("/office/making/start")
    officer.post("/office/making/start", {"from": "ours:care-leavers", "as": "next"})
    assert officer.path == "/office/making/care-leavers"
    officer.get("/office/making/care-leavers/publish")
    send(officer, "/office/making/care-leavers/publish")
    with council.database.reading() as session:
        _, survey = editions.latest(session)["care-leavers"]
    assert survey == council.context.content.surveys["care-leavers"]
    officer.get("/office/making/start")
    officer.post(
        "/office/making/start", {"from": "edition:care-leavers:1", "as": "new", "title": "Leavers 2027"}
    )
    assert officer.path == "/office/making/leavers-2027"
    officer.get("/office/making/start")
    officer.post("/office/making/start", {"from": "edition:care-leavers:1", "as": "next"})
    assert "is being made already" in officer.page.text


def from_file(officer: Visitor, name: str, content: bytes) -> int:
    officer.get("/office/making/start")
    form = {
        "csrf_token": officer.token,
        "from": "file",
        "as": "next",
        "file": FileStorage(BytesIO(content), name),
    }
    boundary, body = encode_multipart(form)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = officer.client.post("/office/making/start", data=body, content_type=kind, follow_redirects=True)
    officer.page, officer.path = Page(answer.text), answer.request.path
    fit_for_people(answer, officer.page)
    return answer.status_code


def test_start_from_a_file_says_what_needs_a_look(council: Council) -> None:
    officer = signed_in(council)
    text = "survey: s\ntitle: From a file\naudience: {key: us, many: all of us, one: one of us}\n"
    text += "questions:\n  - key: a\n    ask: Hm?\n    kind: yes-no\n"
    assert from_file(officer, "s.yaml", text.encode()) == 200
    assert [q.ask for q in design(council, "s").questions] == ["Hm?"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("s.docx", b"PK"),
        ("s.yaml", b""),
        ("s.yaml", b"\xff\xfe"),
        ("s.yaml", b"a: [1"),
        ("s.yaml", b"- just a list"),
        ("s.yaml", b"x" * 2_100_000),
        ("s.yaml", b"a: &a [x]\nb: &b [*a, *a]\nsurvey: [" + b"*b, " * 60000 + b"*b]"),
        ("", b""),
        ("s.yaml", b"x" * 7_000_000),
    ],
)
def test_a_file_that_cant_be_understood_is_refused_and_nothing_kept(
    sqlite_council: Council, name: str, content: bytes
) -> None:
    officer = signed_in(sqlite_council)
    assert from_file(officer, name, content) in (413, 422)
    with sqlite_council.database.reading() as session:
        assert designs.every(session) == []


def test_two_officers_at_once_lose_nothing(council: Council) -> None:
    one = whole(council)
    council.add_officer("other")
    other = Visitor(council.client())
    other.get("/office/sign-in")
    other.post("/office/sign-in", {"name": "other", "password": PASSWORD})
    path = "/office/making/club-survey/q/would-help"
    one.get(path)
    other.get(path)
    form = {"kind": "comment", "tags": "pledge-5", "show": "club-safe/disagree"}
    assert send(one, path, ask="What would help you?", hint="", **form) == 200
    assert send(other, path, ask="What would help?", hint="Think of a day.", **form) == 200
    assert "Someone else saved meanwhile." in other.page.text
    both = design(council).question("would-help")
    assert both is not None
    assert (both.ask, both.hint) == ("What would help you?", "Think of a day.")

    one.get(path)
    other.get(path)
    assert send(one, path, ask="One?", hint="mine", **form) == 200
    assert send(other, path, ask="Other?", hint="Think of a day.", **form) == 409
    assert "Yours: Other?" in other.page.text
    assert "Theirs: One?" in other.page.text
    hidden = [(i["name"], i["value"]) for i in other.page.all("input") if i["type"] == "hidden"]
    chosen = {**dict(hidden), "choose-1": "mine"}
    assert other.post(path, chosen).status_code == 200
    both = design(council).question("would-help")
    assert both is not None
    assert (both.ask, both.hint) == ("Other?", "mine")
    with council.database.reading() as session:
        asks = [
            designs.at(session, "club-survey", v.version) for v in designs.versions(session, "club-survey")
        ]
    assert "One?" in {q.ask for d in asks if d for q in d.questions}


def test_a_double_press_of_save_or_add_makes_one(council: Council) -> None:
    officer = club(council)
    officer.get("/office/making/club-survey")
    form = {"version": version(officer), "csrf_token": officer.token, "ask": "Twice?", "kind": "comment"}
    for _ in range(2):
        officer.client.post("/office/making/club-survey/questions", data=form)
    assert [q.ask for q in design(council).questions] == ["Twice?"]


def test_a_move_that_would_ask_forward_is_refused_or_drops_the_condition(council: Council) -> None:
    officer = whole(council)
    officer.get("/office/making/club-survey")
    assert send(officer, "/office/making/club-survey", act="up:would-help") == 409
    assert "so it has to come after it" in officer.page.text
    assert [q.key for q in design(council).questions] == ["club-safe", "would-help"]
    hidden = {i["name"]: i["value"] for i in officer.page.all("input") if i["type"] == "hidden"}
    officer.post("/office/making/club-survey", {**hidden, "drop": "yes"})
    assert [q.key for q in design(council).questions] == ["would-help", "club-safe"]
    assert design(council).questions[0].show_if == ()


def test_questions_move_copy_and_go(council: Council) -> None:
    officer = club(council)
    for ask in ("Apple?", "Banana?", "Cherry?"):
        add(officer, ask, "comment")
    path = "/office/making/club-survey"
    officer.get(path)
    send(officer, path, act="up:cherry")
    assert "number 2 of 3 now" in officer.page.text
    send(officer, path, act="to:cherry", **{"place-of-cherry": "1"})
    send(officer, path, act="copy:apple")
    send(officer, path, act="out:banana")
    assert [q.key for q in design(council).questions] == ["cherry", "apple", "apple-2"]
    assert send(officer, path, act="fly:apple") == 404
    officer.get(path)
    assert send(officer, path, act="up:nobody") == 404


def test_answers_move_and_are_shared(council: Council) -> None:
    officer = whole(council)
    path = "/office/making/club-survey/q/club-safe"
    form = {"kind": "scale", "key-0": "agree", "label-0": "Agree", "key-1": "neither", "label-1": "Neither"}
    assert edit(officer, "club-safe", **form, **{"label-2": "Never", "count-0": "yes", "do": "up-1"}) == 200
    question = design(council).questions[0]
    assert [(c.key in question.counts, c.label) for c in question.options] == [
        (False, "Neither"),
        (True, "Agree"),
        (False, "Never"),
    ]
    assert edit(officer, "club-safe", kind="scale", do="share") == 200
    scale = design(council).questions[0].scale
    assert scale
    officer.get(f"/office/making/club-survey/scales/{scale}")
    keys = {f"key-{n}": c.key for n, c in enumerate(design(council).scales[scale])}
    labels = {"label-0": "In between", "label-1": "Agree", "label-2": "Never"}
    assert send(officer, f"/office/making/club-survey/scales/{scale}", **keys, **labels) == 200
    officer.get(path)
    assert "In between" in officer.page.text
    key = add(officer, "The club is fun", "scale")
    assert edit(officer, key, kind="scale", scale=scale, do="more-scale") == 200
    assert next(c.label for c in design(council).options(design(council).questions[-1])) == "In between"


def test_findings_and_the_sentence_stand_beside_the_fields(council: Council) -> None:
    officer = whole(council)
    form = {"kind": "scale", "key-0": "agree", "label-0": "Agree", "label-1": "Neither", "label-2": "No way"}
    edit(officer, "club-safe", ask="Do you agree that the placement is safe and fun?", count="yes", **form)
    for words in ("many people agree to be kind", "may join two things", "people use in offices"):
        assert words in officer.page.text
    path = "/office/making/club-survey/q/club-safe"
    given = {**form, "version": version(officer), "csrf_token": officer.token, "ask": "How good was it?"}
    told = {"told_us": "the club is safe", "count-0": "yes", "tags": "pledge-5"}
    before = design(council)
    looked = officer.client.post(f"{path}/look", data={**given, **told}).text
    assert "It says already that it was so." in looked
    assert "87% of club members (66 of 76) told us that the club is safe." in looked
    drawn = officer.client.post(f"{path}/preview", data={**given, **told})
    assert "How good was it?" in drawn.text
    assert drawn.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in drawn.headers["Content-Security-Policy"]
    assert design(council) == before


def test_only_the_preview_may_stand_in_a_frame(council: Council) -> None:
    officer = whole(council)
    page = officer.get("/office/making/club-survey/q/club-safe")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-src" not in officer.get("/office/").headers["Content-Security-Policy"]
    for path in ("q/club-safe/preview", "start-page/preview"):
        drawn = officer.get(f"/office/making/club-survey/{path}")
        assert "frame-ancestors 'self'" in drawn.headers["Content-Security-Policy"]


def test_trying_it_walks_the_real_pages_and_keeps_nothing(council: Council) -> None:
    officer = whole(council)
    add(officer, "Half made", "choose-one")
    path = "/office/making/club-survey/try"
    officer.get(path)
    assert "Nothing that you answer is kept." in officer.page.text
    assert "left out: 1" in officer.page.text
    officer.post(path)
    assert officer.path == f"{path}/q/club-safe"
    assert officer.post(officer.path).status_code == 422
    officer.post(officer.path, {"answer": "disagree"})
    assert officer.path == f"{path}/q/would-help"
    officer.post(officer.path, {"answer": "More lights " * 300})
    assert officer.path == f"{path}/check"
    assert "More lights" in officer.page.text
    officer.get(f"{path}/q/club-safe?change=1")
    officer.post(f"{path}/q/club-safe?change=1", {"answer": "agree"})
    assert officer.path == f"{path}/check"
    assert "More lights" not in officer.page.text
    officer.post(f"{path}/send")
    assert "Your answers are sent" in officer.page.text
    with council.database.reading() as session:
        assert session.query(Draft).count() == session.query(Response).count() == 0
    with officer.client.session_transaction() as cookie:
        assert "trying" not in cookie


def test_nothing_to_try_says_so(council: Council) -> None:
    officer = club(council)
    officer.get("/office/making/club-survey/try")
    assert "Nothing to try yet" in officer.page.text


def test_an_earlier_version_is_looked_at_and_brought_back(council: Council) -> None:
    officer = whole(council)
    edit(officer, "would-help", ask="Spoilt", kind="comment")
    officer.get("/office/making/club-survey/versions")
    numbers = [
        int(m) for m in re.findall(r"versions/(\d+)", " ".join(a["href"] for a in officer.page.all("a")))
    ]
    before = max(numbers) - 1
    officer.get(f"/office/making/club-survey/versions/{before}")
    assert "What would help?" in officer.page.text
    officer.post(f"/office/making/club-survey/versions/{before}")
    assert design(council).questions[1].ask == "What would help?"
    with council.database.reading() as session:
        assert designs.at(session, "club-survey", before + 1).questions[1].ask == "Spoilt"  # type: ignore[union-attr]
        assert audit.latest(session, 1)[0].act == "brought back an earlier version"


def test_words_are_explained(council: Council) -> None:
    officer = whole(council)
    path = "/office/making/club-survey/words"
    officer.get(path)
    assert (
        send(officer, path, **{"term-0": "club", "also-0": "clubs, the club", "means-0": "A place to meet."})
        == 200
    )
    assert design(council).words[0].also == ("clubs", "the club")
    assert "A place to meet." in officer.get("/office/making/club-survey/q/club-safe/preview").text


def test_a_version_is_brought_back_also_while_another_saves(council: Council) -> None:
    officer = whole(council)
    with council.database.reading() as session:
        before = designs.versions(session, "club-survey")[0].version
    edit(officer, "would-help", ask="What should change?", kind="comment")
    path = f"/office/making/club-survey/versions/{before}"
    officer.get(path)
    by = designs.By("kim", council.clock[0], "changed a question")
    with ThreadPoolExecutor(1) as other:
        with council.database.writing() as session:
            row = designs.get(session, "club-survey")
            assert row is not None
            changed = replace(design(council).questions[1], ask="What would kim change?")
            designs.save(
                session,
                "club-survey",
                row.version,
                lambda d: design_edits.rewrite(d, "would-help", changed),
                by,
            )
            answer = other.submit(officer.post, path)
            time.sleep(2)  # it has come as far as it can
        assert answer.result().status_code == 200
    assert design(council).questions[1].ask == "What would help?"
    with council.database.reading() as session:
        whose = [v.changed_by for v in designs.versions(session, "club-survey", 2)]
    assert whose == ["officer", "kim"]


@pytest.mark.parametrize(
    "words", ["", "\0\x1b", "<script>alert(1)</script>", "{{ 7*7 }}", "‮evil", "x" * 50_000, "😀" * 99]
)
def test_whatever_is_typed_is_kept_or_refused_in_words(council: Council, words: str) -> None:
    officer = whole(council)
    path = "/office/making/club-survey/q/club-safe"
    assert (
        edit(officer, "club-safe", ask=words, hint=words, told_us=words, kind="scale", **{"label-0": words})
        == 200
    )
    kept = design(council).questions[0]
    assert kept.ask == "".join(c for c in words if c not in "\0\x1b")
    for page in (path, f"{path}/preview", "/office/making/club-survey", "/office/making/club-survey/try"):
        assert officer.get(page).status_code == 200
        assert "<script>alert" not in officer.client.get(page).text
    assert officer.get("/office/making/club-survey/publish").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "nothing/q/a",
        "nothing/try",
        "nothing/publish",
        "club-survey/q/nothing",
        "club-survey/q/nothing/preview",
        "club-survey/scales/no",
        "club-survey/versions/99",
        "club-survey/versions/99999999999999999999",
    ],
)
def test_what_isnt_there_is_not_found(sqlite_council: Council, path: str) -> None:
    officer = club(sqlite_council)
    assert officer.get(f"/office/making/{path}").status_code == 404


def test_a_version_that_never_was_is_refused(council: Council) -> None:
    officer = whole(council)
    for bad in ("", "0", "-1", "x", "999", "9" * 30):
        form = {"version": bad, "ask": "X?", "kind": "comment"}
        assert officer.post("/office/making/club-survey/questions", form).status_code == 404
        officer.get("/office/making/club-survey")


def test_a_blank_survey_needs_its_words_and_keeps_what_was_typed(sqlite_council: Council) -> None:
    officer = signed_in(sqlite_council)
    officer.get("/office/making/start")
    assert officer.post("/office/making/start", {"from": "blank", "title": "Only a name"}).status_code == 422
    assert "Only a name" in [i.get("value") for i in officer.page.all("input")]
    assert officer.post("/office/making/start", {"from": "edition:x:9"}).status_code == 422


def test_the_small_survey_can_be_made_of_its_edition(council: Council) -> None:
    with council.database.writing() as session:
        editions.publish(session, small_survey(introduction="Skip any."), council.context.today)
    officer = signed_in(council)
    officer.get("/office/making/start")
    officer.post("/office/making/start", {"from": "edition:small:1", "as": "next"})
    officer.get("/office/making/small/publish")
    assert "This is edition 1, as it is published." in officer.page.text


def end_sessions(council: Council) -> None:
    """Everybody's session ends, as when nobody has done anything for too long."""
    with council.database.writing() as session:
        session.execute(delete(Sitting))


def test_what_was_typed_is_given_back_to_our_own_page_and_no_other(sqlite_council: Council) -> None:
    officer = club(sqlite_council)
    key = add(officer, "What helps?", "comment")
    path = f"/office/making/club-survey/q/{key}"
    form = {"version": version(officer), "ask": "Words that took an hour", "kind": "comment"}
    end_sessions(sqlite_council)
    ours = {"Origin": "http://localhost"}
    given = officer.client.post(path, data=form, headers=ours)
    assert given.status_code == 401
    officer.page = Page(given.text)
    held = next(i["value"] for i in officer.page.all("input") if i.get("name") == "held")
    signing = {"name": "officer", "password": PASSWORD, "held": held, "csrf_token": officer.token}
    assert "Words that took an hour" in officer.client.post("/office/sign-in", data=signing).text
    end_sessions(sqlite_council)
    for headers in ({}, {"Origin": "http://elsewhere.test"}, {"Sec-Fetch-Site": "cross-site"}):
        assert 'name="held"' not in officer.client.post(path, data=form, headers=headers).text
    with sqlite_council.database.reading() as session:
        assert len(designs.versions(session, "club-survey")) == 2
