"""Unfinished forms belong to a desk, not only to a name two desks may share."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_UNIQUE = "uq_form_draft_actor"


def upgrade() -> None:
    """Tell drafts of several desks apart; those there are stay for whoever has the name."""
    with op.batch_alter_table("form_draft") as batch:
        batch.add_column(
            sa.Column("desk", sa.String(length=100), nullable=False, server_default="")
        )
        batch.drop_constraint(_UNIQUE, type_="unique")
        batch.create_unique_constraint(_UNIQUE, ["actor", "desk", "form", "record"])
