"""The passwords that are tried before all others. Knows nothing of who chooses one."""

from functools import cache

from feedback.adapters.settings import shipped


@cache
def first_guesses() -> frozenset[str]:
    """In small letters, without spaces."""
    return frozenset((shipped("surveys") / "common-passwords.txt").read_text("utf-8").split())
