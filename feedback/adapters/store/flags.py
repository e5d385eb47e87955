"""What was said of a survey's words while it's made, and what became of it. Knows no page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.adapters.store import designs
from feedback.adapters.tables_reviewing import ReviewFlag, ReviewLink
from feedback.domain.design_files import design_of
from feedback.domain.designs import Design
from feedback.domain.flags import MOST_FLAGS, Flag, Kind, Role, State, Turn, is_open, turns


@dataclass(frozen=True)
class Looked:
    """A flag beside the survey as it is: what reads otherwise at its place since, and whether it waits."""

    flag: Flag
    turns: tuple[Turn, ...]
    waits: bool


@dataclass(frozen=True)
class Said:
    """What one tap says, before it is kept. `mark` is the same for the same said twice by one browser."""

    place: str
    kind: Kind
    words: str
    role: Role
    language: str
    version: int
    mark: str


def add(session: Session, link: ReviewLink, said: Said, today: date) -> int | None:
    """Keeps a flag and gives its number. What was said before is one with it. None if the link has as many as
    it may have. Waits for whoever is publishing the survey.
    """
    design = designs.hold(session, link.survey_key)
    before = session.scalar(select(ReviewFlag.id).where(ReviewFlag.mark == said.mark))
    if before is not None:
        return before
    on_link = select(ReviewFlag.id).where(ReviewFlag.link_hash == link.token_hash)
    if design is None or len(session.scalars(on_link).all()) >= MOST_FLAGS:
        return None
    made = ReviewFlag(
        survey_key=link.survey_key, link_hash=link.token_hash, mark=said.mark, place=said.place,
        kind=said.kind.value, words=said.words, role=said.role.value, language=said.language,
        version=said.version, said_on=today, state=State.OPEN.value, answer="",
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def of_link(session: Session, link: ReviewLink) -> Sequence[Looked]:
    """What came by a link, as it was said, beside the survey as it is."""
    return [one for one in of(session, link.survey_key) if one.flag.id in _ids(session, link)]


def _ids(session: Session, link: ReviewLink) -> frozenset[int]:
    return frozenset(session.scalars(select(ReviewFlag.id).where(ReviewFlag.link_hash == link.token_hash)))


def of(session: Session, survey: str, untold: bool = False) -> list[Looked]:
    """Every flag of a survey, as they came; or those that no edition's record tells of yet."""
    wanted = select(ReviewFlag).where(ReviewFlag.survey_key == survey).order_by(ReviewFlag.id)
    rows = session.scalars(wanted.where(ReviewFlag.edition.is_(None)) if untold else wanted).all()
    design = designs.get(session, survey)
    if not rows or design is None:
        return []
    now, then = design_of(design.definition), versions(session, survey, rows)
    return [_looked(row, then[row.version], now) for row in rows]


def versions(
    session: Session, survey: str, rows: Sequence[ReviewFlag] | Sequence[Flag]
) -> Mapping[int, Design]:
    """The survey as it was when each of these was said."""
    found = {n: designs.at(session, survey, n) for n in {row.version for row in rows}}
    return {n: design for n, design in found.items() if design is not None}


def _looked(row: ReviewFlag, then: Design, now: Design) -> Looked:
    flag = as_flag(row)
    # What a record tells of was settled with its edition: what is changed later opens it no more.
    found = tuple(turns(then, now, flag.place))
    return Looked(flag, found, row.edition is None and is_open(flag, bool(found)))


def as_flag(row: ReviewFlag) -> Flag:
    return Flag(
        row.id, row.place, Kind(row.kind), row.words, Role(row.role), row.version, State(row.state),
        row.answer, row.language,
    )  # fmt: skip


def waiting(session: Session, survey: str) -> int:
    """How many flags of a survey wait for an answer."""
    return sum(1 for one in of(session, survey, untold=True) if one.waits)


def every_waiting(session: Session) -> Mapping[str, int]:
    """The same for each survey that has any."""
    keys = session.scalars(select(ReviewFlag.survey_key).where(ReviewFlag.edition.is_(None)).distinct())
    return {key: n for key in keys.all() if (n := waiting(session, key))}


@dataclass(frozen=True)
class Answer:
    """What became of a flag, and of others that say the same; why, if it was kept. `seen` is the state and
    the answer that the page showed.
    """

    state: State
    why: str
    seen: tuple[str, str]
    ids: Sequence[int]


def answer(session: Session, survey: str, given: Answer, today: date) -> int:
    """Answers flags that stand as the page showed them. How many were: 0 if another was quicker."""
    here = (ReviewFlag.survey_key == survey) & ReviewFlag.id.in_(given.ids) & ReviewFlag.edition.is_(None)
    done = (
        update(ReviewFlag)
        .where(here, ReviewFlag.state == given.seen[0], ReviewFlag.answer == given.seen[1])
        .values(state=given.state.value, answer=given.why, answered_on=today)
    )
    return len(session.execute(done.returning(ReviewFlag.id)).all())


def told(session: Session, survey: str, number: int) -> None:
    """Every flag that no record had is in this edition's now."""
    here = (ReviewFlag.survey_key == survey) & ReviewFlag.edition.is_(None)
    session.execute(update(ReviewFlag).where(here).values(edition=number))
