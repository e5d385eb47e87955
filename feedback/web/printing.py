"""Pages for a printer: cards and letters with codes, a survey on paper. Knows no route, stores nothing."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno
from flask import render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from feedback.adapters.store import codes, editions, uploads
from feedback.adapters.tables import Wave
from feedback.domain.reading import Reading
from feedback.web import language, pictures
from feedback.web.context import here

CARDS, LETTERS = "cards", "letters"
CARDS_A_SHEET = 4


@dataclass(frozen=True)
class Coded:
    """One person's code as it is printed, and the square to point a phone at."""

    code: str
    square: Markup


def codes_page(
    session: Session, wave: Wave, made: Sequence[str], layout: str, greeting: str = "", alone: bool = False
) -> str:
    """Cards or letters, one for each code. `alone` makes a file that needs nothing beside it."""
    survey = editions.get(session, wave.survey_key, wave.edition)
    address = url_for("answering.welcome", wave=wave.key, _external=True)
    coded = [Coded(code, square_of(wave, code)) for code in made]
    a_sheet = CARDS_A_SHEET if layout == CARDS else 1
    return render_template(
        "office/codes_printed.html",
        wave=wave,
        survey=survey,
        layout=layout,
        sheets=[coded[i : i + a_sheet] for i in range(0, len(coded), a_sheet)],
        count=len(coded),
        address=address.removeprefix("https://"),
        greeting=greeting,
        mark=_logo(session, alone) if layout == LETTERS else "",
        css=_css(alone),
    )


def address_of(wave: Wave) -> str:
    """Where a wave is answered."""
    return url_for("answering.welcome", wave=wave.key, _external=True)


def square_of(wave: Wave, code: str = "") -> Markup:
    """The address, with a code in it if one is given, as a drawing to point a phone at."""
    plain = codes.plain(code) if code else None
    address = url_for("answering.welcome", wave=wave.key, code=plain, _external=True)
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=4))  # noqa: S704


def paper_page(
    session: Session, reading: Reading, wave: Wave | None, large: bool, alone: bool = False
) -> str:
    """A survey to fill in with a pen, in the language of the reading."""
    name = "answering/paper.html" if alone else "office/paper_printed.html"
    with language.speaking(reading.language, reading.survey.languages):
        return render_template(
            name,
            wave=wave,
            survey=reading.survey,
            reading=reading,
            easy=reading.easy,
            large=large,
            numbers={q.key: n for n, q in enumerate(reading.survey.questions, 1)},
            pictures=pictures.alts(session) if reading.easy else {},
            picture_address=_kept_in_page(session) if alone else _on_this_site,
            css=_css(alone),
        )


def _logo(session: Session, alone: bool) -> Markup:
    """The council's logo for the head of a letter, if it has one."""
    logo, file = here().settings.logo, uploads.get(session, uploads.LOGO, uploads.LOGO)
    if logo is None or file is None:
        return Markup()
    address = _data(file.content, file.media_type) if alone else url_for("public.logo", key=logo.digest)
    image = Markup('<img class="mark" src="{}" alt="{}" width="{}" height="{}">')
    return image.format(address, logo.alt, logo.wide, logo.high)


def _data(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def _on_this_site(key: str) -> str:
    return url_for("public.picture", key=key)


def _kept_in_page(session: Session) -> Callable[[str], str]:
    def address(key: str) -> str:
        return _data(*(pictures.file(session, key) or (b"", "")))

    return address


def _css(alone: bool) -> Markup:
    """The styles, for a page that stands alone; none where it can ask for them."""
    return Markup(here().styles.files["print.css"].decode()) if alone else Markup()  # noqa: S704
