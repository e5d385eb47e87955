"""How often something was tried lately, and by whom it can't be told. Knows nothing of what was tried."""

import hashlib
import hmac

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.tables import Throttle

WINDOW_SECONDS = 15 * 60


def tries(session: Session, secret: str, who: str, now: int, windows: int = 1) -> int:
    """Counts one more try by `who` (a name, an address) in this window and says how many there were.

    `now` is in seconds. Who it was can't be read back: it is kept as a hash under the server's secret. With
    `windows`, so many of them count as one; it's kept as of the last of them, and so until that is over.
    """
    window = (now // WINDOW_SECONDS // windows + 1) * windows - 1
    clear_old(session, now)
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    key = _throttle_key(secret, who)
    raised = (
        insert(Throttle)
        .values(key_hash=key, window=window, tries=1)
        .on_conflict_do_update(
            index_elements=[Throttle.key_hash, Throttle.window], set_={"tries": Throttle.tries + 1}
        )
        .returning(Throttle.tries)
    )
    return int(session.execute(raised).scalar_one())


def count(session: Session, secret: str, who: str, now: int) -> int:
    """How many tries `who` has had in this window."""
    here = (Throttle.key_hash == _throttle_key(secret, who)) & (Throttle.window == now // WINDOW_SECONDS)
    return session.scalar(select(Throttle.tries).where(here)) or 0


def clear_old(session: Session, now: int) -> None:
    """Leaves nothing of earlier windows: even a hash of an address is kept no longer than it is of use."""
    session.execute(delete(Throttle).where(Throttle.window < now // WINDOW_SECONDS))


def forget_tries(session: Session, secret: str, who: str) -> None:
    """Starts the count anew, for someone who got it right."""
    session.execute(delete(Throttle).where(Throttle.key_hash == _throttle_key(secret, who)))


def take_back(session: Session, secret: str, who: str, now: int) -> None:
    """Takes one try back, that was right. Those before it stay counted."""
    here = (Throttle.key_hash == _throttle_key(secret, who)) & (Throttle.window == now // WINDOW_SECONDS)
    session.execute(update(Throttle).where(here & (Throttle.tries > 0)).values(tries=Throttle.tries - 1))


def _throttle_key(secret: str, who: str) -> str:
    return hmac.new(secret.encode(), f"throttle {who}".encode(), hashlib.sha256).hexdigest()
