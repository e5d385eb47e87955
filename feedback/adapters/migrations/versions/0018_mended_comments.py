"""Whether its writer mended the form in which a comment may be used"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


# Not in a batch: SQLite would make the table anew, and what comments were coded as goes with the old one.
def upgrade() -> None:
    op.add_column("comment", sa.Column("mended", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("comment", "mended")
