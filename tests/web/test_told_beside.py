"""What the public pages say beside figures: who still answers, what is hidden, and what has no answer yet."""

from datetime import date, timedelta

from feedback.adapters.store import editions, responses, themes
from feedback.adapters.store.opening import open_survey
from feedback.domain.journey import SKIPPED, Answer
from feedback.domain.pools import Pool
from feedback.domain.questions import Option
from feedback.domain.surveys import Survey
from feedback.domain.themes import Theme
from tests.adapters.test_themes_told import code, tell
from tests.conftest import TODAY, Council, small_survey
from tests.web.test_actions import act
from tests.web.test_office import answered, signed_in
from tests.web.test_sections_edited import EDIT, filled
from tests.web.test_told import KEY, LATE, PAGE, PUBLISH, publish, young
from tests.web.visitor import Visitor

ANSWERING = "People are still answering. These numbers can change."
SEVERAL = "People could choose more than one, so the numbers can add up to more than everyone."
HIDDEN = "Some answers are not shown, to protect people."
SORTED = "A person at the council sorted what people wrote."
SPRING = (TODAY - timedelta(200), TODAY - timedelta(150))
AUTUMN = (TODAY - timedelta(20), TODAY - timedelta(5))


def wave(
    council: Council, survey: Survey, name: str, span: tuple[date, date], *rows: tuple[int, dict[str, Answer]]
) -> str:
    """A wave with so many of each of these answers; its key."""
    with council.database.writing() as session:
        made = open_survey(session, survey, name, span, TODAY)
        asked = editions.get(session, made.survey_key, made.edition)
        sent = [responses.Sent(given, {}) for n, given in rows for _ in range(n)]
        responses.add(session, made, asked, sent, responses.Circumstances(span[0]))
        return made.key


def told(council: Council, path: str = PAGE) -> str:
    page = young(council)
    assert page.get(path).status_code == 200
    return page.page.text


def section(text: str, heading: str, until: str) -> str:
    """What stands under a question's heading where it is told."""
    return text.partition("What you told us")[2].partition(heading)[2].partition(until)[0]


def test_a_wave_that_is_open_says_so_and_names_no_day_to_come(council: Council) -> None:
    answered(council, 20, 12)
    publish(signed_in(council))
    assert ANSWERING in told(council)
    asked = told(council, f"/asked/{KEY}")
    assert "People who answered so far: 32." in asked
    assert "2026, " not in asked
    assert "between" not in asked
    council.go_to(TODAY + timedelta(31))
    assert ANSWERING not in told(council)
    assert "We counted these while people were still answering." in told(council)


def test_a_wave_that_is_closed_says_when_it_was(council: Council) -> None:
    key = wave(council, small_survey(), "Spring 2026", SPRING, (32, {"in-control": Answer(("agree",))}))
    publish(signed_in(council))
    text = told(council)
    assert ANSWERING not in text
    assert "while people were still answering" not in text
    assert "People who answered: 32, between 6 May 2026 and 25 June 2026." in told(council, f"/asked/{key}")


def test_where_several_can_be_chosen_it_says_why_numbers_add_up_to_more(council: Council) -> None:
    both, yes = {"help-with": Answer(("money", "home"))}, {"safe": Answer(("yes",))}
    wave(council, small_survey(), "Spring 2026", SPRING, (40, {**both, **yes}))
    publish(signed_in(council))
    text = told(council)
    assert SEVERAL in section(text, "What did we help with?", "How often did you move?")
    assert SEVERAL not in section(text, "Do you feel safe?", "What else?")


def test_only_an_answer_that_is_hidden_is_said_to_be(sqlite_council: Council) -> None:
    """An answer that was added later was not hidden the time before: it wasn't there."""
    first = small_survey()
    place = next(i for i, q in enumerate(first.questions) if q.key == "help-with")
    question = first.questions[place]
    more = (*question.options, Option(key="lots", label="Lots"))
    questions = list(first.questions)
    questions[place] = question.model_copy(update={"options": more})
    later = first.model_copy(update={"questions": tuple(questions)})
    rows = [(30, {"help-with": Answer((key,))}) for key in ("money", "home", "none")]
    old = wave(sqlite_council, first, "Spring 2026", SPRING, *rows)
    wave(sqlite_council, later, "Autumn 2026", AUTUMN, *rows, (20, {"help-with": Answer(("lots",))}))
    publish(signed_in(sqlite_council))
    assert HIDDEN not in told(sqlite_council, f"{PAGE}/{old}")


