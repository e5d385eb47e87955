"""The lane of concerns, for safeguarding leads alone: their keys, and what was passed on to them."""

from feedback.web.office.concerns import keys, lane

__all__ = ["keys", "lane"]
