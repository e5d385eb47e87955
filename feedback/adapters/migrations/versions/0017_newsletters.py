"""Newsletters that were published, each edition as it was on its day"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_newsletter",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("issue", sa.JSON(), nullable=False),
        sa.Column("down_on", sa.Date(), nullable=True),
        sa.Column("down_why", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("number", "edition", name=op.f("pk_told_newsletter")),
    )
    op.create_index(op.f("ix_told_newsletter_key"), "told_newsletter", ["key"])


def downgrade() -> None:
    op.drop_table("told_newsletter")
    op.execute("delete from record_change where kind = 'newsletter'")
    op.execute("delete from record where kind = 'newsletter'")
