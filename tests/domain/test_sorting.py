"""Themes are ticks: sorted comments count, hide and combine as a question where several can be ticked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.domain.coding import codebook, encode
from feedback.domain.counting import Block, Tally
from feedback.domain.disclosure import Rules, release
from feedback.domain.journey import Answer
from feedback.domain.questions import Kind, Option
from feedback.domain.sorting import NONE, Sorted, beside, key_of, sorted_question, ticks, widened
from tests.conftest import small_survey

NAMES = {"money": "Money", "home": "A home", "talk": "Someone to talk to"}
SURVEY = small_survey()
MORE = SURVEY.question("more")
ABOUT = st.frozensets(st.sampled_from(sorted(NAMES)))
PEOPLE = st.lists(st.one_of(st.none(), st.just("skipped"), ABOUT), max_size=80)


def told(people):
    """The counts of people's themes: None was never asked, a set is what they wrote about."""
    book, question = codebook(SURVEY), sorted_question(MORE, NAMES, "")
    wide, lines = widened(book, [question]), []
    for about in people:
        answers = {}
        if about is not None:
            answers["more"] = Answer() if about == "skipped" else Answer(words="Words")
        codes = encode(book, answers)
        chosen = about if isinstance(about, frozenset) else frozenset()
        lines.append(codes + ticks(question, codes[book.slots["more"].start], chosen))
    return Tally((Block.of(wide, lines),)).count(question.key)


def ticked(people):
    """The same, of a question that really was ticked."""
    options = [Option(key=key, label=name) for key, name in NAMES.items()]
    options.append(Option(key="none", label="None", alone=True))
    asked = MORE.model_copy(update={"kind": Kind.CHOOSE_SEVERAL, "options": tuple(options)})
    book = codebook(SURVEY.model_copy(update={"questions": (asked,)}))
    lines = []
    for about in people:
        answers = {}
        if about is not None:
            chosen = () if about == "skipped" else tuple(sorted(about)) or ("none",)
            answers["more"] = Answer(chosen)
        lines.append(encode(book, answers))
    return Tally((Block.of(book, lines),)).count("more")


@settings(max_examples=200)
@given(PEOPLE)
def test_themes_count_and_hide_as_ticks_do(people):
    one, other = told(people), ticked(people)
    assert (one.base, one.skipped, one.not_asked) == (other.base, other.skipped, other.not_asked)
    assert list(one.options.values()) == list(other.options.values())
    shown, also = release(one, Rules()), release(other, Rules())
    assert (shown.base, list(shown.options.values())) == (also.base, list(also.options.values()))


def test_they_stand_right_after_what_was_asked_and_have_its_promises_and_its_way():
    found = sorted_question(SURVEY.question("what-would-help"), NAMES, "Somebody sorted them.")
    wide = beside(SURVEY, {"what-would-help": found})
    keys = [q.key for q in wide.questions]
    assert keys[keys.index("what-would-help") + 1] == key_of("what-would-help")
    assert (found.tags, found.show_if) == (("pledge-5",), SURVEY.question("what-would-help").show_if)
    assert found.options[-1].key == NONE
    assert found.options[-1].alone
    assert isinstance(found, Sorted)
    assert found.told_as == "themes"
    assert "more-themes" not in keys


def test_what_was_never_asked_or_skipped_is_no_theme():
    found = sorted_question(MORE, NAMES, "")
    assert ticks(found, ".", frozenset()) == "...."
    assert ticks(found, "-", frozenset()) == "----"
    assert ticks(found, "1", None) == "----", "deleted before anybody sorted it"
    assert ticks(found, "1", frozenset()) == "0001"
    assert ticks(found, "1", {"home"}) == "0100"
