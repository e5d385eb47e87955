"""Brings another tool's export in: reads it, understands it, and keeps its responses in a wave of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from feedback.adapters.imports import exports
from feedback.adapters.imports.mapping import Corrections
from feedback.adapters.imports.matching import answers_for
from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.imports.understanding import Understood, understand
from feedback.adapters.redaction import redact
from feedback.adapters.store import editions, responses, waves
from feedback.adapters.store.responses import Coded
from feedback.adapters.tables import Wave
from feedback.domain.keeping import default_day
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Into:
    """Where an export's responses go: a survey's key, a wave's name, and when that wave was open."""

    survey: str
    wave: str
    opens_on: date
    closes_on: date


def look_at(
    file: Path, key: str, known: Survey | None, corrections: Corrections | None, form: Path | None = None
) -> Understood:
    """What an export holds, read with its form if it has one: by a survey that there is, or as a new survey.

    Raises ImportProblem.
    """
    export = exports.open_path(file, form)
    if known is None:
        return understand(export, key, corrections)
    return answers_for(known, export, corrections)


def known_survey(session: Session, key: str) -> Survey | None:
    """The latest edition of a survey that has been opened or imported before."""
    return next(iter(reversed(list(editions.of(session, key).values()))), None)


def coded(understood: Understood) -> list[Coded]:
    """What was understood as it is kept. Takes long for many people: do it before writing begins."""
    return responses.coded(understood.survey, _sent(understood))


def keep(
    session: Session,
    survey: Survey,
    sent: Sequence[Coded],
    into: Into,
    today: date,
) -> Wave:
    """Keeps responses in a wave of their own, all or none. Raises ImportProblem if the wave has answers
    already, so that a file brought in twice isn't counted twice.
    """
    try:
        there = waves.get(session, waves.wave_key(into.survey, into.wave))
        dates = waves.WaveDates(into.opens_on, into.closes_on)
    except ValueError as problem:
        raise ImportProblem(
            f"{str(problem).capitalize()}.", "Give the wave’s name and dates again."
        ) from problem
    if there is not None and there.access != waves.NOBODY:
        said = f"The wave “{into.wave}” of {into.survey} is one that people answer here."
        raise ImportProblem(said, "Give the imported answers a wave of their own, by another name.")
    if there is not None and there.seq:
        said = f"The wave “{into.wave}” of {into.survey} has answers already."
        raise ImportProblem(said, "If this is another file, give its wave another name.")
    number = editions.publish(session, survey, today)
    wave = waves.open_wave(session, into.survey, number, into.wave, dates, waves.Origin(waves.NOBODY))
    waves.set_terms(wave, waves.Terms(delete_on=default_day(into.closes_on, today)))
    how = responses.Circumstances(into.closes_on, way="import")
    responses.add_coded(session, wave, sent, how)
    return wave


def _sent(understood: Understood) -> Iterator[responses.Sent]:
    for answers in understood.answers:
        yield responses.Sent(answers, {key: redact(a.words) for key, a in answers.items() if a.words})


def report(understood: Understood) -> Iterator[str]:
    """What was understood, for people: each question, what was left out and why, and what else to know."""
    yield f"{len(understood.answers)} people, {len(understood.guesses)} questions:"
    for guess in understood.guesses:
        options = f": {' | '.join(guess.options)}" if guess.options else ""
        yield f"  {guess.key} ({guess.kind}, {guess.base} answered) “{guess.ask}”{options}"
    for column, why in understood.left_out:
        yield f"  left out {column}: {why}"
    yield from (f"  {note}" for note in understood.notes)
