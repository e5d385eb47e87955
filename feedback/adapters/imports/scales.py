"""Which answers are steps of one scale, and the order that answers belong in. Knows nothing of columns."""

import re
from collections.abc import Sequence
from math import inf

from feedback.adapters.imports.cells import fold, number

# How strongly, from most to least; nothing said is in between.
_STRENGTHS = {
    1: "extremely completely totally entirely absolutely",
    2: "very strongly really highly definitely",
    4: "",
    5: "quite fairly mostly moderately generally reasonably pretty",
    6: "somewhat tend_to partly",
    7: "slightly a_bit a_little",
}
_STRENGTH = {w.replace("_", " "): n for n, words in _STRENGTHS.items() for w in (words.split() or [""])}
_NOT = {"not very": 12, "not so": 12, "not particularly": 12, "not really": 12, "not": 14, "not at all": 17}
_MIDDLE = 10
_LEAST = 20
_MIDDLES = frozenset(
    {"neutral", "undecided", "mixed", "in between", "no difference", "ok", "okay", "no opinion either way"}
)
# Each pair is one scale: the words at its good end, and at the other.
_ENDS = (
    ("agree", "disagree"),
    ("satisfied", "dissatisfied unsatisfied"),
    ("favorably favourably", "unfavorably unfavourably"),
    ("favorable favourable", "unfavorable unfavourable"),
    ("likely", "unlikely"),
    ("happy", "unhappy sad"),
    ("safe", "unsafe"),
    ("easy", "difficult hard"),
    ("important", "unimportant"),
    ("critical", "uncritical"),
    ("confident", "unconfident"),
    ("comfortable", "uncomfortable"),
    ("helpful", "unhelpful"),
    ("useful", "useless"),
    ("positive", "negative"),
    ("supported", "unsupported"),
    ("interested", "uninterested"),
    ("familiar", "unfamiliar"),
    ("worried", "unworried"),
    ("true", "untrue false"),
    ("well", "badly"),
)
# Scales whose steps are words of their own, best or most first; a step may have several wordings.
_STEPS = (
    "always,all of the time,all the time,every time/almost always,nearly always/"
    "very often,most of the time,mostly,usually,very frequently/often,frequently,a lot of the time/"
    "sometimes,some of the time/occasionally,now and then,once in a while/"
    "rarely,seldom,hardly ever,not often,not very often/almost never/never,none of the time,not at all",
    "hourly/several times a day/daily,every day,once a day/several times a week/"
    "weekly,every week,once a week/fortnightly,every two weeks/monthly,every month,once a month/"
    "less than once a month/quarterly/yearly,every year,once a year/less than once a year/never",
    "excellent,outstanding/very good,great/good/fair,ok,okay,average,satisfactory,acceptable,adequate/"
    "poor,bad,not good/very poor,very bad,terrible",
    "completely,a great deal,totally/a lot,lots,very much,to a great extent,a great extent/"
    "quite a lot,quite a bit/some,somewhat,to some extent,a bit,moderately,a moderate amount/"
    "a little,not much,to a small extent,slightly,not really/not at all,none,nothing,none at all",
    "much better/better,a bit better,a little better,slightly better/about the same,the same,same,no change/"
    "worse,a bit worse,a little worse,slightly worse/much worse",
    "yes definitely,yes always,definitely,definitely yes/yes mostly,mostly,probably,probably yes/"
    "yes to some extent,yes sometimes,to some extent,sort of,partly,maybe,a bit/probably not,not really/"
    "no,no definitely not,definitely not,not at all",
    "expert/advanced/intermediate/novice,beginner",
    "very high/high/medium,moderate/low/very low",
)
_STEP = [
    {wording: n for n, step in enumerate(scale.split("/")) for wording in step.split(",")} for scale in _STEPS
]
_APART = re.compile(
    r"(i )?(don'?t|do not) (know|understand|remember)\b.*|(i'?m )?(not sure|unsure|uncertain)|"
    r"can'?t (say|remember)|.*\bn/?a\b\)?|not applicable.*|does ?n[o']t apply.*|no opinion|no answer|refused|"
    r"(i'?d )?(prefer|rather) not (to )?(say|answer)|"
    r"others?\b.*|none of (these|the above|them).*|something else.*|never heard of.*|unfamiliar"
)
_NUMBERED = re.compile(r"(\d{1,3})(?:\s+[-–—]\s+|\s*[.:)=]\s*)(?=[^\W\d])")
_LOWER = re.compile(r"(less|fewer|under|up to|below|younger|<|next)")
_HIGHER = re.compile(r"(more|over|above|greater|older|at least|>)")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def stands_apart(label: str) -> bool:
    """True for an answer that's no step and goes last: don't know, not applicable, other."""
    return _APART.fullmatch(fold(label)) is not None


