"""Several questions on one page: answered together, and nothing lost when one of them is wrong."""

import pytest
from sqlalchemy import event, select

from feedback.adapters.store import uploads
from feedback.adapters.tables import Comment, Draft
from feedback.domain.coding import codebook, decode
from tests.conftest import TODAY, Council, small_survey
from tests.web.grouped import ABOUT, END, filled, grouped_survey
from tests.web.test_answering import begin, kept
from tests.web.visitor import Visitor

HARM = "Someone hits me at home"


def opened(council: Council, at: str = "help-with") -> tuple[str, Visitor]:
    """A wave of the grouped survey, and somebody who has come to one of its pages."""
    key = council.open(grouped_survey())
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    if at == "safe":
        visitor.post(visitor.path, filled(*ABOUT))
    assert visitor.path == f"/s/{key}/q/{at}"
    return key, visitor


def draft(council: Council) -> dict[str, object]:
    with council.database.reading() as session:
        return dict(session.scalars(select(Draft.answers)).one())


def checked(visitor: Visitor) -> list[str]:
    return [i["value"] for i in visitor.page.all("input") if "checked" in i]


def value(visitor: Visitor, field: str) -> str:
    [found] = [i["value"] for i in visitor.page.all("input") if i.get("name") == field]
    return found


def wrong_at(visitor: Visitor) -> list[str]:
    """Where the links of the summary of errors lead."""
    summary = visitor.page.elements.index(
        next(e for e in visitor.page.elements if "summary" in e[1].values())
    )
    progress = visitor.page.elements.index(next(e for e in visitor.page.elements if e[0] == "progress"))
    return [e[1]["href"] for e in visitor.page.elements[summary:progress] if e[0] == "a"]


def test_the_questions_of_a_page_are_answered_with_one_press(council: Council) -> None:
    key, visitor = opened(council)
    assert "Questions 2 to 4 of 6" in visitor.page.text
    visitor.post(visitor.path, filled(*ABOUT))
    assert visitor.path == f"/s/{key}/q/safe"
    assert "Questions 5 to 6 of 6" in visitor.page.text
    visitor.post(visitor.path, filled(*END))
    assert visitor.path == f"/s/{key}/check"
    visitor.post(f"/s/{key}/send")
    assert visitor.path == f"/s/{key}/thanks"
    [response] = kept(council)
    answers = decode(codebook(grouped_survey()), response.codes)
    assert answers["help-with"].chosen == ("money", "home")
    assert [answers[q].chosen for q in ("moves", "born", "safe")] == [("some",), ("old",), ("yes",)]
    with council.database.reading() as session:
        [comment] = session.scalars(select(Comment))
        assert (comment.text, comment.may_quote) == ("Say it in simple words", True)


def test_the_answers_of_a_page_are_one_write(council: Council) -> None:
    _, visitor = opened(council)
    written: list[str] = []
    engine = council.database.engine
    event.listen(engine, "before_cursor_execute", lambda *a: written.append(a[2].split()[0].upper()))
    visitor.client.post(visitor.path, data={"csrf_token": visitor.token, **filled(*ABOUT)})
    assert written.count("UPDATE") == 1
    assert "INSERT" not in written


def test_one_wrong_answer_is_asked_again_and_the_others_are_kept(council: Council) -> None:
    key, visitor = opened(council)
    response = visitor.post(visitor.path, filled(*ABOUT, moves={"answer": "a few"}))
    assert response.status_code == 422
    assert visitor.path == f"/s/{key}/q/help-with"
    assert wrong_at(visitor) == ["#moves.answer"]
    assert "How often did you move? – Write a number" in visitor.page.text
    assert "Error:" in visitor.page.text
    assert value(visitor, "moves.answer") == "a few"
    assert value(visitor, "born.answer-day") == "27"
    assert checked(visitor) == ["money", "home"]
    assert sorted(draft(council)) == ["born", "help-with", "in-control"]
    visitor.post(visitor.path, filled(*ABOUT))
    assert visitor.path == f"/s/{key}/q/safe"


def test_every_wrong_answer_has_a_link_in_the_order_of_the_page(council: Council) -> None:
    _, visitor = opened(council)
    visitor.post(visitor.path, {})
    assert wrong_at(visitor) == ["#help-with.answer", "#moves.answer", "#born.answer-day"]
    assert list(draft(council)) == ["in-control"]


