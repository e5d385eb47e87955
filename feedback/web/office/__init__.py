"""Participation officers: sign in, hand surveys out, key paper in, see results, take sections away."""

from feedback.web.office import (
    bringing_in,
    handing_out,
    keying,
    pages,
    telling,
    totals,
    translating,
    uploading,
)
from feedback.web.office.desk import office

__all__ = [
    "bringing_in",
    "handing_out",
    "keying",
    "office",
    "pages",
    "telling",
    "totals",
    "translating",
    "uploading",
]
