"""Participation officers: sign in, see results, clear comments, take sections away."""

from feedback.web.office.pages import office

__all__ = ["office"]
