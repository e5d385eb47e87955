"""How one council wants its files: what differs between councils, not between sections. Opens no file."""

from dataclasses import dataclass
from pathlib import Path

CONSULTATION = 7  # where the consultation stands in Cheshire East's reports to its council


@dataclass(frozen=True)
class HouseStyle:
    """The council's Word template, if it has one, and the number that the consultation has in its reports."""

    template: Path | None = None
    number: int = CONSULTATION
