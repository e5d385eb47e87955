"""Comments with those that may be unhappy first, where the council switched that on. Knows no database."""

from collections.abc import Sequence

from feedback.adapters.comments.mood import FIRST, Mood, mood
from feedback.adapters.tables import Comment
from feedback.web.context import here

UNHAPPY_FIRST = "unhappy"


def arranged(comments: Sequence[Comment], order: str) -> Sequence[Comment]:
    """The comments as they were, or in this order: with those first that may be unhappy."""
    if order != UNHAPPY_FIRST:
        return comments
    return sorted(comments, key=lambda c: FIRST[mood(c.text)])


def guess(comment: Comment) -> Mood | None:
    """What the computer guesses of one comment; None where that is off."""
    return mood(comment.text) if here().settings.guess_mood else None
