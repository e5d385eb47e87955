"""An account of one promise in plain words, line by line. Knows nothing of pages or papers."""

from collections.abc import Iterator

from feedback.adapters.documents.grid import identity
from feedback.domain.accounts import Account, Answered, Asked
from feedback.domain.changes import POOLED
from feedback.domain.deeds import Deed, HeardElsewhere
from feedback.domain.disclosure import HIDDEN
from feedback.domain.leaflets import Line, Part
from feedback.domain.reading import Said
from feedback.domain.sections import THEMES, Cell
from feedback.domain.sentences import compares
from feedback.web import language
from feedback.web.language import say
from feedback.web.language import to_say as _
from feedback.web.public.told_waves import day, people, unfinished

_SAID_ELSEWHERE = (  # as domain/heard.py says it, for whoever translates
    _("Meeting"),
    _("Workshop"),
    _("Youth council minutes"),
    _("Think tank"),
    _("Picture"),
    _("Poem"),
    _("Recording"),
    _("Nobody counted how many were there"),
    _("A small group was there"),
)
_MORE_THAN_ONE = _("People could choose more than one, so the numbers can add up to more than everyone.")


def lines(account: Account, easy: bool, depth: int = 1) -> Iterator[Line]:
    """All that is told of a promise: what we asked, what you told us, what we did, what is next. `depth` is
    that of its first headings.
    """
    if account.section.made_up:
        yield Line(Part.MADE_UP, say("These answers are made up, to try Told Us. They are not real people."))
    parts = (
        (say("What we asked"), "ask", _asked(account, depth + 1)),
        (say("What you told us"), "listen", _told(account, easy, depth + 1)),
        (say("What you said in other places"), "talk", _elsewhere(account)),
        (say("What we did"), "yes", _did(account)),
        (say("What is next"), "calendar", _next(account)),
    )
    for title, picture, found in parts:
        below = list(found)
        if below:
            yield Line(Part.HEADING, title, depth=depth, picture=picture if easy else "")
        yield from below


def _asked(account: Account, depth: int) -> Iterator[Line]:
    if not account.asked:
        yield Line(Part.WORDS, say("We have not asked about this yet."))
    for asked in account.asked:
        yield _wave(asked, depth)
        yield Line(Part.NOTE, people(asked.source))
        yield from (Line(Part.ITEM, one.ask) for one in asked.answered)


def _wave(asked: Asked, depth: int) -> Line:
    return Line(Part.HEADING, asked.title, Said(asked.source.name), depth=depth)


def _told(account: Account, easy: bool, depth: int) -> Iterator[Line]:
    yield from _own(account.section.own_words)
    several = len(account.asked) > 1
    for asked in account.asked:
        if several:
            yield _wave(asked, depth)
        yield from unfinished(asked.source)
        for one in asked.answered:
            yield Line(Part.HEADING, one.ask, picture=one.picture, depth=depth + several)
            yield from _answered(one, easy, one.finding.told[0].source.wave == asked.source.wave)


def _answered(one: Answered, easy: bool, newest: bool) -> Iterator[Line]:
    yield from _figures(one, easy)
    change = one.finding.change or ""
    if newest and compares(change) and not easy and language.current() == "en":
        yield Line(Part.WORDS, Said(change), identity=identity(one.finding, one.told))
    if newest:
        yield from _own(one.finding.own_words)
    for quote in one.quotes:
        yield Line(Part.QUOTE, Said(quote.words))


def _own(words: str) -> Iterator[Line]:
    """What an officer wrote beside the figures."""
    for line in filter(None, map(str.strip, words.split("\n"))):
        yield Line(Part.WORDS, Said(line), say("The council says:"))


def _figures(one: Answered, easy: bool) -> Iterator[Line]:
    """One sentence where answers are counted together; otherwise each answer with how many gave it."""
    told, at = one.told, identity(one.finding, one.told)
    if told.base is None:
        yield Line(Part.NOTE, say("Too few people answered this to show what they said."))
    elif told.base == 0:
        yield Line(Part.NOTE, say("Nobody answered this."))
    elif one.finding.kind == POOLED:
        yield Line(Part.WORDS, Said(told.sentence), identity=at)
    elif not one.finding.rows:
        yield Line(Part.WORDS, say("People who wrote something: %(people)s.", people=told.base), identity=at)
    elif told.counted is not None and told.counted.count is not None:
        yield Line(Part.FIGURE, _sentence(one, told.counted, easy), None, _length(told.counted), at)
    else:
        yield from _rows(one, at)


def _length(cell: Cell) -> int | None:
    """A bar is drawn only where there are enough people for a percentage."""
    return None if cell.percent is None else cell.length


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
    yield from (row(label, cell, at) for label, cell in _shown(one))
    if one.finding.kind == THEMES:
        yield Line(Part.NOTE, say("A person at the council sorted what people wrote."))
    elif one.finding.several:
        yield Line(Part.NOTE, say(_MORE_THAN_ONE))
    if any(cell.mark == HIDDEN for cell in one.told.cells):
        yield Line(Part.NOTE, say("Some answers are not shown, to protect people."))


def _shown(one: Answered) -> Iterator[tuple[Said, Cell]]:
    for label, cell in zip(one.rows, one.told.cells, strict=False):
        if cell.count is not None:
            yield label, cell


def row(label: Said, cell: Cell, at: str = "") -> Line:
    """One answer, and how many gave it: with a percentage where there are enough people for one."""
    said = f"{cell.count} ({cell.percent_text})" if cell.percent else str(cell.count)
    count = Said(f"{said}:", language.current())
    return Line(Part.FIGURE, label, count, _length(cell), cell.identity or at)


def _elsewhere(account: Account) -> Iterator[Line]:
    if account.section.heard_elsewhere:
        yield Line(Part.NOTE, say("This was not in a survey. It is not in the numbers above."))
    for heard in account.section.heard_elsewhere:
        yield Line(Part.WORDS, _where(heard), Said(f"{heard.group}."))
        yield Line(Part.QUOTE, Said(heard.words))
        if heard.alt:
            yield Line(Part.NOTE, Said(heard.alt), say("What it shows:"))


def _where(heard: HeardElsewhere) -> Said:
    """What it was and how many were there, in the page's language if all of it is."""
    there = say(heard.people)
    if heard.counted is not None:
        there = say("People who were there: %(people)s", people=heard.counted)
    kind = say(heard.kind)
    if kind.language != there.language:
        kind, there = Said(heard.kind), Said(heard.people)
    return Said(f"{kind.words}. {there.words}.", kind.language)


def _did(account: Account) -> Iterator[Line]:
    for deed in account.done:
        yield from _deed(deed, say("Done on %(day)s.", day=day(deed.day)))
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
        on = day(deed.day)
        if deed.late:
            yield from _deed(deed, say("This is late. We said %(day)s.", day=on), Part.LATE)
        else:
            yield from _deed(deed, say("We will do this by %(day)s.", day=on))
    if not account.next:
        yield Line(Part.WORDS, say("Nothing is planned yet."))
    if account.unanswered:
        said = say("Things you said that have no answer from us yet: %(number)s.", number=account.unanswered)
        yield Line(Part.WORDS, said)
