"""The last step of a file of answers: all that is in it is kept, or nothing. Knows nothing of pages."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.adapters import importing
from feedback.adapters.bringing import KEEP, UNDERSTAND, Given, Job, given_in, known, stands
from feedback.adapters.imports import exports
from feedback.adapters.imports.mapping import corrections
from feedback.adapters.imports.matching import answers_for
from feedback.adapters.imports.sheets import ImportProblem
from feedback.adapters.imports.showing import Shown
from feedback.adapters.imports.understanding import Understood, understand
from feedback.adapters.store import audit, bringing, editions, imported
from feedback.adapters.store.bringing import KEEPING
from feedback.adapters.store.responses import Coded
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Naming:
    """What the survey and the wave are to be called, and when the wave was open."""

    survey: str
    wave: str
    opens_on: date
    closes_on: date


def keep(job: Job, naming: Naming) -> None:
    """Keeps the answers of a file in one transaction, and throws the file away. If they can't be kept,
    nothing is, and the file waits with the reason.
    """
    with job.database.reading() as session:
        given = given_in(job, session)
        survey = known(session, job.surveys, given.told.survey) if given.told.survey else None
    try:
        understood = _understood(job, given, survey, naming.survey)
        job.stage = KEEP
        sent = importing.coded(understood)
        understood = replace(understood, answers=[])  # so that they are not held twice
        with job.database.writing() as session:
            _keep(job, session, understood.survey, sent, naming)
    except ImportProblem as problem:
        stands(job, given.found or Shown(), problem)
    except IntegrityError:
        said = "Somebody else kept answers under this name at the same moment."
        stands(job, given.found or Shown(), ImportProblem(said, ""))


def _understood(job: Job, given: Given, survey: Survey | None, key: str) -> Understood:
    export = exports.open_bytes(given.answers, PurePath(given.told.file).stem, given.form)
    job.stage = UNDERSTAND
    said = corrections(given.told.mapping)
    return answers_for(survey, export, said) if survey else understand(export, key, said)


def _keep(job: Job, session: Session, survey: Survey, sent: list[Coded], naming: Naming) -> None:
    before = set(editions.of(session, survey.survey))
    into = importing.Into(survey.survey, naming.wave, naming.opens_on, naming.closes_on)
    wave = importing.keep(session, survey, sent, into, job.now().date())
    made = wave.edition not in before
    imported.note(session, wave, job.token, job.who, job.now(), made)
    audit.record(session, job.who, "brought answers in", wave.key, job.now())
    job.end(session, KEEPING)  # last, so that until then the work can say that it's alive
    bringing.drop(session, job.token)
