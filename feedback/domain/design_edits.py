"""What can be done to a design: each edit takes it as it is and gives it as it becomes. Knows no page."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from feedback.domain.design_files import YES_NO
from feedback.domain.design_keys import key_from, unlike
from feedback.domain.design_pages import tidy
from feedback.domain.designs import MOST_QUESTIONS, Asked, Choice, Design
from feedback.domain.questions import Kind


class Refused(Exception):  # noqa: N818
    """An edit that would leave a question asking after one that comes later, or is gone. `dropping` would do
    it all the same, and take those conditions away.
    """

    def __init__(self, said: str, dropping: bool = False) -> None:
        self.dropping = dropping
        super().__init__(said)


def add(design: Design, ask: str, kind: Kind, taken: Set[str], after: str = "") -> tuple[Design, str]:
    """The design with one more question, at the end or after another, and its key. Raises Refused."""
    _room_for_more(design)
    key = key_from(ask, _taken(design, taken), "question")
    question = Asked(key, ask.strip(), kind, options=YES_NO if kind is Kind.YES_NO else ())
    return _insert(design, question, after), key


def copy(design: Design, key: str, taken: Set[str]) -> tuple[Design, str]:
    """The design with a copy of a question after it, and the copy's key. Raises LookupError or Refused."""
    _room_for_more(design)
    question = design.questions[design.place(key)]
    new = unlike(key, _taken(design, taken))
    return _insert(design, replace(question, key=new), key), new


def _room_for_more(design: Design) -> None:
    if len(design.questions) >= MOST_QUESTIONS:
        raise Refused(f"A survey has at most {MOST_QUESTIONS} questions. Nothing was added.")


def _taken(design: Design, taken: Set[str]) -> Set[str]:
    return {q.key for q in design.questions} | {str(p.get("key")) for p in design.pooled} | taken


def _insert(design: Design, question: Asked, after: str) -> Design:
    place = design.place(after) + 1 if after else len(design.questions)
    questions = design.questions
    return tidy(replace(design, questions=(*questions[:place], question, *questions[place:])))


def remove(design: Design, key: str, dropping: bool = False) -> Design:
    """The design without a question. Raises LookupError, or, unless `dropping`, Refused if others need it."""
    place = design.place(key)
    rest = replace(design, questions=(*design.questions[:place], *design.questions[place + 1 :]))
    return _mended(tidy(_unpooled(rest, key)), design, dropping, "taken out")


def _unpooled(design: Design, key: str) -> Design:
    """Without a question in what is told as one; one question alone is no pool."""
    pooled = ({**p, "questions": [k for k in p.get("questions", ()) if k != key]} for p in design.pooled)
    return replace(design, pooled=tuple(p for p in pooled if len(p["questions"]) > 1))


def move(design: Design, key: str, to: int, dropping: bool = False) -> Design:
    """The design with a question at another place, from 0; past an end is at it. Raises as `remove` does."""
    question = design.questions[design.place(key)]
    rest = [q for q in design.questions if q.key != key]
    rest.insert(max(0, min(to, len(rest))), question)
    return _mended(tidy(replace(design, questions=tuple(rest))), design, dropping, "moved there")


def _mended(design: Design, before: Design, dropping: bool, what: str) -> Design:
    """The design, if no condition points forward that didn't before; or without the conditions that do."""
    known = set(forward(before))
    broken = [found for found in forward(design) if found not in known]
    if not broken:
        return design
    if not dropping:
        raise Refused(f"{_why(before, broken)} So it can’t be {what} as it is. Nothing was changed.", True)
    for key, asked in broken:
        design = edit(design, key, lambda q, a=asked: _without(q, a))  # type: ignore[misc]
    return design


def _without(question: Asked, asked: str) -> Asked:
    return replace(question, show_if=tuple(c for c in question.show_if if c.question != asked))


def forward(design: Design) -> list[tuple[str, str]]:
    """Every question with a condition on one that doesn't come before it: (its key, the other's)."""
    seen: set[str] = set()
    found = []
    for question in design.questions:
        found += [(question.key, c.question) for c in question.show_if if c.question not in seen]
        seen.add(question.key)
    return found


def _why(design: Design, broken: Iterable[tuple[str, str]]) -> str:
    first, asked = next(iter(broken))
    return (
        f"Question {design.number(first)}, {named(design, first)}, is only for people who gave certain "
        f"answers to {named(design, asked)}, so it has to come after it."
    )


def named(design: Design, key: str) -> str:
    """A question's words, as a sentence about it says them."""
    question = design.question(key)
    words = question.ask if question and question.ask else key
    return f"“{words if len(words) <= 70 else words[:69] + '…'}”"


def edit(design: Design, key: str, change: Callable[[Asked], Asked]) -> Design:
    """The design with one question changed. Raises LookupError."""
    place = design.place(key)
    changed = change(design.questions[place])
    return replace(design, questions=(*design.questions[:place], changed, *design.questions[place + 1 :]))


def rewrite(design: Design, key: str, question: Asked) -> Design:
    """The design with a question as it was edited: what is counted, and what asks after it, fits what can
    still be picked. Conditions point back only.
    """
    options = {c.key for c in design.options(question)}
    earlier = {q.key for q in design.earlier(key)}
    shown = tuple(c for c in question.show_if if c.question in earlier and c.options)
    counts = tuple(k for k in question.counts if k in options)
    return edit(design, key, lambda _: replace(question, key=key, counts=counts, show_if=shown))


def relabel(
    before: Sequence[Choice], labels: Sequence[tuple[str, Choice]], taken: Set[str]
) -> tuple[Choice, ...]:
    """Choices as they were typed, each with the key it had, or, where it is new, one that nothing had before.

    A choice without words is taken out.
    """
    known = {c.key for c in before}
    made: list[Choice] = []
    for key, choice in labels:
        if choice.label:
            used = {c.key for c in made} | known
            own = key if key in known and key not in {c.key for c in made} else ""
            made.append(replace(choice, key=own or key_from(choice.label, used | taken, "answer")))
    return tuple(made)


def share(design: Design, key: str) -> tuple[Design, str]:
    """A question's own options made a scale that others can use, and its name. Raises LookupError."""
    question = design.questions[design.place(key)]
    first = question.options[0].key if question.options else "scale"
    name = unlike(first, design.scales)
    scales = {**design.scales, name: question.options}
    shared = edit(replace(design, scales=scales), key, lambda q: replace(q, scale=name, options=()))
    return shared, name


def unshare(design: Design, key: str) -> Design:
    """A question with options of its own, as the shared scale has them now. Raises LookupError."""
    own = design.options(design.questions[design.place(key)])
    return edit(design, key, lambda q: replace(q, scale="", options=own))


def set_scale(design: Design, name: str, choices: tuple[Choice, ...]) -> Design:
    """A shared scale as it was edited, in every question that uses it. Raises LookupError."""
    if name not in design.scales:
        raise LookupError(name)
    changed = replace(design, scales={**design.scales, name: choices})
    keys = {c.key for c in choices}
    for question in changed.users(name):
        counts = tuple(k for k in question.counts if k in keys)
        changed = edit(changed, question.key, lambda q, c=counts: replace(q, counts=c))  # type: ignore[misc]
    return changed


def drop_scale(design: Design, name: str) -> Design:
    """Without a shared scale that no question uses; with it otherwise."""
    left = {k: v for k, v in design.scales.items() if k != name or design.users(name)}
    return replace(design, scales=left)
