"""What a survey file comes to, and what is said when it can't be used. Knows nothing of any format."""

from dataclasses import dataclass
from typing import Any

MOST_BYTES = 10 * 1024 * 1024
MOST_QUESTIONS = 1_000
MOST_SAID = 5_000  # sentences about what was left out


class NotUnderstood(Exception):  # noqa: N818 - it is what it says
    """Why a file can't be brought in: what happened, what is safe, what to do."""

    def __init__(self, happened: str, do: str) -> None:
        self.happened = happened
        super().__init__(f"{happened} Nothing was stored or changed. {do}")


@dataclass(frozen=True)
class Understood:
    """A survey in the words of our own files: keys as in YAML, values that JSON can hold. `left_out` says, a
    sentence each, what was left out or changed, and why. `kind` names the tool that the file came from.
    """

    definition: dict[str, Any]
    left_out: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class File:
    """A file to hand to someone."""

    name: str
    media_type: str
    content: bytes


def damaged(kind: str) -> NotUnderstood:
    """What is said of a file that starts as it should and then breaks off, or makes no sense."""
    return NotUnderstood(
        f"The file looks like a {kind} survey, but parts of it are missing or are not as they should be.",
        "Export or save it again from the tool that it came from, and bring in that file.",
    )


def too_long(what: str, most: int) -> NotUnderstood:
    return NotUnderstood(
        f"The file has more {what} than the {most:,} that can be brought in.",
        "Make a shorter survey of it in the tool that it came from, and bring in that.",
    )
