"""What an administrator chose in the office: one row, with a version that says when to read it anew"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )
    # There from the start, so that of two who choose first at once, one waits for the other.
    op.bulk_insert(made, [{"id": 1, "version": 1, "chosen": {}}])


def downgrade() -> None:
    op.drop_table("setting")
    op.execute("delete from upload where kind = 'logo'")
