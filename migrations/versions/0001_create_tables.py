"""Create the tables of learners, cards and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "learner",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("rollover_hour", sa.Integer(), nullable=False),
        sa.Column("new_per_day", sa.Integer(), nullable=False),
        sa.Column("retention", sa.Double(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
    )
    op.create_table(
        "card",
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_review", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("introduced", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "machine", "fact", name="pk_card"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_card_learner_id_learner"
        ),
    )
    op.create_index("ix_card_learner_id_state_due", "card", ["learner_id", "state", "due"])
    op.create_index("ix_card_learner_id_introduced", "card", ["learner_id", "introduced"])
    op.create_table(
        "review",
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question_type", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("credit", sa.Double(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("question", sa.JSON(), nullable=True),
        sa.Column("memory_before", sa.JSON(), nullable=True),
        sa.Column("memory_after", sa.JSON(), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("learner_id", "attempt_id", "position", name="pk_review"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_review_learner_id_learner"
        ),
    )
    op.create_index("ix_review_learner_id_at", "review", ["learner_id", "at"])
    op.create_index(
        "ix_review_learner_id_kind_position_at",
        "review",
        ["learner_id", "kind", "position", "at"],
    )
    op.create_index(
        "ix_review_learner_id_machine_fact_at",
        "review",
        ["learner_id", "machine", "fact", "at"],
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("review")
    op.drop_table("card")
    op.drop_table("learner")
