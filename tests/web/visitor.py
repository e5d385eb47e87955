"""A visitor with no scripts: follows forms and links as a plain browser would, and reads the page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """What a page holds: its elements in order, each with its attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


@dataclass
class Visitor:
    """One browser. Every page it is shown is held to what every page must be."""

    client: FlaskClient
    seen: list[str] = field(default_factory=list)

    def get(self, path: str) -> TestResponse:
        return self._look(self.client.get(path, follow_redirects=True))

    def post(self, path: str, data: dict[str, object] | None = None, **more: object) -> TestResponse:
        """Posts a form with the token of the last page that was shown."""
        given = {"csrf_token": self.token, **(data or {})}
        return self._look(self.client.post(path, data=given, follow_redirects=True, **more))

    @property
    def token(self) -> str:
        tokens = [i["value"] for i in self.page.all("input") if i.get("name") == "csrf_token"]
        return tokens[0] if tokens else ""

    def _look(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html" and response.status_code != 303:
            self.page = Page(response.text)
            fit_for_people(response, self.page)
        self.path = response.request.path
        return response


def fit_for_people(response: TestResponse, page: Page) -> None:
    """What holds for every page: language, one heading, labels, ids, no script but ours, all from here."""
    html = page.all("html")[0]
    assert html["lang"], "no language"
    assert html["dir"] in ("ltr", "rtl")
    assert len(page.all("h1")) == 1, "one h1 a page"
    assert len(page.ids()) == len(set(page.ids())), "an id is there twice"
    scripts = page.all("script")
    assert all("defer" in s and s["src"].startswith("/style/") for s in scripts), "no script but ours"
    assert not [e for e in page.elements if "style" in e[1]], "styles are in the stylesheet"
    labelled = {label["for"] for label in page.all("label")}
    for tag in ("input", "textarea", "select"):
        for attrs in page.all(tag):
            assert attrs.get("type") == "hidden" or attrs["id"] in labelled, attrs
    for form in page.all("form"):
        assert form.get("action", "").startswith("/"), form
    for tag, name in (("link", "href"), ("img", "src")):
        assert all(attrs[name].startswith("/") for attrs in page.all(tag)), "asked for from elsewhere"
    assert "Content-Security-Policy" in response.headers
    for link in page.all("a"):
        if link["href"].startswith("#"):
            assert link["href"][1:] in page.ids(), f"{link['href']} leads nowhere"
