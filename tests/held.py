"""The tests' browser without a screen: every response that it is given is held to the headers that every
response must carry, whichever test asked. It knows what must be so, and not how the app does it.
"""

from http.cookies import SimpleCookie
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

COOKIES = {"toldus", "__Host-toldus"}  # this one, by the name that it has without and with TLS
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
EVERYWHERE = {
    "X-Content-Type-Options": {"nosniff"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
ON_PAGES = {
    "X-Frame-Options": {"DENY", "SAMEORIGIN"},
    "Referrer-Policy": {"same-origin", "no-referrer"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
}
# What anyone may see, and browsers may keep. Everything else could have somebody's answers in it.
MAY_BE_KEPT = ("/style/", "/logo/", "/picture/", "/recording/", "/told/feed.atom")
# Sent with nothing but what a file needs: on a slow line, the rest costs more than it weighs.
BARE_FILES = ("/style/", "/logo/")
_BESIDE = {"frame-src": "'self'"}


class HeldClient(FlaskClient):
    """A client that checks what comes back, redirects on the way included."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        secure = bool(self.application.config["SESSION_COOKIE_SECURE"])
        wrong = faults(response, secure=secure)
        assert not wrong, f"{response.request.method} {response.request.path}: {wrong}"
        return response


def faults(response: TestResponse, *, secure: bool) -> list[str]:
    """What a response lacks or shouldn't have; nothing, if all is well."""
    path, headers = response.request.path, response.headers
    found = [*_named(headers, EVERYWHERE), *_cookies(headers.getlist("Set-Cookie"), secure)]
    if not (path.startswith(BARE_FILES) and response.status_code in (200, 304)):
        found += [*_named(headers, ON_PAGES), *_policy(headers.get("Content-Security-Policy", ""), response)]
        found += [f"may use the {what}" for what in _PARTS if f"{what}=()" not in _permissions(headers)]
    if secure and "max-age=63072000" not in headers.get("Strict-Transport-Security", ""):
        found.append("nothing says that it must come over TLS")
    kept = headers.get("Cache-Control", "")
    if kept != "no-store" and not (path.startswith(MAY_BE_KEPT) and "public, max-age=" in kept):
        found.append(f"may be kept: {kept!r}")
    if kept != "no-store" and "Set-Cookie" in headers:
        found.append("may be kept, with a cookie in it")
    return (
        found + _kind(response) + [f"{name} tells what it is made with" for name in _TELL if name in headers]
    )


_PARTS = ("camera", "geolocation", "microphone")
_TELL = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")


def _named(headers: Any, wanted: dict[str, set[str]]) -> list[str]:
    return [f"{name}: {headers.get(name)!r}" for name, one in wanted.items() if headers.get(name) not in one]


def _permissions(headers: Any) -> str:
    return str(headers.get("Permissions-Policy", ""))


def _policy(written: str, response: TestResponse) -> list[str]:
    said = dict((part.strip() + " ").split(" ", 1) for part in written.split(";"))
    given = {name: value.strip() for name, value in said.items()}
    if "sandbox" in given:  # a drawing by itself: shown, and nothing in it runs
        ok = given.get("default-src") == "'none'" and not {"script-src", "connect-src"} & set(given)
        return [] if ok else [f"policy {written!r}"]
    wrong = [f"{name} {given.get(name)!r}" for name, value in POLICY.items() if given.get(name) != value]
    framed = response.request.path.startswith("/office/") and response.headers["X-Frame-Options"] != "DENY"
    if framed and given.get("frame-ancestors") == "'self'":
        wrong = [one for one in wrong if not one.startswith("frame-ancestors")]
    return wrong + [f"{name} {value}" for name, value in given.items() if {name: value} not in _known()]


def _known() -> list[dict[str, str]]:
    return [{name: value} for name, value in POLICY.items()] + [_BESIDE, {"frame-ancestors": "'self'"}]


def _cookies(lines: list[str], secure: bool) -> list[str]:
    found = []
    for line in lines:
        for name, cookie in SimpleCookie(line).items():
            if name not in COOKIES or name.startswith("__Host-") != secure:
                found.append(f"a cookie named {name}")
            rules = (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"])
            if rules != (True, "Lax", "/", "") or bool(cookie["secure"]) != secure:
                found.append(f"a cookie with the rules {rules}, secure: {cookie['secure']!r}")
    return found


def _kind(response: TestResponse) -> list[str]:
    kind = response.headers.get("Content-Type", "")
    worded = kind.startswith("text/") or "xml" in kind.split(";")[0].split("+")[-1]
    if worded and "vnd.openxmlformats" not in kind and "charset=utf-8" not in kind.lower():
        return [f"no charset: {kind!r}"]
    return [] if kind or response.status_code in (204, 304) else ["no content type"]
