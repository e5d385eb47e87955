"""Participation officers: sign in, run waves, hand surveys out, see results, take sections away."""

from feedback.web.office import (
    erasing,
    handing_out,
    keying,
    pages,
    telling,
    totals,
    translating,
    uploading,
    waves,
)
from feedback.web.office.desk import office

__all__ = [
    "erasing",
    "handing_out",
    "keying",
    "office",
    "pages",
    "telling",
    "totals",
    "translating",
    "uploading",
    "waves",
]
