"""The work on a file of answers between being given and being kept. Knows nothing of pages or threads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from feedback.adapters import importing
from feedback.adapters.database import Database
from feedback.adapters.imports import exports
from feedback.adapters.imports.mapping import corrections
from feedback.adapters.imports.matching import answers_for
from feedback.adapters.imports.sheets import CannotRead, ImportProblem, NoPlace
from feedback.adapters.imports.showing import Shown, Told, shown, without_place
from feedback.adapters.imports.understanding import understand
from feedback.adapters.store import bringing
from feedback.adapters.store.bringing import (
    ANSWERS,
    ASKED,
    FORM,
    FOUND,
    READY,
    REFUSED,
    TOLD,
)
from feedback.domain.surveys import Survey

ON_ITS_WAY = "brought-in"  # a new survey's key until it has a name
READ, UNDERSTAND, KEEP = "Reading the file", "Working out the questions", "Keeping the answers"


class GivenUp(Exception):  # noqa: N818
    """Somebody began this work anew, or threw the file away: nothing of it may count."""


@dataclass
class Job:
    """One attempt at a file: where it is, whose, and how far it has come."""

    database: Database
    secret: str
    officer: int
    who: str  # their name, for what is written down
    token: str
    attempt: int
    surveys: Mapping[str, Survey]  # those of the content folder
    now: Callable[[], datetime]
    stage: str = READ

    def open(self, session: Session) -> bringing.Opened:
        """Raises GivenUp."""
        opened = bringing.get(session, self.secret, self.officer, self.token, self.now())
        if opened is None or opened.row.attempt != self.attempt:
            raise GivenUp
        return opened

    def end(self, session: Session, state: str) -> bringing.Opened:
        """Ends the attempt in the transaction that says what came of it. Raises GivenUp."""
        if not bringing.finish(session, self.token, self.attempt, state):
            raise GivenUp
        session.expire_all()
        return self.open(session)


@dataclass(frozen=True)
class Given:
    """What is there to work on."""

    told: Told
    answers: bytes
    form: bytes | None
    found: Shown | None


def begin(
    session: Session, whose: tuple[str, int], told: Told, files: Mapping[str, bytes], now: datetime
) -> str:
    """Keeps a file that was given by someone, `whose` being the secret and their number; its token."""
    parts = {**files, ASKED: told.model_dump_json().encode()}
    return bringing.begin(session, *whose, parts, now)


def told_of(session: Session, opened: bringing.Opened, part: str = TOLD) -> Told | None:
    """What an officer said of a file: the last that stands, or with ASKED the one that is to be tried."""
    raw = bringing.take(session, opened, part)
    return None if raw is None else Told.model_validate_json(raw)


def found_in(session: Session, opened: bringing.Opened) -> Shown | None:
    """What was understood of a file, if it was read."""
    raw = bringing.take(session, opened, FOUND)
    return None if raw is None else Shown.model_validate_json(raw)


def ask(session: Session, opened: bringing.Opened, told: Told, state: str, now: datetime) -> int | None:
    """Has something tried; the number of the attempt, or None if somebody is at it already."""
    attempt = bringing.claim(session, opened.row.token, state, now)
    if attempt is not None:
        session.expire_all()
        bringing.put(session, opened, ASKED, told.model_dump_json().encode())
    return attempt


def known(session: Session, surveys: Mapping[str, Survey], key: str) -> Survey | None:
    """A survey by its key: as it was last opened or brought in, else as it's written."""
    return importing.known_survey(session, key) or surveys.get(key)


def look(job: Job) -> None:
    """Reads a file as an officer said, and notes what was understood; or why that can't be, and then what
    stood before still stands. A file that can't be read at all is thrown away.
    """
    with job.database.reading() as session:
        given = given_in(job, session)
        survey = known(session, job.surveys, given.told.survey) if given.told.survey else None
    try:
        found = _look(job, given, survey)
    except ImportProblem as problem:
        if given.found is None or isinstance(problem, CannotRead):
            _refuse(job, problem)
        else:
            stands(job, given.found, problem)
        return
    with job.database.writing() as session:
        opened = job.end(session, READY)
        bringing.put(session, opened, TOLD, given.told.model_dump_json().encode())
        bringing.put(session, opened, ASKED, None)
        bringing.put(session, opened, FOUND, found.model_dump_json().encode())


def given_in(job: Job, session: Session) -> Given:
    opened = job.open(session)
    told, answers = told_of(session, opened, ASKED), bringing.take(session, opened, ANSWERS)
    if told is None or answers is None:
        raise GivenUp
    return Given(told, answers, bringing.take(session, opened, FORM), found_in(session, opened))


def _look(job: Job, given: Given, survey: Survey | None) -> Shown:
    export = exports.open_bytes(given.answers, PurePath(given.told.file).stem, given.form)
    job.stage = UNDERSTAND
    said = corrections(given.told.mapping)
    try:
        if survey is not None:
            return shown(answers_for(survey, export, said), export.sheet)
        return shown(understand(export, ON_ITS_WAY, said), export.sheet)
    except NoPlace as problem:
        if survey is None:
            raise
        return without_place(problem)


def _refuse(job: Job, problem: ImportProblem) -> None:
    """Keeps nothing of a file but why."""
    why = Shown(problems=(*problem.problems, f"Nothing has been stored. {problem.do}"))
    with job.database.writing() as session:
        opened = job.end(session, REFUSED)
        for part in (ANSWERS, FORM):
            bringing.put(session, opened, part, None)
        bringing.put(session, opened, FOUND, why.model_dump_json().encode())


def stands(job: Job, before: Shown, problem: ImportProblem) -> None:
    """What was found before stands, with why the last change wasn't made."""
    with job.database.writing() as session:
        opened = job.end(session, READY)
        still = before.model_copy(update={"problems": problem.problems})
        bringing.put(session, opened, FOUND, still.model_dump_json().encode())
