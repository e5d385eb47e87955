"""Participation officers: sign in, hand surveys out, key paper in, see results, take sections away."""

from feedback.web.office import handing_out, keying, making, pages, telling, totals, translating, uploading
from feedback.web.office.desk import office

__all__ = [
    "handing_out",
    "keying",
    "making",
    "office",
    "pages",
    "telling",
    "totals",
    "translating",
    "uploading",
]
