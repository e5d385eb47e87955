"""A draft becomes a response, once. Knows nothing of pages."""

from enum import Enum

from sqlalchemy.orm import Session

from feedback.adapters.redaction import redact
from feedback.adapters.store import drafts, receipts, responses
from feedback.adapters.tables import Wave
from feedback.domain import journey
from feedback.domain.surveys import Survey
from feedback.web.answering import entry, holding
from feedback.web.answering.visits import Visit
from feedback.web.context import here


class Outcome(Enum):
    """What came of sending."""

    SENT = "sent"
    GONE = "gone"  # sent by another press, or the draft is no more
    NO_CODE = "no code"  # a code is needed, and there is none that is good: the answers wait


def send(visit: Visit, token: str, words_hash: str | None) -> Outcome:
    """Keeps the answers of a draft as a response, empties the draft and uses up the code: all or nothing, in
    the visit's transaction. With the hash of three words, these take the response out again.
    """
    today = here().today
    # The draft is written once, last: nobody else can touch it meanwhile.
    with visit.session.begin_nested() as whole, visit.session.no_autoflush:
        answers = drafts.take(visit.session, visit.wave, token, today)
        if answers is None:
            return Outcome.GONE
        if not entry.use_code(visit):
            whole.rollback()
            return Outcome.NO_CODE
        how = responses.Circumstances(
            min(today, visit.wave.closes_on),
            language=visit.reading.language,
            way="tablet" if holding.group(visit.wave) else "online",
        )
        keep(visit.session, visit.wave, visit.survey, journey.fitting(visit.survey, answers), how)
        if words_hash and receipts.keep_for_last(visit.session, visit.wave, words_hash):
            drafts.note_receipt(visit.session, token)
    if holding.group(visit.wave):
        holding.forget(visit.wave)
    return Outcome.SENT


def keep(
    session: Session, wave: Wave, survey: Survey, answers: journey.Answers, how: responses.Circumstances
) -> None:
    """Keeps one person's answers to the questions that they were shown as a response, in this transaction."""
    kept = journey.kept(survey, answers)
    lists = here().settings.take_out
    redacted = {key: redact(a.words, lists) for key, a in kept.items() if a.words}
    responses.add(session, wave, survey, [responses.Sent(kept, redacted)], how)
