"""“Does this feel true?”: one press, counted without a cookie. Knows nothing of what is told.

The page is read without a cookie, so no token can stand in its form. Instead the browser itself says where
the press came from, as every browser has for years: from a page of ours, or it isn't counted.
"""

from flask import abort, request

from feedback.adapters.store import feeling, told_sections
from feedback.domain.feeling import Feels
from feedback.web import guessing
from feedback.web.context import here
from feedback.web.public.desk import public
from feedback.web.public.told import page


@public.post("/told/<commitment>")
def feel(commitment: str) -> str:
    """Counts one press about the edition that was read: one a day from each address. The page is shown at
    once, and not by an address of its own: whoever was sent that would be thanked for nothing.
    """
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
        return page(commitment, pressed="changed")
    if not guessing.first_today(f"feels true {commitment}"):
        return page(commitment, pressed="today")
    # Not in the transaction that counts the address, or a database could tell which of them came together.
    with context.database.writing() as writing:
        feeling.press(writing, commitment, edition, Feels(given), context.settings.rules)
    context.database.settle()
    return page(commitment, pressed="counted")


def _from_here() -> bool:
    """True if a page of ours sent this form, as far as the browser says so."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site == "same-origin" if site else origin == f"{request.scheme}://{request.host}"
