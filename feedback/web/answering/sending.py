"""A draft becomes a response, once. Knows nothing of pages."""

from sqlalchemy.orm import Session

from feedback.adapters.redaction import redact
from feedback.adapters.store import drafts, responses
from feedback.adapters.tables import Wave
from feedback.domain import journey
from feedback.domain.surveys import Survey
from feedback.web.answering import holding
from feedback.web.answering.visits import Visit
from feedback.web.context import here


def send(visit: Visit, token: str) -> bool:
    """Keeps the answers of a draft as a response and empties the draft, in the visit's transaction. False if
    another was first, or the draft is gone.
    """
    today = here().today
    answers = drafts.take(visit.session, visit.wave, token, today)
    if answers is None:
        return False
    how = responses.Circumstances(
        min(today, visit.wave.closes_on),
        language=visit.reading.language,
        way="tablet" if holding.group(visit.wave) else "online",
    )
    keep(visit.session, visit.wave, visit.survey, journey.fitting(visit.survey, answers), how)
    return True


def keep(
    session: Session, wave: Wave, survey: Survey, answers: journey.Answers, how: responses.Circumstances
) -> None:
    """Keeps one person's answers to the questions that they were shown as a response, in this transaction."""
    kept = journey.kept(survey, answers)
    redacted = {key: redact(a.words) for key, a in kept.items() if a.words}
    responses.add(session, wave, survey, [responses.Sent(kept, redacted)], how)
