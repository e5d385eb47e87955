"""Pictures of easy read and recordings, from the content folder or added in the office. Knows no survey."""

from io import BytesIO

from flask import Response, abort, request, send_file, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from feedback.adapters.store import actions, uploads
from feedback.domain.choices import DIGITS
from feedback.domain.deeds import Work
from feedback.web.context import here
from feedback.web.shipped_pictures import as_file

# An SVG can hold a script. As a picture it never runs; opened by itself, this stops it.
_HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def alts(session: Session) -> dict[str, str]:
    """What is seen in each picture there is, by key. The council's own take the place of ours."""
    own = {upload.key: upload.alt for upload in uploads.every(session, uploads.PICTURE)}
    return {**here().pictures.alts, **own}


def drawn(session: Session) -> dict[str, Markup]:
    """Every picture there is, as it stands on a page, by key."""
    own = {upload.key: upload.alt for upload in uploads.every(session, uploads.PICTURE)}
    return {**here().pictures.drawn, **{key: as_file(key, alt) for key, alt in own.items()}}


def file(session: Session, key: str) -> tuple[bytes, str] | None:
    """A picture's file and what kind of file it is; None if there is no such picture."""
    own = uploads.get(session, uploads.PICTURE, key)
    if own is not None:
        return own.content, own.media_type
    shipped = here().pictures
    return (shipped.files[key], shipped.types[key]) if key in shipped.files else None


def picture(key: str) -> Response:
    """A picture's file, or not found."""
    with here().database.reading() as reading:
        found = file(reading, key) or abort(404)
        return _file(*found)


def logo(digest: str) -> Response:
    """The council's logo as it is now, or not found."""
    with here().database.reading() as reading:
        own = uploads.get(reading, uploads.LOGO, uploads.LOGO)
        return _file(own.content, own.media_type) if own and own.digest[:DIGITS] == digest else abort(404)


def recording(key: str) -> Response:
    """A recording's file, or not found."""
    with here().database.reading() as reading:
        own = uploads.get(reading, uploads.RECORDING, key)
        return _file(own.content, own.media_type) if own is not None else abort(404)


def work(key: str) -> Response:
    """A young person's creative work that an officer keeps, or not found. No browser keeps it."""
    with here().database.reading() as reading:
        own = uploads.get(reading, actions.UPLOAD, key)
        found = _file(own.content, own.media_type) if own is not None else abort(404)
    found.headers["Cache-Control"] = "no-store"
    return found


def address_of(work: Work) -> str:
    """Where an office's page finds a creative work; "" on pages of anyone else."""
    return url_for("office.heard_file", key=work.key) if request.blueprint == "office" else ""


def _file(content: bytes, media_type: str) -> Response:
    # In parts where they are asked for: an iPhone plays no sound that comes only whole.
    response = send_file(BytesIO(content), mimetype=media_type, etag=False)
    response.headers["Content-Security-Policy"] = _HARMLESS
    return response
