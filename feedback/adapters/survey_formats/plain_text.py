"""Words as other tools keep them to words that we can show: no HTML, no marks that can't be seen."""

import re
import unicodedata
from html.parser import HTMLParser

MOST_READ = 50_000  # characters of one text; the rest of a longer one is never looked at
MOST_KEPT = 2_000
_BLOCKS = {"br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}
_UNSEEN = {"script", "style", "head", "title"}
_TAG = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_FORMAT_OK = "\u200c\u200d\u200e\u200f"  # letters of some scripts need them
_PIPED = re.compile(r"\$?\{[^{}]{1,200}\}|\[(?:question|field)\([^)]*\)\]|INSERTANS:")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _BLOCKS:
            self.found.append(" ")
        elif tag == "img":
            self.found.append(next((alt for name, alt in attrs if name == "alt" and alt), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BLOCKS:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)


def plain(text: object) -> str:
    """Words alone, on one line, at most 2,000 characters; "" for what holds no words."""
    if text is None or isinstance(text, bool | list | dict):
        return ""
    read = str(text)[:MOST_READ]
    if _TAG.search(read):
        words = _Words()
        words.feed(read)
        words.close()
        read = "".join(words.found)
    seen = "".join(c if _can_be_seen(c) else " " for c in read)
    return cut(" ".join(seen.split()))


def _can_be_seen(letter: str) -> bool:
    return letter in _FORMAT_OK or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def cut(words: str, most: int = MOST_KEPT) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def quoted(words: str) -> str:
    """The start of some words, in quotes, to name a question by in a sentence."""
    return f"“{cut(words, 70)}”"


def puts_in_answers(words: str) -> bool:
    """True if these words have a place where another tool puts in an answer or a sum."""
    return _PIPED.search(words) is not None
