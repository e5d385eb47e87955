"""What somebody who means harm, or a broken program, could send to a page: made by hypothesis.

It knows how requests are built and nothing of what any page is for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

CANARY = "<kanarie x=\"'>"  # stands in no page as it is: only with its brackets made harmless
HUGE = "w" * (64 * 1024)

WORDS = (
    CANARY,
    "",
    "0",
    "1",
    "-1",
    "2",
    "yes",
    "9" * 400,
    "1e400",
    "NaN",
    "²",  # a digit to some, a number to none
    "٣",
    "2026-02-30",
    "0000-00-00",
    "99999-12-31",
    "2026-11-22T99:99",
    "\x00",
    "a\x00b",
    "\ud800",  # half of a letter
    "\u202etxet\u202c",
    "\ufeff\u200b\u2028",
    "e\u0301" * 300,
    "%00%ff%s%n{0}{x.y}",
    "{{7*7}}${7*7}<%=7*7%>",
    "' OR 1=1; DROP TABLE wave; --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "//evil.example/",
    "https://evil.example/",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "one\r\nSet-Cookie: evil=1\r\n\r\n" + CANARY,
    "[" * 3000,
    '{"a":' * 3000,
    "null",
    '{"answers": [1, {"x": null}]}',
    HUGE,
)
words = st.one_of(st.sampled_from(WORDS), st.text(max_size=40), st.integers().map(str))

HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"Host": 'evil.example:99"<kanarie x='},
    {"Host": ""},
    {"Host": "[::1"},
    {"Host": "localhost:notaport"},
    {"Accept-Language": "cy;q=" + "9" * 300 + ", *;q=-1, ;;;, x" * 200},
    {"Accept-Language": "../../etc/passwd, ar-\xff;q=nan"},
    {"Accept": "q" * 3000, "Accept-Encoding": "br;q=x, gzip;q=nan, *;q=\xff"},
    {"Cookie": "toldus=" + "A" * 4000},
    {"Cookie": "toldus=eyJfdXNlcl9pZCI6MX0.aaaa.bbbb; toldus=x; \xff=\xfe; ;=;"},
    {"Cookie": 'toldus="\\000\\377'},
    {"Range": "bytes=0-0,-1,9999999999999999999-", "If-Range": CANARY},
    {"Range": "bytes=-\xb2"},
    {"If-None-Match": "*", "If-Modified-Since": "Thu, 99 Nov 99999 99:99:99 GMT"},
    {"If-None-Match": 'W/"' + "x" * 2000, "If-Unmodified-Since": "yesterday"},
    {"X-Forwarded-For": CANARY + ", ::1, 1.1.1.1", "X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Proto": "gopher", "X-Forwarded-Port": "-1", "X-Forwarded-Prefix": "//evil.example"},
    {"Forwarded": 'for="' + CANARY + '";host=evil.example', "X-Real-IP": "no"},
    {"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/office/people"},
    {"Authorization": "Basic \xff\xfe", "Proxy-Authorization": "Bearer " + "x" * 3000},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site", "Referer": "https://evil.example/" + CANARY},
    {"Sec-Fetch-Site": "\xff", "Origin": CANARY, "Referer": "::"},
    {"User-Agent": CANARY, "X-Requested-With": "XMLHttpRequest"},
    {"Expect": "100-continue", "Upgrade": "websocket", "Connection": "Upgrade"},
)
LIES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    {"CONTENT_LENGTH": "-1"},
    {"CONTENT_LENGTH": "lots"},
    {"CONTENT_LENGTH": "999999999999"},
    {"CONTENT_LENGTH": "0"},
    {"REMOTE_ADDR": ""},
    {"REMOTE_ADDR": "not an address \xff"},
    {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True},
    {"QUERY_STRING": "=&&%&%zz=%ff&language=%00&\xff=\xfe"},
)
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
FORM = "application/x-www-form-urlencoded"
KINDS = (
    FORM,
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "text/plain",
    "application/xml; charset=utf-7",
    "\xff",
    "",
)


@dataclass(frozen=True)
class Attack:
    """One request, but for where it goes."""

    method: str
    pick: tuple[int, ...]  # which value each part of the path takes
    query: dict[str, str]
    body: bytes
    kind: str
    headers: dict[str, str]
    environ: dict[str, Any]
    what: str = ""  # what the body is, for whoever reads a failure

    def __repr__(self) -> str:
        body = self.body if len(self.body) < 400 else self.body[:400] + b"..."
        query = {name[:80]: value[:80] for name, value in self.query.items()}
        headers = str(self.headers)[:300]
        return f"{self.method} {self.what} {query} {self.kind!r} {headers} {self.environ} {body!r}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))  # hypothesis would write every part out, 64 KB of it


def encoded(fields: Sequence[tuple[str, str]]) -> bytes:
    """Fields as a form sends them, with letters that no form could send."""
    return urlencode(fields, errors="surrogatepass").encode()


def multipart(fields: Sequence[tuple[str, str]], files: Sequence[tuple[str, str, bytes]]) -> bytes:
    """Fields and files as a form with files sends them, names and all unguarded."""
    parts = [(f'form-data; name="{name}"', value.encode("utf-8", "surrogatepass")) for name, value in fields]
    parts += [(f'form-data; name="{field}"; filename="{name}"', content) for field, name, content in files]
    made = [
        b"--b\r\nContent-Disposition: " + head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + content
        for head, content in parts
    ]
    return b"\r\n".join([*made, b"--b--\r\n"])


CONTENTS = (b"", b"\x00" * 99, b"PK\x03\x04" + b"\xff" * 99, b"\x89PNG\r\n\x1a\n\x00", b"<svg onload='x'/>")
SHEETS = (
    CANARY.encode() + b",b\n1,2\n",
    b"\xff\xfea\x00",
    b"a;b\n" * 2000,
    b'{"pages": [[[[]]]]}',
    b"ID3\x04",
)
_files = st.lists(
    st.tuples(
        st.sampled_from(("file", "form", "picture", "recording", "words")),
        st.sampled_from(("a.csv", "a.xlsx", "a.png", "a.mp3", "../../x.svg", CANARY, "", "a.yaml", "a.lss")),
        st.sampled_from((*CONTENTS, *SHEETS)),
    ),
    max_size=2,
)


def _bodies(
    names: Sequence[str], form: Sequence[tuple[str, str]]
) -> st.SearchStrategy[tuple[str, bytes, str]]:
    """What goes into a request: what it is, its bytes, its kind. Half begin as the page's own form."""
    some = st.lists(st.tuples(st.sampled_from(names), words), max_size=6)
    drawn = some if not form else st.one_of(some, _changed(form), _changed(form))
    return st.one_of(
        drawn.map(lambda fields: (str(fields)[:300], encoded(fields), FORM)),
        drawn.map(lambda fields: (str(fields)[:300], encoded(fields), FORM)),
        st.tuples(drawn, _files).map(
            lambda both: ("files", multipart(*both), "multipart/form-data; boundary=b")
        ),
        st.sampled_from(
            [
                ("nothing", b"", FORM),
                ("too much", b"a=" + b"x" * 300_000, FORM),
                ("too many", b"&".join(b"f%d=1" % n for n in range(5000)), FORM),
                ("too many parts", multipart([(f"f{n}", "1") for n in range(1200)], []), _PARTS),
                ("a bracket too many", b"[" * 50_000, "application/json"),
                ("not text", b"\xff\xfe\x00=\xed\xa0\x80&%ED%A0%80=%00", FORM),
            ]
        ),
        st.tuples(st.just("bytes"), st.binary(max_size=60), st.sampled_from(KINDS)),
    )


