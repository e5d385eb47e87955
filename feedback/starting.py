"""What every command starts with: settings, a database that is ready, and how a day is written."""

from datetime import date

import click

from feedback.adapters.database import Database
from feedback.adapters.settings import Settings

DAY = click.DateTime(["%Y-%m-%d"])


def ready() -> tuple[Settings, Database]:
    """The settings, and a database with this version's tables. Raises WrongSetting or NotMigrated."""
    settings = Settings.from_environment()
    database = Database(settings.database_url)
    database.prepare()
    return settings, database


def day(given: date) -> date:
    """A date without the time that click gives it."""
    return date(given.year, given.month, given.day)
