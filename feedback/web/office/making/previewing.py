"""The phone beside the form: the pages that young people see, drawn from the design. Keeps nothing."""

from flask import Response, make_response, render_template, request

from feedback.domain import glimpses
from feedback.domain.designs import Design
from feedback.domain.reading import Reading
from feedback.domain.surveys import Survey
from feedback.web import pictures
from feedback.web.answering.asking import Asked
from feedback.web.answering.parsing import SKIP
from feedback.web.context import here
from feedback.web.office.desk import office
from feedback.web.office.making import desk, question_form, start_page
from feedback.web.walking import wave_of


@office.get("/making/<design>/q/<question>/preview")
def preview_question(design: str, question: str) -> Response:
    """A question as it is saved."""
    found, _ = desk.opened(design)
    desk.asked(found, question)
    return _question(found, question)


@office.post("/making/<design>/q/<question>/preview")
def preview_typed_question(design: str, question: str) -> Response:
    """A question as it is typed."""
    found, _ = desk.opened(design)
    desk.asked(found, question)
    return _question(question_form.read(found, question, frozenset()), question)


@office.get("/making/<design>/start-page/preview")
def preview_start(design: str) -> Response:
    """The start page as it is saved."""
    return _start(desk.opened(design)[0])


@office.post("/making/<design>/start-page/preview")
def preview_typed_start(design: str) -> Response:
    """The start page as it is typed."""
    return _start(start_page.read(desk.opened(design)[0]))


def _question(design: Design, key: str) -> Response:
    survey, questions = glimpses.page(design, key)
    number, total = design.number(questions[0].key), len(design.questions)
    return _drawn("question", survey, asked=list(map(Asked, questions)), number=number, total=total)


def _start(design: Design) -> Response:
    return _drawn("welcome", glimpses.as_far(design)[0], begun=False)


def _drawn(name: str, survey: Survey, **more: object) -> Response:
    easy = "easy" in request.args and survey.has_easy
    with here().database.reading() as reading:
        drawn = pictures.drawn(reading) if easy else {}
    page = render_template(
        "office/making/drawn.html",
        inside=f"answering/{name}.html",
        wave=wave_of(survey.survey),
        survey=survey,
        reading=Reading(survey, easy=easy),
        easy=easy,
        pictures=drawn,
        to=lambda *_args, **_more: request.path,
        group="",
        held="",
        before=None,
        changing=False,
        skip=SKIP,
        trying=True,
        preview=True,
        **more,
    )
    return make_response(page)