def test_a_hidden_answer_is_said_to_be(sqlite_council: Council) -> None:
    rows = [(n, {"help-with": Answer((key,))}) for n, key in ((30, "money"), (3, "home"), (30, "none"))]
    wave(sqlite_council, small_survey(), "Spring 2026", SPRING, *rows)
    publish(signed_in(sqlite_council))
    text = told(sqlite_council)
    assert HIDDEN in section(text, "What did we help with?", "How often did you move?")


def test_a_question_that_nobody_answered_has_no_rows_and_waits_for_nothing(council: Council) -> None:
    wave(council, small_survey(), "Spring 2026", SPRING, (32, {"in-control": Answer(("agree",))}))
    visitor = signed_in(council)
    publish(visitor)
    text = told(council)
    under = section(text, "Do you feel safe?", "What else?")
    assert under.split() == ["Nobody", "answered", "this."]
    assert section(text, "What else?", "What we did").split() == ["Nobody", "answered", "this."]
    assert "no answer from us yet: 1." in text
    act(visitor, answers="finding/small/in-control/small-spring-2026")
    assert "no answer from us yet" not in told(council)


def _with_themes(council: Council) -> None:
    with council.database.writing() as session:
        themes.keep(session, Theme("money", "Money", (), 1))
    agrees = {"in-control": Answer(("agree",))}
    rows = [(1, {**agrees, "more": Answer(words=f"Words {n}")}) for n in range(40)]
    key = wave(council, small_survey(), "Spring 2026", SPRING, *rows, (10, {**agrees, "more": SKIPPED}))
    code(council.database, key, [["money"]] * 30 + [[]] * 10)
    tell(council.database, key)


def test_themes_say_who_sorted_and_count_once_with_their_comments(council: Council) -> None:
    _with_themes(council)
    visitor = signed_in(council)
    publish(visitor)
    text = told(council)
    assert text.count(SORTED) == 1
    assert SEVERAL not in text
    assert "no answer from us yet: 2." in text  # one on feeling in control, one on what else
    act(visitor, answers="finding/small/more-themes/small-spring-2026")
    assert "no answer from us yet: 1." in told(council)


def test_an_action_on_the_comments_answers_their_themes(council: Council) -> None:
    _with_themes(council)
    visitor = signed_in(council)
    publish(visitor)
    act(visitor, answers="finding/small/more/small-spring-2026")
    assert "no answer from us yet: 1." in told(council)


def test_several_questions_told_as_one_are_told_in_their_sentence(sqlite_council: Council) -> None:
    first = small_survey()
    counted = [
        q.model_copy(update={"counts": ("yes",), "told_us": "they feel safe"}) if q.key == "safe" else q
        for q in first.questions
    ]
    pool = Pool.model_validate(
        {"key": "both", "questions": ["in-control", "safe"], "told-us": "life is good", "way": "answers"}
        | {"tags": ["pledge-5"], "title": "All in all"}
    )
    survey = first.model_copy(update={"questions": tuple(counted), "pooled": (pool,)})
    given = {"in-control": Answer(("agree",)), "safe": Answer(("yes",))}
    wave(sqlite_council, survey, "Spring 2026", SPRING, (40, given))
    publish(signed_in(sqlite_council))
    text = told(sqlite_council)
    assert "life is good" in text.partition("What you told us")[2]
    assert "People who wrote something" not in text


# Hearing back


def test_another_survey_about_the_promise_isnt_hearing_back(council: Council) -> None:
    first = small_survey()
    other = first.model_copy(update={"survey": "other", "title": "Another"})
    given = (40, {"in-control": Answer(("agree",))})
    wave(council, first, "W", SPRING, given)
    wave(council, other, "W", AUTUMN, given)
    visitor = signed_in(council)
    assert LATE in told(council, "/told")
    form = filled(visitor)
    _save(visitor, {k: v for k, v in form.items() if not k.startswith("in:small/")})
    assert "Another" in told(council)
    assert LATE in told(council, "/told")
    assert LATE in told(council)
    _save(visitor, filled(visitor) | {k: v for k, v in form.items() if k.startswith("in:")})
    assert LATE not in told(council, "/told")
    _save(visitor, {k: v for k, v in filled(visitor).items() if not k.startswith("in:small/")})
    assert LATE not in told(council, "/told"), "they have heard back, in an edition before"


def _save(visitor: Visitor, form: dict[str, object]) -> None:
    assert visitor.post(EDIT, form).status_code == 200
    assert visitor.post(PUBLISH).status_code == 200
