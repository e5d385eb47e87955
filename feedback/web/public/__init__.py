"""Pages for anyone: which surveys are open, what words mean, privacy, accessibility, and the way out."""

from datetime import date

from flask import Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import drafts, editions, receipts, waves
from feedback.adapters.tables import Wave
from feedback.domain.reading import Reading, Said
from feedback.domain.surveys import Survey
from feedback.web import language, leaving, pictures, taking_out
from feedback.web.context import here
from feedback.web.public import feed as feed
from feedback.web.public import feeling as feeling
from feedback.web.public import news as news
from feedback.web.public import told as told
from feedback.web.public.desk import public as public


@public.get("/")
def home() -> str:
    """The surveys that are open now."""
    context = here()
    with context.database.reading() as reading:
        open_now = [
            (wave, _title(editions.get(reading, wave.survey_key, wave.edition)))
            for wave in waves.every(reading)
            if _open_to_all(wave, context.today)
        ]
        return render_template("public/home.html", open_now=open_now)


def _open_to_all(wave: Wave, today: date) -> bool:
    return wave.access == waves.OPEN and wave.opens_on <= today <= wave.closes_on


def _title(survey: Survey) -> Said:
    """Its title, in the reader's language if the survey comes in it."""
    return Reading(survey, language.current()).title


@public.get("/words")
def words() -> str:
    """The jargon buster."""
    return render_template("public/words.html", jargon=here().content.jargon, avoid=here().settings.avoid)


@public.get("/privacy")
def privacy() -> str:
    context = here()
    with context.database.reading() as reading:
        ends = [
            (_title(editions.get(reading, wave.survey_key, wave.edition)), wave.delete_on)
            for wave in waves.every(reading)
            if _open_to_all(wave, context.today) and wave.delete_on
        ]
    return render_template(
        "public/privacy.html", kept_days=drafts.KEPT_DAYS, ends=ends, contact=context.settings.contact
    )


@public.get("/take-out")
def take_out() -> str:
    """Asks for the three words that take one's answers out."""
    return _taking_out()


@public.post("/take-out")
def try_take_out() -> tuple[str, int] | str:
    """Asks whether the person is sure; then deletes the response that has these words."""
    found = taking_out.find(taking_out.typed())
    if found.survey is None:
        return _taking_out(found), found.step.value
    if request.form.get("sure") != "yes":
        return _taking_out(found)
    with here().database.writing() as writing:
        gone = receipts.take_out(writing, found.words_hash)
    here().database.settle()
    if gone is None:
        return _taking_out(taking_out.not_found(found.typed)), taking_out.Step.WRONG.value
    return _taking_out(done=True)


def _taking_out(found: taking_out.Found | None = None, done: bool = False) -> str:
    return render_template(
        "public/take_out.html",
        done=done,
        title=_title(found.survey) if found and found.survey else None,
        wrong=found.wrong if found else None,
        typed=found.typed if found else "",
    )


@public.get("/accessibility")
def accessibility() -> str:
    return render_template("public/accessibility.html", contact=here().settings.contact)


@public.get("/style/<name>")
def style(name: str) -> Response:
    """A file that browsers keep."""
    return here().styles.response(name, here().settings.colour)


@public.get("/logo/<key>")
def logo(key: str) -> Response:
    """The council's logo, under an address that changes when it does."""
    return pictures.logo(key)


@public.get("/picture/<key>")
def picture(key: str) -> Response:
    """A picture of easy read."""
    return pictures.picture(key)


@public.get("/recording/<path:key>")
def recording(key: str) -> Response:
    """A question read aloud by someone."""
    return pictures.recording(key)


@public.post("/leave")
def leave() -> AnyResponse:
    """Leaves nothing behind: the drafts go, the session goes, and another site opens."""
    return leaving.leave()


@public.get("/left")
def left() -> Response:
    """Blank, and on to the other site at once. A page of our own, because browsers hold every address that a
    form leads on to against our policy, and the other site may lead on to yet another.
    """
    return leaving.onwards()
