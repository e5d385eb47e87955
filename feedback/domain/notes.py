"""The notes under a section: those that its numbers need, and no others. Works out no number."""

from collections.abc import Iterator, Sequence

from feedback.domain.changes import how_many
from feedback.domain.disclosure import CHANGED, HIDDEN, NOT_APPLICABLE, TOO_FEW, Rules
from feedback.domain.figures import FEWEST_FOR_PERCENT
from feedback.domain.sections import THEMES, Cell, Finding, Group, Heard, Source, Told
from feedback.domain.sentences import PROBABLY


def notes(
    sources: Sequence[Source],
    findings: Sequence[Finding],
    heard: Sequence[Heard],
    rules: Rules,
    compared: int | None = None,
) -> Iterator[str]:
    """The notes that these numbers need, so that each mark on the page is explained. `compared` is how many
    questions were compared with the time before, where that is more than these.
    """
    cells = list(_cells(findings))
    if any(s.still_open for s in sources):
        yield "People are still answering, so these numbers will change."
    if cells:
        yield "Each percentage is of the people who answered that question. That number is shown beside it."
    if any(f.kind == THEMES for f in findings):
        yield "One answer can be about several themes, so their percentages can add up to more than 100%."
        yield "Themes say what people who wrote something chose to write about, not what everyone thinks."
    if any(f.several and f.kind != THEMES for f in findings):
        yield "Where people could pick several answers, percentages can add up to more than 100%."
    if any(c.percent is not None for c in cells):
        yield "Percentages are rounded, so they may not add up to exactly 100%."
    if any(f.breakdowns for f in findings):
        yield "Those who didn’t say which group they are in count in the whole, and in no group."
    yield from _how_sure(findings, how_many(findings) if compared is None else compared)
    yield from _marks(_all_marks(cells, findings, heard), rules)


def _cells(findings: Sequence[Finding]) -> Iterator[Cell]:
    """Every cell of some findings, those of their groups too."""
    for finding in findings:
        rows: list[Told | Group] = [*finding.told, *(g for b in finding.breakdowns for g in b.groups)]
        for row in rows:
            yield from row.cells
            if row.counted:
                yield row.counted


def _how_sure(findings: Sequence[Finding], compared: int) -> Iterator[str]:
    if any(PROBABLY in aside for f in findings for t in f.told for aside in t.asides):
        yield "“Probably” means that we would be right about 19 times in 20."
    if compared > 1:
        yield (
            f"We compared {compared} questions with the time before. With so many, luck alone can look like "
            "a change. So we say “went up” or “went down” only where the signs are stronger than usual."
        )


def _all_marks(cells: Sequence[Cell], findings: Sequence[Finding], heard: Sequence[Heard]) -> set[str | None]:
    marks = {mark for c in cells for mark in (c.mark, c.percent_mark)}
    marks |= {mark for h in heard for r in h.rows for mark in (r.mark, r.people_mark, r.rate_mark)}
    bases = [t.base for f in findings for t in f.told]
    bases += [g.base for f in findings for b in f.breakdowns for g in b.groups]
    if None in bases:
        marks.add(HIDDEN)
    if any(t.breaks for f in findings for t in f.told):
        marks.add(CHANGED)
    return marks


def _marks(marks: set[str | None], rules: Rules) -> Iterator[str]:
    if HIDDEN in marks:
        yield (
            f"{HIDDEN} We hide numbers from 1 to {rules.threshold}, and any that would give them away, "
            "so that nobody can be recognised."
        )
    if TOO_FEW in marks:
        yield f"{TOO_FEW} We don’t give a percentage of fewer than {FEWEST_FOR_PERCENT} people."
    if CHANGED in marks:
        yield (
            f"{CHANGED} We changed this question after that time, so the numbers before and after it don’t "
            "compare."
        )
    if NOT_APPLICABLE in marks:
        yield f"{NOT_APPLICABLE} Not asked, or nobody answered, so there is no number."
