"""Web pages as paragraphs. Runs and fetches nothing. Knows nothing of what they say."""

import re
from html.parser import HTMLParser

from feedback.adapters.documents import carried
from feedback.adapters.verifying.document import CannotRead, Document, Mark
from feedback.adapters.verifying.plain import listed_in, text_of

_MARKED_BY = "data-figure"
_SPACE = re.compile(r"\s+")
_UNREAD = {"script", "style", "template", "svg", "noscript", "title"}
_IN_LINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "mark",
    "q",
    "s",
    "small",
    "span",
} | {"strong", "sub", "sup", "time", "u", "wbr", "font"}


def read(data: bytes) -> Document:
    """Raises CannotRead for what isn't a web page. The marks of a page's own figures matter only where its
    list is gone, as in a part that was copied to another page: by the list more can be told.
    """
    page = _Page()
    page.feed(text_of(data))
    page.close()
    page.end()
    if not page.elements:
        raise CannotRead("It isn’t a web page, whatever its name says.")
    whole = Document(tuple(page.paragraphs), listed_in(page.lists))
    return Document(tuple((text,) for text in whole.texts), whole.listed) if whole.listed else whole


class _Page(HTMLParser):
    """Gathers paragraphs: any element that isn't in the line starts a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[tuple[str | Mark, ...]] = []
        self.lists: list[str] = []
        self.elements = 0
        self._held: list[str | Mark] = []
        self._words: list[str] = []
        self._unread: list[str] = []
        self._identity = ""
        self._marked: list[str] = []  # the open elements of a mark, the one that carries it first

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        about = dict(attrs)
        if tag == "meta" and about.get("name") == carried.NAME:
            self.lists.append(about.get("content") or "")
        if tag in _UNREAD:
            self._unread.append(tag)
        if tag not in _IN_LINE and not self._marked:
            self.end()
        if self._marked:
            self._marked.append(tag)
        elif identity := about.get(_MARKED_BY):
            self._hold()
            self._identity, self._marked = identity, [tag]

    def handle_endtag(self, tag: str) -> None:
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()
        if tag in self._marked:
            last = len(self._marked) - 1 - self._marked[::-1].index(tag)
            self._marked = self._marked[:last]  # with what was left open in it
            if not self._marked:
                self._held.append(Mark("".join(self._words), None, self._identity, ""))
                self._words = []
        if tag not in _IN_LINE and not self._marked:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._words.append(_SPACE.sub(" ", data))

    def _hold(self) -> None:
        if words := "".join(self._words):
            self._held.append(words)
        self._words = []

    def end(self) -> None:
        """What comes next is another paragraph."""
        self._marked = []
        self._hold()
        if self._held:
            self.paragraphs.append(tuple(self._held))
        self._held = []
