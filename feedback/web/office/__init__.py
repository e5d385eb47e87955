"""Participation officers: sign in, hand surveys out, key paper in, see results, take sections away."""

from feedback.web.office import (
    handing_out,
    keying,
    pages,
    protecting,
    settings,
    telling,
    totals,
    translating,
    uploading,
)
from feedback.web.office.desk import office

__all__ = [
    "handing_out",
    "keying",
    "office",
    "pages",
    "protecting",
    "settings",
    "telling",
    "totals",
    "translating",
    "uploading",
]
