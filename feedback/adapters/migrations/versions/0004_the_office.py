"""Who may do what in the office, and an audit log that the database itself won't change"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_REFUSED = "the audit log is only added to"


def upgrade() -> None:
    # Whoever could sign in until now could do everything, and still can.
    everything = sa.text("""'["officer", "administrator"]'""")
    with op.batch_alter_table("officer") as batch_op:
        batch_op.add_column(sa.Column("roles", sa.JSON(), nullable=False, server_default=everything))
    with op.batch_alter_table("officer") as batch_op:
        batch_op.alter_column("roles", server_default=None)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger audit_{act} before {act} on audit "
                f"begin select raise(abort, '{_REFUSED}'); end"
            )
    else:
        op.execute(
            "create function audit_refuses() returns trigger language plpgsql as "
            f"$$ begin raise exception '{_REFUSED}'; end $$"
        )
        op.execute(
            "create trigger audit_kept before update or delete or truncate on audit "
            "for each statement execute function audit_refuses()"
        )


def downgrade() -> None:
    op.drop_table("audit")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("drop function audit_refuses()")
    with op.batch_alter_table("officer") as batch_op:
        batch_op.drop_column("roles")
