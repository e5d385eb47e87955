"""The feed: valid Atom, the same for the same thing, and nothing in it that a young person wrote."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree as Xml

from feedback.adapters.atom import Entry, Feed, write
from tests.conftest import TODAY, Council
from tests.web.test_actions import act
from tests.web.test_heard_elsewhere import hear
from tests.web.test_office import answered, signed_in
from tests.web.test_told import PAGE, judged, publish, young

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "/told/feed.atom"


def sound(content: bytes) -> Xml.Element:
    """The feed, held to what RFC 4287 asks of one."""
    feed = Xml.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    for holder in (feed, *feed.findall(f"{ATOM}entry")):
        for needed in ("id", "title", "updated"):
            (found,) = holder.findall(f"{ATOM}{needed}")
            assert found.text
        UUID((holder.findtext(f"{ATOM}id") or "").removeprefix("urn:uuid:"))
        assert datetime.fromisoformat(holder.findtext(f"{ATOM}updated") or "").tzinfo
        links = [link for link in holder.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(links) == 1
        for link in holder.findall(f"{ATOM}link"):
            assert urlsplit(link.get("href") or "").scheme in ("http", "https")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    ids = [e.findtext(f"{ATOM}id") for e in feed.iter() if e.find(f"{ATOM}id") is not None]
    assert len(ids) == len(set(ids))
    return feed


def titles(feed: Xml.Element) -> list[str]:
    return [e.findtext(f"{ATOM}title") or "" for e in feed.findall(f"{ATOM}entry")]


def test_what_was_published_done_and_cant_be_done_is_in_it(council: Council) -> None:
    answered(council, 20, 12, "The buses are late", 12)
    officer = signed_in(council)
    judged(council, "The buses are late", "cleared")
    act(officer, words="We made a <b>guide</b> & more.")
    act(officer, state="cant", day="", words="We can’t buy cars.", why="They cost too much.")
    act(officer, state="doing", day="2027-01-01", words="A second guide.")
    hear(officer)
    assert titles(sound(young(council).client.get(ADDRESS).data)) == []
    publish(officer)
    response = young(council).client.get(ADDRESS)
    assert response.mimetype == "application/atom+xml"
    feed = sound(response.data)
    assert sorted(t.rpartition(": ")[2] for t in titles(feed)) == ["done", "published", "we can’t do this"]
    assert feed.findtext(f"{ATOM}updated") == f"{TODAY}T00:00:00Z"
    whole = " ".join(e.text or "" for e in feed.iter())
    assert "We made a <b>guide</b> & more." in whole
    assert "They cost too much." in whole
    for kept_out in ("The buses are late", "Buses stop", "A second guide"):
        assert kept_out not in whole


def test_it_is_the_same_until_something_changes_and_then_costs_nothing(council: Council) -> None:
    answered(council, 20, 12)
    officer = signed_in(council)
    publish(officer)
    client = council.client()
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    act(officer)
    later = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    before, after = ({e.findtext(f"{ATOM}id") for e in sound(r.data).iter()} for r in (first, later))
    assert before < after
    assert "no-store" not in first.headers["Cache-Control"]


def test_every_page_that_tells_leads_to_it(sqlite_council: Council) -> None:
    page = young(sqlite_council)
    for path in ("/told", PAGE):
        page.get(path)
        (link,) = [x for x in page.page.all("link") if x["rel"] == "alternate"]
        assert (link["href"], link["type"]) == (ADDRESS, "application/atom+xml")


def test_words_that_xml_cant_hold_are_left_out() -> None:
    known = UUID(int=1)
    entry = Entry(known, TODAY, "A\x00B\x0b", "\ud800 \uffff <&>", "http://x.example/")
    feed = Feed(UUID(int=2), "T", "C", "http://x.example/", "http://x.example/f", TODAY, [entry])
    assert titles(sound(write(feed))) == ["A B "]
