"""What forms and addresses bring, without the control characters that no page can show and no name of ours
has, some of which PostgreSQL refuses. Knows nothing of what any field is for.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

_KEPT = "\t\n\r"


class Taken(ImmutableMultiDict[str, Any]):
    """Fields by name, cleaned. Files are left as they are."""

    def __init__(self, brought: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        pairs = MultiDict(brought).items(multi=True)
        super().__init__([(_cleaned(name), _cleaned(value)) for name, value in pairs])


class CleanRequest(Request):
    """A request whose fields are cleaned before anything reads them."""

    parameter_storage_class = Taken


def _cleaned(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(c for c in value if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
