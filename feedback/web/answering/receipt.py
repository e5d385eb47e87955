"""What the page that thanks gives back: what changed because of last time; and three words that take a
response out again, for whoever sent it from a device of their own. Keeps nothing.

The words follow from the draft's token, which only that device holds, so that a page that is loaded again, a
second press of Send and answers that waited for a signal all show the same words.
"""

from collections.abc import Sequence

from feedback.adapters import accounts, three_words
from feedback.adapters.store import drafts
from feedback.domain.actions import Action
from feedback.web.answering import holding
from feedback.web.answering.visits import Visit
from feedback.web.context import here


def wanted(visit: Visit) -> bool:
    """True if words are to be made when this is sent: not on a tablet that goes round a group, where the next
    person could read them.
    """
    return visit.answers is not None and not holding.group(visit.wave)


def words_hash(token: str) -> str:
    """What is kept of the words. Slow, so to be made before the database is held."""
    secret = here().settings.secret_key
    return three_words.hashed(secret, three_words.TAKE_OUT, three_words.made_of(secret, token))


def changed(visit: Visit) -> Sequence[Action]:
    """What was done since people were last asked, for the page that thanks: at most three."""
    return accounts.changed_by(visit.session, visit.wave, visit.survey, here().today)


def words_for(visit: Visit) -> str | None:
    """The words, for the page that thanks; None if none were made."""
    if visit.token is None or not drafts.has_receipt(visit.session, visit.wave, visit.token):
        return None
    return three_words.made_of(here().settings.secret_key, visit.token)
