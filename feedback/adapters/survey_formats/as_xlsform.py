"""A survey as an XLSForm, which Kobo and ODK read, and we read back. Knows nothing of their servers."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

import xlsxwriter

from feedback.adapters.languages import in_english
from feedback.adapters.survey_formats.form_sheets import MARK, OWN_KIND, OWN_NOTES, OWN_PAGE, own_name
from feedback.adapters.survey_formats.understood import File
from feedback.domain.journey import paged
from feedback.domain.questions import Kind, Option, Question, ShowIf
from feedback.domain.surveys import Survey
from feedback.domain.translations import ENGLISH

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cells: TypeAlias = list[str]
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ALWAYS_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same survey is the same file on every day
_ONLY_ONE = "not(selected(., '{}') and count-selected(.) > 1)"


class _Words:
    """A text and its translations, in columns: one for each language of the survey."""

    def __init__(self, survey: Survey) -> None:
        self.others = list(survey.languages.items())

    def heads(self, column: str) -> Cells:
        if not self.others:
            return [column]
        return [f"{column}::{_language(code)}" for code in (ENGLISH, *(code for code, _ in self.others))]

    def cells(self, words: str | None) -> Cells:
        shown = _shown(words or "")
        return [shown, *(_shown(t.words.get(words or "", "")) for _, t in self.others)]


def _language(code: str) -> str:
    return f"{in_english(code).partition(' (')[0]} ({code})"


def _shown(words: str) -> str:
    """The words without what a form would take for the name of another question."""
    return words.replace("${", "$ {")


def write(survey: Survey) -> File:
    """The survey as an .xlsx file with the three sheets of an XLSForm."""
    words, lists = _Words(survey), _lists(survey)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": survey.title, "created": _ALWAYS_MADE})
        for name, rows in (
            ("survey", _questions(survey, words, lists)),
            ("choices", _choices(words, lists)),
            ("settings", _settings(survey, words)),
        ):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(row, column, cell)
    return File(f"{survey.survey}.xlsx", MEDIA_TYPE, out.getvalue())


def _lists(survey: Survey) -> list[tuple[Option, ...]]:
    """Each set of options once."""
    return list(dict.fromkeys(q.options for q in survey.questions if q.options))


def _questions(survey: Survey, words: _Words, lists: Sequence[tuple[Option, ...]]) -> Iterator[Cells]:
    yield [
        *("type", "name", *words.heads("label"), *words.heads("hint")),
        *("relevant", "constraint", "appearance", OWN_KIND),
    ]
    for note, field in OWN_NOTES.items():
        if said := getattr(survey, field):
            yield ["note", note, *words.cells(said)]
    kinds = {q.key: q.kind for q in survey.questions}
    for page in paged(survey.questions):
        asked = [_question(q, kinds, words, lists) for q in page]
        yield from _on_one_page(page[0].page, asked, words) if page[0].page else asked


def _on_one_page(page: str, asked: Sequence[Cells], words: _Words) -> Iterator[Cells]:
    """Questions in a group that is shown at once."""
    unsaid = [*words.cells(None), *words.cells(None), "", ""]
    yield ["begin group", f"{OWN_PAGE}{page}", *unsaid, "field-list"]
    yield from asked
    yield ["end group"]


def _question(
    question: Question, kinds: Mapping[str, Kind], words: _Words, lists: Sequence[tuple[Option, ...]]
) -> Cells:
    relevant = " and ".join(_shown_if(one, kinds[one.question]) for one in question.show_if)
    alone = " and ".join(_ONLY_ONE.format(o.key) for o in question.options if o.alone)
    return [
        *(_type(question, lists), own_name(question.key)),
        *words.cells(question.ask),
        *words.cells(question.hint),
        *(relevant, alone, _appearance(question), question.kind.value),
    ]


def _type(question: Question, lists: Sequence[tuple[Option, ...]]) -> str:
    if question.takes_words:
        return "text"
    how = "select_multiple" if question.takes_several else "select_one"
    return f"{how} list_{lists.index(question.options) + 1}"


def _appearance(question: Question) -> str:
    return {Kind.COMMENT: "multiline", Kind.SCALE: "likert"}.get(question.kind, "")


def _shown_if(condition: ShowIf, kind: Kind) -> str:
    name = f"${{{own_name(condition.question)}}}"
    one = "selected({}, '{}')" if kind is Kind.CHOOSE_SEVERAL else "{} = '{}'"
    return f"({' or '.join(one.format(name, option) for option in condition.options)})"


def _choices(words: _Words, lists: Sequence[tuple[Option, ...]]) -> Iterator[Cells]:
    yield ["list_name", "name", *words.heads("label"), "to"]
    for number, options in enumerate(lists, 1):
        for option in options:
            end = "" if option.to is None else _end(option.to)
            yield [f"list_{number}", option.key, *words.cells(option.label), end]


def _end(to: float | str) -> str:
    return str(int(to)) if isinstance(to, float) and to.is_integer() else str(to)


def _settings(survey: Survey, words: _Words) -> Iterator[Cells]:
    yield ["form_title", "form_id", MARK, "default_language"]
    yield [_shown(survey.title), survey.survey, "1", _language(ENGLISH) if words.others else ""]
