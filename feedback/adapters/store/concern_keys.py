"""Who holds a key to concerns: the leads whom another lead let in, and the recovery key on paper. Opens the
lane for one browser for a short while. Knows nothing of what is sealed.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.adapters import lead_keys
from feedback.adapters.lead_keys import Pair, WrongKey
from feedback.adapters.store import sittings
from feedback.adapters.tables_concerns import Concern, ConcernCopy, ConcernKey, ConcernVisit
from feedback.adapters.tables_people import Officer
from feedback.domain.roles import Role

OPEN_SECONDS = 15 * 60


def holders(session: Session) -> list[ConcernKey]:
    """The keys that concerns are sealed for: of leads who were let in and still are leads, and the recovery
    key's.
    """
    found = session.execute(
        select(ConcernKey, Officer).outerjoin(Officer).where(ConcernKey.let_in).order_by(ConcernKey.made_at)
    )
    return [key for key, officer in found if officer is None or Role.SAFEGUARDING in officer.roles]


def somebody_reads(session: Session) -> bool:
    """True if a lead holds a key: without one, nobody would see that a concern came."""
    return any(key.officer_id is not None for key in holders(session))


def of(session: Session, officer_id: int) -> ConcernKey | None:
    """An officer's key, let in or not."""
    return session.scalar(select(ConcernKey).where(ConcernKey.officer_id == officer_id))


def recovery(session: Session) -> ConcernKey | None:
    """The recovery key's public half."""
    return session.scalar(select(ConcernKey).where(ConcernKey.officer_id.is_(None)))


def at_the_door(session: Session) -> Sequence[tuple[ConcernKey, Officer]]:
    """Leads who made a key and whom nobody has let in yet."""
    found = session.execute(
        select(ConcernKey, Officer).join(Officer).where(ConcernKey.let_in.is_(False)).order_by(Officer.name)
    )
    return [(key, officer) for key, officer in found if Role.SAFEGUARDING in officer.roles]


def one_at_a_time(session: Session) -> None:
    """Of two who make the first key at once, one waits for the other."""
    session.execute(select(Officer.id).order_by(Officer.id).with_for_update())


def locked(officer_id: int, passphrase: str) -> tuple[Pair, bytes]:
    """A new pair, and its private half under a passphrase. Slow: to be made before the database is held."""
    pair = lead_keys.new_pair()
    return pair, lead_keys.lock(pair.private, passphrase, _whose(officer_id))


def unlocked(key: ConcernKey, passphrase: str) -> Pair:
    """A lead's pair. Slow too. Raises WrongKey."""
    if key.locked is None or key.officer_id is None:
        raise WrongKey("this key has no passphrase")
    return lead_keys.unlock(key.locked, passphrase, _whose(key.officer_id))


def keep(
    session: Session, officer_id: int, made: tuple[Pair, bytes], now: datetime, let_in: bool
) -> ConcernKey:
    """Keeps a lead's new key in place of any that they had. Raises sqlalchemy.exc.IntegrityError if another
    window did so at the same moment.
    """
    session.execute(delete(ConcernKey).where(ConcernKey.officer_id == officer_id))
    return _keep(session, officer_id, made[0].public, made[1], now, let_in)


def keep_recovery(session: Session, pair: Pair, now: datetime) -> ConcernKey:
    """Keeps the public half of a new recovery key, in place of the one before, which opens nothing new."""
    session.execute(delete(ConcernKey).where(ConcernKey.officer_id.is_(None)))
    return _keep(session, None, pair.public, None, now, True)


def _keep(
    session: Session,
    officer_id: int | None,
    public: bytes,
    private: bytes | None,
    now: datetime,
    let_in: bool,
) -> ConcernKey:
    key = ConcernKey(
        id=secrets.token_hex(8),
        officer_id=officer_id,
        public=public,
        locked=private,
        let_in=let_in,
        made_at=now.replace(tzinfo=None),
    )
    session.add(key)
    session.flush()
    return key


def let_in(session: Session, new: ConcernKey, key: ConcernKey, mine: Pair) -> None:
    """Seals every concern that my key opens for a new key too, and all to come."""
    has = select(ConcernCopy.concern_id).where(ConcernCopy.key_id == new.id)
    theirs = select(ConcernCopy).where(ConcernCopy.key_id == key.id, ConcernCopy.concern_id.not_in(has))
    for copy in session.scalars(theirs).all():
        about = copy.concern_id.encode()
        wrapped = lead_keys.wrap(lead_keys.unwrap(copy.wrapped, mine, about), new.public, about)
        session.add(ConcernCopy(concern_id=copy.concern_id, key_id=new.id, wrapped=wrapped))
    new.let_in = True
    session.flush()


def drop(session: Session, officer_id: int) -> None:
    """Someone is a lead no longer: their key goes, and with it every copy that it opened."""
    session.execute(delete(ConcernKey).where(ConcernKey.officer_id == officer_id))


def start_again(session: Session) -> int:
    """Forgets every key, and deletes every concern, since nobody could open it: how many."""
    gone = len(session.execute(delete(Concern).returning(Concern.id)).all())
    session.execute(delete(ConcernKey))
    return gone


def begin_visit(session: Session, token: str, key: ConcernKey, mine: Pair, now: int) -> bytes:
    """Opens the lane in the browser of this sitting. What comes back is for its cookie: without it, what is
    kept here opens nothing.
    """
    end_visit(session, token)
    sealed, cookie = lead_keys.hold(mine, key.id.encode())
    ends = now + OPEN_SECONDS
    session.add(ConcernVisit(token_hash=sittings.hashed(token), key_id=key.id, sealed=sealed, ends_at=ends))
    return cookie


def visiting(session: Session, token: str, cookie: bytes, now: int) -> tuple[ConcernKey, Pair] | None:
    """The key and the pair of a lane that is open here; None if it isn't, or no longer."""
    found = session.get(ConcernVisit, sittings.hashed(token))
    if found is None or found.ends_at < now:
        return None
    key = session.get(ConcernKey, found.key_id)
    if key is None or not key.let_in:
        return None
    try:
        return key, lead_keys.held(found.sealed, cookie, key.id.encode())
    except WrongKey:
        return None


def end_visit(session: Session, token: str) -> None:
    session.execute(delete(ConcernVisit).where(ConcernVisit.token_hash == sittings.hashed(token)))


def clear_visits(session: Session, now: int) -> None:
    """Leaves nothing of lanes whose time is over."""
    session.execute(delete(ConcernVisit).where(ConcernVisit.ends_at < now))


def _whose(officer_id: int) -> bytes:
    return f"lead {officer_id}".encode()