def test_who_leaves_a_page_with_a_wrong_answer_comes_back_to_that_question(council: Council) -> None:
    key, visitor = opened(council)
    visitor.post(visitor.path, filled("help-with", "moves"))
    response = visitor.client.get(f"/s/{key}/check")
    assert response.location == f"/s/{key}/q/born"
    response = visitor.client.get(f"/s/{key}/q/born")
    assert response.location == f"/s/{key}/q/help-with#born.question"
    visitor.get(f"/s/{key}/q/born")
    assert "born.question" in visitor.page.ids()
    assert checked(visitor) == ["money", "home"]


def test_each_question_of_a_page_can_be_skipped_and_a_skip_weighs_the_same(council: Council) -> None:
    key, visitor = opened(council)
    skips = {"moves": "skip", "born": "skip", "more": "skip"}
    for page in (ABOUT, END):
        shown = [i for i in visitor.page.all("input") if i.get("value") == "-skip"]
        assert [i["name"].split(".")[0] for i in shown] == list(page)
        visitor.post(visitor.path, {f"{q}.{skips.get(q, 'answer')}": "-skip" for q in page})
    assert visitor.path == f"/s/{key}/check"
    assert visitor.page.text.count("Skipped") == 5


def test_words_beside_a_ticked_skip_are_asked_about_and_not_thrown_away(council: Council) -> None:
    _, visitor = opened(council, "safe")
    both = filled(*END, more={"answer": "My words", "skip": "-skip"})
    assert visitor.post(visitor.path, both).status_code == 422
    assert "You ticked “I’d rather not say” and another answer" in visitor.page.text
    assert "My words" in visitor.page.text
    assert "more" not in draft(council)


def test_a_comment_that_is_left_empty_is_a_skip(council: Council) -> None:
    key, visitor = opened(council, "safe")
    visitor.post(visitor.path, filled(*END, more={"answer": " "}))
    assert visitor.path == f"/s/{key}/check"


def test_changing_an_answer_goes_to_its_page_and_back_to_the_check(council: Council) -> None:
    key, visitor = opened(council, "safe")
    visitor.post(visitor.path, filled(*END))
    assert f"/s/{key}/q/born?change=1" in [a["href"] for a in visitor.page.all("a")]
    response = visitor.client.get(f"/s/{key}/q/born?change=1")
    assert response.location == f"/s/{key}/q/help-with?change=1#born.question"
    visitor.get(f"/s/{key}/q/born?change=1")
    [form] = [f for f in visitor.page.all("form") if f.get("id") == "question"]
    assert form["action"] == f"/s/{key}/q/help-with?change=1"
    assert "You answered “Once or more” before" in visitor.page.text
    changed = filled(*ABOUT, help_with={"answer": "none"}, moves={"answer": "0"})
    visitor.post(form["action"], changed)
    assert visitor.path == f"/s/{key}/check"
    assert "Never" in visitor.page.text
    assert "None of these" in visitor.page.text


def test_back_leads_to_the_page_before(council: Council) -> None:
    key, visitor = opened(council, "safe")
    [back] = [a["href"] for a in visitor.page.all("a") if a.get("class") == "back"]
    assert back == f"/s/{key}/q/help-with"
    visitor.get(back)
    [back] = [a["href"] for a in visitor.page.all("a") if a.get("class") == "back"]
    assert back == f"/s/{key}/q/in-control"


