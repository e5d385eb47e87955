"""What is told of one commitment, frozen: every page and file is fed this and nothing else.

Knows nothing of counting or hiding: what stands here may be shown as it is.
"""

from dataclasses import dataclass, replace
from datetime import date

from feedback.domain.deeds import Deed, HeardElsewhere
from feedback.domain.disclosure import HIDDEN, NOT_APPLICABLE

THEMES = "themes"  # the kind of a finding that tells what comments are about


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
    """One question in one wave: its sentence, its base and its cells, in the order of the rows.

    `asides` are further sentences about the same number: how sure it is, and how it looks when weighted.
    `breaks` is true where the question was changed before the next wave, so that the two don't compare.
    """

    source: Source
    sentence: str
    base: int | None
    cells: tuple[Cell, ...]
    counted: Cell | None = None
    asides: tuple[str, ...] = ()
    breaks: bool = False


@dataclass(frozen=True)
class Group:
    """One group of a breakdown: its base and its cells, in the order of the finding's rows. `identity` is its
    base's. `counted` is None where nothing is counted together.
    """

    label: str
    identity: str
    base: int | None
    cells: tuple[Cell, ...]
    counted: Cell | None = None

    @property
    def base_text(self) -> str:
        return HIDDEN if self.base is None else str(self.base)


@dataclass(frozen=True)
class Breakdown:
    """A finding's newest wave, group by group. `by` has the one or two questions that make the groups, as
    they were asked. Those who didn't say are in no group.
    """

    source: Source
    by: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Reached:
    """One group of those who could have answered: how many did, of how many there are by the council's own
    count. None where a number is hidden or not known, beside its mark; `rate` is the percentage as printed.
    """

    label: str
    answered: int | None
    people: int | None
    rate: str | None
    mark: str | None = None
    rate_mark: str | None = None
    identity: str | None = None
    people_mark: str | None = None

    @property
    def answered_text(self) -> str:
        return str(self.answered) if self.answered is not None else self.mark or HIDDEN

    @property
    def people_text(self) -> str:
        return str(self.people) if self.people is not None else self.people_mark or NOT_APPLICABLE

    @property
    def rate_text(self) -> str:
        return f"{self.rate}%" if self.rate is not None else self.rate_mark or HIDDEN


@dataclass(frozen=True)
class Heard:
    """Who we heard from, and who we didn't, in one wave: in sentences, and in a table of groups if the
    council gave its totals by group. `by` is the question that makes the groups; "" for the whole.
    """

    source: Source
    by: str
    rows: tuple[Reached, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One question of one survey, over its waves, newest first. `rows` are the options' labels.

    `kind` is the question's, "pooled" for several questions told as one, or THEMES. `change` is the sentence
    about the newest wave beside the one before. `breakdowns` are of the newest wave. `own_words` are what an
    officer wrote under it; "" for nothing. `parts` are the questions that a pooled one tells, which stand in
    the section beside it.
    """

    survey: str
    question: str
    ask: str
    kind: str
    rows: tuple[str, ...]
    told: tuple[Told, ...]
    several: bool
    counted_label: str | None = None
    row_keys: tuple[str, ...] = ()
    change: str | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    own_words: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A comment cleared for quoting, in the redacted form that its writer was shown. `reference` is what the
    office calls it; it tells nothing of its writer.
    """

    words: str
    source: Source
    question: str
    reference: str = ""


@dataclass(frozen=True)
class MadeWith:
    """How young people shaped the survey of one wave, in sentences that name nobody."""

    source: Source
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """ "What young people told us" about one commitment. `own_words` are what an officer wrote above it."""

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
    heard: tuple[Heard, ...] = ()
    own_words: str = ""
    made_with: tuple[MadeWith, ...] = ()
    actions: tuple[Deed, ...] = ()
    heard_elsewhere: tuple[HeardElsewhere, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.kind} {self.number}: {self.words}"

    @property
    def made_up(self) -> bool:
        return any(s.made_up for s in self.sources)

    @property
    def without_quotes(self) -> "Section":
        """The same for someone who may see counts and no comments."""
        return replace(self, quotes=())
