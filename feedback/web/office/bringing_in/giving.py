"""The first step: a form for a file, the files that wait, and all that was brought in. Reads no file."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import bringing as work
from feedback.adapters.imports.reading import MOST_BYTES
from feedback.adapters.imports.showing import Told
from feedback.adapters.imports.xlsform import MOST_FORM_BYTES
from feedback.adapters.store import bringing, editions, imported, waves
from feedback.domain.roles import May
from feedback.web.context import here
from feedback.web.office.bringing_in import working
from feedback.web.office.desk import done, office

MOST_SENT = MOST_BYTES + MOST_FORM_BYTES + 512 * 1024
LONGEST_NAME = 120
Page = str | tuple[str, int] | AnyResponse


@office.url_value_preprocessor
def let_answers_in(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Lets whoever may bring answers in send a large file: here, because the form is read before any view."""
    allowed = current_user.is_authenticated and May.BRING_IN in current_user.may
    if endpoint == "office.bring_file" and allowed:
        request.max_content_length = MOST_SENT
    elif endpoint == "office.correct_brought" and allowed:
        request.max_content_length = 1024 * 1024  # every option may have long words
        request.max_form_memory_size = 1024 * 1024


@office.get("/bringing-in")
def bringing_in() -> Page:
    """A form for a file; one's own files that wait; everything that was brought in."""
    return page({})


def page(wrong: Mapping[str, str], problem: str = "") -> str:
    context = here()
    with context.database.reading() as reading:
        return render_template(
            "office/bringing_in/give.html",
            surveys=_surveys(),
            waiting=bringing.own(reading, current_user.number, context.now()),
            brought=[(row, w, imported.why_not(reading, w)) for row, w in imported.every(reading)],
            titles={
                w.key: editions.get(reading, w.survey_key, w.edition).title for w in waves.every(reading)
            },
            wrong=wrong,
            problem=problem,
            given=request.form if request.method == "POST" else {},
            most=MOST_BYTES // 2**20,
            done=request.args.get("done", ""),
        )


def _surveys() -> list[tuple[str, str]]:
    """Every survey that a file can be of, with its title, by title."""
    found = {key: survey.title for key, survey in here().content.surveys.items()}
    with here().database.reading() as reading:
        for wave in reversed(waves.every(reading)):
            found[wave.survey_key] = editions.get(reading, wave.survey_key, wave.edition).title
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


@office.post("/bringing-in")
def bring_file() -> Page:
    """Keeps a file for a day, sealed, and begins to read it."""
    survey = request.form.get("survey", "")
    file, form = request.files.get("file"), request.files.get("form")
    wrong = {}
    if file is None or not file.filename:
        wrong["file"] = "Choose the file with the answers"
    if survey and survey not in dict(_surveys()):
        wrong["survey"] = "Choose a survey that there is, or a new one"
    if file is None or wrong:
        return page(wrong), 422
    parts = {bringing.ANSWERS: file.read()}
    if form is not None and form.filename:
        parts[bringing.FORM] = form.read()
    if wrong := _too_large(parts):
        return page(wrong), 413
    told = Told(file=_name(file.filename), form=_name(form.filename if form else ""), survey=survey)
    context = here()
    whose = (context.settings.secret_key, current_user.number)
    with context.database.writing() as writing:
        token = work.begin(writing, whose, told, parts, context.now())
        done(writing, "gave a file of answers")
    del parts
    working.begin(token, 1, work.look)
    return redirect(url_for("office.brought", token=token), 303)


def _too_large(parts: Mapping[str, bytes]) -> dict[str, str]:
    said = "That file is over {} MB. Nothing was stored. Make it smaller, then choose it again"
    most = {"file": (bringing.ANSWERS, MOST_BYTES), "form": (bringing.FORM, MOST_FORM_BYTES)}
    return {
        name: said.format(size // 2**20)
        for name, (part, size) in most.items()
        if len(parts.get(part, b"")) > size
    }


def _name(given: str | None) -> str:
    """A file's name to be shown: never a path, nothing that can't be seen."""
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:LONGEST_NAME]
