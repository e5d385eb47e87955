"""Young people's pages for trying a survey before it's published, without an account, by a link."""

from feedback.web.reviewing import end, pages, saying
from feedback.web.reviewing.visits import reviewing

__all__ = ["end", "pages", "reviewing", "saying"]
