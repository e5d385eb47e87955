"""How many answered in one wave, when, and whether others still can. Knows nothing of what they said."""

from collections.abc import Iterator
from datetime import date

from feedback.domain.leaflets import Line, Part
from feedback.domain.reading import Said
from feedback.domain.sections import Source
from feedback.web import language
from feedback.web.context import here
from feedback.web.language import say


def people(source: Source) -> Said:
    """How many answered: of a wave that was open when it was published, by then."""
    if source.responses is None:
        return say("A few people answered.")
    if source.still_open:
        return say("People who answered so far: %(people)s.", people=source.responses)
    return say("People who answered: %(people)s", people=source.responses)


def who(source: Source) -> Said:
    """How many answered, and when. Nobody has answered on a day to come, so an open wave has no dates."""
    if source.still_open:
        return people(source)
    opens, closes = day(source.opens), day(source.closes)
    if source.responses is None:
        return say("A few people answered, between %(opens)s and %(closes)s.", opens=opens, closes=closes)
    return say(
        "People who answered: %(people)s, between %(opens)s and %(closes)s.",
        people=source.responses,
        opens=opens,
        closes=closes,
    )


def unfinished(source: Source) -> Iterator[Line]:
    """That the numbers of a wave aren't its last: it was open when they were published, and may be still."""
    if source.still_open and here().today <= source.closes:
        yield Line(Part.NOTE, say("People are still answering. These numbers can change."))
    elif source.still_open:
        yield Line(Part.NOTE, say("We counted these while people were still answering."))


def day(on: date | None) -> str:
    return language.day(on) if on else ""
