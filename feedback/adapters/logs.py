"""What is written to the log, a line of JSON each: when, how bad, which room of ours, what. Never who.

An error's own words can hold what somebody wrote, and a trace can hold its arguments: so of an error only its
kind and its place are written.
"""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

_OURS = Path(__file__).resolve().parents[1]


class Careful(logging.Formatter):
    """A record as one line of JSON. What others than we have put together is told by its place alone."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        # By where it was written, not by whose name it has: Flask writes addresses into the app's own log.
        if Path(record.pathname).is_relative_to(_OURS):
            said["message"] = record.getMessage()
        else:  # a server's words can have an address in them, or a line that somebody sent
            said["place"] = f"{record.filename}:{record.lineno}"
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            trace = extract_tb(record.exc_info[2])
            said["place"] = f"{Path(trace[-1].filename).name}:{trace[-1].lineno}" if trace else ""
        return json.dumps(said, ensure_ascii=False)


def configuration() -> dict[str, Any]:
    """For logging.config: everything to the error stream, through the one formatter."""
    loggers = {name: {"level": "WARNING", "propagate": True, "handlers": []} for name in _NOISY}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"careful": {"()": f"{__name__}.{Careful.__name__}"}},
        "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "careful"}},
        "root": {"level": "WARNING", "handlers": ["err"]},
        "loggers": loggers,
    }


_NOISY = ("gunicorn.error", "gunicorn.access", "sqlalchemy", "werkzeug", "alembic")
