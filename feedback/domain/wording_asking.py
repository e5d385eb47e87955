"""What is asked so that people can't answer it fairly: two things at once, pushing, a “not” in it."""

import re
from collections.abc import Iterator

from feedback.domain.questions import Kind
from feedback.domain.wording import Finding

_STEPS = (Kind.SCALE, Kind.YES_NO, Kind.CHOOSE_ONE)
# Said together so often that they are one thing; and what is no second thing at all.
_ONE_THING = re.compile(
    r"\b(children and young people|boys and girls|brothers? and sisters?|(mum|mother) and (dad|father)"
    r"|family and friends|friends and family|day and night|day or night|more and more|now and (then|again)"
    r"|terms and conditions|before and after|up and down|in and out|he or she|she or he|him or her"
    r"|his or hers?"
    r"|(your|my|their) son or daughter|yes or no|one or (more|two)|once or (more|twice)|two or three"
    r"|a (day|week|month|year) or (more|two)|more or less|sooner or later"
    r"|bed and breakfast|(19|20)\d\d and (19|20)\d\d|\d+ (and|or) \d+"
    r"|(and|or) not (just|only)|or not|or anything( else)?|and so on|or so"
    r"|(you|me|we|us|them|they|him|her) and|and (you|me|I|us|them|him|her)"
    r"|special educational needs and disabilit(y|ies)|education, health and care plans?"
    r"|health and care|care and support plans?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween [^?.]*? and\b", re.IGNORECASE)
# A promise by its number and name is a name, whatever is in it.
_NAMED = re.compile(r"\b(pledge|outcome|priority|theme|promise)s? \d+, [^?.]*", re.IGNORECASE)
_LIST = re.compile(
    r"\b[\w’-]+(?: [\w’-]+){0,2}, (?:[\w’ -]+, )*[\w’-]+(?: [\w’-]+){0,2},? or\b", re.IGNORECASE
)
_BALANCED = re.compile(
    r"\b(agree or disagree|good or bad|easy or (hard|difficult)|happy or (sad|unhappy)|safe or unsafe"
    r"|better or worse|like or (don’t like|dislike)|satisfied or (dissatisfied|unsatisfied))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:and/or|\b(?:and|or|as well as)\b|&)", re.IGNORECASE)


def double(at: str, ask: str, kind: Kind) -> Iterator[Finding]:
    """Two things asked at once. Where people write their own words or tick several, they can answer both."""
    if len(re.findall(r"\?", ask)) > 1:
        yield Finding(at, ask, "There are two questions here, and room for one answer.", "Ask one.")
        return
    rest = ask
    for innocent in (_NAMED, _BALANCED, _ONE_THING, _BETWEEN):
        rest = innocent.sub(" … ", rest)
    slash = "and/or" in ask.lower()
    if slash or (kind in _STEPS and (hit := _joined(rest))):
        joined = "and/or" if slash else hit
        why = f"“{joined}” may join two things. Someone who’d answer them differently can’t answer."
        yield Finding(at, joined, why, "Ask one thing, or make two questions.")


def _joined(rest: str) -> str:
    """The word that joins two things, unless it ends a list of kinds of one thing; or nothing."""
    for hit in _JOINED.finditer(rest):
        before, after = rest[: hit.start()], rest[hit.end() :]
        ends_list = hit[0].lower() == "or" and _LIST.search(rest[: hit.end()])
        if before.strip(" …") and after.strip(" …?.") and not ends_list:
            return hit[0]
    return ""


_GOOD = (
    "good|great|brilliant|excellent|amazing|wonderful|fantastic|helpful|useful|supportive|effective|friendly"
    "|kind"
)
_BAD = "bad|poor|awful|terrible|horrible|boring|unhelpful|unfair"
_PUSHING = (
    (
        r"^(do|would|don['’]t|wouldn['’]t|did) you (not )?agree\b(?! or\b)",
        "It asks for a yes: many people agree to be kind.",
        "Write a statement, such as “I feel safe”, with answers from agree to disagree.",
    ),
    (
        r"^(don|wouldn|isn|aren|shouldn|doesn|didn|haven|hasn|won|couldn|wasn|weren|can)['’]t\b",
        "A question that starts with “n’t” expects one answer.",
        "Ask it without “n’t”.",
    ),
    (
        rf"\bhow ({_GOOD}|{_BAD}|well)\b(?! or\b)(?= (is|are|was|were|do|did|does|has|have|had|will"
        rf"|would|at)\b)",
        "It says already that it was so.",
        "Ask what it was like, with as many good answers as bad ones.",
    ),
    (
        r"\bhow much (do|did|have|has) [^?]*?\b(enjoy|enjoyed|like|liked|love|loved|help|helped"
        r"|improve|improved|benefit"
        r"|benefited)\b",
        "It says already that it was so.",
        "Ask whether it was so, with answers from “not at all” to “a lot”.",
    ),
    (
        r"(, (don['’]t|isn['’]t|aren['’]t|doesn['’]t|didn['’]t|wasn['’]t|won['’]t) (you|it|they|we"
        r"|he|she)\?|, right\?)",
        "The end asks for a yes.",
        "Leave the end out.",
    ),
    (
        r"\b(obviously|of course|clearly|surely|as you know|as we all know|everyone knows|everybody knows"
        r"|most people (think|agree|feel)|experts (say|think|agree))\b",
        "It tells people what to think before they answer.",
        "Leave it out.",
    ),
    (
        rf"\bour ({_GOOD}|popular|new and improved|award-winning)\b",
        "It praises before it asks.",
        "Leave the praise out.",
    ),
)


def leading(at: str, ask: str) -> Iterator[Finding]:
    """What pushes people towards an answer: at most one finding, the first."""
    for pattern, why, instead in _PUSHING:
        if hit := re.search(pattern, ask.strip(), re.IGNORECASE):
            yield Finding(at, hit[0].strip(" ,"), why, instead)
            return


_NOT = re.compile(
    r"\b(not|never|nobody|no one|nothing|nowhere|without|cannot|\w+n['’]t)\b(?! (just|only|sure|know)\b)",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(r"\b(or|if|whether) (or )?not\b|\bwhy not\b", re.IGNORECASE)


def negative(at: str, ask: str, kind: Kind) -> Iterator[Finding]:
    """A “not” in what people agree with or say yes to: to disagree with it takes two turns of the head."""
    if kind not in (Kind.SCALE, Kind.YES_NO):
        return
    hit = _NOT.search(_UNCOUNTED.sub(" ", ask))
    if hit and not any(leading(at, ask)):
        why = f"With “{hit[0]}” in it, people have to say no to mean yes. Many slip."
        yield Finding(at, hit[0], why, "Say it the other way round.")


_HOW = re.compile(r"^(how|what|which|when|where|who|why)\b", re.IGNORECASE)


def wrong_kind(at: str, ask: str, kind: Kind) -> Iterator[Finding]:
    """A question that can't be answered with yes or no, and has only these."""
    if kind is Kind.YES_NO and (hit := _HOW.search(ask.strip())):
        yield Finding(at, hit[0], "It can’t be answered with yes or no.", "Choose another kind of answer.")
