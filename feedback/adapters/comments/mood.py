"""Guesses whether whoever wrote a comment is unhappy. Knows English alone, and is often wrong.

Words with a weight, turned round by a “not” before them; what should happen and doesn't (“never calls
back”); and
wishes. It helps an officer choose what to read first, and nobody else ever sees it.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from importlib.resources import files

from feedback.adapters.redaction.first_names import known_words


class Mood(Enum):
    """What is guessed."""

    UNHAPPY = "perhaps unhappy"
    NEITHER = "can’t tell"
    HAPPY = "perhaps happy"
    NOT_JUDGED = "not judged"


FIRST = {Mood.UNHAPPY: 0, Mood.NOT_JUDGED: 1, Mood.NEITHER: 2, Mood.HAPPY: 3}
CLEAR = 0.9  # how far from nothing a sum must be
ENGLISH = 0.5  # the least part of the words that are common English ones
REACH = 3  # words that a “not” reaches
_LOUDER, _SOFTER = 1.4, 0.6
_NOT_DONE, _A_WISH, _A_WISHED_GOOD = -1.5, -0.7, -2.5
_STOPS, _BUT = frozenset(".!?;\n"), frozenset({"but", "however"})
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[☀-➿\U0001f300-\U0001faff]\ufe0f?|[.!?;\n]")
_NOT_SAID = """
not no never without hardly barely nor neither none aint cannot cant dont doesnt didnt isnt wasnt
wont hasnt havent wouldnt couldnt arent werent nobody nothing stopped
"""
_NOT = frozenset(_NOT_SAID.split())
_VERY = frozenset(
    {
        "very",
        "really",
        "so",
        "too",
        "extremely",
        "absolutely",
        "totally",
        "completely",
        "always",
        "bare",
        "well",
        "proper",
    }
)
_HARDLY = frozenset({"bit", "slightly", "quite", "fairly", "sometimes", "little", "kinda", "sorta"})
# What people should do: not done, it makes unhappy.
_DUE = re.compile(
    r"(?:call|ring|rang|phone|text|repl|answer|listen|help|visit|come|came|turn|show|explain|ask|tell|told|understand|care|"
    r"respond|contact|get|got|give|gave|let|allow|support|speak|talk|see|saw|offer|inform|keep|kept|follow|check|bother|act)\w*$"
)
_FINE = re.compile(
    r"\b(?:no|not any|without(?: any)?|nothing|no real) (?:complaints?|problems?|issues?|"
    r"worries|concerns?|faults?|need to (?:change|improve))\b"
    r"|\bnothing (?:to|needs?|could|can|bad|wrong|but|i can|really)\b|\bnot (?:bad|a "
    r"problem|too bad)\b|\b(?:can ?not|can't|couldn't|could not) (?:fault|think of|be "
    r"improved|ask for)\b"
    r"|\bcould ?n[o']t be (?:better|improved)\b|\bkeep (?:it )?up\b|\bno improvements?\b|"
    r"\bas it is\b|\ball good\b|\bno change\b"
)
_WISHES = re.compile(
    r"\b(?:should(?: be| have)?|would (?:like|prefer|be (?:nice|better|good|helpful))|"
    r"could (?:be|do|have)|needs? (?:to|more|a)|more|better|less|fewer|quicker|faster|"
    r"i wish|if only|please (?:stop|make|give|let)|improve[ds]?)\b"
)

# “It would be helpful” says that it isn't.
_WISHED_GOOD = re.compile(
    r"\b(?:would|could|might)(?: have)?(?: be| been)? (?:(?:very|really|so|more) )?"
    r"(?:good|nice|helpful|better|great|useful|lovely|appreciated?|happier|help|beneficial)\b"
    r"|^\s*(?:more|better|keep|listen|allow|have|make|stop|provide|improve|please|try|talk|don't|do not)\b"
)


def mood(words: str) -> Mood:
    """A guess about a comment. Words that don't seem to be English are not judged."""
    plain = words.replace("’", "'").casefold()
    tokens = _TOKEN.findall(plain)
    letters = [t for t in tokens if t[0].isalpha()]
    if letters and sum(t in known_words() or t in _weights() for t in letters) < ENGLISH * len(letters):
        return Mood.NOT_JUDGED
    felt = score(plain, tokens)
    return Mood.HAPPY if felt >= CLEAR else Mood.UNHAPPY if felt <= -CLEAR else Mood.NEITHER


def score(plain: str, tokens: Sequence[str]) -> float:
    """How a comment in small letters feels: more than nothing is good."""
    fine = len(_FINE.findall(plain))
    felt = sum(_felt(tokens)) + 2.0 * fine
    wishes = len(_WISHES.findall(plain)) if not fine else 0
    return felt + _A_WISH * min(wishes, 3) + _A_WISHED_GOOD * len(_WISHED_GOOD.findall(plain))


def _felt(said: Sequence[str]) -> list[float]:
    """What each word adds. A “but” makes less of what came before it."""
    found: list[float] = []
    reach, louder = 0, 1.0
    for one in said:
        if one in _STOPS:
            reach, louder = 0, 1.0
        elif one in _BUT:
            found, reach = [f * _SOFTER for f in found], 0
        elif one in _NOT or one.endswith("n't"):
            reach = REACH
        elif one in _VERY or one in _HARDLY:
            louder = _LOUDER if one in _VERY else _SOFTER
        else:
            weight = _weights().get(one, 0.0)
            if reach and _DUE.match(one) and weight <= 1:
                found.append(_NOT_DONE)
                reach = 0
            elif weight:
                found.append(_turned(weight) if reach else weight * louder)
                reach, louder = 0, 1.0
            reach = max(0, reach - 1)
    return found


def _turned(weight: float) -> float:
    """“Not good” is bad; “not bad” is no more than fair."""
    return -0.9 * weight if weight > 0 else -0.4 * weight


@cache
def _weights() -> Mapping[str, float]:
    text = (files("feedback.adapters.comments") / "mood-words.txt").read_text(encoding="utf-8")
    found: dict[str, float] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            weight, *words = line.split()
            found |= dict.fromkeys(words, float(weight))
    return found
