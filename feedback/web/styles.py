"""The few files that browsers keep: read once, and named so that a changed one is fetched anew.

They are held in memory because Flask-Compress leaves a file open when it compresses one as it is sent.
"""

import hashlib
from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path

import rcssmin
import rjsmin
from flask import Response, abort

from feedback.adapters.settings import shipped
from feedback.domain import colours

_FIRST = "told-us.css"


class Styles:
    """Every kept file by name. `version` changes when any of them does."""

    def __init__(self) -> None:
        own = Path(__file__).with_name("static")
        paths = [*sorted(own.iterdir()), shipped("templates") / "documents" / "section.css"]
        self.files: Mapping[str, bytes] = {path.name: _small(path) for path in paths}
        self.version = hashlib.sha256(b"".join(self.files.values())).hexdigest()[:10]

    def version_with(self, colour: str) -> str:
        """What changes when a file does, or the council's colour."""
        return self.version + colour.removeprefix("#")

    def response(self, name: str, colour: str) -> Response:
        """The file, the first stylesheet in the council's colour if it has one; or not found."""
        if name not in self.files:
            abort(404)
        own = _in_colour(colour) if colour and name == _FIRST else b""
        return Response(self.files[name] + own, mimetype=guess_type(name)[0])


def _in_colour(colour: str) -> bytes:
    """What follows our own colours and takes their place, in the light and in the dark."""
    dress = colours.worn(colour)
    light, dark = (
        ";".join(f"--{name}:{scheme[name]}" for name in ("brand", "bar", "soft"))
        for scheme in (dress.light, dress.dark)
    )
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}".encode()


def _small(path: Path) -> bytes:
    """A file without its comments and indents, which a phone has no use for."""
    small = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}.get(path.suffix)
    content = path.read_bytes()
    return bytes(small(content)) if small else content
