"""What changed between two editions of a survey, in words; and where it breaks the trend. Counts nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.domain.coding import codebook
from feedback.domain.comparing import as_asked
from feedback.domain.questions import Question
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Change:
    """One thing that reads otherwise: what it is, the old words and the new, empty where there are none."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """The changes to one question, or to the start page. `breaks` says why its numbers won't compare any
    more, and is empty where they will. `key` is the question's; empty for the start page.
    """

    key: str
    title: str
    changes: tuple[Change, ...]
    breaks: str = ""


_START = {
    "title": "Name",
    "introduction": "What it’s about",
    "who_reads": "Who reads it",
    "hear_back": "Hearing back",
    "in_danger": "If someone is in danger",
}
_PLAIN = {
    "ask": "Question",
    "hint": "Hint",
    "told_us": "Told us",
    "easy": "Easy words",
    "easy_hint": "Easy hint",
    "picture": "Picture",
    "skip": "Skip words",
}


def between(old: Survey, new: Survey) -> list[Difference]:
    """Every difference, in the order of the new edition, and then what is gone."""
    found = [Difference("", "Start page", tuple(_start(old, new)))]
    before, after = ({q.key: q for q in s.questions} for s in (old, new))
    for question in new.questions:
        was = before.get(question.key)
        if was is None:
            found.append(Difference(question.key, question.ask, (Change("New question", "", question.ask),)))
        else:
            changes = tuple(_question(old, new, was, question))
            found.append(Difference(question.key, question.ask, changes, _breaks(old, new, was, question)))
    for key, was in before.items():
        if key not in after:
            found.append(Difference(key, was.ask, (Change("Taken out", was.ask, ""),)))
    found[0] = Difference("", "Start page", (*found[0].changes, *_order(old, new)))
    return [d for d in found if d.changes or d.breaks]


def _order(old: Survey, new: Survey) -> Iterator[Change]:
    both = {q.key for q in old.questions} & {q.key for q in new.questions}
    was, now = ([q.ask for q in s.questions if q.key in both] for s in (old, new))
    if [q.key for q in old.questions if q.key in both] != [q.key for q in new.questions if q.key in both]:
        yield Change("Order of the questions", " · ".join(was), " · ".join(now))


def _start(old: Survey, new: Survey) -> Iterator[Change]:
    for name, what in _START.items():
        for said, one, two in ((what, old, new), (f"{what}, easy", old.easy, new.easy)):
            yield from _changed(said, getattr(one, name, None), getattr(two, name, None))
    yield from _changed("Who is asked", old.audience.many, new.audience.many)
    words = (", ".join(f"{m.term}: {m.means}" for m in s.words) for s in (old, new))
    yield from _changed("Words that are explained", *words)


def _changed(what: str, old: object, new: object) -> Iterator[Change]:
    if old != new:
        yield Change(what, str(old or ""), str(new or ""))


def _question(old: Survey, new: Survey, was: Question, now: Question) -> Iterator[Change]:
    for name, what in _PLAIN.items():
        yield from _changed(what, getattr(was, name), getattr(now, name))
    yield from _changed("Kind of answer", was.kind.value, now.kind.value)
    yield from _changed("Answers", _answers(was), _answers(now))
    yield from _changed("Answers that count", _labels(was, was.counts), _labels(now, now.counts))
    if was.show_if != now.show_if:  # and not only the words of the question that leads here
        yield from _changed("Asked of", _route(old, was), _route(new, now))
    yield from _changed("Promises", ", ".join(was.tags), ", ".join(now.tags))
    yield from _changed("Breaks results down", _yes(was.breakdown), _yes(now.breakdown))
    if _beside(old, was) != _beside(new, now):  # how it looks alone: what was asked is the same
        yield from _changed("On its page", _page(old, was), _page(new, now))


def _beside(survey: Survey, question: Question) -> list[str]:
    return [q.key for q in survey.questions if q.page and q.page == question.page and q.key != question.key]


def _page(survey: Survey, question: Question) -> str:
    asked = {q.key: q.ask for q in survey.questions}
    return " · ".join(asked[key] for key in _beside(survey, question)) or "alone"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _answers(question: Question) -> str:
    return " · ".join(f"{o.label} (up to {o.to})" if o.to is not None else o.label for o in question.options)


def _labels(question: Question, keys: tuple[str, ...]) -> str:
    return " · ".join(o.label for o in question.options if o.key in keys)


def _route(survey: Survey, question: Question) -> str:
    said = []
    for condition in question.show_if:
        asked = survey.question(condition.question)
        if asked:
            said.append(f"those who said {_labels(asked, condition.options)} to “{asked.ask}”")
    return " and ".join(said) or "everyone"


def _breaks(old: Survey, new: Survey, was: Question, now: Question) -> str:
    """Why a question's numbers can't be compared with the edition before; empty if they can."""
    if old.audience.key != new.audience.key:
        return "Other people are asked."
    if was.kind is not now.kind:
        return "The kind of answer changed."
    limits = ({(o.key, o.to, o.alone) for o in q.options} for q in (was, now))
    if next(limits) != next(limits):
        return "An answer was added, taken out or given other limits."
    if set(was.counts) != set(now.counts):
        return "Other answers count as “told us”."
    if as_asked(codebook(old), was.key) != as_asked(codebook(new), now.key):
        return "Other people are asked this question."
    return ""
