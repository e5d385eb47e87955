"""In which language this visitor reads, and whether in easy read. Knows nothing of what is on the page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from babel import Locale
from babel.lists import format_list
from flask import Flask, g, redirect, request, session, url_for
from flask_babel import Babel, force_locale, get_locale, refresh
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.languages import NAMES, digits, locale, long_date, name
from feedback.domain.reading import Explained, Said
from feedback.domain.surveys import find_words
from feedback.domain.translations import ENGLISH, Translation
from feedback.web.context import here

SHOW = "show"
EASY, STANDARD = "easy", "standard"


def to_say(words: str) -> str:
    """Marks words that a page will say, so that translators get them. The page translates, not this."""
    return words


def say(words: str, **values: object) -> Said:
    """Our words in the page's language with these values in them; in English where they aren't translated."""
    found = here().translations.get(current())
    if found is None or words not in found.words:
        return Said(words % values if values else words)
    translated = found.words[words]
    return Said(translated % values if values else translated, current())


def day(on: date) -> str:
    """A day as the page's language says it."""
    return long_date(on, get_locale())


def either(said: Sequence[Said]) -> Said | None:
    """“Agree” or “Strongly agree”, as people say it in the page's language; None if any isn't in it."""
    if any(one.language != current() for one in said):
        return None
    quoted = [f"“{one.words}”" for one in said]
    return Said(format_list(quoted, "or", get_locale()), current())


def offer(languages: Iterable[str]) -> None:
    """Says which languages the page of this request comes in, before anything on it is said. Of those that
    come with Told Us, the council may have chosen some.
    """
    g.comes_in = languages
    g.pop("offered", None)


def choose(wanted: str) -> bool:
    """Keeps a choice of language, or of easy or standard words. False for what isn't a choice here."""
    if wanted in (EASY, STANDARD):
        session["easy"] = wanted == EASY
    elif re.fullmatch(r"[a-z]{2,3}", wanted):  # whether the page comes in it is seen when it is drawn
        session["language"] = wanted
        refresh()  # this page may have been in another language so far
    else:
        return False
    return True


def this_page(without: str, **more: str) -> str:
    """The address of this page, built anew so that it can lead nowhere else, without one of its choices."""
    rest = {name: value for name, value in request.args.items() if name != without}
    return url_for(request.endpoint or "public.home", **{**rest, **(request.view_args or {}), **more})


def current() -> str:
    """The language of this request's page."""
    chosen: str = get_locale().language
    return chosen


@contextmanager
def speaking(chosen: str, languages: Iterable[str]) -> Iterator[None]:
    """Draws a page in a language that was chosen for it, whoever looks: paper is printed in the office."""
    offer(languages)
    with force_locale(locale(chosen)):
        yield


def easy(otherwise: bool = False) -> bool:
    """Whether easy read was chosen; where nothing was, what `otherwise` says."""
    return bool(session.get("easy", otherwise))


def _offered() -> tuple[str, ...]:
    """Worked out when it is first asked for: what the council chose may be read with the page's own rows."""
    if "comes_in" not in g:
        return (ENGLISH,)
    if "offered" not in g:
        chosen = here().settings.languages
        listed = {ENGLISH, *(c for c in g.comes_in if not chosen or c in chosen or c not in NAMES)}
        g.offered = (*(code for code in NAMES if code in listed), *sorted(listed - NAMES.keys()))
    offered: tuple[str, ...] = g.offered
    return offered


def choices() -> list[tuple[str, str]]:
    """The languages that this request's page comes in, each with its name in itself."""
    return [(code, name(code)) for code in _offered()]


def _select() -> Locale:
    """What was chosen, or else what the browser asks for, among what is offered. The office is in English."""
    if request.blueprint == "office":
        return locale(ENGLISH)
    chosen = session.get("language")
    if chosen not in _offered():
        chosen = request.accept_languages.best_match(_offered(), ENGLISH)
    return locale(chosen)


def set_up(app: Flask, translations: Mapping[str, Translation]) -> None:
    """Gives the pages their languages, and lets any of them be changed with a link."""
    Babel(app, default_locale="en_GB", locale_selector=_select)

    @app.before_request
    def prepare() -> AnyResponse | None:
        offer(translations)
        if request.endpoint and request.method == "GET" and choose(request.args.get(SHOW, "")):
            return redirect(this_page(without=SHOW), 303)
        return None

    def translated(words: str) -> str:
        """Our words in the page's language; English, and marked so, where they aren't translated."""
        language = current()
        if language == ENGLISH:
            return words
        found = translations.get(language)
        return found.words[words] if found and words in found.words else str(_marked(Said(words)))

    known = {to_say("free, day and night")}  # words of settings that we have in other languages
    app.jinja_env.add_extension("jinja2.ext.i18n")
    env: Any = app.jinja_env
    env.install_gettext_callables(
        translated, lambda one, many, n: translated(one if n == 1 else many), newstyle=True
    )
    env.filters["said"] = _marked
    env.filters["ours"] = lambda words: Markup(translated(words)) if words in known else escape(words)  # noqa: S704
    env.filters["digits"] = lambda value: digits(value, current())
    env.filters["long_date"] = lambda day: long_date(day, get_locale())

    @app.context_processor
    def reading() -> dict[str, object]:
        chosen = get_locale()
        return {
            "language": chosen.language,
            "direction": chosen.text_direction,
            "easy": easy() and request.blueprint != "office",
            "switcher": [] if request.blueprint == "office" else choices(),
        }


def _marked(said: Said | None, explained: Sequence[Explained] = (), own: str = "") -> Markup:
    """Words for a page, marked with their language where it isn't the page's. Those that are explained are
    links to their meanings: `#means-1` and so on, after what is the question's `own`.
    """
    if said is None:
        return Markup()
    words = _linked(said, explained, own)
    if said.language == current():
        return words
    direction = locale(said.language).text_direction
    return Markup('<span lang="{}" dir="{}">{}</span>').format(said.language, direction, words)


def _linked(said: Said, explained: Sequence[Explained], own: str) -> Markup:
    """The words with links to what is explained in them."""
    forms = {f.words: e.place for e in explained for f in e.forms if f.language == said.language}
    done, rest = Markup(), said.words
    while forms and (found := find_words(forms, rest)):
        # By the letters' own rules: in Turkish and elsewhere small and capital letters pair up otherwise.
        place = next((place for form, place in forms.items() if find_words([form], found[0])), 1)
        done += _numbers(rest[: found.start()], said.language)
        done += Markup('<a class="term" href="#{}means-{}">{}</a>').format(own, place, found[0])
        rest = rest[found.end() :]
    return done + _numbers(rest, said.language)


_PHONE = re.compile(r"\u200e?((?<!\d)(?:999|\d{3,5}(?: \d{3,6})+)(?!\d))")


def _numbers(words: str, language: str) -> Markup:
    """Numbers in the language's own digits, except those to ring: they stay as a phone has them, whole and
    from left to right.
    """
    parts = _PHONE.split(words)
    rung = Markup('<bdi dir="ltr" class="number">{}</bdi>')
    return Markup().join(
        rung.format(part) if place % 2 else escape(digits(part, language)) for place, part in enumerate(parts)
    )
