"""What was done about things that people said: done, doing by a day, or can't and why. Knows nothing of where
either is kept.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from feedback.domain.wording import Finding, Vocabulary, of_words

LONGEST, LONGEST_WHY, LONGEST_LEAD = 600, 600, 120
MOST_ANSWERED = 40  # things said, by one action
REFERENCE = re.compile(
    r"(finding(/[\w.-]{1,120}){2,3}|quote(/[\w.-]{1,120}){2}|heard/[\w.-]{1,80})", re.ASCII
)
FIRST_DAY = date(2000, 1, 1)


class State(StrEnum):
    """How far it is."""

    DONE = "done"
    DOING = "doing"
    CANT = "cant"


@dataclass(frozen=True)
class Action:
    """What one promise's people did about one or more things said. `answers` are their references, `state` is
    a State's value or "" while none is chosen. `day` is when it was done, or by when it will be.
    """

    answers: tuple[str, ...] = ()
    state: str = ""
    words: str = ""
    why: str = ""
    day: date | None = None

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> "Action":
        day = held.get("day")
        given = {name: str(held.get(name, "")) for name in ("state", "words", "why")}
        return cls(tuple(held.get("answers", ())), day=date.fromisoformat(day) if day else None, **given)

    def held(self) -> dict[str, Any]:
        return {
            "answers": list(self.answers),
            "state": self.state,
            "words": self.words,
            "why": self.why,
            "day": self.day.isoformat() if self.day else None,
        }

    def is_late(self, today: date) -> bool:
        """True once its day has passed and it isn't done. On the day itself there is still time."""
        return self.state == State.DOING and self.day is not None and self.day < today


def problems(action: Action, today: date) -> dict[str, str]:
    """Why it can't be kept as it is, by field in the order of the form; nothing if it can."""
    wrong: dict[str, str] = {}
    if not action.answers:
        wrong["answers"] = "Choose at least one thing that was said"
    elif len(action.answers) > MOST_ANSWERED or not all(REFERENCE.fullmatch(a) for a in action.answers):
        wrong["answers"] = f"Choose things from the list, at most {MOST_ANSWERED}"
    if action.state not in list(State):
        wrong["state"] = "Choose one: done, doing, or can’t"
    if not 1 <= len(action.words) <= LONGEST:
        wrong["words"] = f"Say what it is, in up to {LONGEST} letters"
    if len(action.why) > LONGEST_WHY:
        wrong["why"] = f"Say why in up to {LONGEST_WHY} letters"
    elif action.state == State.CANT and not action.why:
        wrong["why"] = "Say why it can’t be done. People can bear a no, but not a no without a reason"
    if said := _wrong_day(action, today):
        wrong["day"] = said
    return wrong


def _wrong_day(action: Action, today: date) -> str:
    if action.state == State.DONE and (action.day is None or not FIRST_DAY <= action.day <= today):
        return "Give the day that it was done. It can’t be after today"
    if action.state == State.DOING and (action.day is None or action.day < FIRST_DAY):
        return "Give the day by which it will be done"
    return ""


def tidied(action: Action) -> Action:
    """The same with no day where it can't be done: there is none."""
    if action.state != State.CANT:
        return action
    return Action(action.answers, action.state, action.words, action.why)


_NUMBER = re.compile(r"\d[\d.,]*\s?%?|\bper ?cent\b", re.IGNORECASE)


def advice(action: Action, known: Vocabulary, today: date) -> list[Finding]:
    """What to look at before it is kept. Refuses nothing."""
    found = [*of_words("words", action.words, known), *of_words("why", action.why, known)]
    found += [*number_in("words", action.words), *number_in("why", action.why)]
    if action.is_late(today):
        why = "This day has passed, so it will show as late."
        found.append(Finding("day", "", why, "Give a new day, or choose “Done”."))
    return found


def number_in(at: str, words: str) -> Iterable[Finding]:
    """A number in words that no rule for small numbers looks at: at most one finding."""
    if hit := _NUMBER.search(words):
        why = "Numbers in these words aren’t checked. One that is hidden in a section must not be told here."
        yield Finding(at, hit[0].strip(), why, "Check that it’s in no section as [c], or leave it out.")


@dataclass(frozen=True)
class Leads:
    """Who leads on a promise: roles, or names of people who agreed to be named."""

    partnership: str = ""
    officer: str = ""
    young_person: str = ""

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> "Leads":
        return cls(*(str(held.get(name, "")) for name in ("partnership", "officer", "young_person")))

    def held(self) -> dict[str, Any]:
        return {"partnership": self.partnership, "officer": self.officer, "young_person": self.young_person}


def problems_of_leads(leads: Leads) -> dict[str, str]:
    long = [name for name, words in leads.held().items() if len(words) > LONGEST_LEAD]
    return {name: f"Up to {LONGEST_LEAD} letters, please" for name in long}
