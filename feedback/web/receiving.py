"""What is sent to us, before any page reads it: files stay in memory, and words lose what no page can show.

A file of answers never lies on the disk as it came. Control characters have no place in a field or a name of
ours, and PostgreSQL refuses some. Knows nothing of what any field is for.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import IO, Any
from urllib.parse import quote

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

_KEPT = "\t\n\r"
_ASCII = "".join(map(chr, range(128)))


class Taken(ImmutableMultiDict[str, Any]):
    """Fields by name, cleaned. Files are left as they are."""

    def __init__(self, brought: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        pairs = MultiDict(brought).items(multi=True)
        super().__init__([(_cleaned(name), _cleaned(value)) for name, value in pairs])


class Received(Request):
    """A request whose fields are cleaned, and whose files are never written to the disk. Each route bounds
    how large they may be.
    """

    parameter_storage_class = Taken

    def __init__(self, wsgi: dict[str, Any], *args: Any, **more: Any) -> None:  # noqa: ANN401
        # Browsers write a query in ASCII. Anything else may be no text at all, and would break who reads it.
        asked = str(wsgi.get("QUERY_STRING", ""))
        if not asked.isascii():
            wsgi["QUERY_STRING"] = quote(asked.encode("latin-1"), safe=_ASCII)
        super().__init__(wsgi, *args, **more)

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def _cleaned(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(c for c in value if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
