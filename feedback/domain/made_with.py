"""What young people did to one edition, frozen with it, and told in sentences. Knows no names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from feedback.domain.designs import Design
from feedback.domain.flags import AS_ROLE, START, Flag, Kind, Role, State, Turn, stands_in, turns

MOST_LETTERS = 240  # of words that are printed before and after


@dataclass(frozen=True)
class Change:
    """Words that were changed, and because of whom, as roles."""

    roles: tuple[Role, ...]
    before: str
    after: str


@dataclass(frozen=True)
class Kept:
    """Words that stayed as they are though somebody asked, and why. `words` are the survey's own."""

    roles: tuple[Role, ...]
    words: str
    why: str


@dataclass(frozen=True)
class Signed:
    """A sign-off of these very words."""

    role: Role
    on: date


@dataclass(frozen=True)
class MadeRecord:
    """How many tried it, how many flags of each kind there were, and what came of them."""

    tried: int = 0
    flags: Mapping[Kind, int] = field(default_factory=dict)
    changed: tuple[Change, ...] = ()
    kept: tuple[Kept, ...] = ()
    signed: tuple[Signed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tried or self.flags or self.signed or self.changed or self.kept)


def recorded(
    flags: Sequence[Flag], then: Mapping[int, Design], now: Design, tried: int, signed: Iterable[Signed]
) -> MadeRecord:
    """The record of an edition that is published as `now`. `then` has the versions that they were said of."""
    changed: dict[Turn, list[Role]] = {}
    kept: dict[tuple[str, str], list[Role]] = {}
    for flag in flags:
        if flag.state is State.CHANGED:
            for turn in turns(then[flag.version], now, flag.place):
                changed.setdefault(turn, []).append(flag.role)
        elif flag.state is State.KEPT:
            kept.setdefault((_named(flag, now), flag.answer), []).append(flag.role)
    kinds = [flag.kind for flag in flags]
    return MadeRecord(
        max(tried, 0),
        {kind: kinds.count(kind) for kind in Kind if kind in kinds},
        tuple(Change(_once(roles), turn.before, turn.after) for turn, roles in changed.items()),
        tuple(Kept(_once(roles), words, why) for (words, why), roles in kept.items()),
        tuple(signed),
    )


def _named(flag: Flag, now: Design) -> str:
    """The survey's own words that stayed: the word if it stands there, else the question; "" at the start."""
    if flag.kind is Kind.WORD and stands_in(now, flag.place, flag.words):
        return flag.words
    question = now.question(flag.place) if flag.place != START else None
    return question.ask if question else ""


def _once(roles: Iterable[Role]) -> tuple[Role, ...]:
    given = set(roles)
    return tuple(role for role in Role if role in given)


def as_json(record: MadeRecord) -> dict[str, Any]:
    """The record as it is kept."""
    return asdict(record) | {"signed": [[s.role.value, s.on.isoformat()] for s in record.signed]}


def from_json(kept: Mapping[str, Any]) -> MadeRecord:
    """A record as it was kept."""

    def roles(found: Iterable[str]) -> tuple[Role, ...]:
        return tuple(map(Role, found))

    return MadeRecord(
        kept["tried"],
        {Kind(kind): n for kind, n in kept["flags"].items()},
        tuple(Change(roles(c["roles"]), c["before"], c["after"]) for c in kept["changed"]),
        tuple(Kept(roles(k["roles"]), k["words"], k["why"]) for k in kept["kept"]),
        tuple(Signed(Role(role), date.fromisoformat(on)) for role, on in kept["signed"]),
    )


def sentences(record: MadeRecord) -> tuple[str, ...]:
    """The record in words: how many and how, then what was changed, kept and signed off."""
    return tuple(
        [*_how_many(record), *map(_changed, record.changed), *map(_kept, record.kept), *_signed(record)]
    )


_SAID = {
    Kind.UNCLEAR: "“I don’t get this”",
    Kind.WORD: "“I don’t like this word”",
    Kind.BETTER: "“Say it better”",
}


def _how_many(record: MadeRecord) -> Iterator[str]:
    said = sum(record.flags.values())
    if record.tried:
        who = "One person" if record.tried == 1 else f"{record.tried} people"
        yield f"{who} tried this survey before it was published."
    if said:
        kinds = [f"{_SAID[kind]} {_times(n)}" for kind, n in record.flags.items()]
        yield (
            f"They told us {joined(kinds)}."
            if record.tried
            else f"Those who tried it told us {joined(kinds)}."
        )


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _changed(change: Change) -> str:
    who = joined([AS_ROLE[role] for role in change.roles])
    before, after = _short(change.before), _short(change.after)
    if not after:
        return f"Because of {who}, we took out “{before}”."
    if not before:
        return f"Because of {who}, we added “{after}”."
    return f"Because of {who}, “{before}” is now “{after}”."


def _kept(kept: Kept) -> str:
    who = joined([AS_ROLE[role] for role in kept.roles])
    what = f"“{_short(kept.words)}”" if kept.words else "the words of the start page"
    return f"We kept {what} though {who} asked about it. Why: {kept.why.rstrip('.')}."


def _signed(record: MadeRecord) -> Iterator[str]:
    by_day: dict[date, list[Role]] = {}
    for signed in record.signed:
        by_day.setdefault(signed.on, []).append(signed.role)
    for day, roles in by_day.items():
        who = joined([AS_ROLE[role] for role in _once(roles)])
        yield f"Signed off by {who} on {day.day} {_MONTHS[day.month - 1]} {day.year}."


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _short(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip()}…"


def joined(parts: Sequence[str]) -> str:
    """A, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
