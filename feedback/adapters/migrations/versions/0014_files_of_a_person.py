"""Files on their way in belong to a person; whether deleted answers were scrubbed; no count of who is gone"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Files from before were sealed with a name and can't be opened any more: they are given again.
    whose = sa.Column("officer_id", sa.Integer(), nullable=False)
    to_officer = sa.ForeignKeyConstraint(
        ["officer_id"], ["officer.id"], name=op.f("fk_bringing_officer_id"), ondelete="CASCADE"
    )
    _anew(whose, to_officer)
    with op.batch_alter_table("bringing") as batch_op:
        batch_op.create_index(batch_op.f("ix_bringing_officer_id"), ["officer_id"], unique=False)
    op.add_column(
        "kept_count", sa.Column("scrubbed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("imported") as batch_op:
        batch_op.alter_column("responses", existing_type=sa.Integer(), nullable=True)
    op.execute(
        "UPDATE imported SET responses = NULL "
        "WHERE wave_id IN (SELECT id FROM wave WHERE people_gone_on IS NOT NULL)"
    )


def _anew(*whose: sa.schema.SchemaItem) -> None:
    op.drop_table("bringing_part")
    op.drop_table("bringing")
    op.create_table(
        "bringing",
        sa.Column("token", sa.String(length=32), nullable=False),
        *whose,
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


def downgrade() -> None:
    op.execute("UPDATE imported SET responses = 0 WHERE responses IS NULL")
    with op.batch_alter_table("imported") as batch_op:
        batch_op.alter_column("responses", existing_type=sa.Integer(), nullable=False)
    op.drop_column("kept_count", "scrubbed")
    _anew(sa.Column("who", sa.String(length=80), nullable=False))
