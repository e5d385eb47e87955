"""Concerns, sealed for safeguarding leads, and the keys that open them"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concern",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.Column("read_by", sa.String(length=80), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.String(length=80), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_concern_arrived_at"), "concern", ["arrived_at"], unique=False)
    op.create_table(
        "concern_key",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=True),
        sa.Column("let_in", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_concern_key_officer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_key")),
        sa.UniqueConstraint("officer_id", name=op.f("uq_concern_key_officer_id")),
    )
    op.create_table(
        "concern_copy",
        sa.Column("concern_id", sa.String(length=16), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_copy_concern_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["concern_key.id"], name=op.f("fk_concern_copy_key_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("concern_id", "key_id", name=op.f("pk_concern_copy")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_concern_copy_key_id"), "concern_copy", ["key_id"], unique=False)
    op.create_table(
        "concern_visit",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["sitting.token_hash"],
            name=op.f("fk_concern_visit_token_hash"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["concern_key.id"], name=op.f("fk_concern_visit_key_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_concern_visit")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("concern_visit")
    op.drop_table("concern_copy")
    op.drop_table("concern_key")
    op.drop_table("concern")
