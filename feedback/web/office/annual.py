"""The page of a framework's annual review: choose a year, see it in short, take it away in Word."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from flask import Response, abort, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import annual
from feedback.adapters.annual import Review
from feedback.adapters.documents import FORMATS, as_review, review_words
from feedback.domain.annual import Year, problems
from feedback.domain.frameworks import Framework
from feedback.web.context import here
from feedback.web.office.desk import done, office
from feedback.web.office.telling import seen


def _year() -> tuple[Year, dict[str, str]]:
    """The year that the address asks for, and what is wrong with it, by field."""
    wrong: dict[str, str] = {}
    days: dict[str, date | None] = {"from": None, "to": None}
    for name in days:
        if given := request.args.get(name, "").strip():
            try:
                days[name] = date.fromisoformat(given)
            except ValueError:
                wrong[name] = "Give a day, such as 31 March 2026"
    year = Year.of(days["from"], days["to"], here().today)
    return year, wrong or problems(year)


def _review(framework: Framework, year: Year) -> Review:
    """The review as whoever asks may see it."""
    with here().database.looking() as reading:
        found = annual.gather(reading, framework, year, here().settings.rules)
    promises = (replace(promise, section=seen(promise.section)) for promise in found.promises)
    return replace(found, promises=tuple(promises))


@office.get("/review")
def annual_review() -> str | tuple[str, int]:
    """A framework's year in short, with the review to take away."""
    frameworks = here().content.frameworks
    asked = request.args.get("framework", next(iter(frameworks), ""))
    if asked and asked not in frameworks:
        abort(404)
    year, wrong = _year()
    found = _review(frameworks[asked], year) if asked and not wrong else None
    page = render_template(
        "office/review.html",
        frameworks=frameworks,
        asked=asked,
        year=year,
        typed={name: request.args.get(name, "") for name in ("from", "to")},
        review=found,
        words=review_words,
        wrong=wrong,
    )
    return (page, 422) if wrong else page


@office.get("/review/<framework>.docx")
def annual_review_file(framework: str) -> Response | AnyResponse:
    """The review as a Word document."""
    found = here().content.frameworks.get(framework) or abort(404)
    year, wrong = _year()
    if wrong:
        abort(404)
    review = _review(found, year)
    written = as_review.write(review, here().settings.word_template)
    name = f"{framework}-review-{year.start}-{year.end}.docx"
    with here().database.writing() as writing:
        done(writing, "downloaded an annual review", name)
    media_type = FORMATS["docx"].media_type
    return send_file(BytesIO(written), mimetype=media_type, as_attachment=True, download_name=name)
