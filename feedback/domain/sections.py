"""What is told of one commitment, frozen: every page and file is fed this and nothing else.

Knows nothing of counting or hiding: what stands here may be shown as it is.
"""

from dataclasses import dataclass
from datetime import date

from feedback.domain.disclosure import HIDDEN


@dataclass(frozen=True)
class Source:
    """One wave of one survey: who answered, when, how many. `responses` is None where that is hidden."""

    survey: str
    title: str
    wave: str
    name: str
    many: str
    one: str
    opens: date
    closes: date
    responses: int | None
    made_up: bool = False
    still_open: bool = False


@dataclass(frozen=True)
class Cell:
    """One number that may be shown, or the mark that stands in its place. `percent` is as printed."""

    count: int | None
    percent: str | None
    mark: str | None = None
    percent_mark: str | None = None
    identity: str | None = None

    @property
    def count_text(self) -> str:
        return str(self.count) if self.count is not None else self.mark or HIDDEN

    @property
    def percent_text(self) -> str:
        return f"{self.percent}%" if self.percent is not None else self.percent_mark or HIDDEN

    @property
    def length(self) -> int:
        """The bar's length in percent, 0 where nothing may be shown as a share."""
        return round(float(self.percent)) if self.percent is not None else 0


@dataclass(frozen=True)
class Told:
    """One question in one wave: its sentence, its base and its cells, in the order of the rows."""

    source: Source
    sentence: str
    base: int | None
    cells: tuple[Cell, ...]
    counted: Cell | None = None


@dataclass(frozen=True)
class Finding:
    """One question of one survey, over its waves, newest first. `rows` are the options' labels."""

    survey: str
    question: str
    ask: str
    kind: str
    rows: tuple[str, ...]
    told: tuple[Told, ...]
    several: bool
    counted_label: str | None = None
    row_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A comment cleared for quoting, in the redacted form that its writer was shown."""

    words: str
    source: Source
    question: str


@dataclass(frozen=True)
class Section:
    """ "What young people told us" about one commitment."""

    framework: str
    council: str
    kind: str
    commitment: str
    number: int
    name: str
    words: str
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[str, ...]

    @property
    def heading(self) -> str:
        return f"{self.kind} {self.number}: {self.words}"

    @property
    def made_up(self) -> bool:
        return any(s.made_up for s in self.sources)
