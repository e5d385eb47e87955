"""Codes from a phone, and their keys kept encrypted. Knows nothing of who has one, and no database."""

import base64
import hmac
import io

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

STEP_SECONDS = 30
_DRIFT = (0, -1, 1)  # a phone's clock may be one step off


def new_key() -> str:
    """A new key, 160 bits, in the letters and digits that an app takes."""
    return pyotp.random_base32()


def address(key: str, name: str, council: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=f"Told Us, {council}")


def drawn(said: str) -> str:
    """A QR code as SVG, to stand in a page: on white, since a camera needs the contrast. No styles in it."""
    out = io.BytesIO()
    segno.make(said, error="m").save(
        out, kind="svg", xmldecl=False, scale=5, light="#fff", nl=False, svgclass="qr", lineclass=None
    )
    return out.getvalue().decode()


def step_of(key: str, code: str, now: int, after: int) -> int | None:
    """The time step whose code this is, if it's later than `after`, the last one used. Now in seconds."""
    digits = "".join(code.split())
    if not (len(digits) == 6 and digits.isascii() and digits.isdecimal()):
        return None
    made = pyotp.TOTP(key)
    for step in (now // STEP_SECONDS + drift for drift in _DRIFT):
        if hmac.compare_digest(made.generate_otp(step), digits) and step > after:
            return step
    return None


def sealed(secret: str, text: str, now: int) -> str:
    """The text, encrypted with a key that is made of the server's secret. Now in seconds."""
    return _box(secret).encrypt_at_time(text.encode(), now).decode()


def opened(secret: str, given: str, now: int | None = None, oldest: int = 0) -> str | None:
    """What was sealed; None if it's not ours, was sealed with another secret, or, if it matters what time it
    is now, is older than so many seconds.
    """
    box = _box(secret)
    try:
        found = (
            box.decrypt(given.encode()) if now is None else box.decrypt_at_time(given.encode(), oldest, now)
        )
        return found.decode()
    except (InvalidToken, UnicodeError):
        return None


def _box(secret: str) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"told us second factor").derive(
        secret.encode()
    )
    return Fernet(base64.urlsafe_b64encode(made))
