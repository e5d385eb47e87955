"""What every view is handed: settings, database, content and the clock. Knows nothing of any page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

from feedback.adapters.database import Database
from feedback.adapters.definitions import Content
from feedback.adapters.settings import Settings
from feedback.web.shipped_pictures import Shipped
from feedback.web.styles import Styles


@dataclass(frozen=True)
class Context:
    """One council's Told Us. `now` is a clock in the council's own time."""

    settings: Settings
    database: Database
    content: Content
    styles: Styles
    pictures: Shipped
    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        return self.now().date()


def clock() -> datetime:
    """The time in the council's own zone, so that a survey closes at its own midnight."""
    return datetime.now(ZoneInfo("Europe/London"))


def here() -> Context:
    """The context of the app that is answering this request."""
    context: Context = current_app.extensions["toldus"]
    return context
