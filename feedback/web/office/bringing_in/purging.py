"""Files that nobody finished go after a day, whoever opens whichever page. Knows not what is in them."""

from contextlib import suppress
from datetime import datetime, timedelta

from flask import current_app, request
from sqlalchemy.exc import OperationalError

from feedback.adapters.store import bringing
from feedback.web.context import here
from feedback.web.office.desk import office

EVERY = timedelta(hours=1)
_LOOKED = "toldus-files-looked-at"


@office.before_app_request
def clear_old_files() -> None:
    """Looks once an hour, and writes only if there is something to delete: nobody waits for it."""
    context = here()
    now = context.now()
    looked: datetime | None = current_app.extensions.get(_LOOKED)
    without = request.blueprint in ("public", "machines")
    if without or (looked is not None and abs(now - looked) < EVERY):
        return  # what needs no database goes on without one
    current_app.extensions[_LOOKED] = now
    with context.database.reading() as reading:
        if not bringing.any_old(reading, now):
            return
    with suppress(OperationalError), context.database.writing() as writing:  # busy: in an hour, then
        bringing.clear_old(writing, now)
