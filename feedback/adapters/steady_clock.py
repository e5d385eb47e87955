"""Whether the clock may be believed before anything is deleted by it. Knows nothing of what is deleted.

A clock that leapt ahead looks like weeks in which nobody came. So after such a gap nothing is deleted for a
day; if the clock was wrong, it may be right again by then, and if it was right, no harm is done.
"""

from datetime import date, timedelta

from feedback.adapters.database import Database
from feedback.adapters.store import settings

GAP = timedelta(days=14)


def believed(database: Database, today: date) -> bool:
    """False on the first day after more than GAP without any, else True. Remembers that today was seen."""
    with database.writing() as session:
        seen, waits = settings.days_seen(session)
        if waits == today:
            return False
        leapt = (seen is None or today - seen > GAP) and (waits is None or waits > today)
        if seen != today or waits:
            settings.keep_days_seen(session, today, today if leapt else None)
        return not leapt
