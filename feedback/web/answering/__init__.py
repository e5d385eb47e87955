"""A young person's or a carer's pages: start, one question at a time, check, send, thank you."""

from feedback.web.answering import danger, entry, later, pages, waiting
from feedback.web.answering.visits import answering

__all__ = ["answering", "danger", "entry", "later", "pages", "waiting"]
