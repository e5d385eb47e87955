"""Whether every machine has the same SECRET_KEY: by a mark of it that the database keeps beside the settings.
The mark gives nobody the key.
"""

import hashlib
import hmac

from sqlalchemy.orm import Session

from feedback.adapters.store import settings as kept


def is_same(session: Session, secret: str) -> bool | None:
    """Whether this key is the one that the database knows; None if it knows none yet."""
    known = kept.key_mark(session)
    return None if known is None else hmac.compare_digest(known, _mark(secret))


def remember(session: Session, secret: str) -> None:
    """From now on this is the key."""
    kept.keep_key_mark(session, _mark(secret))


def _mark(secret: str) -> str:
    return hmac.new(secret.encode(), b"which key this is", hashlib.sha256).hexdigest()[:32]
