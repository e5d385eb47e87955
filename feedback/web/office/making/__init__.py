"""Making a survey: from a start to a published edition. Each page's module says what it is for."""

from feedback.web.office.making import (
    deleting,
    explaining,
    listing,
    outline,
    previewing,
    publishing,
    question,
    scales,
    start_page,
    trying,
    versions,
)

__all__ = [
    "deleting",
    "explaining",
    "listing",
    "outline",
    "previewing",
    "publishing",
    "question",
    "scales",
    "start_page",
    "trying",
    "versions",
]
