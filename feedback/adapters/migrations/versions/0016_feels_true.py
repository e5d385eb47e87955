"""Whether what was told feels true: counts of what was pressed, and nothing else"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "press",
        sa.Column("commitment", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("feels", sa.String(12), nullable=False),
        sa.Column("so_far", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("commitment", "number", "feels", name=op.f("pk_press")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("press")
