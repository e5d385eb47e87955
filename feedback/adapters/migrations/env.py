"""Lets Alembic change the tables over the connection that database.py hands it."""

from alembic import context

from feedback.adapters import (
    design_tables,
    tables_bringing,
    tables_of_going,
    tables_people,
)
from feedback.adapters.tables import Base

_ALL = (
    design_tables,
    tables_bringing,
    tables_of_going,
    tables_people,
)  # each adds its tables to what Base knows

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
