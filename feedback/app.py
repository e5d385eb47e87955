"""Puts the app together: settings, database, content, pages. Everything else is below it."""

import logging
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from feedback.adapters import definitions, interface
from feedback.adapters.database import Database
from feedback.adapters.documents import as_html
from feedback.adapters.engines import NotReachable
from feedback.adapters.in_force import InForce
from feedback.adapters.settings import Settings, shipped
from feedback.web import (
    access,
    errors,
    language,
    lazily,
    leaving,
    machines,
    parts,
    pictures,
    receiving,
    security,
    sessions,
)
from feedback.web.answering import answering
from feedback.web.context import Context, clock, here
from feedback.web.my_words import my_words
from feedback.web.office import held, office
from feedback.web.public import public
from feedback.web.reviewing import reviewing
from feedback.web.shipped_pictures import Shipped
from feedback.web.styles import Styles


def create_app(
    settings: Settings | None = None, now: Callable[[], datetime] = clock, may_be_away: bool = False
) -> Flask:
    """The app, whole or not at all; but a server's processes start while the database `may_be_away`, or
    gunicorn would give up. Raises WrongSetting, definitions.Mistakes (every mistake in the content),
    database.NotMigrated or database.NotReachable.
    """
    settings = settings or Settings.from_environment()
    content = definitions.load(settings.surveys)
    database = Database(settings.database_url, settings.read_from)
    _look_at(database, may_be_away)
    app = Flask("feedback", template_folder=str(shipped("templates")), static_folder=None)
    app.request_class = receiving.Received
    styles = Styles()
    shipped_pictures = Shipped(settings.surveys / "pictures", content.pictures)
    translations = interface.load()
    app.extensions["toldus"] = Context(
        InForce(settings), database, content, styles, shipped_pictures, now, translations
    )
    machines.agree_on_key(app)
    security.protect(app, settings)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    csrf = CSRFProtect(app)  # first, or a forged form would be listened to before it is refused
    Compress(app)
    sessions.set_up(app)
    machines.set_up(app)
    access.guard(app)
    lazily.set_up(app)
    language.set_up(app, translations)
    leaving.set_up(app)
    parts.set_up(app)
    errors.explain(app)
    app.register_error_handler(401, held.ask_to_sign_in)
    _open_rooms(app, csrf)
    _dress(app, styles)
    return app


def _look_at(database: Database, may_be_away: bool) -> None:
    """Raises NotMigrated, and NotReachable unless that may be: then the log has it."""
    try:
        database.check()
    except (NotReachable, OperationalError) as away:  # or it went while it was asked
        if not may_be_away:
            raise
        logging.getLogger("feedback").error("the database doesn’t answer: %s", type(away).__name__)


def _open_rooms(app: Flask, csrf: CSRFProtect) -> None:
    """Every room's pages. A form that is posted to one needs its token, but for three."""
    for blueprint in (public, my_words, answering, reviewing, office):
        app.register_blueprint(blueprint)
    for tokenless in (
        "public.leave",
        "public.feel",
        "answering.sync",
    ):  # leaving waits for nothing; a press asks the browser where it's from; a draft's token is enough
        csrf.exempt(app.view_functions[tokenless])


def _dress(app: Flask, styles: Styles) -> None:
    """What every template may use."""
    app.jinja_env.undefined = StrictUndefined
    as_html.teach(app.jinja_env, pictures.address_of)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def every_page() -> dict[str, object]:
        settings = here().settings
        return {
            "council": settings.council,
            "help_lines": [h for h in settings.help_lines if h.language in ("", language.current())],
            "leave_to": settings.leave_to,
            "logo": settings.logo,
            "style_version": styles.version_with(settings.colour),
        }
