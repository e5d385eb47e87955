"""One question of the results as its page shows it: numbers, and what was written. Asks no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feedback.adapters.tables import Comment
from feedback.domain.answered import WaveAnswers
from feedback.domain.breakdowns import break_down
from feedback.domain.changes import told_together
from feedback.domain.disclosure import Rules
from feedback.domain.findings import finding
from feedback.domain.questions import Question
from feedback.domain.searching import Search
from feedback.domain.sections import Cell, Finding, Told
from feedback.web.office.paging import page_of

FIRST = 5  # comments under a question, before all of them are asked for
MOST_FOUND = 20


@dataclass(frozen=True)
class Line:
    """One answer: its number, whether that will be hidden when it's published, and its number in the wave
    before.
    """

    label: str
    now: Cell
    hidden: bool
    before: Cell | None
    together: bool = False


@dataclass(frozen=True)
class Written:
    """What people wrote under a question: some of it, each with the page that it is on among all of it, how
    much there is, and how much of it has the words that are looked for.
    """

    some: Sequence[tuple[Comment, int]]
    total: int
    found: int


@dataclass(frozen=True)
class Row:
    """One question: as it is, as it will be published (None where it won't be), and beside the wave before.
    `hit` is true if the words that are looked for are in it or in its answers.
    """

    question: Question
    raw: Finding
    shown: Finding | None
    beside: Finding | None = None
    written: Written | None = None
    hit: bool = False

    @property
    def written_hits(self) -> int:
        return self.written.found if self.written else 0

    @property
    def now(self) -> Told:
        return self.raw.told[0]

    @property
    def before(self) -> Told | None:
        return self.beside.told[1] if self.beside else None

    @property
    def base_hidden(self) -> bool:
        return bool(self.shown and self.shown.told[0].base is None)

    @property
    def marked(self) -> bool:
        """True if any of its numbers will be hidden."""
        return self.base_hidden or any(line.hidden for line in self.lines)

    @property
    def lines(self) -> list[Line]:
        """The answers in their order, then those that are counted together."""
        now, out = self.now, self.shown.told[0] if self.shown else None
        beside = self.beside
        earlier = dict(zip(beside.row_keys, beside.told[1].cells, strict=True)) if beside else {}
        lines = [
            Line(label, cell, bool(out and out.cells[place].count is None), earlier.get(key))
            for place, (label, key, cell) in enumerate(
                zip(self.raw.rows, self.raw.row_keys, now.cells, strict=True)
            )
        ]
        if now.counted and self.raw.counted_label:
            hidden = bool(out and (out.counted is None or out.counted.count is None))
            before = self.before.counted if self.before else None
            lines.append(Line(self.raw.counted_label, now.counted, hidden, before, together=True))
        return lines


@dataclass(frozen=True)
class Views:
    """How the same answers are looked at: those of everyone, or of a part; by groups; beside the wave before.
    Without rules nothing is said of publishing.
    """

    answers: WaveAnswers
    rules: Rules | None
    by: Sequence[str] = ()
    before: WaveAnswers | None = None


def rows(views: Views) -> list[Row]:
    """Every question that somebody was asked."""
    found = [row for q in views.answers.survey.questions if (row := _row(q, views))]
    beside = [_beside(row, views) for row in found]
    compared = iter(told_together(b for b in beside if b))
    return [replace(r, beside=next(compared) if b else None) for r, b in zip(found, beside, strict=True)]


def _row(question: Question, views: Views) -> Row | None:
    raw = finding(question, [views.answers], None)
    if not raw.told:
        return None
    shown = finding(question, [views.answers], views.rules) if views.rules else None
    if views.by:
        raw = break_down(raw, views.by, views.answers, None)
        shown = break_down(shown, views.by, views.answers, views.rules) if shown else None
    return Row(question, raw, shown)


def _beside(row: Row, views: Views) -> Finding | None:
    if views.before is None:
        return None
    both = finding(row.question, [views.answers, views.before], None)
    return both if len(both.told) == 2 else None


def with_comments(rows: Sequence[Row], written: Mapping[str, Written]) -> list[Row]:
    """The rows with what people wrote."""
    none = Written((), 0, 0)
    return [
        replace(r, written=written.get(r.question.key, none)) if r.question.takes_words else r for r in rows
    ]


def first(comments: Sequence[Comment], total: int) -> Written:
    """The first few comments of so many, without words that are looked for."""
    return Written([(comment, page_of(place)) for place, comment in enumerate(comments)], total, 0)


def searched(comments: Sequence[Comment], search: Search) -> Written:
    """Of all comments those that have the words that are looked for; the first few if none has."""
    paged = [(comment, page_of(place)) for place, comment in enumerate(comments)]
    found = [(c, page) for c, page in paged if search.finds(c.text)]
    return Written(found[:MOST_FOUND] if found else paged[:FIRST], len(paged), len(found))


def asks_for(row: Row, search: Search) -> Row:
    """The row, marked if the words that are looked for are in its question or in its answers."""
    asked = row.question
    return replace(row, hit=search.finds(asked.ask, asked.hint, asked.easy, *row.raw.rows))
