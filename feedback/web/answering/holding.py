"""Which draft this browser holds: its token, in the one cookie. Knows nothing of what is in the draft."""

from flask import session

from feedback.adapters.tables import Wave


def token(wave: Wave) -> str | None:
    """The token of this browser's draft in a wave, or None."""
    held = session.get("drafts", {}).get(wave.key)
    return held if isinstance(held, str) else None


def hold(wave: Wave, new: str) -> None:
    """Keeps a token, in place of any other in this wave."""
    session["drafts"] = {**session.get("drafts", {}), wave.key: new}
