"""Files of answers on their way in, sealed and for a day; what was brought in, so that it can be undone"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bringing",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("beat_at", sa.DateTime(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_bringing")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("bringing") as batch_op:
        batch_op.create_index(batch_op.f("ix_bringing_given_at"), ["given_at"], unique=False)
    op.create_table(
        "bringing_part",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["token"], ["bringing.token"], name=op.f("fk_bringing_part_token"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", "part", name=op.f("pk_bringing_part")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "imported",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("edition_made", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_imported_wave_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported")),
        sa.UniqueConstraint("token", name=op.f("uq_imported_token")),
        sa.UniqueConstraint("wave_id", name=op.f("uq_imported_wave_id")),
    )


def downgrade() -> None:
    op.drop_table("imported")
    op.drop_table("bringing_part")
    op.drop_table("bringing")
