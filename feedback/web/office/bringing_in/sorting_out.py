"""What has no place in a survey that there is: the officer says where it goes. Knows nothing of files."""

from collections.abc import Sequence

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.imports.mapping import MappingFile, OptionEntry, QuestionEntry
from feedback.adapters.imports.showing import ShownStray
from feedback.web.context import here
from feedback.web.office.bringing_in.waiting import Waiting, to_its_page, try_it, waiting
from feedback.web.office.desk import office

OUT, NONE, NEW = "-out", "-none", "-new"


@office.post("/bringing-in/<token>/places")
def place_brought(token: str) -> AnyResponse:
    """Has the file read anew with what was said of columns and answers; or with nothing said at all."""
    with here().database.reading() as reading:
        file = waiting(reading, token)
    if file is None or file.survey is None:
        return to_its_page(token)
    if request.form.get("attempt") != str(file.opened.row.attempt):
        return redirect(url_for("office.brought", token=token, changed="yes"), 303)
    entries = {} if "forget" in request.form else _entries(file)
    mapping = MappingFile(questions=entries)
    return try_it(token, file.told.model_copy(update={"mapping": mapping, "about": ""}))


def _entries(file: Waiting) -> dict[str, QuestionEntry]:
    entries = dict(file.told.mapping.questions)
    for number, stray in enumerate(file.found.strays):
        said = request.form.get(f"place-{number}", "")
        if said and stray.question:
            _answer(entries, stray, said)
        elif said:
            _column(entries, stray, said, [q.key for q in file.survey.questions] if file.survey else [])
    return entries


def _column(
    entries: dict[str, QuestionEntry], stray: ShownStray, said: str, questions: Sequence[str]
) -> None:
    """A column is left out, or is read for a question."""
    if said == OUT:
        key = f"column-{stray.letter.lower()}"
        key = key if key not in questions else f"{key}-left-out"
        entries[key] = QuestionEntry(columns=(stray.letter,), leave_out=True)
    elif said in questions:
        before = entries.get(said, QuestionEntry())
        columns = (*(before.columns or ()), stray.letter)
        entries[said] = before.model_copy(update={"columns": columns})


def _answer(entries: dict[str, QuestionEntry], stray: ShownStray, said: str) -> None:
    """An answer is no answer, a new option, or one that there is."""
    before = entries.get(stray.question, QuestionEntry())
    if said == NONE:
        update: dict[str, object] = {"no_answer": (*(before.no_answer or ()), stray.words)}
    else:
        new = said == NEW
        option = OptionEntry(
            label=stray.words[:500], key=None if new else said, values=(stray.words,), new=new
        )
        update = {"options": (*(before.options or ()), option)}
    entries[stray.question] = before.model_copy(update=update)
