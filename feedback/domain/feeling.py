"""Whether what was told feels true to whoever reads it: three answers, counted, and told in steps. Knows
nothing of pages, of time, or of who pressed.

If the figure moved with every press, someone who watches it would see how one person pressed. So what is told
moves in steps:

- a step is taken only once as many more people have pressed as there are in a group that isn't small: whoever
  watches sees how they pressed together;
- what is told is hidden as in any figure (domain/disclosure.py): small counts, and others with them;
- counts only rise, so a number that was told once says the least that it can be ever after. A step that would
  let someone work back a small count with that waits for more presses.

It can't be helped that somebody who presses nine times from nine places knows nine of ten. They learn that
someone pressed, never who.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from feedback.domain.counting import Count
from feedback.domain.disclosure import Release, Rules, release
from feedback.domain.figures import Figure
from feedback.domain.findings import cell_of
from feedback.domain.questions import Question
from feedback.domain.sections import Cell


class Feels(StrEnum):
    """What someone may press."""

    YES = "yes"
    NOT_REALLY = "not-really"
    NO = "no"


LABELS: Mapping[Feels, str] = {Feels.YES: "Yes", Feels.NOT_REALLY: "Not really", Feels.NO: "No"}
_OPTIONS = [{"key": feels.value, "label": label} for feels, label in LABELS.items()]
QUESTION = Question.model_validate(
    {"key": "feels-true", "ask": "Does this feel true?", "kind": "choose-one", "options": _OPTIONS}
)
Counts = Mapping[Feels, int]


def nobody() -> Counts:
    return dict.fromkeys(Feels, 0)


@dataclass(frozen=True)
class Presses:
    """What was pressed of one edition: `so_far` by everyone, `told` at the last step, and `known`: the least
    that someone who saw every step knows of each.
    """

    so_far: Counts = field(default_factory=nobody)
    told: Counts = field(default_factory=nobody)
    known: Counts = field(default_factory=nobody)


@dataclass(frozen=True)
class Felt:
    """What is told of it: how many pressed, and how many of those what. 0 where nothing is told yet."""

    base: int
    cells: Mapping[Feels, Cell]

    @property
    def hides(self) -> bool:
        return any(cell.count is None for cell in self.cells.values())


def pressed(before: Presses, feels: Feels, rules: Rules) -> Presses:
    """One more press, and a step if it's time and gives nothing away."""
    so_far = {**before.so_far, feels: before.so_far[feels] + 1}
    after = replace(before, so_far=so_far)
    if sum(so_far.values()) - sum(before.told.values()) < _step(rules) or _gives_away(after, rules):
        return after
    return Presses(so_far, so_far, _known(after, rules))


def _step(rules: Rules) -> int:
    return max(rules.small_group, rules.threshold + 1)


def _known(presses: Presses, rules: Rules) -> Counts:
    """What a step adds to what is known: a number that is shown, and that one which is hidden isn't 0, unless
    all are.
    """
    shown = _release(presses.so_far, rules)
    hidden = 0 if shown.all_hidden else 1
    told = {f: shown.options[f] for f in Feels}
    return {f: max(presses.known[f], hidden if told[f] is None else presses.so_far[f]) for f in Feels}


def _gives_away(presses: Presses, rules: Rules) -> bool:
    """True if a hidden number could be worked back to a small one from the others and what is known."""
    least = _known(presses, rules)
    shown = _release(presses.so_far, rules).options
    hidden = [f for f in Feels if shown[f] is None]
    spare = sum(presses.so_far[f] - least[f] for f in hidden)
    return any(least[f] + spare <= rules.threshold for f in hidden)


def _release(counts: Counts, rules: Rules) -> Release:
    by_key = {feels.value: counts[feels] for feels in Feels}
    return release(Count(QUESTION, sum(by_key.values()), by_key, 0, 0, 0), rules)


def felt(told: Counts, rules: Rules) -> Felt:
    """What may be shown of the last step."""
    shown = _release(told, rules)
    cells = {f: _cell(shown.options[f], shown.base) for f in Feels}
    return Felt(shown.base or 0, cells)


def _cell(n: int | None, base: int | None) -> Cell:
    figure = Figure(n or 0, base or 0, "", QUESTION.key, ())
    return replace(cell_of(n, base, figure), identity=None)  # there are no answers to recount it from
