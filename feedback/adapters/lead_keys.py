"""Keys that safeguarding leads alone can use. What is sealed for them opens with none of ours: not with the
database, nor with the key that signs cookies. Knows nothing of what is sealed.

A message is encrypted once with ChaCha20-Poly1305 (RFC 8439) under a random key. For each lead that key is
wrapped as age wraps file keys (age-encryption.org/v1, the X25519 recipient): a new X25519 pair for each
message and lead, HKDF-SHA-256 over what the two agree on, salted with both public keys, and ChaCha20-Poly1305
with a nonce of zeros, since each such key wraps once. A lead's private key is wrapped the same way under
argon2id (RFC 9106, its second recommended setting) of a passphrase that is kept nowhere.
"""

import base64
import hashlib
import os
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_INFO, _ONCE = b"toldus concern v1", bytes(12)
_KEY, _NONCE, _SALT = 32, 12, 16
PADDED_TO = 4096  # bytes: how long a message is tells nearly nothing
_PASSES, _KIBIBYTES, _LANES = 3, 65536, 4


class WrongKey(Exception):  # noqa: N818
    """This key, passphrase or recovery key doesn't open it, or it was changed since."""


@dataclass(frozen=True)
class Pair:
    """A private key, which is held only while it is used, and its public half. 32 bytes each."""

    private: bytes
    public: bytes


def new_pair() -> Pair:
    return _pair(X25519PrivateKey.generate())


def _pair(private: X25519PrivateKey) -> Pair:
    return Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def seal(message: bytes, about: bytes) -> tuple[bytes, bytes]:
    """(sealed, its key). `about` has to be the same when it is opened, so that nothing is swapped."""
    key, nonce = os.urandom(_KEY), os.urandom(_NONCE)
    padded = message + b"\x01" + bytes(-(len(message) + 1) % PADDED_TO)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, about), key


def unseal(sealed: bytes, key: bytes, about: bytes) -> bytes:
    """The message. Raises WrongKey."""
    return _opened(key, sealed[:_NONCE], sealed[_NONCE:], about).rstrip(b"\x00")[:-1]


def wrap(key: bytes, public: bytes, about: bytes) -> bytes:
    """A message's key, for whoever has the private half."""
    once = _pair(X25519PrivateKey.generate())
    return once.public + ChaCha20Poly1305(_agreed(once.private, public, once.public, public)).encrypt(
        _ONCE, key, about
    )


def unwrap(wrapped: bytes, mine: Pair, about: bytes) -> bytes:
    """A message's key. Raises WrongKey."""
    once, sealed = wrapped[:_KEY], wrapped[_KEY:]
    return _opened(_agreed(mine.private, once, once, mine.public), _ONCE, sealed, about)


def _agreed(private: bytes, public: bytes, once: bytes, theirs: bytes) -> bytes:
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(public)
        )
    except ValueError as problem:  # not a key, or one that agrees on nothing but zeros
        raise WrongKey("that is no key") from problem
    return HKDF(SHA256(), _KEY, salt=once + theirs, info=_INFO).derive(shared)


def lock(private: bytes, passphrase: str, whose: bytes) -> bytes:
    """A private key under a passphrase: slow to make and to guess."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    box = ChaCha20Poly1305(_slow(passphrase, salt))
    return salt + nonce + box.encrypt(nonce, private, whose)


def unlock(locked: bytes, passphrase: str, whose: bytes) -> Pair:
    """The pair again. Raises WrongKey."""
    salt, nonce, sealed = locked[:_SALT], locked[_SALT : _SALT + _NONCE], locked[_SALT + _NONCE :]
    private = _opened(_slow(passphrase, salt), nonce, sealed, whose)
    return _pair(X25519PrivateKey.from_private_bytes(private))


def _slow(passphrase: str, salt: bytes) -> bytes:
    given = passphrase.encode("utf-8", "replace")
    return hash_secret_raw(given, salt, _PASSES, _KIBIBYTES, _LANES, _KEY, Type.ID)


def _opened(key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, about)
    except (InvalidTag, ValueError) as problem:
        raise WrongKey("this doesn’t open") from problem


def hold(pair: Pair, whose: bytes) -> tuple[bytes, bytes]:
    """(the private key under a key that is made now, that key): the two are kept apart, for a short while."""
    key, nonce = os.urandom(_KEY), os.urandom(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, pair.private, whose), key


def held(sealed: bytes, key: bytes, whose: bytes) -> Pair:
    """The pair that was held. Raises WrongKey."""
    if len(key) != _KEY:
        raise WrongKey("that is no key")
    private = _opened(key, sealed[:_NONCE], sealed[_NONCE:], whose)
    return _pair(X25519PrivateKey.from_private_bytes(private))


def to_print(pair: Pair) -> str:
    """A private key on paper: letters and digits in fours, with a check at the end."""
    letters = base64.b32encode(pair.private + _check(pair.private)).decode().rstrip("=")
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def from_print(typed: str) -> Pair:
    """The pair of what was typed from paper, however it is spaced; O may stand for 0 nowhere, since there are
    no 0 and 1 in it. Raises WrongKey.
    """
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(str.maketrans("018", "OIB"))
    try:
        found = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as problem:
        raise WrongKey("that isn’t a recovery key") from problem
    private, check = found[:_KEY], found[_KEY:]
    if len(private) != _KEY or check != _check(private):
        raise WrongKey("that isn’t a recovery key")
    return _pair(X25519PrivateKey.from_private_bytes(private))


def _check(private: bytes) -> bytes:
    return hashlib.sha256(b"toldus recovery " + private).digest()[:3]
