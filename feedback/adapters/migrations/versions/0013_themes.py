"""Themes, and who coded which comment as what"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_COMMENT = ["wave_id", "seq", "question"]


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_theme")),
    )
    op.create_table(
        "coded_comment",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            _COMMENT,
            [f"comment.{name}" for name in _COMMENT],
            name=op.f("fk_coded_comment_wave_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*_COMMENT, "who", name=op.f("pk_coded_comment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_theme",
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            [*_COMMENT, "who"],
            [f"coded_comment.{name}" for name in (*_COMMENT, "who")],
            name=op.f("fk_comment_theme_wave_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["theme"], ["theme.key"], name=op.f("fk_comment_theme_theme")),
        sa.PrimaryKeyConstraint(*_COMMENT, "who", "theme", name=op.f("pk_comment_theme")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("comment_theme")
    op.drop_table("coded_comment")
    op.drop_table("theme")
