"""Links to try a survey, what is said of its words, sign-offs, and each edition's record of it"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("survey_key", sa.String(length=60), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("for_office", sa.Boolean(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_key"], ["design.key"], name=op.f("fk_review_link_survey_key")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_review_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_review_link_survey_key"), "review_link", ["survey_key"])
    op.create_table(
        "review_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_key", sa.String(length=60), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["survey_key"], ["design.key"], name=op.f("fk_review_flag_survey_key")),
        sa.ForeignKeyConstraint(
            ["link_hash"], ["review_link.token_hash"], name=op.f("fk_review_flag_link_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_flag")),
        sa.UniqueConstraint("mark", name=op.f("uq_review_flag_mark")),
    )
    op.create_index(op.f("ix_review_flag_survey_key"), "review_flag", ["survey_key"])
    op.create_index(op.f("ix_review_flag_link_hash"), "review_flag", ["link_hash"])
    op.create_table(
        "sign_off",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("survey_key", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["survey_key"], ["design.key"], name=op.f("fk_sign_off_survey_key")),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_sign_off")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sign_off_survey_key"), "sign_off", ["survey_key"])
    op.create_table(
        "sign_off_first",
        sa.Column("survey_key", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["survey_key"], ["design.key"], name=op.f("fk_sign_off_first_survey_key")),
        sa.PrimaryKeyConstraint("survey_key", name=op.f("pk_sign_off_first")),
    )
    op.create_table(
        "edition_record",
        sa.Column("survey_key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_key", "number"],
            ["edition.survey_key", "edition.number"],
            name=op.f("fk_edition_record_survey_key_number"),
        ),
        sa.PrimaryKeyConstraint("survey_key", "number", name=op.f("pk_edition_record")),
    )


def downgrade() -> None:
    for table in ("edition_record", "sign_off_first", "sign_off", "review_flag", "review_link"):
        op.drop_table(table)
