"""Keep the day of a learner's interview."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day."""
    op.add_column("learner", sa.Column("interview", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop the day."""
    with op.batch_alter_table("learner") as learner:
        learner.drop_column("interview")
