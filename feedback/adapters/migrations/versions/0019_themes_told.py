"""Comments sorted by theme, so that the themes are told as figures"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_themes",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_told_themes_wave_id")),
        sa.PrimaryKeyConstraint("wave_id", "question", name=op.f("pk_told_themes")),
    )
    op.create_table(
        "sorted_comment",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id", "seq"],
            ["response.wave_id", "response.seq"],
            name=op.f("fk_sorted_comment_wave_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("wave_id", "seq", "question", name=op.f("pk_sorted_comment")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("sorted_comment")
    op.drop_table("told_themes")
