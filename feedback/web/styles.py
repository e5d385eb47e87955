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


class Styles:
    """Every kept file by name. `version` changes when any of them does."""

    def __init__(self) -> None:
        own = Path(__file__).with_name("static")
        paths = [*sorted(own.iterdir()), shipped("templates") / "documents" / "section.css"]
        self.files: Mapping[str, bytes] = {path.name: _small(path) for path in paths}
        self.version = hashlib.sha256(b"".join(self.files.values())).hexdigest()[:10]

    def response(self, name: str) -> Response:
        """The file, or not found."""
        if name not in self.files:
            abort(404)
        return Response(self.files[name], mimetype=guess_type(name)[0])


def _small(path: Path) -> bytes:
    """A file without its comments and indents, which a phone has no use for."""
    small = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}.get(path.suffix)
    content = path.read_bytes()
    return bytes(small(content)) if small else content
