"""When people who answered should have heard back, and whether they did. Knows nothing of pages.

The surveys promise it in words, which nobody can count by. So the rule is the council's own number of weeks
after a wave's last day: by then something that was said in it is told in public, or we are late.
"""

from collections.abc import Iterable
from datetime import date, timedelta

FEWEST_WEEKS, MOST_WEEKS, WEEKS = 1, 52, 6


def due(closes_on: date, weeks: int) -> date:
    """The last day on which hearing back isn't late."""
    return closes_on + timedelta(weeks=weeks)


def is_late(closes_on: date, weeks: int, told_on: Iterable[date], today: date) -> bool:
    """True if that day has passed and nothing was told since the wave closed. `told_on` are the days on which
    a figure of it was published.
    """
    return due(closes_on, weeks) < today and not any(day > closes_on for day in told_on)
