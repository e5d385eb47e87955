"""Answers to pick from that aren't fair or don't fit a phone: lopsided, overlapping, too many."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedback.domain.designs import SKIP, Choice
from feedback.domain.questions import Kind
from feedback.domain.wording import Finding

MOST_FOR_A_PHONE = {Kind.SCALE: 7, Kind.CHOOSE_ONE: 10, Kind.CHOOSE_SEVERAL: 12}
GOOD, MIDDLE, BAD = 1, 0, -1
_MIDDLE = re.compile(
    r"\b(neither|neutral|in the middle|in between|not sure|unsure|don['’]t know|sometimes|ok|okay"
    r"|fair|average"
    r"|about the same|no change|mixed|so-so|half|maybe|it depends|undecided|no opinion|can['’]t say)\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(no|not|never|none|hardly|rarely|seldom|disagree|dissatisfied|unsatisfied|unhappy|unsafe"
    r"|unhelpful|unlikely"
    r"|unimportant|irrelevant|bad|badly|poor|poorly|worse|worst|awful|terrible|sad|difficult|hard"
    r"|a little|little"
    r"|less|least|weak|dislike|unfair|low|\w+n['’]t)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(yes|always|often|usually|mostly|most of the time|agree|satisfied|happy|safe|helpful|likely"
    r"|important|relevant"
    r"|good|great|very good|well|better|best|excellent|outstanding|amazing|brilliant|easy|a lot"
    r"|more|strong|like|love"
    r"|fantastic|superb|fair enough|high|quite|very|extremely|completely|totally)\b",
    re.IGNORECASE,
)


def leaning(label: str) -> int | None:
    """Whether an answer is a good one, a bad one or in the middle; None where it can't be told."""
    if re.match(r"\s*(not (at all|very|often|much|good|happy|safe))\b", label, re.IGNORECASE):
        return BAD
    for pattern, way in ((_MIDDLE, MIDDLE), (_BAD, BAD), (_GOOD, GOOD)):
        if pattern.search(label):
            return way
    return None


def lopsided(at: str, options: Sequence[Choice]) -> Iterator[Finding]:
    """A scale with more good answers than bad ones, or fewer; or one with no middle."""
    ways = [leaning(o.label) for o in options]
    if len(ways) < 3 or None in ways:
        return
    good, bad = ways.count(GOOD), ways.count(BAD)
    if good != bad:
        more, fewer = ("good", "bad") if good > bad else ("bad", "good")
        many, few = max(good, bad), min(good, bad)
        why = f"There are {many} {more} answers and {few} {fewer}, which pushes the result."
        yield Finding(at, "", why, "Have as many good answers as bad ones.")
    elif MIDDLE not in ways and any(
        "agree" in o.label.lower() or "satisf" in o.label.lower() for o in options
    ):
        why = "There is no answer in the middle, so people who are undecided have to choose a side."
        yield Finding(at, "", why, "Add “Neither” or “I’m not sure”, or leave it out on purpose.")


def too_many(at: str, kind: Kind, options: Sequence[Choice]) -> Iterator[Finding]:
    """More answers than a thumb wants to scroll past."""
    most = MOST_FOR_A_PHONE.get(kind)
    if most and len(options) > most:
        why = f"There are {len(options)} answers. On a phone, people read the first few with more care."
        yield Finding(at, "", why, f"Join some: up to {most} fit.")


def overlapping(at: str, options: Sequence[Choice]) -> Iterator[Finding]:
    """Two groups of numbers that share one, or that leave one out between them."""
    for one, next_one in pairwise(options):
        (_, high), (low, _) = _span(one.label), _span(next_one.label)
        if high is None or low is None:
            continue
        pair = f"{one.label} / {next_one.label}"
        if low <= high:
            why = f"{low} is in both, so some people can’t tell which is theirs."
            yield Finding(at, pair, why, "Start each group one after the last ends.")
        elif low > high + 1:
            yield Finding(at, pair, f"{high + 1} is in neither.", "Close the gap.")


_RANGE = re.compile(r"(?<!\d)(\d{1,4}) ?(?:-|–|to) ?(\d{1,4})(?!\d)", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:under|less than|fewer than|below|younger than) (\d{1,4})\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:over|more than|above|older than) (\d{1,4})\b", re.IGNORECASE)
_FROM = re.compile(r"(?<!\d)(\d{1,4}) ?(?:\+|(?:years )?(?:or|and) (?:over|more|older|above))", re.IGNORECASE)
_UP_TO = re.compile(
    r"\bup to (\d{1,4})\b|(?<!\d)(\d{1,4}) or (?:under|less|fewer|younger|before)\b", re.IGNORECASE
)
_ONE = re.compile(r"^\s*(\d{1,4})\s*$")


def _span(label: str) -> tuple[int | None, int | None]:
    """The first and last whole number of a group, as its words say; None where they say none."""
    if hit := _RANGE.search(label):
        return int(hit[1]), int(hit[2])
    if hit := _UNDER.search(label):
        return None, int(hit[1]) - 1
    if hit := _OVER.search(label):
        return int(hit[1]) + 1, None
    if hit := _FROM.search(label):
        return int(hit[1]), None
    if hit := _UP_TO.search(label):
        return None, int(hit[1] or hit[2])
    return (int(hit[1]), int(hit[1])) if (hit := _ONE.search(label)) else (None, None)


_SKIPPING = re.compile(
    r"\b(rather not say|prefer not to (say|answer)|don['’]t want to (say|answer)|skip|no answer|decline)\b",
    re.IGNORECASE,
)


def skipping(options: Sequence[Choice], skip: str) -> Iterator[Finding]:
    """Skip words that don't sound like skipping, or that an answer says again."""
    if twice := next((o.label for o in options if _SKIPPING.search(o.label)), ""):
        why = "People can always skip. With this answer it’s there twice, and it’s counted as an answer."
        yield Finding("options", twice, why, f"Take it out: “{skip or SKIP}” is there already.")
    if skip and not (
        _SKIPPING.search(skip) or re.search(r"\b(not|nothing|pass|leave|no)\b|n['’]t", skip, re.I)
    ):
        why = "It doesn’t sound like a way to skip, so people may think that they must answer."
        yield Finding("skip", skip, why, f"Say “{SKIP}”.")
