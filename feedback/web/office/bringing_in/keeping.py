"""The last step: the survey and the wave get their names and dates, and the answers are kept."""

import datetime as dt
from collections.abc import Mapping

from flask import render_template, request
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters import bringing as work
from feedback.adapters.bringing_keep import Naming, keep
from feedback.adapters.imports.keys import slug
from feedback.adapters.imports.showing import Told
from feedback.adapters.store import bringing, designs, waves
from feedback.domain.surveys import Audience
from feedback.web.context import here
from feedback.web.office.bringing_in import working
from feedback.web.office.bringing_in.waiting import Waiting, opened, to_its_page, waiting
from feedback.web.office.desk import office

FIELDS = ("title", "many", "one", "wave", "opens", "closes")
MOST_LETTERS = 100
Page = str | tuple[str, int] | AnyResponse


@office.get("/bringing-in/<token>/keep")
def name_brought(token: str) -> Page:
    """A form for the names and dates, with what will be kept."""
    with here().database.reading() as reading:
        file = waiting(reading, token)
    if file is None or not file.found.people:
        return to_its_page(token)
    before = (file.tried or file.told).named
    return _page(file, {"title": file.found.title, "many": "people", "one": "person", **before}, {})


@office.post("/bringing-in/<token>/keep")
def keep_brought(token: str) -> Page:
    """Keeps the answers. Of two presses, the second finds the first at work, or done."""
    with here().database.reading() as reading:
        file = waiting(reading, token)
        given = {name: " ".join(request.form.get(name, "").split()) for name in FIELDS}
        if file is None or not file.found.people:
            return to_its_page(token)
        wrong, naming = _checked(file, given)
        if naming and (there := waves.get(reading, waves.wave_key(naming.survey, naming.wave))):
            wrong["wave"] = f"“{there.name}” of this survey is there already. Give the wave another name"
    if wrong or naming is None:
        return _page(file, given, wrong), 422
    told = _named(file, given)
    with here().database.writing() as writing:
        attempt = work.ask(writing, opened(writing, token), told, bringing.KEEPING, here().now())
    if attempt is not None:
        working.begin(token, attempt, lambda job: keep(job, naming))
    return to_its_page(token)


def _named(file: Waiting, given: Mapping[str, str]) -> Told:
    mapping = file.told.mapping
    if file.survey is None:
        who = Audience(key=slug(given["many"]) or "people", many=given["many"], one=given["one"])
        mapping = mapping.model_copy(update={"title": given["title"], "audience": who})
    return file.told.model_copy(update={"mapping": mapping, "about": "", "named": dict(given)})


def _checked(file: Waiting, given: Mapping[str, str]) -> tuple[dict[str, str], Naming | None]:
    """What is wrong with the names and dates, by field; and what they say, if nothing is."""
    wrong: dict[str, str] = {}
    key = file.told.survey or slug(given["title"])
    if file.survey is None:
        wrong |= _wrong_with_survey(key, given)
    try:
        waves.wave_key(key or "survey", given["wave"])
    except ValueError as problem:
        wrong["wave"] = f"{str(problem)[:1].upper()}{str(problem)[1:]}"
    opens, closes = _day(given["opens"]), _day(given["closes"])
    if opens is None:
        wrong["opens"] = "Give the first day on which people could answer"
    if closes is None or closes > here().today:
        wrong["closes"] = "Give the last day on which people could answer: it can’t be after today"
    elif opens and closes < opens:
        wrong["closes"] = "The last day can’t be before the first"
    if wrong or opens is None or closes is None:
        return wrong, None
    return wrong, Naming(key, given["wave"], opens, closes)


def _wrong_with_survey(key: str, given: Mapping[str, str]) -> dict[str, str]:
    said = {
        "title": "Give the survey a name",
        "many": "Say who answered, such as care leavers",
        "one": "Say what one of them is called, such as care leaver",
    }
    wrong = {
        name: f"{words}. It has at most {MOST_LETTERS} letters"
        for name, words in said.items()
        if not 2 <= len(given[name]) <= MOST_LETTERS
    }
    if "title" not in wrong and not key:
        wrong["title"] = "The survey’s name needs plain letters or digits, such as Care leavers survey"
    with here().database.reading() as reading:
        if "title" not in wrong and work.known(reading, here().content.surveys, key):
            wrong["title"] = (
                "There is a survey of this name. Give another name; or if this is it, give the file again "
                "and choose that survey"
            )
        elif "title" not in wrong and designs.get(reading, key):
            wrong["title"] = "A survey of this name is being made here. Give another name"
    return wrong


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= 1990 else None


def _page(file: Waiting, given: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    return render_template(
        "office/bringing_in/keep.html", waiting=file, found=file.found, given=given, wrong=wrong
    )
