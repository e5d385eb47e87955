"""What has to be done once a day, done when an officer looks in, where nobody runs “toldus tidy” at night."""

from flask import Flask, request
from flask_login import current_user

from feedback.adapters import tidying
from feedback.web.context import here

_DONE = "toldus-tidied"


def set_up(app: Flask) -> None:
    """Lets waves go whose day has come: at most once a day in each process, before an officer's page."""

    @app.before_request
    def let_go() -> None:
        if request.blueprint != "office" or app.extensions.get(_DONE) == here().today:
            return
        if current_user.is_authenticated:
            context = here()
            app.extensions[_DONE] = context.today
            tidying.let_go(context.database, context.settings.rules, context.now())
