"""What three words lead to: what one person sent, what they wrote, and what was done about it since. Knows no
page, and nothing of words but what they were hashed to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from feedback.adapters.definitions import Content
from feedback.adapters.store import actions, comments, editions, newsletters, receipts, told_sections
from feedback.adapters.tables import Comment, Wave
from feedback.domain.actions import Action
from feedback.domain.after_sending import Did, HeardBack, Sent, done_about, hear_back
from feedback.domain.coding import codebook, decode
from feedback.domain.journey import Answers
from feedback.domain.newsletters import thawed
from feedback.domain.surveys import Survey


@dataclass(frozen=True)
class Mine:
    """One person's response: its wave, its number there, the edition that they answered, and the answers."""

    wave: Wave
    seq: int
    survey: Survey
    answers: Answers


def find(session: Session, words_hash: str) -> Mine | None:
    """The response that these words are for; None if there is none, or no more."""
    response = receipts.response_of(session, words_hash)
    wave = session.get(Wave, response.wave_id) if response else None
    if response is None or wave is None:
        return None
    survey = editions.get(session, wave.survey_key, response.edition)
    return Mine(wave, response.seq, survey, decode(codebook(survey), response.codes))


def written(session: Session, mine: Mine) -> Sequence[Comment]:
    """What they wrote, in the survey's order."""
    order = {question.key: place for place, question in enumerate(mine.survey.questions)}
    found = comments.of_response(session, mine.wave, mine.seq)
    return sorted(found, key=lambda c: order.get(c.question, len(order)))


def heard_back(session: Session, mine: Mine, content: Content, today: date) -> list[HeardBack]:
    """What was done about each promise that they told something about."""
    called = {comments.reference(mine.wave, c.seq, c.question): c.question for c in written(session, mine)}
    sent = Sent(mine.survey, mine.wave.key, mine.answers, called)
    by_promise: dict[str, list[Action]] = {}
    for row, action in actions.actions(session):
        by_promise.setdefault(row.commitment, []).append(action)
    return hear_back(sent, content.frameworks.values(), by_promise, today)


def about(session: Session, mine: Mine, comment: Comment, today: date) -> list[Did]:
    """What was done about one comment of theirs."""
    called = comments.reference(mine.wave, comment.seq, comment.question)
    return done_about(mine.wave.key, called, (action for _, action in actions.actions(session)), today)


def in_use(session: Session, mine: Mine, comment: Comment) -> bool:
    """True if the newest published section of a promise quotes this comment, or a newsletter that is up."""
    question = mine.survey.question(comment.question)
    called = (mine.wave.key, comments.reference(mine.wave, comment.seq, comment.question))
    newest = (told_sections.newest(session, tag) for tag in (question.tags if question else ()))
    quoted = {(q.source.wave, q.reference) for told in newest if told for q in told.section.quotes}
    for row in newsletters.every(session):
        if row.down_on is None:
            quoted |= {quote for told in thawed(row.issue).told for quote in told.quotes}
    return called in quoted
