"""The comments that may be printed are found without reading all the others"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_comment_wave_id_state"), "comment", ["wave_id", "state"])


def downgrade() -> None:
    op.drop_index(op.f("ix_comment_wave_id_state"), "comment")
