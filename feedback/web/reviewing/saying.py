"""The three taps under each page, and what came of what was said before. Keeps words only as redacted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import abort, g, redirect, render_template, request

from feedback.adapters.redaction import redact
from feedback.adapters.store import flags
from feedback.adapters.store.flags import Looked, Said
from feedback.domain import journey
from feedback.domain.flags import LONGEST_WORD, LONGEST_WORDS, START, Kind, State
from feedback.web import guessing, walking
from feedback.web.context import here
from feedback.web.language import to_say as _
from feedback.web.reviewing.visits import Page, Visit, reviewing, visiting

MOST_SAID = 300  # from one address in a quarter of an hour: a whole youth council may share one
LONGEST = {Kind.UNCLEAR: 0, Kind.WORD: LONGEST_WORD, Kind.BETTER: LONGEST_WORDS}
EMPTY = _("Write something first.")
TOO_LONG = _("That is too long. Use at most %(most)s letters.")
FULL = _("This link can’t hold any more. Tell the person who gave it to you.")
TOO_OFTEN = _("There were too many tries. Wait %(minutes)s minutes, then try again. Saved answers are safe.")
MINUTES = 15


@dataclass(frozen=True)
class Taps:
    """What stands under a page: the place that is spoken of, what was just said, or what is wrong with it."""

    place: str
    said: Looked | None = None
    taken_out: bool = False
    kind: Kind | None = None
    wrong: tuple[str, Mapping[str, int]] | None = None
    typed: str = ""


def showing(visit: Visit, place: str | None, draw: Callable[[], Page], taps: Taps | None = None) -> Page:
    """Draws a page of the walk with the taps under it; without them where there is no place to speak of."""
    g.visit = visit
    g.taps = taps or (None if place is None else Taps(place, _just_said(visit), "out" in request.args))
    return draw()


def of_start(visit: Visit, taps: Taps | None = None) -> Page:
    """The survey's start page, with the taps."""
    return showing(visit, START, lambda: visit.walk.page("welcome", begun=False), taps)


def _just_said(visit: Visit) -> Looked | None:
    wanted = request.args.get("said", "")
    if not wanted.isascii() or not wanted.isdecimal():
        return None
    return next((one for one in came_of(visit) if str(one.flag.id) == wanted), None)


def came_of(visit: Visit) -> Sequence[Looked]:
    """All that was said by this link, the newest first, and what came of it."""
    return list(reversed(flags.of_link(visit.session, visit.link)))


@reviewing.post("/flag")
def flag(token: str) -> Page:
    """Keeps what was tapped, redacted, and shows it; or asks again with all that was typed."""
    if guessing.one_too_many(f"review says {guessing.address()}", MOST_SAID):
        return too_often(token)
    with visiting(token, writing=True) as visit:
        place, kind = request.form.get("place", ""), request.form.get("kind", "")
        if kind not in set(Kind) or not visit.begun:
            return visit.go("hello")
        if place != START and visit.walk.survey.question(place) is None:
            return visit.go("hello")  # it was taken out meanwhile
        return _say(visit, place, Kind(kind))


def _say(visit: Visit, place: str, kind: Kind) -> Page:
    typed = " ".join(request.form.get("words", "").split()) if LONGEST[kind] else ""
    typed = "".join(c for c in typed if c.isprintable())
    if wrong := _wrong(kind, typed):
        return _again(visit, Taps(place, kind=kind, wrong=wrong, typed=typed))
    words = redact(typed, here().settings.take_out)
    version = _shown(visit.design.version)
    mark = visit.mark(visit.link.token_hash, place, kind, words.casefold(), version)
    said = Said(place, kind, words, visit.role, visit.walk.reading.language, version, mark)
    kept = flags.add(visit.session, visit.link, said, here().today)
    if kept is None:
        return _again(visit, Taps(place, kind=kind, wrong=(FULL, {}), typed=typed))
    out = {"out": 1} if words != typed else {}
    page = journey.page_of(visit.walk.survey, visit.walk.answers, place)
    address = visit.place(page[0].key if page else place, said=kept, **out, _anchor="said")
    return redirect(address, 303)


def _shown(newest: int) -> int:
    """The version that the page showed: somebody may have saved another since."""
    given = request.form.get("version", "")
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else newest
    return number if 1 <= number <= newest else newest


def _wrong(kind: Kind, typed: str) -> tuple[str, Mapping[str, int]] | None:
    if not LONGEST[kind]:
        return None
    if not typed:
        return EMPTY, {}
    return (TOO_LONG, {"most": LONGEST[kind]}) if len(typed) > LONGEST[kind] else None


def _again(visit: Visit, taps: Taps) -> Page:
    if taps.place == START:
        page = of_start(visit, taps)
    else:
        question = taps.place
        page = showing(visit, question, lambda: walking.question_page(visit.walk, question), taps)
    return (page, 422) if isinstance(page, str) else abort(422)


def too_often(token: str) -> Page:
    """The page for an address from which too much came at once."""
    said = (TOO_OFTEN, {"minutes": MINUTES})
    return render_template("reviewing/too_often.html", token=token, said=said), 429


@reviewing.context_processor
def around() -> dict[str, object]:
    """What the frame of a page that is tried draws around it."""
    return {"visit": g.get("visit"), "taps": g.get("taps"), "State": State}
