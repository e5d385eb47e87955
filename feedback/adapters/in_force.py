"""The settings in force: what was chosen in the office, except where the environment decides."""

from dataclasses import replace
from threading import Lock

from sqlalchemy.orm import Session

from feedback.adapters.settings import Settings
from feedback.adapters.store import settings as kept
from feedback.domain.choices import Choices

FIXED_BY = {
    "council": "TOLDUS_COUNCIL",
    "help_lines": "TOLDUS_HELP_LINES",
    "leave_to": "TOLDUS_LEAVE_TO",
    "threshold": "TOLDUS_THRESHOLD",
    "small_group": "TOLDUS_SMALL_GROUP",
}


class InForce:
    """The settings as every process sees them: kept until their version in the database is another."""

    def __init__(self, given: Settings) -> None:
        self.given = given
        self._lock = Lock()
        self._version, self.latest = 0, given

    def read(self, session: Session) -> Settings:
        """One small query; a second one if something was changed since."""
        version = kept.version(session)
        with self._lock:
            if version == self._version:
                return self.latest
        version, choices = kept.chosen(session)
        with self._lock:
            self._version, self.latest = version, over(self.given, choices)
            return self.latest


def over(given: Settings, choices: Choices) -> Settings:
    """The settings with these choices, wherever something was chosen and the environment leaves a choice."""
    free = {name: value for name, value in vars(choices).items() if value and not is_fixed(given, name)}
    rules = {name: free.pop(name) for name in ("threshold", "small_group") if name in free}
    return replace(given, **free, rules=replace(given.rules, **rules))


def is_fixed(given: Settings, name: str) -> bool:
    """True if the environment decides this one."""
    return FIXED_BY.get(name) in given.fixed
