"""A leaflet as a tagged PDF in easy-read layout, by typst, where it's installed.

The look is in templates/documents/leaflet.typ.
"""

import json
import unicodedata
from collections.abc import Set
from functools import lru_cache
from typing import Any

from feedback.adapters.documents.leaflets import Around, Shown, from_right, grouped, tidied, written
from feedback.adapters.documents.typesetting import compiled
from feedback.domain.leaflets import Leaflet, Line, Part
from feedback.domain.reading import Said

Data = dict[str, Any]
_MOST_NAMED = 0.3  # of the letters of the leaflet's language; one that no font is for lacks nearly all
_LETTERS = ("Lu", "Ll", "Lm", "Lo", "Co")  # and no emoji: a text reads well without them
_NO_WORDS = "(no words)"  # PDF/UA allows no empty heading
_DRAWN = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


def write(leaflet: Leaflet, around: Around) -> bytes:
    """Raises ImportError where typst isn't installed, and NoFont where no font has the language's letters."""
    whole = tidied(leaflet)
    words = [
        said.words for line in whole.lines for said in (line.lead, line.said) if said and _own(leaflet, said)
    ]
    letters = (letter for letter in "".join(words) if unicodedata.category(letter) in _LETTERS)
    return _printed(json.dumps(_data(whole, around), ensure_ascii=False), "".join(letters))


@lru_cache(maxsize=16)
def _printed(told: str, letters: str) -> bytes:
    """What many ask for on one day is made once: anyone may ask, and it takes a while."""

    def readable(named: Set[str]) -> bool:
        return sum(letter in named for letter in letters) <= _MOST_NAMED * len(letters)

    return compiled("leaflet.typ", told, readable)


def _own(leaflet: Leaflet, said: Said) -> bool:
    return said.language == leaflet.language


def _data(leaflet: Leaflet, around: Around) -> Data:
    return {
        "title": _said(leaflet.title) | {"words": written(leaflet.title) or _NO_WORDS},
        "lang": leaflet.language,
        "rtl": leaflet.direction == "rtl",
        "council": around.council,
        "blocks": [
            {"part": part.value, "lines": [_line(line, around) for line in lines]}
            for part, lines in grouped(leaflet.lines)
        ],
    }


def _line(line: Line, around: Around) -> Data:
    shown = around.pictures.get(line.picture)
    said = _said(line.said)
    if line.part == Part.QUOTE:
        said["rtl"] = _starts_from_right(line.said.words)
    if line.part == Part.HEADING:
        said["words"] = said["words"] or _NO_WORDS
    return {
        "said": said,
        "lead": _said(line.lead) if line.lead else None,
        "share": line.share or None,  # without a share there is nothing to draw
        "level": 1 + line.depth,
        "picture": _picture(shown) if shown and shown.media_type in _DRAWN else None,
    }


def _said(said: Said) -> Data:
    return {"words": written(said), "lang": said.language, "rtl": from_right(said.language)}


def _starts_from_right(words: str) -> bool:
    """True if the first letter that has a direction is of a script that runs from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return next((way for way in strong if way in ("L", "R", "AL")), "L") != "L"


def _picture(shown: Shown) -> Data:
    form = _DRAWN[shown.media_type]
    content: object = (
        shown.content.decode("utf-8", "replace") if form == "svg" else list(shown.content)
    )  # JSON holds no bytes
    return {"content": content, "form": form, "alt": shown.alt or _NO_WORDS}
