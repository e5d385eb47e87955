"""Several questions on a page, from the other side: made in the office, tried there, and tried by a link."""

from feedback.adapters.store import editions
from tests.conftest import Council
from tests.web.test_making import add, design, edit, send, whole
from tests.web.test_reviewing import begun, kept, link, publish, tap
from tests.web.visitor import Visitor

MADE = "/office/making/club-survey"
FUN = {"kind": "yes-no", "label-0": "Yes", "label-1": "No", "key-0": "yes", "key-1": "no"}


def with_group(council: Council) -> Visitor:
    """An officer with a survey of four questions, the last two of them on one page."""
    officer = whole(council)
    for ask in ("Is it fun?", "Is it near?"):
        key = add(officer, ask, "yes-no")
        assert edit(officer, key, ask=ask, **FUN) == 200
    assert edit(officer, key, ask=ask, **FUN, **{"same-page": "yes"}) == 200
    return officer


def pages(council: Council) -> dict[str, str]:
    return {q.key: q.page for q in design(council).questions if q.page}


def ticked(officer: Visitor) -> bool:
    return any(i.get("name") == "same-page" and "checked" in i for i in officer.page.all("input"))


def test_one_tick_puts_a_question_on_the_page_of_the_one_before(council: Council) -> None:
    officer = with_group(council)
    assert pages(council) == {"fun": "fun", "near": "fun"}
    officer.get(f"{MADE}/q/near")
    assert ticked(officer)
    officer.get(MADE)
    assert "on the same page as question 3" in officer.page.text
    officer.get(f"{MADE}/q/club-safe")
    assert not [i for i in officer.page.all("input") if i.get("name") == "same-page"]
    assert publish(officer) == 200
    with council.database.reading() as session:
        _, survey = editions.latest(session)["club-survey"]
    assert [q.page for q in survey.questions] == [None, None, "fun", "fun"]
    assert edit(officer, "near", ask="Is it near?", **FUN) == 200
    assert pages(council) == {}
    officer.get(f"{MADE}/publish")
    assert "On its page" in officer.page.text
    assert "can’t be compared" not in officer.page.text


def test_a_question_that_hangs_on_its_page_says_so_before_it_is_published(sqlite_council: Council) -> None:
    officer = whole(sqlite_council)
    form = {"kind": "comment", "show": "club-safe/disagree", "same-page": "yes"}
    assert edit(officer, "would-help", ask="What would help?", **form) == 200
    assert "is on the same page, where nobody has answered it yet" in officer.page.text
    officer.get(f"{MADE}/publish")
    assert "on the same page" in officer.page.text
    with sqlite_council.database.reading() as session:
        assert "club-survey" not in editions.latest(session)


def test_the_phone_beside_the_form_shows_the_whole_page(sqlite_council: Council) -> None:
    officer = with_group(sqlite_council)
    officer.get(f"{MADE}/q/near/preview")
    assert "Questions 3 to 4 of 4" in officer.page.text
    assert {"fun.question", "near.question"} <= set(officer.page.ids())
    officer.get(f"{MADE}/q/near")
    send(officer, f"{MADE}/q/near/preview", ask="Is it near?", tags="pledge-5", **FUN)
    assert "Question 4 of 4" in officer.page.text


def test_an_officer_tries_a_page_of_several(sqlite_council: Council) -> None:
    officer = with_group(sqlite_council)
    officer.get(f"{MADE}/try")
    officer.post(f"{MADE}/try")
    officer.post(f"{MADE}/try/q/club-safe", {"answer": "agree"})
    assert officer.path == f"{MADE}/try/q/fun"
    assert officer.post(officer.path, {"near.answer": "yes"}).status_code == 422
    assert [i["value"] for i in officer.page.all("input") if "checked" in i] == ["yes"]
    officer.get(f"{MADE}/try/q/near")
    assert officer.path == f"{MADE}/try/q/fun"
    officer.post(officer.path, {"fun.answer": "-skip", "near.answer": "yes"})
    assert officer.path == f"{MADE}/try/check"
    officer.get(f"{MADE}/try/q/near?change=1")
    officer.post(f"{MADE}/try/q/fun?change=1", {"fun.answer": "no", "near.answer": "no"})
    assert officer.path == f"{MADE}/try/check"


def test_young_people_say_which_question_of_a_page_they_mean(council: Council) -> None:
    path = link(with_group(council))
    visitor = begun(council, path)
    visitor.post(f"{path}start")
    visitor.post(f"{path}q/club-safe", {"answer": "agree"})
    assert visitor.path == f"{path}q/fun"
    assert "Which question?" in visitor.page.text
    assert [o["value"] for o in visitor.page.all("option")] == ["fun", "near"] * 3
    assert tap(visitor, path, "word", "near", "near") == 200
    assert visitor.path == f"{path}q/fun"
    assert "Thank you. We will read it and answer you." in visitor.page.text
    assert [flag.place for flag in kept(council)] == ["near"]
    assert tap(visitor, path, "better", "near", "") == 422
    assert {o["value"] for o in visitor.page.all("option") if "selected" in o} == {"near"}
    visitor.post(f"{path}q/fun", {"fun.answer": "yes", "near.answer": "-skip"})
    assert visitor.path == f"{path}check"
    visitor.get(f"{path}q/near")
    assert visitor.path == f"{path}q/fun"


def test_something_said_of_a_question_that_is_hidden_by_now_is_asked_again_all_the_same(
    sqlite_council: Council,
) -> None:
    path = link(with_group(sqlite_council))
    visitor = begun(sqlite_council, path)
    visitor.post(f"{path}start")
    assert tap(visitor, path, "better", "would-help", "") == 422
    assert "What would help?" in visitor.page.text
