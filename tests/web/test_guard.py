"""Who may open what, the headers on every response, and what a failure shows."""

from pathlib import Path

import pytest
from flask import Flask

from feedback.web.access import ACCESS, Who
from feedback.web.context import here
from tests.conftest import Council
from tests.live import app_at, migrated, settings
from tests.web.visitor import Visitor


def routes(app: Flask) -> dict[str, tuple[str, set[str]]]:
    """Every endpoint with a path that fits it and its methods."""
    filled = {
        "wave": "a-wave",
        "design": "a-design",
        "scale": "agree",
        "version": "1",
        "question": "q",
        "commitment": "pledge-5",
        "ending": "docx",
        "name": "icon.svg",
        "key": "skip",
        "token": "no-such-token",
        "person": 1,
        "concern": "no-such-concern",
        "number": "1",
        "value": "0123456789abcdef",
        "framework": "cheshire-east-pledges",
    }
    found = {}
    for rule in app.url_map.iter_rules():
        with app.test_request_context():
            path = app.url_for(rule.endpoint, **{name: filled[name] for name in rule.arguments})
        found[rule.endpoint] = (path, (rule.methods or set()) - {"HEAD", "OPTIONS"})
    return found


def test_every_route_has_a_place_on_the_access_list(sqlite_council: Council) -> None:
    assert set(routes(sqlite_council.app)) == set(ACCESS)


def test_a_route_that_is_not_on_the_list_opens_for_nobody(sqlite_council: Council) -> None:
    sqlite_council.app.add_url_rule("/new", "new", lambda: "secret")
    response = sqlite_council.client().get("/new")
    assert response.status_code == 403
    assert "secret" not in response.text


def test_no_officers_page_opens_for_a_stranger(sqlite_council: Council) -> None:
    sqlite_council.app.config["WTF_CSRF_ENABLED"] = False
    found = routes(sqlite_council.app)
    guarded = [endpoint for endpoint, who in ACCESS.items() if who is not Who.ANYONE]
    assert len(guarded) > 5
    for endpoint in guarded:
        path, methods = found[endpoint]
        for method in methods:
            response = sqlite_council.client().open(path, method=method)
            assert response.status_code == 302, endpoint
            assert response.location.split("?")[0] == "/office/sign-in", endpoint


def test_every_post_needs_a_token(sqlite_council: Council) -> None:
    for endpoint, (path, methods) in routes(sqlite_council.app).items():
        if "POST" not in methods:
            continue
        response = sqlite_council.client().post(path)
        if endpoint == "public.leave":  # it clears what this browser holds, which here is nothing
            assert (response.status_code, response.location) == (303, "/left")
        else:
            assert response.status_code == 400, endpoint


def test_names_with_control_characters_are_not_found(council: Council) -> None:
    for path in ("/s/%00/", "/s/a%1Fb/", "/office/sign-in%00"):
        assert council.client().get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/words", "/office/sign-in", "/nothing", "/picture/skip", "/picture/nothing", "/s/x/"]
)
def test_every_response_carries_the_headers(sqlite_council: Council, path: str) -> None:
    with sqlite_council.client().get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    if path == "/picture/skip":  # opened by itself, a drawing may have styles and never a script
        assert "sandbox" in policy
        assert "script-src" not in policy
    else:
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    cached = path == "/picture/skip"
    assert headers["Cache-Control"] == ("public, max-age=3600" if cached else "no-store")


def test_a_file_that_browsers_keep_carries_what_files_need(sqlite_council: Council) -> None:
    with sqlite_council.client().get("/style/told-us.css") as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "public, max-age=300"


def test_an_error_in_the_place_of_a_file_is_a_page_with_a_pages_headers(sqlite_council: Council) -> None:
    response = sqlite_council.client().get("/style/no-such.css")
    assert response.status_code == 404
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_query_that_is_no_text_is_answered(sqlite_council: Council) -> None:
    for query in ("language=\xff", "\xff=\xfe&language=cy"):
        assert sqlite_council.client().get("/", environ_overrides={"QUERY_STRING": query}).status_code == 200


def test_too_much_from_a_stranger_leads_to_sign_in(sqlite_council: Council) -> None:
    sqlite_council.app.config["WTF_CSRF_ENABLED"] = False  # it would look at the form first
    response = sqlite_council.client().post("/office/people", data={"name": "x" * 300_000})
    assert (response.status_code, response.location) == (302, "/office/sign-in")


def test_pages_that_only_tell_set_no_cookie(sqlite_council: Council) -> None:
    client = sqlite_council.client()
    for path in ("/", "/words", "/privacy", "/accessibility", "/told", "/told/pledge-5"):
        assert "Set-Cookie" not in client.get(path).headers


def test_cookies_over_tls_are_secure_and_hidden_from_scripts(tmp_path: Path) -> None:
    chosen = settings(tmp_path, TOLDUS_PLAIN_HTTP="no")
    migrated(chosen).close()
    response = app_at(chosen).test_client().get("/office/sign-in")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-toldus=")
    assert "Path=/;" in f"{cookie};"
    assert "Domain" not in cookie
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "max-age=" in response.headers["Strict-Transport-Security"]


def test_the_cookie_is_signed_with_sha_256(sqlite_council: Council) -> None:
    cookie = sqlite_council.client().get("/office/sign-in").headers["Set-Cookie"].split(";")[0]
    assert len(cookie.rsplit(".", 1)[1]) == 43  # 32 bytes


def test_behind_a_proxy_addresses_are_https(tmp_path: Path) -> None:
    chosen = settings(tmp_path, TOLDUS_BEHIND_PROXY="yes")
    migrated(chosen).close()
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    response = app_at(chosen).test_client().get("/office", headers=forwarded)
    assert response.location.startswith("https://")


def test_a_failure_is_a_kind_page_and_logs_no_words(
    sqlite_council: Council, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        raise RuntimeError(f"somebody's secret {here().today}")

    sqlite_council.app.view_functions["public.home"] = fail
    response = sqlite_council.client().get("/?name=somebody")
    assert response.status_code == 500
    assert "our fault, not yours" in response.text
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text + response.text
    assert "somebody" not in caplog.text


@pytest.mark.parametrize("path", ["/", "/words", "/privacy", "/accessibility", "/told"])
def test_public_pages_are_fit_for_people(sqlite_council: Council, path: str) -> None:
    sqlite_council.open()
    visitor = Visitor(sqlite_council.client())
    assert visitor.get(path).status_code == 200


def test_the_jargon_buster_explains_its_terms(sqlite_council: Council) -> None:
    visitor = Visitor(sqlite_council.client())
    visitor.get("/words")
    assert "Education, Health and Care Plan (EHCP)" in visitor.page.text
    assert "permanence" in visitor.page.text
