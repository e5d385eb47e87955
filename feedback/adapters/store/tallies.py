"""The responses of a wave as bitmaps, kept in this process so that only what is new is read. Counts nothing.

A response never changes, so what was read stays right: `seq` is the number of the last; `epoch` is raised
when one is taken out, and then all is read anew. Nothing is kept of a transaction that could be undone.
What one server told stays with that server: the next may have lost the last answers, and given their numbers
again.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool

from feedback.adapters.store import editions
from feedback.adapters.tables import Response, Wave
from feedback.domain.coding import codebook
from feedback.domain.counting import Block, Tally

AT_ONCE = 65_536  # responses in a block that no later answer touches
MOST_BYTES = 128 * 2**20  # of one process, for one database


_Chunk = tuple[tuple[int, Block], ...]  # the responses of a run of numbers, a block for each edition


@dataclass(frozen=True)
class _Read:
    """What was read of a wave: in which epoch, up to which number, as chunks of AT_ONCE numbers each."""

    epoch: int = 0
    seq: int = 0
    chunks: tuple[_Chunk, ...] = ()

    @property
    def size(self) -> int:
        return sum(block.codes.nbytes for chunk in self.chunks for _, block in chunk)


_Key = tuple[str, int, str]
_Kept = OrderedDict[_Key, _Read]
_kept: WeakKeyDictionary[Pool, _Kept] = WeakKeyDictionary()
_lock = Lock()
_SERVER, _SINCE = "server", text("SELECT pg_postmaster_start_time()")


def tally(session: Session, wave: Wave) -> Tally:
    """All the responses of a wave as this session sees them, ready to be counted."""
    now = session.execute(select(Wave.seq, Wave.epoch).where(Wave.id == wave.id)).one()
    engine, key = session.get_bind().engine, (_server(session), wave.id, wave.shuffle_key)
    with _lock:
        before = _kept.setdefault(engine.pool, OrderedDict()).get(key, _Read())
    if before.epoch != now.epoch or before.seq > now.seq:
        before = _Read(now.epoch)
    found = _up_to(session, wave, before, now.seq)
    if not engine.get_execution_options().get("writing"):
        with _lock:
            _keep(_kept.setdefault(engine.pool, OrderedDict()), key, found)
    blocks = sorted((pair for chunk in found.chunks for pair in chunk), key=lambda pair: pair[0])
    return Tally(tuple(block for _, block in blocks))


def _server(session: Session) -> str:
    """Which server this session asks, and since when that runs; asked once of each connection."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return ""
    if _SERVER not in connection.info:
        connection.info[_SERVER] = str(session.scalar(_SINCE))
    return str(connection.info[_SERVER])


def _keep(kept: _Kept, key: _Key, found: _Read) -> None:
    """Keeps it, and lets go of what was asked for longest ago."""
    kept[key] = found
    kept.move_to_end(key)
    while len(kept) > 1 and sum(one.size for one in kept.values()) > MOST_BYTES:
        kept.popitem(last=False)


def _up_to(session: Session, wave: Wave, before: _Read, seq: int) -> _Read:
    """What was read before, and what came since. The last chunk is read anew until it is full."""
    if before.seq == seq:
        return before
    whole = before.chunks[: before.seq // AT_ONCE]
    starts = range(len(whole) * AT_ONCE, seq, AT_ONCE)
    new = (_chunk(session, wave, start, min(start + AT_ONCE, seq)) for start in starts)
    return _Read(before.epoch, seq, (*whole, *new))


def _chunk(session: Session, wave: Wave, after: int, last: int) -> _Chunk:
    """The responses with these numbers, in one string for each edition: quicker than a row for each."""
    surveys = editions.of(session, wave.survey_key)
    lines = func.aggregate_strings(Response.codes, "")
    wanted = select(Response.edition, func.count(), lines).group_by(Response.edition)
    here = (Response.wave_id == wave.id) & (Response.seq > after) & (Response.seq <= last)
    found = session.execute(wanted.where(here)).all()
    return tuple((n, Block.joined(codebook(surveys[n]), size, codes)) for n, size, codes in found)
