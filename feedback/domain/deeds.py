"""What is told beside the figures of a section: what was done, and what was heard elsewhere, frozen.

Knows nothing of counting: what stands here may be shown as it is.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Deed:
    """What was done about things said. `state` is a value of actions.State; `about` says which things, in
    words that quote nobody. `late` is true where its day has passed and it isn't done.
    """

    state: str
    words: str
    why: str
    day: date | None
    about: tuple[str, ...]
    late: bool = False


@dataclass(frozen=True)
class Work:
    """A picture that somebody made and that may be shown: its key, what kind of file it is, and the file."""

    key: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class HeardElsewhere:
    """Something heard elsewhere than in a survey: what it was, from which group, how many were there (in
    words; `counted` where the number may be told), when, and what was said. `alt` says what is seen or heard
    in a creative work; `work` is that itself, if it's a picture that may be shown.
    """

    kind: str
    group: str
    people: str
    on: date
    words: str
    alt: str = ""
    work: Work | None = None
    counted: int | None = None
