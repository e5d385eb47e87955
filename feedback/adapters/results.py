"""The results of a wave as a table, CSV or JSON. Knows nothing of counting: it is handed findings."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from feedback.adapters.spreadsheets import defused
from feedback.domain.disclosure import HIDDEN
from feedback.domain.sections import Cell, Finding, Source


@dataclass(frozen=True)
class Results:
    """One wave's findings; with `group`, those of one group in a breakdown."""

    source: Source
    findings: Sequence[Finding]
    group: str = ""


def as_json(results: Results) -> dict[str, object]:
    """The shape that docs/results.md describes. A hidden number is null beside its mark."""
    whole: dict[str, object] = {
        "survey": results.source.survey,
        "wave": results.source.wave,
        "responses": results.source.responses,
        "questions": [_question(f) for f in results.findings],
    }
    if results.source.responses is None:
        whole["mark"] = HIDDEN
    if results.group:
        whole["group"] = results.group
    if results.source.made_up:
        whole["made_up"] = True
    return whole


def _question(finding: Finding) -> dict[str, object]:
    told = finding.told[0]
    question: dict[str, object] = {
        "key": finding.question,
        "text": finding.ask,
        "kind": finding.kind,
        "base": told.base,
        "options": [
            {"key": key, "text": text, **_cell(cell)}
            for key, text, cell in zip(finding.row_keys, finding.rows, told.cells, strict=True)
        ],
    }
    if told.base is None:
        question["mark"] = HIDDEN
    if told.counted is not None:
        question["counted"] = {"text": told.sentence, **_cell(told.counted)}
    return question


def _cell(cell: Cell) -> dict[str, object]:
    shown: dict[str, object] = {"count": cell.count, "percent": _number(cell.percent)}
    if mark := cell.mark or cell.percent_mark:
        shown["mark"] = mark
    return shown


def _number(percent: str | None) -> float | int | None:
    if percent is None:
        return None
    return float(percent) if "." in percent else int(percent)


def dump_json(results: Sequence[Results]) -> str:
    """One set of results, or a list of them when there is a breakdown."""
    whole: object = [as_json(r) for r in results] if results[0].group else as_json(results[0])
    return json.dumps(whole, ensure_ascii=False, indent=1)


HEADINGS = (
    *("survey", "wave", "group", "question", "text", "option", "option text", "count", "base", "percent"),
    "made up",
)


def dump_csv(results: Sequence[Results]) -> str:
    """A row for each option of each question, one for those counted together, and one for a comment question
    with its base alone. The last column says whether the answers are made up.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for r in results:
        for f in r.findings:
            start = (r.source.survey, r.source.wave, r.group, f.question, f.ask)
            for end in _rows(f):
                row = (*start, *end, "yes" if r.source.made_up else "no")
                writer.writerow([defused(str(v)) for v in row])
    return out.getvalue()


def _rows(finding: Finding) -> Iterator[tuple[object, ...]]:
    """(option, its words, count, base, percent) for each row of a finding."""
    told = finding.told[0]
    base = HIDDEN if told.base is None else told.base
    if not finding.rows:
        yield ("", "", "", base, "")
    for key, text, cell in zip(finding.row_keys, finding.rows, told.cells, strict=True):
        yield (key, text, cell.count_text, base, cell.percent_text)
    if told.counted is not None and finding.counted_label:
        yield ("", finding.counted_label, told.counted.count_text, base, told.counted.percent_text)


def dump_table(results: Sequence[Results]) -> str:
    """For reading in a terminal."""
    lines: list[str] = []
    for r in results:
        how_many = "a few" if r.source.responses is None else r.source.responses
        heading = f"{r.source.title}, {r.source.name}{': ' + r.group if r.group else ''}"
        lines += [f"{heading}: {how_many} response{'' if how_many == 1 else 's'}"]
        if r.source.made_up:
            lines += ["Made-up answers, for trying Told Us. Not real people."]
        for f in r.findings:
            lines += ["", f.ask, f"  {f.told[0].sentence}"]
            width = max((len(row) for row in f.rows), default=0)
            for text, cell in zip(f.rows, f.told[0].cells, strict=True):
                lines.append(f"  {text:<{width}}  {cell.count_text:>7}  {cell.percent_text:>6}")
        lines.append("")
    return "\n".join(lines)


DUMPS: Mapping[str, Callable[[Sequence[Results]], str]] = {
    "table": dump_table,
    "csv": dump_csv,
    "json": dump_json,
}
