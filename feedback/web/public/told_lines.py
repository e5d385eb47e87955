"""An account of one promise in plain words, line by line. Knows nothing of pages or papers."""

from collections.abc import Iterator
from datetime import date

from feedback.adapters.documents.grid import identity
from feedback.domain.accounts import Account, Answered
from feedback.domain.deeds import Deed, HeardElsewhere
from feedback.domain.leaflets import Line, Part
from feedback.domain.reading import Said
from feedback.domain.sections import Cell, Source
from feedback.web import language
from feedback.web.language import say


def lines(account: Account, easy: bool, depth: int = 1) -> Iterator[Line]:
    """All that is told of a promise: what we asked, what you told us, what we did, what is next. `depth` is
    that of its first headings.
    """
    if account.section.made_up:
        yield Line(Part.MADE_UP, say("These answers are made up, to try Told Us. They are not real people."))
    parts = (
        (say("What we asked"), _asked(account, depth + 1)),
        (say("What you told us"), _told(account, easy, depth + 1)),
        (say("What you said in other places"), _elsewhere(account)),
        (say("What we did"), _did(account)),
        (say("What is next"), _next(account)),
    )
    for title, found in parts:
        below = list(found)
        if below:
            yield Line(Part.HEADING, title, depth=depth)
        yield from below


def _asked(account: Account, depth: int) -> Iterator[Line]:
    if not account.asked:
        yield Line(Part.WORDS, say("We have not asked about this yet."))
    for asked in account.asked:
        yield Line(Part.HEADING, asked.title, Said(f"{asked.source.name}:"), depth=depth)
        yield Line(Part.WORDS, _who(asked.source))
        yield from (Line(Part.ITEM, one.ask) for one in asked.answered)


def _who(source: Source) -> Said:
    opens, closes = _day(source.opens), _day(source.closes)
    if source.responses is None:
        return say("A few people answered, between %(opens)s and %(closes)s.", opens=opens, closes=closes)
    return say(
        "People who answered: %(people)s, between %(opens)s and %(closes)s.",
        people=source.responses,
        opens=opens,
        closes=closes,
    )


def _told(account: Account, easy: bool, depth: int) -> Iterator[Line]:
    several = len(account.asked) > 1
    for place, asked in enumerate(account.asked):
        if several:
            yield Line(Part.HEADING, asked.title, Said(f"{asked.source.name}:"), depth=depth)
        for one in asked.answered:
            yield Line(Part.HEADING, one.ask, picture=one.picture, depth=depth + several)
            yield from _answered(one, easy, newest=place == 0)


def _answered(one: Answered, easy: bool, newest: bool) -> Iterator[Line]:
    yield from _figures(one, easy)
    if newest and one.finding.change and language.current() == "en":
        yield Line(Part.WORDS, Said(one.finding.change), identity=identity(one.finding, one.told))
    if newest and one.finding.own_words:
        for line in one.finding.own_words.split("\n"):
            yield Line(Part.WORDS, Said(line), say("The council says:"))
    for quote in one.quotes:
        yield Line(Part.QUOTE, Said(quote.words))


def _figures(one: Answered, easy: bool) -> Iterator[Line]:
    """One sentence where answers are counted together; otherwise each answer with how many gave it."""
    told, at = one.told, identity(one.finding, one.told)
    if told.base is None:
        yield Line(Part.NOTE, say("Too few people answered this to show what they said."))
    elif not one.finding.rows:
        yield Line(Part.WORDS, say("People who wrote something: %(people)s.", people=told.base), identity=at)
    elif told.counted is not None and told.counted.count is not None:
        yield Line(Part.FIGURE, _sentence(one, told.counted, easy), None, told.counted.length, at)
    else:
        yield from _rows(one, at)


def _sentence(one: Answered, counted: Cell, easy: bool) -> Said:
    """The section's own sentence in plain English; in easy read and in other languages one of the same
    numbers. Never half in one language and half in another.
    """
    said = language.either(one.counted) if one.counted else None
    if said is None or (not easy and language.current() == "en"):
        return Said(one.told.sentence)
    values = {"people": counted.count, "base": one.told.base, "answers": said.words}
    if counted.percent is None or easy:
        return say("%(people)s of %(base)s people said %(answers)s.", **values)
    return say(
        "%(people)s of %(base)s people said %(answers)s. That is %(percent)s.",
        percent=counted.percent_text,
        **values,
    )


def _rows(one: Answered, at: str) -> Iterator[Line]:
    yield Line(Part.WORDS, say("People who answered: %(people)s", people=one.told.base), identity=at)
    hides = False
    for label, cell in zip(one.rows, one.told.cells, strict=False):
        if cell.count is None:
            hides = True
            continue
        said = cell.percent_text if cell.percent else say("%(people)s people", people=cell.count).words
        count = f"{cell.count} ({said})" if cell.percent else said
        yield Line(
            Part.FIGURE, label, Said(f"{count}:", language.current()), cell.length, cell.identity or at
        )
    if hides:
        yield Line(Part.NOTE, say("Some answers are not shown, because so few people gave them."))


def _elsewhere(account: Account) -> Iterator[Line]:
    if account.section.heard_elsewhere:
        yield Line(Part.NOTE, say("This was not in a survey. It is not in the numbers above."))
    for heard in account.section.heard_elsewhere:
        yield Line(Part.QUOTE, Said(heard.words), _where(heard))
        if heard.alt:
            yield Line(Part.NOTE, Said(heard.alt), say("What it shows:"))


def _where(heard: HeardElsewhere) -> Said:
    return Said(f"{heard.kind}, {heard.group}. {heard.people}.")


def _did(account: Account) -> Iterator[Line]:
    for deed in account.done:
        yield from _deed(deed, say("Done on %(day)s.", day=_day(deed.day)))
    if not account.done:
        yield Line(Part.WORDS, say("We have not finished anything yet."))
    for deed in account.cant:
        yield from _deed(deed, say("We can’t do this."))


def _deed(deed: Deed, lead: Said, part: Part = Part.ITEM) -> Iterator[Line]:
    yield Line(part, Said(deed.words), lead)
    if deed.why:
        yield Line(Part.NOTE, Said(deed.why), say("Why:"))


def _next(account: Account) -> Iterator[Line]:
    for deed in account.next:
        day = _day(deed.day)
        if deed.late:
            yield from _deed(deed, say("This is late. We said %(day)s.", day=day), Part.LATE)
        else:
            yield from _deed(deed, say("We will do this by %(day)s.", day=day))
    if not account.next:
        yield Line(Part.WORDS, say("Nothing is planned yet."))


def _day(day: date | None) -> str:
    return language.day(day) if day else ""
