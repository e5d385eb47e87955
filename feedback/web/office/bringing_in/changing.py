"""One question of a file put right, or left out; a column taken after all. Knows nothing of files."""

from collections.abc import Mapping

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.imports.mapping import QuestionEntry
from feedback.adapters.imports.showing import ShownQuestion, Told
from feedback.domain.questions import Kind
from feedback.web.context import here
from feedback.web.office.bringing_in.said import KINDS, Said
from feedback.web.office.bringing_in.waiting import Waiting, to_its_page, try_it, waiting
from feedback.web.office.desk import office

Page = str | tuple[str, int] | AnyResponse


@office.get("/bringing-in/<token>/questions/<key>")
def brought_question(token: str, key: str) -> Page:
    """A form with one question as it was understood, or as it was last tried to be."""
    with here().database.reading() as reading:
        file = waiting(reading, token)
        if file is None:
            return to_its_page(token)
        return _page(file, _question(file, key), {}, {})


def _question(file: Waiting, key: str) -> ShownQuestion:
    return (None if file.survey else file.found.question(key)) or abort(404)


@office.post("/bringing-in/<token>/questions/<key>")
def correct_brought(token: str, key: str) -> Page:
    """Has the file read anew with one question put right."""
    with here().database.reading() as reading:
        file = waiting(reading, token)
        if file is None:
            return to_its_page(token)
        question = _question(file, key)
    entries = dict(file.told.mapping.questions)
    before = entries.get(key, QuestionEntry())
    tags = {c.key for f in here().content.frameworks.values() for c in f.commitments}
    said = Said(question, request.form, tags)
    if "leave-out" in request.form:
        letters = tuple(question.columns)
        entries[key] = before.model_copy(update={"leave_out": True, "columns": before.columns or letters})
    else:
        entry = said.entry(before)
        if said.wrong:
            return _page(file, question, said.wrong, request.form.to_dict()), 422
        entries[key] = entry
    return try_it(token, _with(file.told, entries, key))


def _with(told: Told, entries: Mapping[str, QuestionEntry], about: str) -> Told:
    mapping = told.mapping.model_copy(update={"questions": dict(entries)})
    return told.model_copy(update={"mapping": mapping, "about": about})


@office.post("/bringing-in/<token>/columns")
def take_column(token: str) -> AnyResponse:
    """Takes a column after all: as options, never as words that somebody wrote."""
    letter = request.form.get("column", "")
    with here().database.reading() as reading:
        file = waiting(reading, token)
        if file is None:
            return to_its_page(token)
        column = next((c for c in file.found.left_out if c.letter == letter), None) or abort(404)
    if file.survey or not (column.ours or column.chosen):
        abort(400)
    entries = dict(file.told.mapping.questions)
    back = next((k for k, e in entries.items() if e.leave_out and letter in _letters(e)), None)
    if back:
        entries[back] = entries[back].model_copy(update={"leave_out": False})
    else:
        entries[f"column-{letter.lower()}"] = QuestionEntry(columns=(letter,), kind=Kind.CHOOSE_ONE)
    return try_it(token, _with(file.told, entries, ""))


def _letters(entry: QuestionEntry) -> tuple[str, ...]:
    return tuple(entry.columns or ())


def _page(file: Waiting, question: ShownQuestion, wrong: Mapping[str, str], given: Mapping[str, str]) -> str:
    return render_template(
        "office/bringing_in/question.html",
        waiting=file,
        question=question,
        kinds=list(KINDS.items()),
        frameworks=here().content.frameworks.values(),
        wrong=wrong,
        given=given,
        ticked={name: request.form.getlist(name) for name in ("counts", "tags")} if given else {},
        back=url_for("office.brought", token=file.token),
    )
