"""What stands around the account of a promise, line by line: who leads, what it is measured by, what is late,
and whether it feels true. Knows nothing of pages or papers.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from feedback.adapters.hearing_back import Waiting
from feedback.adapters.measuring import Row, Shown
from feedback.adapters.store import feeling as store
from feedback.domain.actions import Leads
from feedback.domain.feeling import LABELS, Feels, Felt, felt
from feedback.domain.leaflets import Line, Part
from feedback.domain.measures import BETTER, DOWN, SAME, UP, WORSE
from feedback.domain.reading import Said
from feedback.web import language
from feedback.web.context import here
from feedback.web.language import say
from feedback.web.language import to_say as _
from feedback.web.public.told_lines import row
from feedback.web.public.told_waves import day

MOST_VALUES = 5  # of each measure: the newest
_WAYS = {
    UP: _("More is better."),
    DOWN: _("Less is better."),
    "": _("A number alone can’t say if this is better."),
}
_WENT = {
    BETTER: _("Better than the time before."),
    WORSE: _("Worse than the time before."),
    SAME: _("About the same as the time before."),
}
_PRESSED = (_("Does this feel true?"), _("Yes"), _("Not really"), _("No"))  # as domain/feeling.py says it


def leading(leads: Leads, easy: bool) -> Iterator[Line]:
    """Who leads on a promise, as far as it was said."""
    named = (
        (say("Partnership:"), leads.partnership),
        (say("Officer:"), leads.officer),
        (say("Young person:"), leads.young_person),
    )
    if any(name for _title, name in named):
        yield Line(Part.HEADING, say("Who leads on this"), depth=1, picture="worker" if easy else "")
    yield from (Line(Part.ITEM, Said(name), title) for title, name in named if name)


def checking(measures: Sequence[Shown], easy: bool) -> Iterator[Line]:
    """How we check that a promise is kept: each measure, which way is better, and its values over time."""
    if measures:
        yield Line(Part.HEADING, say("How we check"), depth=1, picture="plan" if easy else "")
    for measure in measures:
        yield Line(Part.ITEM, Said(measure.words), say(_WAYS[measure.better]))
        yield from (_value(value) for value in measure.rows[-MOST_VALUES:])
        if not measure.rows:
            yield Line(Part.NOTE, say("We have no number for this yet."))
        elif said := _WENT.get(measure.rows[-1].went):
            yield Line(Part.NOTE, say(said))


def _value(value: Row) -> Line:
    held = value.value
    share = round(float(held.number)) if held.is_percent and 0 <= held.number <= 100 else None
    return Line(
        Part.FIGURE, Said(held.value, language.current()), Said(f"{day(held.on)}:", language.current()), share
    )


def late(waiting: Sequence[Waiting]) -> Iterator[Line]:
    """What people were promised to hear back about, and haven't."""
    for one in waiting:
        yield Line(Part.LATE, one.title, say("We said that you would hear back. We are late."))
        yield Line(Part.NOTE, Said(one.name))


def feels_now(session: Session, commitment: str, edition: int) -> list[Line]:
    """How one edition feels to those who pressed, as it was at the last step."""
    presses = store.get(session, commitment, edition)
    return list(feeling(felt(presses.told, here().settings.rules)))


def feeling(told: Felt) -> Iterator[Line]:
    """How those who pressed feel about it, and that anyone can press."""
    if not told.base:
        yield Line(Part.NOTE, say("Too few people have pressed to show what they said."))
        return
    yield Line(Part.WORDS, say("People who pressed: %(people)s", people=told.base))
    yield from (row(say(LABELS[f]), told.cells[f]) for f in Feels if told.cells[f].count is not None)
    if told.hides:
        yield Line(Part.NOTE, say("Some answers are not shown, to protect people."))
    yield Line(Part.NOTE, say("Anyone can press this. It is not a survey."))
