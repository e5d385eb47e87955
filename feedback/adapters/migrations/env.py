"""Lets Alembic change the tables over the connection that database.py hands it."""

from alembic import context

from feedback.adapters import (
    tables_actions,
    tables_bringing,
    tables_concerns,
    tables_designs,
    tables_feeling,
    tables_going,
    tables_newsletters,
    tables_people,
    tables_reviewing,
    tables_sections,
    tables_settings,
    tables_sorting,
    tables_themes,
)
from feedback.adapters.tables import Base

_ALL = (
    tables_actions,
    tables_designs,
    tables_bringing,
    tables_concerns,
    tables_feeling,
    tables_going,
    tables_newsletters,
    tables_people,
    tables_reviewing,
    tables_sections,
    tables_settings,
    tables_sorting,
    tables_themes,
)  # each adds its tables to what Base knows

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
