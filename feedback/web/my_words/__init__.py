"""Three words, after sending: what was done about what was said, and what becomes of one's own words."""

from feedback.web.my_words import pages
from feedback.web.my_words.visits import my_words

__all__ = ["my_words", "pages"]
