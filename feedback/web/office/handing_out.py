"""Ways for people to answer: codes on cards and letters, paper, a group on one device. Keeps no answers."""

from collections.abc import Mapping

from flask import redirect, render_template, request, session, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.languages import in_english
from feedback.adapters.store import codes as kept
from feedback.adapters.store import editions
from feedback.adapters.store.waves import CODES
from feedback.domain.reading import Reading
from feedback.domain.translations import ENGLISH
from feedback.web import printing
from feedback.web.answering import holding
from feedback.web.context import here
from feedback.web.office.desk import answerable, done, office

MOST_CODES = 500  # a page of them is drawn in a few seconds; `toldus codes` makes more
LONGEST_GREETING, MOST_LINES = 500, 10


@office.get("/waves/<wave>/codes")
def codes(wave: str) -> str:
    """How many codes were made and used, and a form to make more."""
    return _codes_page(wave, {"count": "30", "layout": printing.CARDS, "greeting": ""}, {})


@office.post("/waves/<wave>/codes")
def make_codes(wave: str) -> str | tuple[str, int] | AnyResponse:
    """Makes codes and shows them, to be printed: once, because only their hashes are kept."""
    given = {name: request.form.get(name, "") for name in ("count", "layout", "greeting")}
    given["greeting"] = given["greeting"].replace("\r\n", "\n").strip()
    if wrong := _wrong_with(given):
        return _codes_page(wave, given, wrong), 422
    context = here()
    with context.database.writing() as writing:
        found = answerable(writing, wave)
        if found.access != CODES:  # the page says so, and how to change that
            return redirect(url_for("office.codes", wave=wave), 303)
        made = kept.make(writing, found, context.settings.secret_key, int(given["count"]))
        done(writing, "made codes", f"{wave}: {len(made)}")
        return printing.codes_page(writing, found, made, given["layout"], given["greeting"])


def _wrong_with(given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the form, by field."""
    wrong = {}
    count = given["count"].strip()
    if not (count.isascii() and count.isdecimal() and 1 <= int(count[:9]) <= MOST_CODES):
        wrong["count"] = f"Write how many codes to make: a number from 1 to {MOST_CODES}."
    if given["layout"] not in (printing.CARDS, printing.LETTERS):
        wrong["layout"] = "Choose cards or letters."
    greeting = given["greeting"]
    if len(greeting) > LONGEST_GREETING or greeting.count("\n") >= MOST_LINES:
        wrong["greeting"] = (
            f"The greeting is too long for the page: at most {LONGEST_GREETING} letters in "
            f"{MOST_LINES} lines. It has {len(greeting)} letters in {greeting.count(chr(10)) + 1} lines."
        )
    return wrong


def _codes_page(wave: str, given: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    with here().database.reading() as reading:
        found = answerable(reading, wave)
        made, used = kept.counted(reading, found)
        survey = editions.get(reading, found.survey_key, found.edition)
        return render_template(
            "office/codes.html",
            wave=found,
            survey=survey,
            made=made,
            used=used,
            given=given,
            wrong=wrong,
            most=MOST_CODES,
        )


@office.get("/waves/<wave>/paper")
def paper(wave: str) -> str:
    """The survey to fill in with a pen; or, before a language is chosen, what there is to choose."""
    with here().database.reading() as reading:
        found = answerable(reading, wave)
        survey = editions.get(reading, found.survey_key, found.edition)
        chosen = request.args.get("language", "")
        if chosen in (ENGLISH, *survey.languages):
            easy = survey.has_easy and "easy" in request.args
            on_paper = Reading(survey, chosen, easy)
            return printing.paper_page(reading, on_paper, found, "large" in request.args)
        languages = [(code, in_english(code)) for code in (ENGLISH, *survey.languages)]
        return render_template("office/paper.html", wave=found, survey=survey, languages=languages)


@office.post("/waves/<wave>/group")
def begin_group(wave: str) -> AnyResponse:
    """Signs the officer out here, then starts a group session: the device is about to be handed round."""
    with here().database.reading() as reading:
        found = answerable(reading, wave)
        logout_user()
        session.clear()
        holding.begin_group(found)
        return redirect(url_for("answering.welcome", wave=found.key), 303)
