"""A leaflet as an e-mail that is ready to send: words alone, and a page with its pictures in the file.

It has no sender, no recipient and no day: whoever sends it has them. Knows nothing of sending.
"""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from feedback.adapters.documents import leaflet_html
from feedback.adapters.documents.leaflets import Around, tidied, written
from feedback.domain.leaflets import Leaflet, Line, Part

_PLACE = "pictures.told-us.invalid"  # the second half of a picture's name, which no address has


def write(leaflet: Leaflet, around: Around) -> bytes:
    """A draft (RFC 5322) of two forms of the same: text, and HTML with its pictures."""
    mail, whole = EmailMessage(SMTP), tidied(leaflet)
    mail["Subject"] = written(whole.title)
    mail["X-Unsent"] = "1"  # Outlook then opens it as something to send
    mail.set_content(text(whole, around), cte="quoted-printable")
    shown = {key: f"{key}@{_PLACE}" for key in _shown(whole, around)}
    page = leaflet_html.page(whole, around, lambda key: f"cid:{shown[key]}")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    html = mail.get_payload()[-1]  # type: ignore[index]
    for key, name in shown.items():
        html.add_related(  # type: ignore[union-attr]
            around.pictures[key].png(), "image", "png", cid=f"<{name}>", disposition="inline"
        )
    mail["Content-Language"] = leaflet.language  # last: making parts moves what is about the content
    _name_parts(mail, page)
    return mail.as_bytes()


def _shown(leaflet: Leaflet, around: Around) -> list[str]:
    """The pictures that are shown in it, each once."""
    return [p for p in dict.fromkeys(line.picture for line in leaflet.lines) if p in around.pictures]


def _name_parts(mail: EmailMessage, page: str) -> None:
    """Gives the parts lines between them that are the same each time the same is written."""
    seal = sha256(page.encode()).hexdigest()[:24]
    several = (part for part in mail.walk() if part.is_multipart())
    for number, part in enumerate(several):
        part.set_boundary(f"=_{seal}_{number}")


def text(leaflet: Leaflet, around: Around) -> str:
    """All of it in words alone: headings stand apart, quotes are in quotation marks."""
    title = written(leaflet.title)
    told = [around.council, "", title, "=" * min(len(title), 60), ""]
    for line in leaflet.lines:
        told += _told(line)
    if around.address:
        told += ["", f"{written(around.there)} {around.address}"]
    return "\n".join(told) + "\n"


def _told(line: Line) -> Iterator[str]:
    words = written(line.said)
    if line.part == Part.QUOTE:
        words = f"“{words}”"
    whole = f"{written(line.lead)} {words}" if line.lead else words
    if line.part == Part.HEADING:
        yield from ("", whole, "-" * min(len(whole), 60) if line.depth < 2 else "")
    elif line.part == Part.ITEM:
        yield from (f"- {whole}", "")
    else:
        yield from (whole, "")
