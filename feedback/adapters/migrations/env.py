"""Lets Alembic change the tables over the connection that database.py hands it."""

from alembic import context

from feedback.adapters import design_tables, tables_people  # noqa: F401 - their tables join the others
from feedback.adapters.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
