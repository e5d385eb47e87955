"""What every command starts with: settings, a database that is ready, and how a day is written."""

from datetime import date

import click

from feedback.adapters.database import Database
from feedback.adapters.in_force import InForce
from feedback.adapters.settings import Settings

DAY = click.DateTime(["%Y-%m-%d"])


def ready() -> tuple[Settings, Database]:
    """The settings in force, and a database with today's tables. Raises WrongSetting or NotMigrated."""
    given = Settings.from_environment()
    database = Database(given.database_url)
    database.prepare()
    with database.reading() as session:
        return InForce(given).read(session), database


def day(given: date) -> date:
    """A date without the time that click gives it."""
    return date(given.year, given.month, given.day)
