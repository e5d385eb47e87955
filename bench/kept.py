"""Whether all that was acknowledged is there once, and nothing is half there. Knows nothing of what broke."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.store import editions, tallies, waves
from feedback.adapters.tables import Comment, Draft, Response, Wave
from feedback.domain.coding import codebook, decode
from feedback.domain.journey import Answer
from feedback.domain.surveys import Survey

Acknowledged = Mapping[str, Mapping[str, tuple[str, ...]]]  # what was written, and all that was answered


@dataclass
class Kept:
    """What was found. `half` says what of a response is there without the rest, or is counted wrongly."""

    acknowledged: int = 0
    there: int = 0
    missing: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)  # there, though nobody was thanked for it
    half: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not (self.missing or self.doubled or self.altered or self.half)


def judge(database: Database, key: str, acknowledged: Acknowledged, written: str) -> Kept:
    """Looks at a wave where each person wrote words of their own to the question `written`."""
    with database.reading() as session:
        wave = waves.get(session, key)
        assert wave is not None
        survey = editions.get(session, wave.survey_key, wave.edition)
        rows = {r.seq: r.codes for r in session.scalars(select(Response).filter_by(wave_id=wave.id))}
        said = list(session.execute(select(Comment.seq, Comment.text).filter_by(wave_id=wave.id)))
        found = Kept(len(acknowledged), len(rows))
        found.half = [*_half(session, wave, survey, rows, {seq for seq, _ in said}), *_files(session)]
    times = Counter(words for _, words in said)
    found.doubled = [words for words, n in times.items() if n > 1]
    found.missing = [words for words in acknowledged if words not in times]
    found.unasked = [words for words in times if words not in acknowledged]
    for seq, words in said:
        answers = _decoded(survey, rows.get(seq, ""))
        meant = acknowledged.get(words, {})
        if any(_as_given(answers.get(q)) != given for q, given in meant.items() if q != written):
            found.altered.append(words)
    return found


def _as_given(answer: Answer | None) -> tuple[str, ...]:
    return () if answer is None else tuple(answer.chosen)


def _decoded(survey: Survey, codes: str) -> Mapping[str, Answer]:
    try:
        return decode(codebook(survey), codes)
    except ValueError:
        return {}


def _half(
    session: Session, wave: Wave, survey: Survey, rows: Mapping[int, str], wrote: set[int]
) -> Iterator[str]:
    book = codebook(survey)
    words = [slots for slots in book.slots.values() if slots.question.takes_words]
    for seq, codes in rows.items():
        answers = _decoded(survey, codes)
        if not answers:
            yield f"response {seq} has {len(codes)} codes of {book.width}"
        elif any(answers.get(s.question.key, Answer()).words for s in words) != (seq in wrote):
            yield f"response {seq} and its comment don’t agree"
    if wrote - rows.keys():
        yield f"{len(wrote - rows.keys())} comments without a response"
    if wave.seq != len(rows) or sorted(rows) != list(range(1, wave.seq + 1)):
        yield f"the wave counts {wave.seq} and has {len(rows)}, up to {max(rows, default=0)}"
    husks = session.scalar(select(func.count()).where(Draft.wave_id == wave.id, Draft.sent))
    if husks != len(rows):
        yield f"{husks} drafts were sent and {len(rows)} responses are there"
    yield from _miscounted(session, wave, survey, rows)


def _miscounted(session: Session, wave: Wave, survey: Survey, rows: Mapping[int, str]) -> Iterator[str]:
    """Counts one by one what the results count as bitmaps."""
    tally, every = tallies.tally(session, wave), [_decoded(survey, codes) for codes in rows.values()]
    for question in survey.questions:
        counted = tally.count(question.key)
        chosen = Counter(
            option for one in every if question.key in one for option in one[question.key].chosen
        )
        if counted is not None and any(chosen[o] != n for o, n in counted.options.items()):
            yield f"“{question.key}” is counted wrongly"


def _files(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name == "sqlite":
        said = session.scalar(text("PRAGMA integrity_check"))
        if said != "ok":
            yield f"SQLite says of its file: {said}"
