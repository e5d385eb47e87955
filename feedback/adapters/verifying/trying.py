"""Tries each percentage that somebody printed: could it be true? Knows nothing of files or our figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedback.adapters.verifying.claims import Claim, claims
from feedback.domain.plausible import Fit, countable, fit, nearest, possible, printed


@dataclass(frozen=True)
class Tried:
    """What was found in some paragraphs: what can't be, what only another rounding gives (both in words,
    with the sentence that each is from), how many can be, and how many have no number of people beside them.
    """

    impossible: tuple[tuple[str, str], ...]
    unusual: tuple[tuple[str, str], ...]
    can_be: int
    without_base: int


def tried(paragraphs: Iterable[str]) -> Tried:
    """Every percentage of people in some paragraphs, tried."""
    found = [claim for paragraph in paragraphs for claim in claims(paragraph)]
    based = [(claim, claim.base, _fit(claim, claim.base)) for claim in found if claim.base is not None]
    impossible = [(_impossible(claim, base), claim.sentence) for claim, base, how in based if how is Fit.NONE]
    unusual = [
        (f"{_of(claim, base)} is right only if it was {how.value}, not rounded.", claim.sentence)
        for claim, base, how in based
        if how in (Fit.CUT_OFF, Fit.ROUNDED_UP)
    ]
    can_be = sum(how is Fit.ROUNDED for _, _, how in based)
    return Tried(tuple(impossible), tuple(unusual), can_be, len(found) - len(based))


def _fit(claim: Claim, base: int) -> Fit:
    if claim.count is not None:
        return fit(claim.percent, claim.count, base)
    how = possible(claim.percent, base)
    return Fit.ROUNDED if claim.or_count and countable(claim.percent, base) else how


def _of(claim: Claim, base: int) -> str:
    of = f"of {base:,}" if claim.count is None else f"for {claim.count:,} of {base:,}"
    return f"{claim.percent.text}% {of}"


def _impossible(claim: Claim, base: int) -> str:
    percent = claim.percent
    if claim.count is not None:
        right = printed(claim.count, base, percent.decimals)
        return f"{claim.count:,} of {base:,} is not {percent.text}%. It is {right}%."
    near = [f"{share.percent}% ({share.count:,} of {base:,})" for share in nearest(percent, base)]
    return (
        f"{percent.text}% of {base:,} can’t be: no number of people out of {base:,} gives it. "
        f"The nearest that can be: {' and '.join(near)}."
    )
