"""What verify says of a document, in plain words: a summary first, then what to look at. Decides nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence

from feedback.adapters.documents.tidy import one_line
from feedback.adapters.verifying.trying import Tried
from feedback.adapters.verifying.verdicts import Judged, Verdict

_LONGEST = 240  # letters of a sentence that is shown
_SUMMARY = {
    Verdict.HOLDS: ("still holds", "still hold"),
    Verdict.REVEALED: (
        "was hidden, and has been filled in by hand",
        "were hidden, and have been filled in by hand",
    ),
    Verdict.EDITED: ("was edited by hand", "were edited by hand"),
    Verdict.CHANGED: ("has changed since", "have changed since"),
    Verdict.DIFFERS: ("is not what we count today", "are not what we count today"),
    Verdict.UNKNOWN: ("can’t be counted here", "can’t be counted here"),
    Verdict.GONE: ("is no longer in it", "are no longer in it"),
}
_HEADINGS = {
    Verdict.REVEALED: "STOP: a number stands where one was hidden. It may point at someone. Take it out.",
    Verdict.EDITED: "Edited by hand: what stands there is not what was printed.",
    Verdict.CHANGED: "Changed since: the answers, or the rules for what may be shown, are others today.",
    Verdict.DIFFERS: "Not what we count today: edited, or changed since. The file doesn’t say which.",
    Verdict.UNKNOWN: "Can’t be counted here: is this the database that it was made from?",
    Verdict.GONE: "No longer in it: somebody took it out.",
}


def ours(judged: Sequence[Judged]) -> Iterator[str]:
    """The report on our own figures."""
    counts = Counter(one.verdict for one in judged)
    yield f"Told Us made this, or a part of it. {_many(len(judged), 'figure')} of ours:"
    for verdict, (one, more) in _SUMMARY.items():
        if counts[verdict]:
            yield f"  {counts[verdict]} {one if counts[verdict] == 1 else more}"
    for verdict, heading in _HEADINGS.items():
        if counts[verdict]:
            yield f"\n{heading}"
            for one_judged in judged:
                if one_judged.verdict is verdict:
                    yield from _figure(one_judged)


def _figure(judged: Judged) -> Iterator[str]:
    figure = judged.figure
    yield f"  {one_line(judged.about) or 'A number of ours that is not known here'}"
    if figure.identity and figure.identity != judged.about:
        yield f"    {one_line(figure.identity)}"
    if figure.now is not None:
        yield f"    It says: {_short(figure.now)}"
    if figure.said is not None and figure.said != figure.now:
        yield f"    Printed: {_short(figure.said)}"
    if judged.today and judged.verdict is not Verdict.GONE:
        yield f"    Today: {' or '.join(_short(text) for text in judged.today)}"


def others(tried: Tried, *, added: bool) -> Iterator[str]:
    """The report on everyone else's percentages; `added` for those in a document of ours."""
    exact = len(tried.impossible) + len(tried.unusual) + tried.can_be
    if added and not exact + tried.without_base:
        return
    found = _many(exact + tried.without_base, "percentage")
    yield f"\n{found} of people that somebody added:" if added else f"{found} of people:"
    for n, said in (
        (len(tried.impossible), "can’t be true"),
        (len(tried.unusual), "can be true only if not rounded in the usual way"),
        (tried.can_be, "can be true"),
    ):
        if n:
            yield f"  {n} {said}"
    if n := tried.without_base:
        yield f"  {n} can’t be checked: of how many people is not printed near {'it' if n == 1 else 'them'}"
    for said, sentence in (*tried.impossible, *tried.unusual):
        yield f"\n{said}"
        yield f"  “{_short(sentence)}”"


def _many(n: int, what: str) -> str:
    return f"1 {what}" if n == 1 else f"{n or 'No'} {what}s"


def _short(text: str) -> str:
    """Somebody else's words on one line, without what would steer a screen."""
    text = one_line(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
