"""Pictures and recordings that the council added. Knows nothing of how a file is read or checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session, defer

from feedback.adapters.tables import Upload

PICTURE, RECORDING, LOGO = "picture", "recording", "logo"
_COLUMN = Upload.__table__.c
_DIGESTS = select(_COLUMN.key, _COLUMN.digest).where(
    _COLUMN.kind == bindparam("kind"), _COLUMN.key.in_(bindparam("keys", expanding=True))
)


@dataclass(frozen=True)
class File:
    """A file as it is kept: what it is, what is seen or said in it, and how it may be used."""

    media_type: str
    content: bytes
    alt: str
    licence: str


def recording_key(survey: str, question: str, language: str, easy: bool) -> str:
    """What a recording belongs to: one question, as it is read in one language, standard or easy."""
    return f"{survey}/{question}/{language}/{'easy' if easy else 'standard'}"


def put(session: Session, kind: str, key: str, file: File, today: date) -> None:
    """Keeps a file, in place of any other with its key."""
    drop(session, kind, key)
    digest = sha256(file.content).hexdigest()
    session.add(Upload(kind=kind, key=key, digest=digest, added_on=today, **vars(file)))


def drop(session: Session, kind: str, key: str) -> None:
    session.execute(delete(Upload).where(Upload.kind == kind, Upload.key == key))


def get(session: Session, kind: str, key: str) -> Upload | None:
    return session.get(Upload, (kind, key))


def digest(session: Session, kind: str, key: str) -> str | None:
    """What changes when the file does; None if there is no such file."""
    return session.scalar(select(Upload.digest).where(Upload.kind == kind, Upload.key == key))


def digests(session: Session, kind: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The same for several files, by key: those that there are."""
    found = session.execute(_DIGESTS, {"kind": kind, "keys": list(keys)})
    return {key: version for key, version in found}


def every(session: Session, kind: str | None = None) -> Sequence[Upload]:
    """All that was added, without the files themselves."""
    listed = select(Upload).options(defer(Upload.content)).order_by(Upload.kind, Upload.key)
    return session.scalars(listed if kind is None else listed.where(Upload.kind == kind)).all()