def ordered(labels: Sequence[str]) -> tuple[list[str], bool]:
    """The answers in the order that they belong in, and whether they're steps of a scale."""
    steps = [x for x in labels if not stands_apart(x)]
    apart = sorted((x for x in labels if stands_apart(x)), key=lambda x: (not _is_other(x), fold(x)))
    if (scale := _ranks(steps) or _numbered(steps)) is not None:
        return [*_by(steps, scale), *apart], True
    if (figures := _figures(steps)) is not None:
        return [*_by(steps, figures), *apart], False
    return [*sorted(steps, key=lambda x: (_yes_no(x), fold(x))), *apart], False


def is_yes_no(labels: Sequence[str]) -> bool:
    """True if nothing but yes and no is among them, or true and false."""
    said = {fold(x) for x in labels}
    return bool(said) and any(said <= pair for pair in ({"yes", "no"}, {"y", "n"}, {"true", "false"}))


def _is_other(label: str) -> bool:
    return fold(label).startswith("other")


def _yes_no(label: str) -> int:
    return {"yes": 0, "no": 1}.get(fold(label), 2)


def _by(labels: Sequence[str], ranks: Sequence[float]) -> list[str]:
    return [x for _, _, x in sorted((r, i, x) for i, (r, x) in enumerate(zip(ranks, labels, strict=True)))]


def _ranks(labels: Sequence[str]) -> list[float] | None:
    """The place of each answer on the one scale that has them all; None if there's none."""
    plain = [re.sub(r"[,.!]|\s*\([^()]*\)", "", fold(x)).strip() for x in labels]
    for step in _STEP:
        if all(p in step for p in plain):
            return _if_several([step[p] for p in plain])
    for good, bad in _ENDS:
        found = [_between(p, good.split(), bad.split()) for p in plain]
        if all(f is not None for f in found) and any(
            p.endswith((*good.split(), *bad.split())) for p in plain
        ):
            return _if_several([f for f in found if f is not None])
    return None


def _if_several(ranks: Sequence[int]) -> list[float] | None:
    return [float(r) for r in ranks] if len(set(ranks)) > 1 else None


def _between(words: str, good: Sequence[str], bad: Sequence[str]) -> int | None:
    """Where words such as "slightly unhappy" stand between two ends, from 1 (best) to 19."""
    if words in _MIDDLES or words.startswith("neither"):
        return _MIDDLE
    if words == "not at all":
        return _NOT[words]
    how, _, last = words.rpartition(" ")
    if last in good and how in _NOT:
        return _NOT[how]
    if how not in _STRENGTH:
        return None
    if last in good:
        return _STRENGTH[how]
    return _LEAST - _STRENGTH[how] if last in bad else None


def _numbered(labels: Sequence[str]) -> list[float] | None:
    """The numbers of steps that carry them, such as "2 – Very critical"."""
    found = [_NUMBERED.match(x) for x in labels]
    numbers = [float(f[1]) for f in found if f]
    return numbers if len(numbers) == len(labels) and len(set(numbers)) == len(numbers) > 1 else None


def _figures(labels: Sequence[str]) -> list[float] | None:
    """A rank for each of answers such as "Less than £25,000", "18-29" and "> 60".

    None unless they all have a figure; one without goes last where at least three have one.
    """
    ranks = [_figure(x) for x in labels]
    without = ranks.count(inf)
    return ranks if len(ranks) > 1 and (not without or (without == 1 and len(ranks) > 3)) else None


def _figure(label: str) -> float:
    """The first figure in an answer, a little less if the answer is below it, a little more if above."""
    if (alone := number(label)) is not None:
        return alone
    figure = _FIGURE.search(label)
    if figure is None:
        return inf
    words = fold(label)
    shift = -0.5 if _LOWER.search(words) else 0.5 if _HIGHER.search(words) else 0.0
    return float(figure[0].replace(",", "")) + shift
