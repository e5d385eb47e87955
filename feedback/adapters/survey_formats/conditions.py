"""When a question is asked, as other tools say it, to conditions of ours. Knows nothing of any one tool.

Ours say that an earlier question was answered with any of some options; several of them must all be true.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from feedback.domain.questions import Kind

MOST_TOGETHER = 200


class CannotSay(Exception):  # noqa: N818
    """A condition that ours can't say, with the reason as the end of a sentence."""


@dataclass(frozen=True)
class Is:
    """An answer is any of these values; None for any answer at all."""

    name: str
    values: tuple[str, ...] | None


@dataclass(frozen=True)
class Not:
    of: "Condition"


@dataclass(frozen=True)
class Every:
    of: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Some:
    of: tuple["Condition", ...]


@dataclass(frozen=True)
class Unsaid:
    """A condition that could not be read, with the reason as the end of a sentence."""

    why: str


Condition: TypeAlias = Is | Not | Every | Some | Unsaid
ALWAYS = Every()


@dataclass(frozen=True)
class Target:
    """What a name in a condition stands for: a question of ours, and its options by their names there."""

    question: str
    kind: Kind
    options: Mapping[str, str]
    every: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """One condition of ours; `turned` if it was said the other way round, `several` if the question takes
    several answers.
    """

    question: str
    options: tuple[str, ...]
    turned: bool = False
    several: bool = False


Find: TypeAlias = Callable[[str], Target | None]


def both(*conditions: Condition) -> Condition:
    """All of them at once."""
    wanted = tuple(c for c in conditions if c != ALWAYS)
    return wanted[0] if len(wanted) == 1 else Every(wanted)


def resolve(condition: Condition, find: Find) -> list[Shown]:
    """Conditions of ours that mean the same. Raises CannotSay."""
    try:
        found = _resolve(condition, find)
    except RecursionError:
        raise CannotSay("it is too long") from None
    if len(found) > MOST_TOGETHER:
        raise CannotSay("it is too long")
    return _together(found)


def _together(found: list[Shown]) -> list[Shown]:
    """The same conditions, one for each question with one answer: the options that fit them all."""
    kept: dict[object, Shown] = {}
    for one in found:
        at = (one.question, one.options) if one.several else one.question
        before = kept.get(at, one)
        options = tuple(o for o in before.options if o in one.options)
        if not options:
            raise CannotSay("it can never be true")
        kept[at] = Shown(one.question, options, one.turned or before.turned, one.several)
    return list(kept.values())


def _resolve(condition: Condition, find: Find) -> list[Shown]:
    if isinstance(condition, Every):
        return [one for part in condition.of for one in _resolve(part, find)]
    if isinstance(condition, Some):
        return [_merged([_resolve(part, find) for part in condition.of])]
    if isinstance(condition, Not):
        return _turned(condition.of, find)
    if isinstance(condition, Unsaid):
        raise CannotSay(condition.why)
    return [_is(condition, find)]


def _merged(parts: list[list[Shown]]) -> Shown:
    flat = [one for part in parts for one in part]
    if not flat or any(len(part) != 1 for part in parts) or len({one.question for one in flat}) > 1:
        raise CannotSay("it is true in one of several cases that hang on different questions")
    options = tuple(dict.fromkeys(o for one in flat for o in one.options))
    return Shown(flat[0].question, options, any(one.turned for one in flat), flat[0].several)


def _turned(condition: Condition, find: Find) -> list[Shown]:
    if isinstance(condition, Not):
        return _resolve(condition.of, find)
    if isinstance(condition, Some):
        return [one for part in condition.of for one in _turned(part, find)]
    if isinstance(condition, Every):
        return _resolve(Some(tuple(Not(part) for part in condition.of)), find)
    if isinstance(condition, Unsaid):
        raise CannotSay(condition.why)
    target, said = _target(condition, find), _is(condition, find)
    if target.kind is Kind.CHOOSE_SEVERAL:
        raise CannotSay("it hangs on an answer that was not ticked")
    rest = tuple(o for o in target.every if o not in said.options)
    if not rest:
        raise CannotSay("it hangs on a question that was not answered")
    return [Shown(said.question, rest, turned=True)]


def _target(condition: Is, find: Find) -> Target:
    target = find(condition.name)
    if target is None:
        raise CannotSay(
            f"it hangs on “{condition.name[:60]}”, which is not a question here with answers to pick"
        )
    return target


def _is(condition: Is, find: Find) -> Shown:
    target = _target(condition, find)
    several = target.kind is Kind.CHOOSE_SEVERAL
    if condition.values is None:
        return Shown(target.question, target.every, several=several)
    for value in condition.values:
        if value not in target.options:
            raise CannotSay(f"it hangs on “{value[:60]}”, which is not an answer to that question here")
    options = tuple(dict.fromkeys(target.options[v] for v in condition.values))
    return Shown(target.question, options, several=several)
