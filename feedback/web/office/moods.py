"""Comments with those that may be unhappy first, where the council switched that on. Knows no database."""

from collections.abc import Sequence

from flask import request

from feedback.adapters.comments.mood import FIRST, Mood, mood
from feedback.adapters.tables import Comment
from feedback.web.context import here

UNHAPPY_FIRST = "unhappy"


def arranged(comments: Sequence[Comment]) -> Sequence[Comment]:
    """The comments as they were, or, if it's on and asked for, with those first that may be unhappy."""
    if not here().settings.guess_mood or request.args.get("order") != UNHAPPY_FIRST:
        return comments
    return sorted(comments, key=lambda c: FIRST[mood(c.text)])


def guess(comment: Comment) -> Mood | None:
    """What the computer guesses of one comment; None where that is off."""
    return mood(comment.text) if here().settings.guess_mood else None