def test_a_question_whose_neighbours_are_hidden_is_alone_on_its_page(council: Council) -> None:
    pages = {"what-would-help": "more", "help-with": "more"}
    key = council.open(grouped_survey(pages=pages))
    visitor = begin(council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    assert visitor.path == f"/s/{key}/q/help-with"
    assert "Question 2 of 6" in visitor.page.text
    visitor.get(f"/s/{key}/q/in-control")
    visitor.post(visitor.path, {"answer": "disagree"})
    assert visitor.path == f"/s/{key}/q/what-would-help"
    assert "Questions 2 to 3 of 7" in visitor.page.text
    both = {"what-would-help.answer": "More time", "help-with.answer": "none"}
    visitor.post(visitor.path, both)
    assert visitor.path == f"/s/{key}/q/moves"


def test_a_page_waits_for_the_pages_before_it(council: Council) -> None:
    key, visitor = opened(council)
    for question in END:
        visitor.get(f"/s/{key}/q/{question}")
        assert visitor.path == f"/s/{key}/q/help-with"
    visitor.post(f"/s/{key}/q/safe", filled(*END))
    assert visitor.path == f"/s/{key}/q/help-with"
    assert list(draft(council)) == ["in-control"]


@pytest.mark.parametrize(
    "hostile",
    [
        {"safe.answer": "yes", "more.answer": "Not on this page"},
        {"in-control.answer": "disagree", "answer": "disagree"},
        {"answer": "agree", "answer-day": "1", "quote": "yes"},
        {".answer": "money", "help-with.": "money", "help-with..answer": "money"},
        {"help-with.answer.answer": "money", "HELP-WITH.answer": "money", "help-with answer": "money"},
        {"no-such.answer": "money", "help-with.answer": "no-such", "moves.answer": "9" * 400},
        {"help-with.answer": ["money", "none"], "moves.answer": "", "moves.skip": "yes"},
    ],
)
def test_fields_of_other_questions_and_of_none_change_nothing(
    sqlite_council: Council, hostile: dict[str, object]
) -> None:
    key, visitor = opened(sqlite_council)
    assert visitor.post(visitor.path, hostile).status_code == 422
    assert visitor.path == f"/s/{key}/q/help-with"
    assert draft(sqlite_council) == {"in-control": {"chosen": ["agree"]}}


def test_a_post_to_a_later_question_of_a_page_is_a_post_to_the_page(sqlite_council: Council) -> None:
    key, visitor = opened(sqlite_council)
    visitor.post(f"/s/{key}/q/born", filled(*ABOUT))
    assert visitor.path == f"/s/{key}/q/safe"


def test_the_same_post_twice_goes_on_twice_and_keeps_one_answer(sqlite_council: Council) -> None:
    key, visitor = opened(sqlite_council)
    for _ in range(2):
        visitor.post(f"/s/{key}/q/help-with", filled(*ABOUT))
        assert visitor.path == f"/s/{key}/q/safe"
    assert len(draft(sqlite_council)) == 4


def test_a_wave_that_closed_meanwhile_keeps_nothing(sqlite_council: Council) -> None:
    _, visitor = opened(sqlite_council)
    sqlite_council.go_to(TODAY.replace(year=2027))
    assert visitor.post(visitor.path, filled(*ABOUT)).status_code == 403
    assert "closed" in visitor.page.text


def test_words_of_harm_on_a_page_show_where_help_is_and_the_rest_is_kept(council: Council) -> None:
    key, visitor = opened(council, "safe")
    visitor.post(visitor.path, filled(*END, more={"answer": HARM}))
    assert visitor.path == f"/s/{key}/q/more/help"
    assert draft(council)["safe"] == {"chosen": ["yes"]}
    assert HARM not in str(draft(council))
    visitor.post(visitor.path, {"choice": "keep"})
    assert visitor.path == f"/s/{key}/check"
    assert HARM in visitor.page.text


def test_help_comes_before_what_is_wrong_beside_words_of_harm(council: Council) -> None:
    key, visitor = opened(council, "safe")
    visitor.post(visitor.path, filled("more", more={"answer": HARM}))
    assert visitor.path == f"/s/{key}/q/more/help"
    assert HARM not in str(draft(council))
    visitor.post(visitor.path, {"choice": "out"})
    assert visitor.path == f"/s/{key}/q/safe"  # what was wrong is asked again
    visitor.post(visitor.path, filled("safe") | {"more.answer": ""})
    assert visitor.path == f"/s/{key}/check"
    assert HARM not in visitor.page.text


def test_each_comment_with_words_of_harm_is_asked_about(sqlite_council: Council) -> None:
    survey = grouped_survey(pages={"safe": "end", "more": "end"})
    whole = survey.model_dump(mode="json", by_alias=True)
    last = whole["questions"][-1]
    whole["questions"].append({**last, "key": "besides", "ask": "And besides?"})
    key = sqlite_council.open(type(survey).model_validate(whole))
    visitor = begin(sqlite_council, key)
    visitor.post(visitor.path, {"answer": "agree"})
    for fields in ({"answer": "money"}, {"answer": "1"}, {"skip": "-skip"}):
        visitor.post(visitor.path, fields)
    three = filled("safe", "more", more={"answer": HARM}) | {"besides.answer": HARM}
    visitor.post(visitor.path, three)
    assert visitor.path == f"/s/{key}/q/more/help"
    visitor.post(visitor.path, {"choice": "keep"})
    assert visitor.path == f"/s/{key}/q/besides/help"
    visitor.post(visitor.path, {"choice": "keep"})
    assert visitor.path == f"/s/{key}/check"


def test_another_language_keeps_all_that_was_filled_in(sqlite_council: Council) -> None:
    key, visitor = opened(sqlite_council)
    some = filled("help-with", "moves", moves={"answer": "a few"}) | {"born.answer-day": "27"}
    visitor.post(visitor.path, {**some, "show": "cy"})
    assert visitor.page.all("html")[0]["lang"] == "cy"
    assert "Cwestiynau 2 i 4 o 6" in visitor.page.text
    assert checked(visitor) == ["money", "home"]
    assert (value(visitor, "moves.answer"), value(visitor, "born.answer-day")) == ("a few", "27")
    assert "Mae problem" not in visitor.page.text
    assert draft(sqlite_council)["help-with"] == {"chosen": ["money", "home"]}
    visitor.post(f"/s/{key}/q/help-with", {**filled(*ABOUT), "show": "en"})
    assert visitor.path == f"/s/{key}/q/help-with"
    assert "You answered “Once or more” before" in visitor.page.text


def test_the_start_page_says_how_many_are_on_a_page(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.get(f"/s/{sqlite_council.open(grouped_survey())}/")
    assert "7 at most. Some pages have more than one." in visitor.page.text


def test_what_waited_on_a_phone_is_kept_question_by_question(council: Council) -> None:
    key, visitor = opened(council)
    token = next(e[1]["data-token"] for e in visitor.page.elements if e[0] == "body")
    waited = {
        "help-with": [["help-with.answer", "money"]],
        "moves": [["moves.answer", "a few"]],
        "born": [["born.skip", "-skip"], ["safe.answer", "yes"]],
        "safe": [["answer", "yes"]],  # its page had no other question when it was loaded
    }
    said = visitor.client.post(f"/s/{key}/sync", json={"token": token, "answers": waited}).get_json()
    assert said["wrong"] == ["moves"]
    assert said["next"] == f"/s/{key}/q/moves"
    assert sorted(draft(council)) == ["born", "help-with", "in-control", "safe"]


def test_a_number_or_date_that_was_answered_before_stays_where_nothing_is_written(council: Council) -> None:
    key, visitor = opened(council, "safe")
    before = draft(council)
    visitor.post(f"/s/{key}/q/help-with", filled("help-with", help_with={"answer": "none"}))
    assert visitor.path == f"/s/{key}/q/safe"
    assert draft(council) == {**before, "help-with": {"chosen": ["none"]}}
    some = filled("help-with") | {"born.answer-day": "27"}
    assert visitor.post(f"/s/{key}/q/help-with", some).status_code == 422
    assert wrong_at(visitor) == ["#born.answer-day"]
    assert "You answered “Once or more” before" in visitor.page.text
    visitor.post(f"/s/{key}/q/help-with", filled("help-with") | {"moves.skip": "-skip"})
    assert draft(council)["moves"] == {"chosen": []}
    assert visitor.post(f"/s/{key}/q/help-with", filled("help-with")).status_code == 422
    assert wrong_at(visitor) == ["#moves.answer"]  # a skip that was taken back is no answer


def test_each_question_of_a_page_has_its_own_recording(council: Council) -> None:
    key, visitor = opened(council)
    spoken = uploads.File("audio/mpeg", b"not heard", "", "ours")
    with council.database.writing() as session:
        for question in ("moves", "born"):
            where = uploads.recording_key("small", question, "en", easy=False)
            uploads.put(session, uploads.RECORDING, where, spoken, TODAY)
    visitor.get(f"/s/{key}/q/help-with")
    heard = visitor.page.all("audio")
    assert [a["src"].split("?")[0] for a in heard] == [
        "/recording/small/moves/en/standard",
        "/recording/small/born/en/standard",
    ]
    assert {a["aria-label"] for a in heard} == {"Recording of this question"}


def test_three_words_bring_a_page_back_as_it_was_left(sqlite_council: Council) -> None:
    key, visitor = opened(sqlite_council)
    visitor.post(visitor.path, filled("help-with", "moves"))
    visitor.get(f"/s/{key}/later")
    visitor.post(f"/s/{key}/later")
    at = next(n for n, e in enumerate(visitor.page.elements) if "three-words" in e[1].get("class", ""))
    words = visitor.page.text.split(" ")
    assert at
    other = Visitor(sqlite_council.client())
    shown = next(t for t in visitor.page.texts if len(t.split()) == 3 and t.strip().islower())
    assert set(shown.split()) <= set(words)
    other.get(f"/s/{key}/back")
    other.post(f"/s/{key}/back", {"words": shown})
    assert other.path == f"/s/{key}/q/help-with"
    assert checked(other) == ["money", "home"]


def test_every_question_of_the_pack_has_its_page_and_a_page_of_several_is_there_once(
    sqlite_council: Council,
) -> None:
    key, visitor = opened(sqlite_council)
    pack = visitor.client.get(f"/s/{key}/pack").get_json()
    assert [q["page"] for q in pack["questions"]] == [0, 1, 2, 2, 2, 3, 3]
    assert [html.count('class="together"') for html in pack["pages"]] == [0, 0, 3, 2]
    assert pack["questions"][3]["url"] == f"/s/{key}/q/moves"


def test_help_comes_before_the_next_page(
    sqlite_council: Council,
) -> None:
    key = sqlite_council.open(grouped_survey(pages={"what-would-help": "how", "help-with": "how"}))
    visitor = begin(sqlite_council, key)
    visitor.post(visitor.path, {"answer": "disagree"})
    both = {"what-would-help.answer": HARM, "help-with.answer": "money"}
    visitor.post(visitor.path, both)
    assert visitor.path == f"/s/{key}/q/what-would-help/help"
    visitor.post(visitor.path, {"choice": "keep"})
    assert visitor.path == f"/s/{key}/q/moves"


# A page that was loaded before another edition was open


@pytest.mark.parametrize("together", [True, False], ids=["then together", "then alone"])
def test_what_was_typed_while_pages_changed_is_kept(sqlite_council: Council, together: bool) -> None:
    alone, paged = small_survey(), grouped_survey()
    key = sqlite_council.open(alone if together else paged)
    visitor = begin(sqlite_council, key)
    for fields in ({"answer": "agree"}, {"answer": "money"} if together else filled(*ABOUT)):
        visitor.post(visitor.path, fields)
    if together:
        visitor.post(visitor.path, {"answer": "1"})
        visitor.post(visitor.path, {"skip": "-skip"})
    assert visitor.path == f"/s/{key}/q/safe"
    sqlite_council.open(paged if together else alone)
    if together:
        visitor.post(visitor.path, {"answer": "yes"})  # the page as it was: more is asked again
        assert draft(sqlite_council)["safe"] == {"chosen": ["yes"]}
        assert "more" not in draft(sqlite_council)
    else:
        visitor.post(visitor.path, filled(*END, more={"answer": "A park"}))
        assert draft(sqlite_council)["safe"] == {"chosen": ["yes"]}


def test_id_rather_not_say_is_heard_where_a_comment_is_alone_on_its_page(sqlite_council: Council) -> None:
    survey = grouped_survey(pages={"more": "end"})
    key = sqlite_council.open(survey)
    visitor = begin(sqlite_council, key)
    for fields in (
        {"answer": "agree"},
        {"answer": "money"},
        {"answer": "1"},
        {"skip": "-skip"},
        {"answer": "yes"},
    ):
        visitor.post(visitor.path, fields)
    assert visitor.path == f"/s/{key}/q/more"
    skips = [e for e in visitor.page.elements if e[1].get("value") == "-skip"]
    assert [e[1]["name"] for e in skips] == ["more.skip"], "one way to say it, and one that is heard"


def test_an_empty_comment_comes_back_with_nothing_ticked(sqlite_council: Council) -> None:
    key, visitor = opened(sqlite_council, "safe")
    visitor.post(visitor.path, filled("safe", more={"answer": ""}) | {"more.answer": ""})
    visitor.get(f"/s/{key}/q/safe?change=1")
    assert not [e for e in visitor.page.elements if e[1].get("name") == "more.skip" and "checked" in e[1]]
    visitor.post(visitor.path, filled("safe") | {"more.answer": "A park"})
    assert draft(sqlite_council)["more"]["words"] == "A park"


def test_what_is_wrong_beside_words_of_harm_is_asked_again_also_when_changing(
    sqlite_council: Council,
) -> None:
    key, visitor = opened(sqlite_council, "safe")
    visitor.post(visitor.path, filled(*END))
    assert visitor.path == f"/s/{key}/check"
    visitor.post(f"/s/{key}/q/safe?change=1", {"safe.answer": "nonsense", "more.answer": HARM})
    assert visitor.path == f"/s/{key}/q/more/help"
    visitor.post(f"{visitor.path}?change=1", {"choice": "out"})
    assert visitor.path == f"/s/{key}/q/safe"
