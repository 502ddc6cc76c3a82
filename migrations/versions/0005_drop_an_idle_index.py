"""Drop the index of cards by stage and day: decks are read by machine."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the index, which every review had to write."""
    op.drop_index("ix_card_learner_id_state_due", "card")


def downgrade() -> None:
    """Make the index again."""
    op.create_index("ix_card_learner_id_state_due", "card", ["learner_id", "state", "due"])
