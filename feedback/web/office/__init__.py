"""Participation officers: sign in, hand surveys out, key paper in, see results, take sections away."""

from feedback.web.office import (
    account,
    auditing,
    handing_out,
    held,
    invited,
    keying,
    pages,
    people,
    second_step,
    signing_in,
    signing_on,
    telling,
    totals,
    translating,
    uploading,
)
from feedback.web.office.desk import office

__all__ = [
    "account",
    "auditing",
    "handing_out",
    "held",
    "invited",
    "keying",
    "office",
    "pages",
    "people",
    "second_step",
    "signing_in",
    "signing_on",
    "telling",
    "totals",
    "translating",
    "uploading",
]
