"""Writes news as an Atom feed (RFC 4287). Knows nothing of what the news is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from xml.etree import ElementTree as Xml

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One piece of news: what it's known by for good, its day, its words and where to read on."""

    known_by: UUID
    on: date
    title: str
    summary: str
    link: str


@dataclass(frozen=True)
class Feed:
    """All of it. `link` is its page, `itself` where the feed is: whole addresses, as entries' links are."""

    known_by: UUID
    title: str
    author: str
    link: str
    itself: str
    began: date
    entries: Sequence[Entry]


def write(feed: Feed) -> bytes:
    """The feed as XML, in English. Days are told as their first moment by UTC: no clock time is known."""
    Xml.register_namespace("", _ATOM)
    root = Xml.Element(f"{{{_ATOM}}}feed", {"xml:lang": "en"})
    _texts(root, feed.known_by, feed.title, max((e.on for e in feed.entries), default=feed.began))
    _link(root, "alternate", feed.link, "text/html")
    _link(root, "self", feed.itself, MEDIA_TYPE)
    _text(_in(root, "author"), "name", feed.author)
    for one in feed.entries:
        entry = _in(root, "entry")
        _texts(entry, one.known_by, one.title, one.on)
        _link(entry, "alternate", one.link, "text/html")
        _text(entry, "summary", one.summary)
    return bytes(Xml.tostring(root, "utf-8", xml_declaration=True))


def _texts(parent: Xml.Element, known_by: UUID, title: str, on: date) -> None:
    _text(parent, "id", known_by.urn)
    _text(parent, "title", title)
    _text(parent, "updated", f"{on.isoformat()}T00:00:00Z")


def _in(parent: Xml.Element, name: str) -> Xml.Element:
    return Xml.SubElement(parent, f"{{{_ATOM}}}{name}")


def _text(parent: Xml.Element, name: str, words: str) -> None:
    _in(parent, name).text = _NOT_IN_XML.sub(" ", words)


def _link(parent: Xml.Element, rel: str, href: str, media_type: str) -> None:
    Xml.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "type": media_type, "href": href})
