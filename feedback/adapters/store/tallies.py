"""The responses of a wave as bitmaps, kept in this process so that only what is new is read. Counts nothing.

A response never changes, so what was read stays right: `seq` is the number of the last; `epoch` is raised
when one is taken out, and then all is read anew. Nothing is kept of a transaction that could be undone.
What one server told stays with that server: the next may have lost the last answers, and given their numbers
again.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool

from feedback.adapters.store import editions
from feedback.adapters.tables import Response, Wave
from feedback.domain.coding import Codebook, codebook
from feedback.domain.counting import Block, Tally

AT_ONCE = 65_536  # responses in a block that no later answer touches
MOST_BYTES = 128 * 2**20  # of one process, for one database


_ByEdition = Mapping[int, Block]


@dataclass(frozen=True)
class _Read:
    """What was read of a wave: in which epoch, up to which number; what no later answer touches, which are
    whole times AT_ONCE numbers, and the rest.
    """

    epoch: int = 0
    seq: int = 0
    sealed: _ByEdition = field(default_factory=dict)
    rest: _ByEdition = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        """Oldest edition first."""
        found = [*self.sealed.items(), *self.rest.items()]
        return [block for _, block in sorted(found, key=lambda pair: pair[0])]

    @property
    def size(self) -> int:
        return sum(block.nbytes for block in self.blocks)


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
    return Tally(tuple(found.blocks))


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
    """What was read before, and what came since. What isn't sealed is read anew."""
    if before.seq == seq:
        return before
    books = {n: codebook(survey) for n, survey in editions.of(session, wave.survey_key).items()}
    end = seq - seq % AT_ONCE
    starts = range(before.seq - before.seq % AT_ONCE, end, AT_ONCE)
    chunks = [_chunk(session, wave, books, start, start + AT_ONCE) for start in starts]
    sealed = _merged([before.sealed, *chunks]) if chunks else before.sealed
    return _Read(before.epoch, seq, sealed, _chunk(session, wave, books, end, seq))


def _merged(chunks: Sequence[_ByEdition]) -> _ByEdition:
    """A block for each edition of all the chunks."""
    every = sorted({edition for chunk in chunks for edition in chunk})
    return {n: Block.merged([chunk[n] for chunk in chunks if n in chunk]) for n in every}


def _chunk(session: Session, wave: Wave, books: Mapping[int, Codebook], after: int, last: int) -> _ByEdition:
    """The responses with these numbers, in one string for each edition: quicker than a row for each."""
    here = (Response.wave_id == wave.id) & (Response.seq > after) & (Response.seq <= last)
    lines = func.aggregate_strings(Response.codes, "")
    # Nearly always they are all of one edition, and then there is nothing to sort.
    first, newest = func.min(Response.edition), func.max(Response.edition)
    found = session.execute(select(first, newest, func.count(), lines).where(here)).all()
    if found[0][0] != found[0][1]:
        by = select(Response.edition, Response.edition, func.count(), lines).group_by(Response.edition)
        found = session.execute(by.where(here)).all()
    return {n: Block.joined(books[n], size, codes) for n, _, size, codes in found if size}
