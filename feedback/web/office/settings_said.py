"""A setting in words, for the list of settings and for the audit log. Knows nothing of forms."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from feedback.adapters.languages import NAMES, in_english
from feedback.adapters.settings import Settings

NOTHING = "none"
LABELS = {
    "council": "Name",
    "contact": "Contact",
    "threshold": "Counts that are hidden, from 1 to",
    "small_group": "Only the size is told of a group under",
}

_SHORT: Mapping[str, Callable[[Settings], str]] = {
    "threshold": lambda now: str(now.rules.threshold),
    "small_group": lambda now: str(now.rules.small_group),
    "guess_mood": lambda now: "on" if now.guess_mood else "off",
    "hear_back_weeks": lambda now: f"within {now.hear_back_weeks} weeks",
    "colour": lambda now: now.colour or "the colour that comes with Told Us",
}


def said(now: Settings, name: str) -> str:
    """What holds, whole: two settings that differ are never said alike."""
    if name in _SHORT:
        return _SHORT[name](now)
    if name == "contact":
        parts = [str(value) for value in vars(now.contact).values() if value]
    elif name == "help_lines":
        parts = [_help_line(*vars(h).values()) for h in now.help_lines]
    elif name == "avoid":
        parts = [f"“{a.word}”: say “{a.instead}” ({a.who})" for a in now.avoid]
    elif name == "take_out":
        return _lists(now)
    elif name == "languages":
        parts = [in_english(code) for code in now.languages or NAMES]
    elif name == "logo":
        parts = [f"{now.logo.alt or 'no words'} ({now.logo.digest})"] if now.logo else []
    else:
        return str(getattr(now, name))
    return "; ".join(parts) or NOTHING


def _lists(now: Settings) -> str:
    """How many names are on each list, with a mark that changes when they do. The names themselves would
    stand in the audit log for good.
    """
    lists = {name: lines for name, lines in vars(now.take_out).items() if lines}
    mark = sha256(repr(lists).encode()).hexdigest()[:6]
    return (
        f"{', '.join(f'{name}: {len(lines)}' for name, lines in lists.items())} ({mark})"
        if lists
        else NOTHING
    )


def _help_line(name: str, number: str, note: str, language: str) -> str:
    noted = f"{name}: {number}, {note}" if note else f"{name}: {number}"
    return f"{noted} ({in_english(language)})" if language else noted
