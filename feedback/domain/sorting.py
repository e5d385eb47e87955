"""What people wrote, sorted by theme: told as if each had ticked the themes of what they wrote. So all that
holds for ticks holds for themes: what is hidden, what goes with it, and what was published before.

Knows nothing of who sorted, or of where that is kept.
"""

import hashlib
from collections.abc import Mapping, Sequence, Set

from feedback.domain.coding import NOT_TICKED, SKIP, TICKED, Codebook, Slots
from feedback.domain.questions import Kind, Option, Question
from feedback.domain.sections import THEMES
from feedback.domain.surveys import Survey

NONE = "-none"  # of an answer that is about no theme; no theme's key looks like this
NO_THEME = "None of these themes"
_ENDING, _LONGEST_KEY = "-themes", 60


class Sorted(Question):
    """The themes of a comment question, in place of the options of a question where several can be ticked.
    `wrote_to` is what was asked; `how` says in a sentence or two who sorted the answers.
    """

    wrote_to: str = ""
    how: str = ""

    @property
    def told_as(self) -> str:
        return THEMES


def key_of(comment: str) -> str:
    """The key of a comment question's themes."""
    if len(comment) + len(_ENDING) <= _LONGEST_KEY:
        return comment + _ENDING
    digest = hashlib.sha256(comment.encode()).hexdigest()[:6]
    return f"{comment[:40].rstrip('-')}-{digest}{_ENDING}"


def sorted_question(comment: Question, themes: Mapping[str, str], how: str) -> Sorted:
    """The themes of a comment question, by key with their names. Asked of whoever it was asked of."""
    options = [Option.model_construct(key=key, label=name, alone=False) for key, name in themes.items()]
    options.append(Option.model_construct(key=NONE, label=NO_THEME, alone=True))
    return Sorted.model_construct(
        key=key_of(comment.key),
        ask=f"What people wrote about: “{comment.ask}”",
        kind=Kind.CHOOSE_SEVERAL,
        options=tuple(options),
        tags=comment.tags,
        show_if=comment.show_if,
        wrote_to=comment.ask,
        how=how,
    )


def beside(survey: Survey, found: Mapping[str, Sorted]) -> Survey:
    """A survey with its comment questions' themes, each right after its question."""
    questions = [q for one in survey.questions for q in (one, found.get(one.key)) if q is not None]
    return survey.model_copy(update={"questions": tuple(questions)})


def widened(book: Codebook, found: Sequence[Sorted]) -> Codebook:
    """A codebook with room for themes after all else."""
    slots, width = dict(book.slots), book.width
    for question in found:
        slots[question.key] = Slots(question, width, len(question.options))
        width += len(question.options)
    return Codebook(slots, width)


def ticks(question: Sorted, wrote: str, themes: Set[str] | None) -> str:
    """The codes of one person's answer: `wrote` is the code of their comment, `themes` what it's about; None
    of one that was deleted before anybody sorted it, as if its writer had skipped the question.
    """
    if wrote != TICKED:
        return wrote * len(question.options)  # skipped, or never asked
    if themes is None:
        return SKIP * len(question.options)
    chosen = themes or {NONE}
    return "".join(TICKED if o.key in chosen else NOT_TICKED for o in question.options)
