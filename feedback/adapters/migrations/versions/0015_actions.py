"""What was done about what was said, with its history; what was heard elsewhere; measures and their values"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("commitment", sa.String(60), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_record")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_record_kind"), "record", ["kind"])
    op.create_index(op.f("ix_record_commitment"), "record", ["commitment"])
    op.create_table(
        "record_change",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("commitment", sa.String(60), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("held", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("officer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "version", name=op.f("pk_record_change")),
    )
    op.create_index(op.f("ix_record_change_commitment"), "record_change", ["commitment"])


def downgrade() -> None:
    op.drop_table("record_change")
    op.drop_table("record")
    op.execute("delete from upload where kind = 'heard'")
