"""One question as another tool has it, before it is ours. Knows nothing of the survey around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.adapters.survey_formats.conditions import ALWAYS, Condition
from feedback.adapters.survey_formats.plain_text import plain
from feedback.domain.questions import Kind

TO_ADD = (
    "Another tool’s file can’t say which promise a question is about (“tags”), which answers count, or the "
    "sentence “told us that …”. Add them to each question."
)
AUDIENCE = (
    "The file doesn’t say who is asked, who reads the answers, how people hear back, or "
    "what happens if someone "
    "is in danger. The audience is “people” until you write these."
)
OTHER = "other"
YES, NO = "yes", "no"
_UNSURE = {
    "not sure",
    "i'm not sure",
    "i’m not sure",
    "don't know",
    "don’t know",
    "i don't know",
    "uncertain",
}
_UNSURE |= {"unsure", "maybe", "i don’t know"}


@dataclass
class Choice:
    """One answer as the other tool has it: its name there, and its words in several languages."""

    name: str
    label: str
    alone: bool = False
    key: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One question on its way in. `said` has its words in other languages, by their names there."""

    name: str
    words: str
    kind: Kind
    choices: list[Choice] = field(default_factory=list)
    hint: str = ""
    when: Condition = ALWAYS
    said: Mapping[str, str] = field(default_factory=dict)
    hint_said: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    page: str = ""


def a_choice(choices: Sequence[Choice], *, scale: bool = False) -> Kind:
    """The kind of a question with one answer to pick: what its answers look like, and how it was set out."""
    said = {plain(c.label).lower() for c in choices}
    if {YES, NO} <= said and said - {YES, NO} <= _UNSURE:
        return Kind.YES_NO
    return Kind.SCALE if scale else Kind.CHOOSE_ONE


def numbered(numbers: Iterable[int]) -> list[Choice]:
    """Answers that are numbers."""
    return [Choice(str(n), str(n)) for n in numbers]
