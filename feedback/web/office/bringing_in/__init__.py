"""Bringing last year's answers in: give a file, look, put right, keep, undo. Knows no kind of file."""

from feedback.web.office.bringing_in import changing, giving, keeping, looking, purging, sorting_out, undoing

__all__ = ["changing", "giving", "keeping", "looking", "purging", "sorting_out", "undoing"]
