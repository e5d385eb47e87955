"""Letting young people try a survey that is being made: links, what they say of it, what came of that."""

from feedback.web.office.reviewing import flagged, links, trying

__all__ = ["flagged", "links", "trying"]
