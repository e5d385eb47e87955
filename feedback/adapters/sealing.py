"""Seals what holds personal detail before it is kept, and opens it again. Knows nothing of what it says."""

import base64
import zlib

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class WontOpen(Exception):  # noqa: N818
    """What was sealed for somebody else, under another secret, or has been changed since."""


def seal(secret: str, whose: str, content: bytes) -> bytes:
    """The content made small and encrypted. `whose` says what it is and who may open it."""
    return _box(secret, whose).encrypt(zlib.compress(content, 6))


def unseal(secret: str, whose: str, sealed: bytes) -> bytes:
    """The content as it was. Raises WontOpen."""
    try:
        return zlib.decompress(_box(secret, whose).decrypt(sealed))
    except InvalidToken as problem:
        raise WontOpen("this can’t be opened") from problem


def _box(secret: str, whose: str) -> Fernet:
    """A key of its own for each thing that is sealed: one that leaks opens nothing else."""
    derived = HKDF(SHA256(), 32, salt=None, info=f"toldus seal {whose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
