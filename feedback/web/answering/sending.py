"""A draft becomes a response, once. Knows nothing of pages."""

from feedback.adapters.redaction import redact
from feedback.adapters.store import drafts, responses
from feedback.domain import journey
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
    kept = journey.kept(visit.survey, journey.fitting(visit.survey, answers))
    redacted = {key: redact(a.words) for key, a in kept.items() if a.words}
    how = responses.Circumstances(
        min(today, visit.wave.closes_on),
        language=visit.reading.language,
        way="tablet" if holding.group(visit.wave) else "online",
    )
    responses.add(visit.session, visit.wave, visit.survey, [responses.Sent(kept, redacted)], how)
    return True
