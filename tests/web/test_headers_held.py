"""What holds every test's responses to their headers (tests/held.py) does find what is wrong with them."""

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from tests.conftest import Council
from tests.held import HeldClient, faults

WRONG = {
    "Content-Security-Policy": ["", "default-src 'self' 'unsafe-inline'", "sandbox; script-src 'self'"],
    "X-Content-Type-Options": ["", "sniff"],
    "Referrer-Policy": ["", "unsafe-url"],
    "Permissions-Policy": ["", "camera=*"],
    "Cross-Origin-Opener-Policy": [""],
    "Cross-Origin-Resource-Policy": ["cross-origin"],
    "Cache-Control": ["", "public, max-age=99", "private"],
    "Content-Type": ["text/html", "application/atom+xml", ""],
    "Set-Cookie": ["tracker=1; Path=/; HttpOnly; SameSite=Lax", "toldus=1; Path=/", "toldus=1; HttpOnly"],
    "Server": ["gunicorn/26.0"],
    "Access-Control-Allow-Origin": ["*"],
}


def asked(council: Council, path: str = "/") -> TestResponse:
    return council.client().get(path)


@pytest.mark.parametrize(("name", "value"), [(name, v) for name, values in WRONG.items() for v in values])
def test_each_header_that_is_missing_or_wrong_is_found(
    sqlite_council: Council, name: str, value: str
) -> None:
    response = asked(sqlite_council)
    assert faults(response, secure=False) == []
    response.headers.pop(name, None)
    if value:
        response.headers[name] = value
    assert faults(response, secure=False)


def test_without_tls_in_a_place_that_has_it_is_found(sqlite_council: Council) -> None:
    assert "nothing says that it must come over TLS" in faults(asked(sqlite_council), secure=True)


def test_every_app_of_the_tests_has_the_client(sqlite_council: Council) -> None:
    assert sqlite_council.app.test_client_class is HeldClient


def test_a_view_that_lets_a_page_be_kept_fails_whichever_test_asks(sqlite_council: Council) -> None:
    app: Flask = sqlite_council.app

    @app.after_request
    def spoil(response: Response) -> Response:
        del response.headers["X-Content-Type-Options"]
        return response

    app.after_request_funcs[None].reverse()  # the last that is added runs first
    with pytest.raises(AssertionError, match="X-Content-Type-Options"):
        asked(sqlite_council)
