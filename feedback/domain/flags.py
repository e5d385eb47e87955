"""What young people say of a survey's words while it's being made, and what became of it. Knows no page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from feedback.domain.designs import START_WORDS, Asked, Design
from feedback.domain.surveys import find_words
from feedback.domain.wording import sentences

START = ""  # the place of a flag that is of the start page; any other is a question's key
LONGEST_WORD, LONGEST_WORDS, LONGEST_WHY = 60, 300, 300
MOST_FLAGS = 200  # on one link


class Kind(StrEnum):
    """What can be tapped."""

    UNCLEAR = "unclear"  # I don't get this
    WORD = "word"  # I don't like this word
    BETTER = "better"  # say it better


class Role(StrEnum):
    """Who says so, as far as they say; never who in person."""

    IN_CARE = "in-care"
    CARE_LEAVER = "care-leaver"
    COUNCIL = "youth-council"
    CARER = "foster-carer"
    NOT_SAID = ""


AS_ROLE: Mapping[Role, str] = {
    Role.IN_CARE: "someone in care",
    Role.CARE_LEAVER: "a care leaver",
    Role.COUNCIL: "a youth council member",
    Role.CARER: "a foster carer",
    Role.NOT_SAID: "someone who tried it",
}


class State(StrEnum):
    """What became of a flag."""

    OPEN = "open"
    CHANGED = "changed"
    KEPT = "kept"


@dataclass(frozen=True)
class Flag:
    """One thing that was said. `place` is a question's key or START; `version` is of the design it was said
    of; `words` are redacted. `answer` is why it was kept; "" otherwise.
    """

    id: int
    place: str
    kind: Kind
    words: str
    role: Role
    version: int
    state: State = State.OPEN
    answer: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Turn:
    """Words as they were and as they are now; empty where there are none."""

    before: str
    after: str


_START_FIELDS = ("title", *START_WORDS)
_EASY_START = tuple(f"easy_{name}" for name in START_WORDS)


def role_of(said: str) -> Role:
    """The role that was picked; not said for anything that isn't one."""
    return Role(said) if said in set(Role) else Role.NOT_SAID


def words_of(design: Design, place: str) -> Mapping[str, tuple[str, ...]] | None:
    """What people read at a place, by field, in pieces: sentences, or the answers to pick from. None where
    there is no such question.
    """
    if place == START:
        return {name: tuple(sentences(getattr(design, name))) for name in (*_START_FIELDS, *_EASY_START)}
    question = design.question(place)
    return None if question is None else _asked(design, question)


def _asked(design: Design, question: Asked) -> Mapping[str, tuple[str, ...]]:
    options = design.options(question)
    return {
        "ask": (question.ask,) if question.ask else (),
        "hint": tuple(sentences(question.hint)),
        "options": tuple(o.label for o in options),
        "skip": (question.skip,) if question.skip else (),
        "easy": tuple(sentences(question.easy)),
        "easy_hint": tuple(sentences(question.easy_hint)),
        "easy_options": tuple(o.easy for o in options if o.easy),
    }


def turns(then: Design, now: Design, place: str) -> list[Turn]:
    """What reads otherwise at a place than it did. Of easy words only where nothing else changed: they say
    the same again.
    """
    was, is_now = words_of(then, place), words_of(now, place)
    if was is None:
        return []
    if is_now is None:
        return [Turn(" ".join(was["ask"]), "")]
    plain = _changed(was, is_now, [f for f in was if not f.startswith("easy")])
    return plain or _changed(was, is_now, [f for f in was if f.startswith("easy")])


def _changed(
    was: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]], fields: Sequence[str]
) -> list[Turn]:
    found = []
    for name in fields:
        if was[name] != now[name]:
            between = " · " if name.endswith("options") else " "
            gone = [piece for piece in was[name] if piece not in now[name]]
            new = [piece for piece in now[name] if piece not in was[name]]
            if not gone and not new:  # only their order
                gone, new = list(was[name]), list(now[name])
            found.append(Turn(between.join(gone), between.join(new)))
    return found


def is_open(flag: Flag, changed: bool) -> bool:
    """True while a flag waits for an answer. One that was answered “changed” waits again once its place reads
    as it did: somebody took the change back.
    """
    return flag.state is State.OPEN or (flag.state is State.CHANGED and not changed)


def stands_in(design: Design, place: str, words: str) -> bool:
    """True if these words are the survey's own, in that place. What else was typed is never printed."""
    said = words_of(design, place) or {}
    return bool(words) and any(
        find_words([words.casefold()], piece) for pieces in said.values() for piece in pieces
    )
