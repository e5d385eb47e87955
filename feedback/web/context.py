"""What every view is handed: settings, database, content and the clock. Knows nothing of any page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app, g, has_app_context
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from feedback.adapters.database import Database
from feedback.adapters.definitions import Content
from feedback.adapters.in_force import InForce
from feedback.adapters.settings import Settings
from feedback.adapters.sign_on import Discovery
from feedback.domain.translations import Translation
from feedback.web.shipped_pictures import Shipped
from feedback.web.styles import Styles


@dataclass(frozen=True)
class Context:
    """One council's Told Us. `now` is a clock in the council's own time."""

    in_force: InForce
    database: Database
    content: Content
    styles: Styles
    pictures: Shipped
    now: Callable[[], datetime]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    discovery: Discovery = field(default_factory=Discovery)

    @property
    def settings(self) -> Settings:
        """The settings in force: one and the same throughout a request, whatever is chosen meanwhile."""
        if not has_app_context():
            return self._read()
        if "settings" not in g:
            g.settings = self._read()
        found: Settings = g.settings
        return found

    def read_settings(self, session: Session) -> None:
        """Reads the settings of this request in a session that is open anyway, if none were read yet."""
        if "settings" not in g:
            g.settings = self.in_force.read(session)

    def _read(self) -> Settings:
        try:
            with self.database.reading() as session:
                return self.in_force.read(session)
        except SQLAlchemyError:
            return self.in_force.latest  # so that a page can still say that something went wrong

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
