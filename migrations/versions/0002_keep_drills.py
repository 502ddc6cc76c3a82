"""Create the tables of drills and of the steps in which their drawings were made."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "drill",
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("drill_id", sa.String(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("level", sa.JSON(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("drawing", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("learner_id", "drill_id", name="pk_drill"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_drill_learner_id_learner"
        ),
    )
    op.create_index(
        "ix_drill_learner_id_machine_started_at",
        "drill",
        ["learner_id", "machine", "started_at"],
    )
    op.create_table(
        "drill_change",
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("drill_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "drill_id", "position", name="pk_drill_change"),
        sa.ForeignKeyConstraint(
            ["learner_id", "drill_id"],
            ["drill.learner_id", "drill.drill_id"],
            name="fk_drill_change_learner_id_drill",
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("drill_change")
    op.drop_index("ix_drill_learner_id_machine_started_at", table_name="drill")
    op.drop_table("drill")
