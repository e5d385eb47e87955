"""Sections that an office arranges, version by version, and those that it published, frozen"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arranged",
        sa.Column("commitment", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("changed_on", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("commitment", "version", name=op.f("pk_arranged")),
    )
    op.create_table(
        "told_section",
        sa.Column("commitment", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("arranged", sa.Integer(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("commitment", "number", name=op.f("pk_told_section")),
    )


def downgrade() -> None:
    op.drop_table("told_section")
    op.drop_table("arranged")
