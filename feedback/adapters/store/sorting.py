"""Comments sorted by theme, as they're told: kept apart from what anybody codes today. Knows no page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.adapters.store import editions, releases, responses, themes
from feedback.adapters.tables import Comment, Wave
from feedback.adapters.tables_going import KeptCount
from feedback.adapters.tables_sorting import SortedComment, ToldThemes
from feedback.domain.coding import codebook
from feedback.domain.counting import Block, Tally
from feedback.domain.events import Event
from feedback.domain.sorting import Sorted, beside, key_of, sorted_question, ticks, widened
from feedback.domain.surveys import Survey

# By edition: each person's number in the wave, and their codes.
Lines = Mapping[int, Sequence[tuple[int, str]]]
ByPerson = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class Wanted:
    """What is to be told: the themes' keys in order, who sorted in a sentence or two, and from which day."""

    themes: Sequence[str]
    how: str
    on: date


@dataclass(frozen=True)
class Told:
    """The themes that are told of one comment question, and what each person's answer is about."""

    row: ToldThemes
    people: ByPerson


def get(session: Session, wave: Wave, question: str) -> ToldThemes | None:
    return session.get(ToldThemes, (wave.id, question))


def of(session: Session, wave: Wave) -> list[Told]:
    """The comment questions of a wave whose themes are told."""
    wanted = select(ToldThemes).filter_by(wave_id=wave.id).order_by(ToldThemes.question)
    rows = session.scalars(wanted).all()
    return [Told(row, sorted_before(session, wave, row.question)) for row in rows]


def sorted_before(session: Session, wave: Wave, question: str) -> ByPerson:
    """What each person's answer to a comment question was sorted as when it was told. It's there too where
    the themes were taken back and the comment was deleted: told again, they count as they did.
    """
    rows = session.scalars(select(SortedComment).filter_by(wave_id=wave.id, question=question))
    return {one.seq: frozenset(one.themes) for one in rows}


def state(session: Session, wave: Wave) -> object:
    """What is different when what is told of a wave's comments is."""
    return [(one.row.question, one.row.themes, one.people) for one in of(session, wave)]


def every(session: Session) -> Mapping[int, frozenset[str]]:
    """The comment questions whose themes are told, by the wave's number."""
    found: dict[int, set[str]] = {}
    for wave, question in session.execute(select(ToldThemes.wave_id, ToldThemes.question)):
        found.setdefault(wave, set()).add(question)
    return {wave: frozenset(questions) for wave, questions in found.items()}


def tell(session: Session, wave: Wave, question: str, wanted: Wanted, people: ByPerson) -> None:
    """Tells the themes of a question from now on. What a comment was sorted as before stays as it was."""
    there = sorted_before(session, wave, question)
    row = get(session, wave, question)
    if row is None:
        row = ToldThemes(wave_id=wave.id, question=question, told_on=wanted.on)
        session.add(row)
    row.themes, row.how = list(wanted.themes), wanted.how
    session.flush()
    session.add_all(
        SortedComment(wave_id=wave.id, seq=seq, question=question, themes=sorted(about))
        for seq, about in people.items()
        if seq not in there
    )
    session.flush()


def take_back(session: Session, wave: Wave, question: str) -> None:
    """Tells them no more. What a deleted comment was sorted as stays: nobody could sort it again."""
    session.execute(delete(ToldThemes).filter_by(wave_id=wave.id, question=question))
    written = select(Comment.seq).filter_by(wave_id=wave.id, question=question)
    again = delete(SortedComment).filter_by(wave_id=wave.id, question=question)
    session.execute(again.where(SortedComment.seq.in_(written)))
    session.flush()


def is_published(session: Session, wave: Wave, question: str) -> bool:
    """True if a number of these themes was ever published."""
    base = Event(key_of(question)).identity(wave.key)
    return any(base in release.figures for release in releases.of(session, wave))


def told_with(
    session: Session, wave: Wave, survey: Survey, figures: Mapping[str, int | None] | None
) -> tuple[Survey, Tally] | None:
    """The survey and the answers of a wave with the themes that are told of it, as if people had ticked them;
    None if none are. `figures` are what stayed of a wave whose people are gone. Themes of which a comment
    isn't sorted aren't told: their base would be wrong. One that was deleted before it was counts as skipped.
    """
    every_told = of(session, wave)
    if not every_told:
        return None
    surveys, lines = editions.of(session, wave.survey_key), _lines(session, wave, figures is not None)
    found = [t for t in every_told if _usable(session, t, wave, surveys, figures)]
    names = {theme.key: theme.name for theme in themes.frame(session, retired=True)}

    def asked(of: Survey) -> dict[str, Sorted]:
        said = ((told, of.question(told.row.question)) for told in found)
        return {
            comment.key: sorted_question(comment, {k: names.get(k, k) for k in told.row.themes}, told.row.how)
            for told, comment in said
            if comment is not None
        }

    people = {told.row.question: told.people for told in found}
    blocks = [_block(surveys[n], asked(surveys[n]), people, lines[n]) for n in sorted(lines)]
    return beside(survey, asked(survey)), Tally(tuple(blocks))


def _lines(session: Session, wave: Wave, gone: bool) -> Lines:
    if not gone:
        return responses.lines(session, wave)
    found = session.get(KeptCount, wave.id)
    return {n: () for n in (found.editions if found else ())}


def _usable(
    session: Session,
    told: Told,
    wave: Wave,
    surveys: Mapping[int, Survey],
    figures: Mapping[str, int | None] | None,
) -> bool:
    key = key_of(told.row.question)
    if any(survey.question(key) for survey in surveys.values()):
        return False  # a later edition has a question of that name
    if figures is not None:
        return Event(key).identity(wave.key) in figures
    # Of the comments that are there, not of who wrote one: what was deleted can't wait to be sorted.
    written = select(Comment.seq).filter_by(wave_id=wave.id, question=told.row.question)
    return all(seq in told.people for seq in session.scalars(written))


def _block(
    survey: Survey,
    asked: Mapping[str, Sorted],
    people: Mapping[str, ByPerson],
    lines: Sequence[tuple[int, str]],
) -> Block:
    """The answers to one edition, each with the themes of what was written after it."""
    book = codebook(survey)
    starts = [(key, question, book.slots[key].start) for key, question in asked.items()]
    whole = [
        codes + "".join(ticks(q, codes[start], people[key].get(seq)) for key, q, start in starts)
        for seq, codes in lines
    ]
    return Block.of(widened(book, list(asked.values())), whole)
