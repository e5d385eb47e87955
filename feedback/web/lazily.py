"""What has to be done once a day, done when an officer looks in, where nobody runs “toldus tidy” at night."""

from contextlib import suppress
from datetime import timedelta

from flask import Flask, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from feedback.adapters import steady_clock, tidying
from feedback.web.context import here

PATIENCE = timedelta(minutes=10)
_DONE, _AGAIN = "toldus-tidied", "toldus-tidied-again"


def set_up(app: Flask) -> None:
    """Deletes what is past its time: once a day in each process, before an officer's page. What didn't
    succeed is tried again after a while.
    """

    @app.before_request
    def let_go() -> None:
        context = here()
        now = context.now()
        if request.blueprint != "office" or app.extensions.get(_DONE) == context.today:
            return
        if now < app.extensions.get(_AGAIN, now) or not current_user.is_authenticated:
            return
        app.extensions[_AGAIN] = now + PATIENCE
        with suppress(SQLAlchemyError):  # the database is busy, full or only to be read: later, then
            if steady_clock.believed(context.database, context.today):
                tidying.tidy(context.database, context.settings, now)
            app.extensions[_DONE] = context.today
