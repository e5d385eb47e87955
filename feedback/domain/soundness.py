"""Mistakes that only show when questions are read together. Says what is wrong and what would be right."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from feedback.domain.questions import MOST_ON_A_PAGE, Kind, Question


@dataclass(frozen=True)
class Problem:
    """One mistake: which question (by its place, from 0), which key of it, and what would be right."""

    place: int
    at: str
    said: str


def find_problems(questions: Sequence[Question], unread: Set[str] = frozenset()) -> Iterator[Problem]:
    """Every mistake in a run of questions, in order. `unread` has the keys of questions that are there but
    could not be read, so that nothing is said of what hangs on them.
    """
    earlier: dict[str, Question] = {}
    for place, question in enumerate(questions):
        on_page = [q for q in questions[:place] if question.page and q.page == question.page]
        if question.key in earlier:
            yield Problem(
                place, "key", f"two questions have the key “{question.key}”; each needs a key of its own"
            )
        for at, said in (
            *_options(question),
            *_counts(question),
            *_routing(question, earlier, unread),
            *_page(question, on_page, questions[place - 1] if place else None),
        ):
            yield Problem(place, at, f"“{question.key}”: {said}")
        earlier.setdefault(question.key, question)


Found = Iterator[tuple[str, str]]


def _options(question: Question) -> Found:
    keys = [o.key for o in question.options]
    for twice in sorted({k for k in keys if keys.count(k) > 1}):
        yield "options", f"the option “{twice}” is there twice; each option needs a key of its own"
    if question.takes_words:
        if keys:
            yield "options", "a comment has no options; take them out, or choose another kind"
        if question.breakdown:
            yield "breakdown", "a comment can’t be a breakdown; only a choose-one question can"
    elif len(keys) < 2:
        yield "options", "give at least two options"
    if question.breakdown and question.takes_several:
        yield (
            "breakdown",
            "a choose-several question can’t be a breakdown, because people are in several groups",
        )
    if not question.takes_several and any(o.alone for o in question.options):
        yield "options", "“alone” is only for choose-several questions"
    yield from _bands(question)


def _bands(question: Question) -> Found:
    ends = [o.to for o in question.options]
    if not question.banded:
        if any(end is not None for end in ends):
            yield "options", "“to” is only for the bands of number and date questions"
        return
    if not ends:
        return
    wanted = "a number" if question.kind is Kind.NUMBER else "a date, such as 2020-12-31,"
    if any(not _fits(question.kind, end) for end in ends[:-1]):
        yield "options", f"every band but the last needs {wanted} in “to”: the last one that belongs to it"
    elif ends[-1] is not None:
        yield "options", "the last band takes all that is left, so it has no “to”"
    elif any(b <= a for a, b in pairwise(ends[:-1])):  # type: ignore[operator]
        yield "options", "the bands must go up: each “to” is more than the one before"


def _fits(kind: Kind, end: float | str | None) -> bool:
    if kind is Kind.NUMBER:
        return isinstance(end, int | float)
    try:
        return isinstance(end, str) and date.fromisoformat(end).isoformat() == end
    except ValueError:
        return False


def _counts(question: Question) -> Found:
    keys = [o.key for o in question.options]
    for unknown in [c for c in question.counts if c not in keys]:
        yield "counts", f"“{unknown}” is not one of its options, which are: {_listed(keys)}"
    if question.told_us and not question.counts:
        yield "told-us", "say in “counts” which options the sentence is about"
    if question.counts and not question.told_us:
        yield "counts", "give “told-us”: the words that follow “87% of care leavers told us …”"
    if len(set(question.counts)) != len(question.counts):
        yield "counts", "an option is counted twice; name each once"
    if keys and set(question.counts) >= set(keys) and not question.takes_several:
        yield "counts", "every option is counted, so it would always be 100%; leave some out"


def _routing(question: Question, earlier: dict[str, Question], unread: Set[str]) -> Found:
    for condition in question.show_if:
        asked = earlier.get(condition.question)
        if asked is None and condition.question in unread:
            continue
        if asked is None:
            yield "show-if", f"“{condition.question}” is not a question that comes before it"
            continue
        options = [o.key for o in asked.options]
        for unknown in [o for o in condition.options if o not in options]:
            yield (
                "show-if",
                f"“{unknown}” is not an option of “{asked.key}”, whose options are: {_listed(options)}",
            )


def _page(question: Question, others: Sequence[Question], neighbour: Question | None) -> Found:
    """What is wrong with a question's page, where these others stand before it."""
    if not others:
        return
    if neighbour is None or neighbour.page != question.page:
        yield (
            "page",
            f"the page “{question.page}” was left before this question; put the questions of a page next to "
            "each other, or give this one another page",
        )
    here = {q.key for q in others}
    for condition in question.show_if:
        if condition.question in here:
            yield (
                "show-if",
                f"“{condition.question}” is on the same page, where nobody has answered it yet; give this "
                "question another page, or none",
            )
    if len(others) == MOST_ON_A_PAGE:
        yield (
            "page",
            f"a page has at most {MOST_ON_A_PAGE} questions; give this one another page",
        )


def _listed(keys: Sequence[str]) -> str:
    return ", ".join(keys) if keys else "none"
