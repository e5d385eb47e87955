"""Codes to answer with, words to come back with, pictures and recordings; no order where none is due"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_code_wave_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_code")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("code") as batch_op:
        batch_op.create_index(batch_op.f("ix_code_wave_id"), ["wave_id"], unique=False)
    op.create_table(
        "upload",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.Column("licence", sa.String(length=200), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("draft", **_made_anew(rowid=False)) as batch_op:
        batch_op.add_column(sa.Column("words_hash", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_draft_words_hash"), ["words_hash"])
    with op.batch_alter_table("throttle", **_made_anew(rowid=False)):
        pass


def downgrade() -> None:
    with op.batch_alter_table("throttle", **_made_anew(rowid=True)):
        pass
    with op.batch_alter_table("draft", **_made_anew(rowid=True)) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_draft_words_hash"), type_="unique")
        batch_op.drop_column("words_hash")
    op.drop_table("upload")
    op.drop_table("code")


def _made_anew(rowid: bool) -> dict[str, Any]:
    """SQLite can only leave the row numbers out of a table, or put them back, by making it anew."""
    if op.get_bind().dialect.name != "sqlite":
        return {}
    return {"recreate": "always", "table_kwargs": {"sqlite_with_rowid": rowid}}
