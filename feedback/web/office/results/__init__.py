"""Results: what people answered and wrote in a wave. Each page's module says what it is for."""

from feedback.web.office.results import comments, page

__all__ = ["comments", "page"]
