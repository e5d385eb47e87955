"""A young person's or a carer's pages: start, one question at a time, check, send, thank you."""

from feedback.web.answering.pages import answering

__all__ = ["answering"]
