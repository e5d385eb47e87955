"""“Does this feel true?”: one press, counted without a cookie. Knows nothing of what is told.

The page is read without a cookie, so no token can stand in its form. Instead the browser itself says where
the press came from, as every browser has for years: from a page of ours, or it isn't counted.
"""

from urllib.parse import urlsplit

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from feedback.adapters.store import feeling, told_sections
from feedback.domain.feeling import Feels
from feedback.web import guessing
from feedback.web.context import here
from feedback.web.public.desk import public


@public.post("/told/<commitment>")
def feel(commitment: str) -> AnyResponse:
    """Counts one press about the edition that was read: one a day from each address."""
    if not _from_here():
        abort(400)
    given = request.form.get("feels", "")
    if given not in list(Feels):
        abort(400)
    context = here()
    with context.database.reading() as reading:
        edition = told_sections.number(reading, commitment)
    if context.content.commitment(commitment) is None or not edition:
        abort(404)
    if request.form.get("edition") != str(edition):
        return _back(commitment, "changed")
    if not guessing.first_today(f"feels true {commitment}"):
        return _back(commitment, "today")
    # Not in the transaction that counts the address, or a database could tell which of them came together.
    with context.database.writing() as writing:
        feeling.press(writing, commitment, edition, Feels(given), context.settings.rules)
    context.database.settle()
    return _back(commitment, "counted")


def _from_here() -> bool:
    """True if a page of ours sent this form, as far as the browser says so."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site == "same-origin" if site else urlsplit(origin).netloc == request.host


def _back(commitment: str, pressed: str) -> AnyResponse:
    to = url_for("public.told", commitment=commitment, pressed=pressed, _anchor="feels-true")
    return redirect(to, 303)
