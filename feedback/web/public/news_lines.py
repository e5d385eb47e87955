"""A newsletter in plain words, line by line, for a page, a PDF and an e-mail. Knows none of them."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import get_locale
from sqlalchemy.orm import Session

from feedback.adapters.documents.leaflets import Around, Shown
from feedback.adapters.newsletters import Read
from feedback.adapters.store import uploads
from feedback.domain.leaflets import Leaflet, Line, Part
from feedback.domain.newsletters import Newsletter
from feedback.domain.reading import Said
from feedback.web import language, pictures
from feedback.web.context import here
from feedback.web.language import say
from feedback.web.public.told_lines import lines


def leaflet(read: Read, easy: bool) -> Leaflet:
    """A newsletter in the language of this page. What the council itself writes in it stays in English."""
    told = (*_before(read.newsletter), *_promises(read, easy), *_after(read.newsletter))
    title = Said(read.newsletter.title)
    return Leaflet(title, language.current(), get_locale().text_direction, told, easy)


def _before(newsletter: Newsletter) -> Iterator[Line]:
    if newsletter.meeting:
        yield Line(Part.WORDS, Said(newsletter.meeting), say("After this meeting:"))
    if newsletter.on:
        day = Said(language.day(newsletter.on), language.current())
        yield Line(Part.WORDS, day, say("The day of the meeting:"))
    yield from _paragraphs(newsletter.opening)


def _promises(read: Read, easy: bool) -> Iterator[Line]:
    for account in read.accounts:
        section = account.section
        yield Line(Part.HEADING, Said(section.name), Said(f"{section.kind} {section.number}"), depth=1)
        yield from lines(account, easy, depth=2)


def _after(newsletter: Newsletter) -> Iterator[Line]:
    if newsletter.closing:
        yield Line(Part.HEADING, say("The next meeting"), depth=1)
        yield from _paragraphs(newsletter.closing)


def _paragraphs(words: str) -> Iterator[Line]:
    return (Line(Part.WORDS, Said(line)) for line in words.split("\n") if line.strip())


def around(session: Session, made: Leaflet, number: int | None) -> Around:
    """What a leaflet has around it on paper, and in an e-mail: its pictures, and its page's address if it is
    linked by its number.
    """
    keys = {line.picture for line in made.lines if line.picture}
    return Around(
        council=here().settings.council,
        pictures={key: shown for key in sorted(keys) if (shown := _shown(session, key))},
        address=url_for("public.newsletter", number=number, _external=True) if number else "",
        there=say("You can read this on a web page, in other languages too:"),
    )


def _shown(session: Session, key: str) -> Shown | None:
    found = pictures.file(session, key)
    if found is None:
        return None
    own = uploads.get(session, uploads.PICTURE, key)
    return Shown(*found, alt=own.alt if own else here().pictures.alts[key])
