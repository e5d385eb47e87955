"""Waves with a target, a promise and a day on which their people go; receipts; the counts that stay"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Waves from before have no day: nothing of theirs goes until an officer names one.
    # Column by column: SQLite can't make anew a table that others point at.
    op.add_column("wave", sa.Column("target", sa.Integer(), nullable=True))
    op.add_column("wave", sa.Column("promise", sa.JSON(), nullable=True))
    op.add_column("wave", sa.Column("delete_on", sa.Date(), nullable=True))
    op.add_column("wave", sa.Column("people_gone_on", sa.Date(), nullable=True))
    op.add_column("draft", sa.Column("receipt", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "receipt",
        sa.Column("words_hash", sa.String(length=64), nullable=False),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id", "seq"], ["response.wave_id", "response.seq"], name=op.f("fk_receipt_wave_id_seq")
        ),
        sa.PrimaryKeyConstraint("words_hash", name=op.f("pk_receipt")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_count",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("editions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_kept_count_wave_id")),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_kept_count")),
    )


def downgrade() -> None:
    op.drop_table("kept_count")
    op.drop_table("receipt")
    op.drop_column("draft", "receipt")
    for name in ("people_gone_on", "delete_on", "promise", "target"):
        op.drop_column("wave", name)