_PARTS = "multipart/form-data; boundary=b"


def _changed(form: Sequence[tuple[str, str]]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """The page's own form, with some of its values changed for worse ones, some gone and some there twice."""
    one = st.tuples(
        st.integers(0, len(form) - 1), words, st.sampled_from(("change", "change", "drop", "twice"))
    )
    return st.lists(one, min_size=1, max_size=3).map(lambda changes: _with(form, changes))


def _with(form: Sequence[tuple[str, str]], changes: Sequence[tuple[int, str, str]]) -> list[tuple[str, str]]:
    made = list(form)
    for place, value, how in changes:
        name = form[place][0]
        if how == "drop":
            made = [one for one in made if one[0] != name]
        elif how == "twice":
            made.append((name, value))
        else:
            made = [(n, value if n == name else v) for n, v in made]
    return made


@st.composite
def attacks(draw: st.DrawFn, names: Sequence[str], form: Sequence[tuple[str, str]], posts: bool) -> Attack:
    """Any request. `names` are of fields, `form` is what the page itself would post there, if it does."""
    usual = ("POST", "POST", "POST", "GET") if posts else ("GET", "GET", "GET", "POST")
    what, body, kind = draw(_bodies(names, form))
    return Attack(
        draw(st.sampled_from((*usual, *usual, *METHODS))),
        tuple(draw(st.lists(st.integers(0, 11), min_size=4, max_size=4))),
        draw(st.dictionaries(st.sampled_from(names), words, max_size=3)),
        body,
        kind,
        draw(st.sampled_from(HEADERS)),
        draw(st.sampled_from(LIES)),
        what,
    )


def path_with(path: str, query: dict[str, str]) -> str:
    """A path and what is asked after it."""
    return f"{path}?{urlencode(query, quote_via=quote, errors='surrogatepass')}" if query else path
