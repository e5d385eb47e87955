"""The three sheets of an XLSForm to rows with known columns, whatever they are called."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from feedback.adapters.old_excel import Rows, Sheets
from feedback.adapters.survey_formats.languages_in import code_of
from feedback.adapters.survey_formats.understood import MOST_SAID, NotUnderstood, too_long
from feedback.domain.translations import ENGLISH

MARK = "told_us"  # a column of the settings sheet of our own forms: its names are our keys
OWN_KIND = "told_us_kind"  # and another of its questions
OWN_NOTES = {
    "told_us-introduction": "introduction",
    "told_us-who-reads": "who_reads",
    "told_us-hear-back": "hear_back",
    "told_us-in-danger": "in_danger",
}
OWN_PAGE = "page_"  # before the name of a group that is a page of ours: no key has a _
_TAKEN = {"meta"}  # names that every form has for itself
_ALSO = {"caption": "label", "relevance": "relevant", "appearence": "appearance", "read_only": "readonly"}
_ALSO |= {"list name": "list_name", "list": "list_name", "value": "name", "form title": "form_title"}


def own_name(key: str) -> str:
    """A key of ours as a form can have it. Names can't begin with a digit."""
    return f"_{key}" if key[:1].isdigit() or key in _TAKEN else key


@dataclass(frozen=True)
class Row:
    """One row: its plain columns, its label, and the label in other languages."""

    cells: Mapping[str, str]
    label: str
    said: Mapping[str, str]
    hint_said: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def words(self) -> str:
        return self.label or self.get("name")


@dataclass(frozen=True)
class Named:
    """One answer of a list."""

    name: str
    label: str
    said: Mapping[str, str]


@dataclass
class Form:
    """A form: its rows in order, its lists of answers, and the ends of bands where a list has them."""

    rows: list[Row] = field(default_factory=list)
    choices: dict[str, list[Named]] = field(default_factory=dict)
    bands: dict[str, dict[str, str]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    in_english: bool = False


def form_of(sheets: Sheets) -> Form:
    """The form in some sheets. Raises NotUnderstood if there is no sheet of questions."""
    form = Form()
    settings = list(_rows(sheets.get("settings", []), ""))
    form.settings = dict(settings[0].cells) if settings else {}
    default = form.settings.get("default_language", "")
    form.rows = [row for row in _rows(sheets.get("survey", []), default) if row.get("type")]
    heads = next((row for row in sheets.get("survey", []) if any(row)), [])
    form.in_english = any(code_of(_head(cell)[1]) == ENGLISH for cell in heads if _head(cell)[1])
    if not form.rows:
        raise NotUnderstood(
            "The workbook has no sheet “survey” with a column “type”, so it is not an XLSForm.",
            "Download the form as XLSForm from Kobo, ODK or SurveyCTO. Answers are brought in elsewhere.",
        )
    if len(form.rows) > MOST_SAID:
        raise too_long("rows", MOST_SAID)
    for row in _rows(sheets.get("choices", []), default):
        listed, name = row.get("list_name"), row.get("name")
        if listed and name:
            if all(name != c.name for c in form.choices.setdefault(listed, [])[-200:]):
                form.choices[listed].append(Named(name, row.label, row.said))
            if row.get("to"):
                form.bands.setdefault(listed, {})[name] = row.get("to")
    return form


def _rows(rows: Rows, default: str) -> Iterator[Row]:
    """Rows under the first one that has headings."""
    start = next((i for i, row in enumerate(rows) if any(row)), len(rows))
    if start == len(rows):
        return
    heads = [_head(cell) for cell in rows[start]]
    for row in rows[start + 1 :]:
        cells: dict[str, str] = {}
        words: dict[str, dict[str, str]] = {"label": {}, "hint": {}}
        for (column, language), cell in zip(heads, row, strict=False):
            if column in words and cell:
                words[column].setdefault(language, cell)
            elif not language and column:
                cells.setdefault(column, cell)
        label, said = _first(words["label"], default)
        hint, hint_said = _first(words["hint"], default)
        if label or any(cells.values()):
            yield Row({**cells, "hint": hint}, label, said, hint_said)


def _first(words: Mapping[str, str], default: str) -> tuple[str, Mapping[str, str]]:
    """The words to begin with, in English or else the form's own language, and those in the others."""
    english = next((name for name in words if name and code_of(name) == ENGLISH), None)
    own = "" if code_of(default) in ("", ENGLISH) else None
    wanted = (english, own, default, "", *words)
    first = next((n for n in wanted if n is not None and n in words), "")
    others = {name or default: said for name, said in words.items() if name != first}
    return words.get(first, ""), {name: said for name, said in others.items() if name}


def _head(cell: str) -> tuple[str, str]:
    """A heading as a known column and, for words, their language: “label::Welsh (cy)”."""
    start, _, language = re.sub(r"\s*::?\s*", "::", cell.strip()[:200]).partition("::")
    column = " ".join(start.lower().split())
    if column in ("bind", "control", "body"):
        column, language = " ".join(language.lower().split()).rpartition("::")[2], ""
    column = _ALSO.get(column, column.replace(" ", "_"))
    return (column, language) if language else (column, "")
