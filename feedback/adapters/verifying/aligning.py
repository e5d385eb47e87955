"""Finds what a document printed when it was made in what it says now, word by word. Recounts nothing.

A figure that carries its mark is known wherever it stands. The others are found by the words around them:
both texts are laid side by side, so that a changed number stands between unchanged neighbours.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from feedback.adapters.verifying.document import Document, Mark
from feedback.adapters.verifying.placing import places
from feedback.adapters.verifying.words import MARK, WORD, words

_ENDING = re.compile(r"[.!?)’”]*")  # what ends a sentence belongs to it


@dataclass(frozen=True)
class Standing:
    """A figure of ours: what was printed at first (None if nobody knows), and what stands there now (None if
    nothing does). `identity` is None where only a digest of it is known.
    """

    identity: str | None
    said: str | None
    now: str | None
    digest: str = ""


@dataclass(frozen=True)
class _Word:
    """A word of a document, or all that stands in a mark, and from which to which letter it goes."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True)
class Aligned:
    """Every figure of a document as it stands, and the paragraphs of what was not in it at first."""

    standing: tuple[Standing, ...]
    added: tuple[str, ...]

    @property
    def identities(self) -> frozenset[str] | None:
        """What has to be recounted; None if only the digest of some figure is known: all of it."""
        if any(figure.digest and figure.identity is None for figure in self.standing):
            return None
        return frozenset(figure.identity for figure in self.standing if figure.identity)


def align(document: Document) -> Aligned:
    """What has become of the figures of a document of ours."""
    text = "\n".join(document.texts)
    marks = [p for paragraph in document.paragraphs for p in paragraph if isinstance(p, Mark)]
    marked = {m.place: m.text.strip() for m in marks if m.place is not None and m.text.strip()}
    now = list(_words(document))
    at = places(_then(document, marked.keys()), [word.sign for word in now])
    standing = [
        Standing(m.identity, None, m.text.strip() or None, m.digest) for m in marks if m.place is None
    ]
    covered = {j for j, word in enumerate(now) if word.sign.startswith("#")}
    for place, one in enumerate(document.listed):
        found = at.get(place, range(0))
        covered.update(found)
        if one.identity or MARK.fullmatch(one.text):
            stands = marked.get(place) or _spoken(one.text, [now[j] for j in found], text)
            standing.append(Standing(one.identity or None, one.text or None, stands))
    return Aligned(tuple(standing), tuple(_added(text, now, covered)))


def _then(document: Document, marked: Set[int]) -> list[list[str]]:
    """The words of each line of the document's list. A figure that is marked is one word."""
    return [
        [_sign(place)] if place in marked else words(one.text) for place, one in enumerate(document.listed)
    ]


def _sign(place: int | None) -> str:
    """What stands for a marked figure among the words: nothing that could be a word."""
    return f"#{place}"


def _words(document: Document) -> Iterator[_Word]:
    """The words of a document in order. A marked figure is one word."""
    start = 0
    for paragraph in document.paragraphs:
        for piece in paragraph:
            if not isinstance(piece, Mark):
                for found in WORD.finditer(piece):
                    yield _Word(found[0], start + found.start(), start + found.end())
                start += len(piece)
                continue
            if piece.text.strip():
                yield _Word(_sign(piece.place), start, start + len(piece.text))
            start += len(piece.text)
        start += 1


def _spoken(said: str, found: Sequence[_Word], text: str) -> str | None:
    """What stands there now: as it was printed, if only spaces or signs between the words are different."""
    if not found:
        return None
    if [word.sign for word in found] == words(said):
        return said
    end = _ENDING.match(text, found[-1].end)
    return " ".join(text[found[0].start : end.end() if end else None].split())


def _added(text: str, now: Sequence[_Word], covered: set[int]) -> Iterator[str]:
    """What stands between the words that were there at first, where it has a word in it."""
    edges = [0, *(edge for j in sorted(covered) for edge in (now[j].start, now[j].end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield from (part for part in text[start:end].split("\n") if words(part))
