"""A phone that answers as a browser does: it opens every page, keeps its cookie, and posts every form.

Knows the pages by their forms alone, and asks a server at an address; nothing of Told Us's own code.
"""

import random
import re
import time
from dataclasses import dataclass, field
from gzip import decompress
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
_FIELD = re.compile(r"<(input|textarea|button)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_SKIP = "-skip"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Refused(Exception):  # noqa: N818
    """A page came that the survey has no business showing: its status, where it was, and its beginning."""

    def __init__(self, status: int, where: str, page: str) -> None:
        super().__init__(f"{status} at {where}: {' '.join(re.sub('<[^>]*>', ' ', page).split())[:200]}")
        self.status = status
        self.page = page


@dataclass(frozen=True)
class Seen:
    """A page: its status, its path, and what it said."""

    status: int
    path: str
    html: str

    def form(self, ends: str) -> str | None:
        """The form whose address ends like this, or is `ends` before a question mark."""
        for head, body in _FORM.findall(self.html):
            action = unescape(dict(_ATTRIBUTE.findall(head)).get("action", ""))
            if ends in urlsplit(action).path:
                return f"{action}\n{body}"
        return None


@dataclass
class Phone:
    """One browser. Raises OSError and HTTPException as the line does."""

    host: str
    port: int
    words: str = "Made up: a park."  # what it writes
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    requests: int = 0
    took: list[float] = field(default_factory=list)  # seconds of each that was answered, to its last letter
    _cookies: dict[str, str] = field(default_factory=dict)
    _line: HTTPConnection | None = None

    def answer(self, wave: str) -> Seen:
        """Answers a wave from its first page to its last; the page that thanks. Raises Refused."""
        page = self.begin(wave)
        while not page.path.endswith("/check"):
            page = self.go_on(page)
        return self.send(page)

    def begin(self, wave: str) -> Seen:
        """Opens the wave and presses Start."""
        return self.press(self.get(f"/s/{wave}/"), "/start")

    def go_on(self, page: Seen) -> Seen:
        """Fills in what a page of questions asks, and presses Continue."""
        return self.press(page, "/q/")

    def send(self, page: Seen) -> Seen:
        """Sends what the check shows. Acknowledged is what the page that thanks says, and nothing before."""
        last = self.press(page, "/send")
        if not last.path.endswith("/thanks"):
            raise Refused(last.status, last.path, last.html)
        return last

    def get(self, path: str) -> Seen:
        return self._asked("GET", path)

    def press(self, page: Seen, ends: str) -> Seen:
        """Posts the form of a page, filled in; the page that follows. Raises Refused."""
        found = page.form(ends)
        if found is None:
            raise Refused(page.status, page.path, page.html)
        action, body = found.split("\n", 1)
        return self.post(action, self.filled(body))

    def post(self, path: str, given: list[tuple[str, str]]) -> Seen:
        return self._asked("POST", path, urlencode(given))

    def filled(self, body: str) -> list[tuple[str, str]]:
        """What a person might put into a form: one of each choice, some of several, words."""
        given: list[tuple[str, str]] = []
        choices: dict[str, list[str]] = {}
        boxes: dict[str, list[str]] = {}
        for kind, raw in _FIELD.findall(body):
            has = {name: unescape(value) for name, value in _ATTRIBUTE.findall(raw)}
            name, value, which = has.get("name", ""), has.get("value", ""), has.get("type", kind)
            if which == "hidden":
                given.append((name, value))
            elif which == "radio" and value != _SKIP:
                choices.setdefault(name, []).append(value)
            elif which == "checkbox" and value != _SKIP:
                boxes.setdefault(name, []).append(value)
            elif which == "textarea":
                given.append((name, self.words))
        for name, values in boxes.items():
            some = [value for value in values if self.chance.random() < 0.4]
            given += [
                (name, value) for value in some or values[: len(values) > 1]
            ]  # one alone may stay empty
        return given + [(name, self.chance.choice(values)) for name, values in choices.items()]

    def _asked(self, method: str, path: str, body: str | None = None) -> Seen:
        for _ in range(5):
            began = time.perf_counter()
            answered = self._sent(method, path, body)
            read = answered.read()
            self.took.append(time.perf_counter() - began)
            packed = answered.headers.get("Content-Encoding") == "gzip"
            html = (decompress(read) if packed else read).decode("utf-8", "replace")
            self._keep_cookies(answered)
            where = answered.headers.get("Location")
            if where is None:
                if answered.status >= 400:
                    raise Refused(answered.status, path, html)
                return Seen(answered.status, urlsplit(path).path, html)
            method, path, body = "GET", where, None
        raise Refused(answered.status, path, "went round in circles")

    def _sent(self, method: str, path: str, body: str | None) -> HTTPResponse:
        line = self._line = self._line or HTTPConnection(self.host, self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookies} if cookies else {})
        self.requests += 1
        try:
            line.request(method, path, body, headers | (FORM if body is not None else {}))
            return line.getresponse()
        except Exception:
            self.hang_up()
            raise

    def _keep_cookies(self, answered: HTTPResponse) -> None:
        for header in answered.headers.get_all("Set-Cookie", []):
            name, _, value = header.split(";", 1)[0].partition("=")
            self._cookies[name.strip()] = value
        if answered.will_close:
            self.hang_up()

    def hang_up(self) -> None:
        """Lets go of the line; the next page is asked for on a new one."""
        if self._line is not None:
            self._line.close()
            self._line = None
