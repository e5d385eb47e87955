"""Pages for anyone: which surveys are open, what words mean, privacy, accessibility, and the way out."""

from flask import Blueprint, Response, render_template
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import drafts, editions, waves
from feedback.domain.reading import Reading, Said
from feedback.domain.surveys import Survey
from feedback.web import language, leaving, pictures
from feedback.web.context import here

public = Blueprint("public", __name__)


@public.get("/")
def home() -> str:
    """The surveys that are open now."""
    context = here()
    with context.database.reading() as reading:
        open_now = [
            (wave, _title(editions.get(reading, wave.survey_key, wave.edition)))
            for wave in waves.every(reading)
            if wave.access == waves.OPEN and wave.opens_on <= context.today <= wave.closes_on
        ]
        return render_template("public/home.html", open_now=open_now)


def _title(survey: Survey) -> Said:
    """Its title, in the reader's language if the survey comes in it."""
    return Reading(survey, language.current()).title


@public.get("/words")
def words() -> str:
    """The jargon buster."""
    return render_template("public/words.html", jargon=here().content.jargon, avoid=here().settings.avoid)


@public.get("/privacy")
def privacy() -> str:
    contact = here().settings.contact
    return render_template("public/privacy.html", kept_days=drafts.KEPT_DAYS, contact=contact)


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
