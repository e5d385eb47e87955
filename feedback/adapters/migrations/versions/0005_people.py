"""Invitations, second factors, the council's own sign-on, and sessions that end by themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("officer") as batch_op:
        batch_op.drop_column("signed_out")  # sessions have a table of their own now; those from before end
        batch_op.add_column(sa.Column("second_sealed", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("second_step", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("sign_on_hash", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_officer_sign_on_hash"), ["sign_on_hash"])
    with op.batch_alter_table("officer") as batch_op:
        batch_op.alter_column("second_step", server_default=None)
    _of_an_officer(
        "sitting",
        "token_hash",
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("halfway", sa.Boolean(), nullable=False),
    )
    _of_an_officer(
        "invitation",
        "token_hash",
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("officer_id", name=op.f("uq_invitation_officer_id")),
    )
    _of_an_officer("recovery_code", "code_hash")
    for table in ("sitting", "recovery_code"):
        op.create_index(op.f(f"ix_{table}_officer_id"), table, ["officer_id"])


def _of_an_officer(table: str, key: str, *more: sa.schema.SchemaItem) -> None:
    """A table of hashes, each of one officer, whose rows go when the officer does."""
    op.create_table(
        table,
        sa.Column(key, sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f(f"fk_{table}_officer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("recovery_code", "invitation", "sitting"):
        op.drop_table(table)
    with op.batch_alter_table("officer") as batch_op:
        batch_op.drop_constraint(op.f("uq_officer_sign_on_hash"), type_="unique")
        batch_op.drop_column("sign_on_hash")
        batch_op.drop_column("second_step")
        batch_op.drop_column("second_sealed")
        batch_op.add_column(sa.Column("signed_out", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("officer") as batch_op:
        batch_op.alter_column("signed_out", server_default=None)
