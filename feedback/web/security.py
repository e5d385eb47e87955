"""Headers on every response and the cookie's rules. Knows nothing of who may see what."""

import hashlib
from collections.abc import Mapping

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface

from feedback.adapters.settings import Settings


class Signed(SecureCookieSessionInterface):
    """The cookie, signed with HMAC-SHA-256. Flask's own way is SHA-1, which no new thing should need."""

    digest_method = staticmethod(hashlib.sha256)


def protect(app: Flask, settings: Settings) -> None:
    """Sets the cookie's rules and adds the headers to every response."""
    app.session_interface = Signed()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # With TLS the browser itself refuses one that another host set, or that came without TLS.
        SESSION_COOKIE_NAME="toldus" if settings.plain_http else "__Host-toldus",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.plain_http,
        MAX_CONTENT_LENGTH=256 * 1024,
        WTF_CSRF_TIME_LIMIT=None,  # a page left open over tea still sends; the token dies with the session
    )
    headers, framed, framing = _headers(settings), _framed(settings), _framing(settings)

    @app.after_request
    def add(response: Response) -> Response:
        found = (
            framed if request.endpoint in _FRAMED else framing if request.endpoint in _FRAMING else headers
        )
        for name, value in found.items():
            if name in _FOR_FILES or request.endpoint not in _FILES or response.status_code >= 400:
                response.headers.setdefault(name, value)
        response.headers["Cache-Control"] = _caching(response)
        return response


# The phone beside a form of the office: only these pages may stand in a frame, and only in these.
_FRAMED = tuple(f"office.preview_{what}" for what in ("question", "typed_question", "start", "typed_start"))
_FRAMING = ("office.made_question", "office.start_page")


def _framed(settings: Settings) -> dict[str, str]:
    return _headers(settings, {"frame-ancestors": "'self'"}) | {"X-Frame-Options": "SAMEORIGIN"}


def _framing(settings: Settings) -> dict[str, str]:
    return _headers(settings, {"frame-src": "'self'"})


def _headers(settings: Settings, more: Mapping[str, str] = {}) -> dict[str, str]:
    policy = {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        **more,
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    }
    if not settings.plain_http:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return headers


_KEPT = ("public.picture", "public.recording")  # the council may replace one, so not for ever
# No pages: on a slow line, what they don't need costs more than they weigh.
_FILES = ("public.style", "public.logo")  # an error in their place is a page
_FOR_FILES = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Strict-Transport-Security")
_FOR_EVER = "public, max-age=31536000, immutable"


def _caching(response: Response) -> str:
    if request.endpoint in _KEPT and response.status_code == 200:
        return "public, max-age=3600"
    if request.endpoint == "public.feed":
        return "public, max-age=900"
    if request.endpoint == "public.style" and response.status_code == 200:
        return _FOR_EVER if "v" in request.args else "public, max-age=300"
    if request.endpoint == "public.logo" and response.status_code == 200:
        return _FOR_EVER
    return "no-store"
