"""Two people's changes to one thing with named fields, put together. What both changed isn’t chosen here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Together:
    """The two as one, with mine where they clash; and the fields that clash, in order."""

    fields: dict[str, Any]
    clashes: tuple[str, ...] = ()


def together(base: Fields | None, mine: Fields, theirs: Fields) -> Together:
    """Whoever changed a field is right. Without the version that both began with, every field that they
    differ in is a clash.
    """
    whole: dict[str, Any] = {}
    clashes = []
    for name in dict.fromkeys([*theirs, *mine]):
        one, other = mine.get(name), theirs.get(name)
        if base is not None and one == base.get(name):
            whole[name] = other
            continue
        whole[name] = one
        if one != other and (base is None or other != base.get(name)):
            clashes.append(name)
    return Together(whole, tuple(clashes))


def changed(before: Fields | None, after: Fields | None) -> Sequence[str]:
    """The fields that two versions differ in, in order."""
    was, now = before or {}, after or {}
    return [name for name in dict.fromkeys([*was, *now]) if was.get(name) != now.get(name)]
