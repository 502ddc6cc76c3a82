"""Let a learner meet more new cards on a day than on others."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day and its limit."""
    op.add_column("learner", sa.Column("raised_on", sa.Date(), nullable=True))
    op.add_column("learner", sa.Column("raised_to", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop the day and its limit."""
    with op.batch_alter_table("learner") as learner:
        learner.drop_column("raised_to")
        learner.drop_column("raised_on")
