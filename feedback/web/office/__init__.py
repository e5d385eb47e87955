"""Participation officers: sign in, make surveys, hand them out, see results, take sections away."""

from feedback.web.office import (
    account,
    auditing,
    handing_out,
    held,
    invited,
    keying,
    making,
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
    "making",
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
