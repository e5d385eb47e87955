"""What an officer typed and couldn't save because they were signed out: given back, to be saved again.

Kept nowhere: the page that says so holds it. Only for what our own page posted, and never a password.
"""

from urllib.parse import urlsplit

from flask import render_template, request

MAKING = "/office/making"
_OURS = ("csrf_token", "version", "seen")


def page() -> tuple[str, int] | None:
    """The page that gives it back; None where there is nothing to give, or another website sent it."""
    if request.method != "POST" or not request.path.startswith(MAKING) or not _sent_from_here():
        return None
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    typed = [v for name, v in fields if v.strip() and name not in _OURS and " " in v.strip()]
    if not typed:
        return None
    return render_template(
        "office/making/typed_again.html", fields=fields, typed=typed, to=request.full_path
    ), 401


def _sent_from_here() -> bool:
    origin = request.headers.get("Origin", "")
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or urlsplit(origin).netloc == request.host
