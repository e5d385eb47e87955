"""Kobo's form (XLSForm) beside its answers: codes become words. Knows nothing of other tools."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from feedback.adapters.imports import workbooks
from feedback.adapters.imports.blocks import NOT_TICKED, TICKED
from feedback.adapters.imports.cells import fold, fold_heading
from feedback.adapters.imports.described import (
    Export,
    Known,
    distinct,
    headed,
    mapping,
    one_of,
    unbracketed,
    words,
)
from feedback.adapters.imports.sheets import CannotRead, Sheet
from feedback.adapters.old_excel import MARK as OLD_EXCEL
from feedback.adapters.old_excel import Sheets
from feedback.adapters.survey_formats.understood import NotUnderstood
from feedback.adapters.survey_formats.workbook_in import sheets_new, sheets_old
from feedback.domain.questions import Kind

MOST_FORM_BYTES = 10 * 1024 * 1024
_DO = "Give the form as Excel (in Kobo: Form, Download XLS), or leave it out."
_SELECT = re.compile(r"(select_one|select_multiple|select one|select multiple|rank)\s+(\S+)(\s+or_other)?")
_PLAIN = {
    "text": Kind.COMMENT,
    "integer": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "range": Kind.NUMBER,
    "date": Kind.DATE,
}
_MARKS = ("; ", " | ", " ¦ ")


@dataclass(frozen=True)
class Asked:
    """One question of a form. `labels` are the words of its choices by their names."""

    name: str
    ask: str
    kind: Kind | None
    labels: Mapping[str, str]
    several: bool = False

    @property
    def mark(self) -> str:
        """What can stand between several of its answers: something that is in none of them."""
        return next((m for m in _MARKS if not any(m.strip() in x for x in self.labels.values())), "\n")


def in_words(sheet: Sheet, form: bytes) -> Export:
    """The table with its codes in words, and what the form says of it. Raises CannotRead."""
    asked, title = read(form)
    by_name = {fold_heading(name): q for q in asked for name in (q.ask, q.name)}
    columns = [_meant(by_name, heading) for heading in sheet.headings[0]]
    if not any(columns):
        raise CannotRead("The form has none of the questions that are in the answers.", _DO)
    headings = tuple(
        headed(c[0].ask, c[1]) if c else heading
        for c, heading in zip(columns, sheet.headings[0], strict=True)
    )
    spoken = [[_said(c, cell) for cell in cells] for c, cells in zip(columns, sheet.by_column, strict=True)]
    rows = tuple(zip(*spoken, strict=True))
    said = replace(sheet, headings=(headings, *sheet.headings[1:]), rows=rows)
    return Export(said, mapping(_known(asked, columns), title))


def read(form: bytes) -> tuple[list[Asked], str]:
    """The questions of a form, and its title. Raises CannotRead."""
    if len(form) > MOST_FORM_BYTES:
        raise CannotRead(f"The form is over {MOST_FORM_BYTES // 2**20} MB.", _DO)
    sheets = _sheets(form)
    if "survey" not in sheets:
        raise CannotRead("The form has no sheet called “survey”, so it isn’t an XLSForm.", _DO)
    settings = next(iter(_records(sheets.get("settings", []))), {})
    language = settings.get("default_language", "")
    lists: dict[str, dict[str, str]] = {}
    for row in _records(sheets.get("choices", sheets.get("options", []))):
        named = row.get("list_name") or row.get("list name", "")
        lists.setdefault(named, {})[row.get("name", "")] = _label(row, language) or row.get("name", "")
    asked = [_asked(row, lists, language) for row in _records(sheets["survey"]) if row.get("name")]
    return [q for q in asked if q], settings.get("form_title", "")


def _sheets(form: bytes) -> Sheets:
    """The sheets of a form by name, read as carefully as those that a survey is made of."""
    try:
        if form.startswith(b"PK"):
            workbooks.check(form)
            return sheets_new(form)
        if form.startswith(OLD_EXCEL):
            return sheets_old(form)
    except NotUnderstood as problem:
        raise CannotRead(f"About the form: {problem.happened}", _DO) from problem
    raise CannotRead("The form isn’t an Excel workbook.", _DO)


def _records(given: Sequence[Sequence[str]]) -> Iterator[dict[str, str]]:
    """A sheet's rows by their headings."""
    rows = [row for row in given if any(row)]
    heads = [h.strip().lower() for h in rows[0]] if rows else []
    for row in rows[1:]:
        yield {h: cell.strip() for h, cell in zip(heads, row, strict=False) if h}


def _label(row: Mapping[str, str], language: str) -> str:
    """The label in the form's own language, else in whichever comes first."""
    named = [f"label::{language.lower()}", "label"]
    others = [name for name in row if name.startswith("label:")]
    return words(next((row[n] for n in [*named, *others] if row.get(n)), ""))


def _asked(row: Mapping[str, str], lists: Mapping[str, Mapping[str, str]], language: str) -> Asked | None:
    kind = " ".join(row.get("type", "").split())
    name, ask = row["name"], _label(row, language) or row["name"]
    if found := _SELECT.fullmatch(kind):
        labels = dict(lists.get(found[2], {}))
        if found[3]:
            labels.setdefault("other", "Other")
        several = "multiple" in found[1]
        chosen = Kind.CHOOSE_SEVERAL if several else one_of(list(labels.values())) if labels else None
        return Asked(name, ask, None if found[1] == "rank" else chosen, labels, several)
    return Asked(name, ask, _PLAIN[kind], {}) if kind in _PLAIN else None


Meant = tuple[Asked, str] | None


def _meant(by_name: Mapping[str, Asked], heading: str) -> Meant:
    """Which question a heading is, and which of its choices if it's only one of them.

    A heading may begin with the names of groups: group/question, group/question/choice, group.question.
    """
    for mark in ("/", "."):
        parts = heading.split(mark)
        for start in range(len(parts)):
            if found := by_name.get(fold_heading(mark.join(parts[start:]))):
                return found, ""
            whole = by_name.get(fold_heading(mark.join(parts[start:-1])))
            if whole and whole.several:
                last = parts[-1].strip()
                return whole, whole.labels.get(last, last)
    return None


def _said(column: Meant, cell: str) -> str:
    """A cell in words."""
    if column is None or not cell:
        return cell
    asked, choice = column
    if choice:
        return "1" if fold(cell) in TICKED else "0" if fold(cell) in NOT_TICKED else cell
    if asked.several and cell not in asked.labels.values():
        names = cell.split()
        if all(n in asked.labels for n in names):
            return asked.mark.join(asked.labels[n] for n in names)
        return cell
    return asked.labels.get(cell, cell)


def _known(asked: Sequence[Asked], columns: Sequence[Meant]) -> Iterator[Known]:
    for question in asked:
        mine = [(i, c[1]) for i, c in enumerate(columns) if c and c[0] is question]
        whole, ticks = [i for i, part in mine if not part], [(i, part) for i, part in mine if part]
        if question.kind is None or not mine:
            continue
        if ticks:
            places, labels = tuple(i for i, _ in ticks), tuple(unbracketed(part) for _, part in ticks)
            yield Known(question.name, question.ask, Kind.CHOOSE_SEVERAL, places, labels)
        elif whole:
            options = distinct(tuple(question.labels.values()))
            split = question.mark if question.several else ""
            yield Known(question.name, question.ask, question.kind, (whole[0],), options, split)
