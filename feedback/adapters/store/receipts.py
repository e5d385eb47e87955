"""Receipts: what leads from three words to one response. Knows of the words only what they were hashed to."""

from sqlalchemy import delete, literal, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from feedback.adapters.store import waves
from feedback.adapters.tables import Comment, Response, Wave
from feedback.adapters.tables_going import Receipt
from feedback.adapters.tables_sorting import SortedComment


def keep_for_last(session: Session, wave: Wave, words_hash: str) -> bool:
    """Keeps a receipt for the response that this transaction has just added. False if another has these
    words: then there is none for this one.
    """
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    row = select(literal(words_hash), Wave.id, Wave.seq).where(Wave.id == wave.id)
    added = insert(Receipt).from_select(["words_hash", "wave_id", "seq"], row)
    return bool(session.execute(added.on_conflict_do_nothing().returning(Receipt.seq)).all())


def wave_of(session: Session, words_hash: str) -> Wave | None:
    """The wave of the response that these words take out; None if there is none, or no more."""
    found = select(Wave).join(Receipt, Receipt.wave_id == Wave.id).where(Receipt.words_hash == words_hash)
    return session.scalar(found)


def response_of(session: Session, words_hash: str) -> Response | None:
    """The response that these words are for; None if there is none, or no more."""
    same = (Receipt.wave_id == Response.wave_id) & (Receipt.seq == Response.seq)
    return session.scalar(select(Response).join(Receipt, same).where(Receipt.words_hash == words_hash))


def take_out(session: Session, words_hash: str) -> Wave | None:
    """Deletes a response with its comments, what is told of them and its receipt, and notes in its wave that
    one is gone. The wave; None if there is no such response: of two at once, one finds it gone.
    """
    wave = wave_of(session, words_hash)
    if wave is None:
        return None
    # The wave's row first, as whoever sends or deletes a whole wave does: so nobody waits for one that waits.
    waves.hold(session, wave.key)
    gone = delete(Receipt).where(Receipt.words_hash == words_hash).returning(Receipt.seq)
    seq = session.scalar(gone)
    if seq is None:
        return None
    for table in (SortedComment, Comment, Response):
        session.execute(delete(table).where(table.wave_id == wave.id, table.seq == seq))
    session.execute(update(Wave).where(Wave.id == wave.id).values(epoch=Wave.epoch + 1))
    return wave
