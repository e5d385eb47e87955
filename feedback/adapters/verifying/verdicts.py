"""Judges what has become of each of our own figures. Knows nothing of files or of how a figure is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from feedback.adapters.documents.word.figures import digest
from feedback.adapters.recounting import Recount, Recounted
from feedback.adapters.verifying.aligning import Standing
from feedback.adapters.verifying.words import MARK
from feedback.domain.disclosure import HIDDEN

_NOT_COUNTED = Recounted(frozenset(), "")


class Verdict(Enum):
    """What a figure of ours has come to. Only the first two need nobody to look."""

    HOLDS = auto()
    GONE = auto()  # from the document
    REVEALED = auto()  # a number stands where one was hidden
    EDITED = auto()
    CHANGED = auto()  # it stands as it was printed, and is another number today
    DIFFERS = auto()  # edited or changed: nobody knows what was printed at first
    UNKNOWN = auto()  # nothing here can count it


@dataclass(frozen=True)
class Judged:
    """A figure, its verdict, what it is today where that can be told, and which figure it is, in words."""

    figure: Standing
    verdict: Verdict
    today: tuple[str, ...]
    about: str

    @property
    def is_wrong(self) -> bool:
        """True unless it holds, or was taken out with nothing in its place."""
        return self.verdict not in (Verdict.HOLDS, Verdict.GONE)


def judge(standing: Iterable[Standing], recount: Recount) -> list[Judged]:
    """Every figure by what stands there, what was printed at first and what it is today."""
    by_digest = {digest(identity): identity for identity in recount}
    return [
        _judge(figure, recount, figure.identity or by_digest.get(figure.digest, "")) for figure in standing
    ]


def _judge(figure: Standing, recount: Recount, identity: str) -> Judged:
    counted = recount.get(identity, _NOT_COUNTED)
    if not identity and not figure.digest and figure.said:
        # A mark in the place of a number that never was, such as one of a question that was not asked.
        counted = Recounted(frozenset({figure.said}), "")
    like = _kind(figure.said or figure.now or "")
    today = sorted(t for t in counted.texts if _kind(t) == like) or sorted(counted.texts)
    return Judged(figure, _verdict(figure, counted.texts), tuple(today), counted.about or identity)


def _verdict(figure: Standing, counted: frozenset[str]) -> Verdict:
    if figure.now is None:
        return Verdict.GONE
    if figure.said is not None and figure.now != figure.said:
        return Verdict.REVEALED if figure.said == HIDDEN else Verdict.EDITED
    if figure.now in counted:
        return Verdict.HOLDS
    if not counted:
        return Verdict.UNKNOWN
    return Verdict.DIFFERS if figure.said is None else Verdict.CHANGED


def _kind(text: str) -> str:
    if MARK.fullmatch(text):
        return "mark"
    if " " in text:
        return "sentence"
    return "percent" if text.endswith("%") else "count"
