"""Until when corrections to published minutes may be asked for, and what was asked and answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_observations"
down_revision = "0008"
branch_labels = None
depends_on = None

_PARTS = (
    "header", "frame", "session", "interventions", "proposal", "development", "contributions", "agreements",
    "comments", "next_steps", "participants", "annexes",
)  # fmt: skip


def _key(column: str, target: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)


def _code(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column("programme", sa.Column("observation_days", sa.Integer(), nullable=True))
    op.create_table(
        "observation_window",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_observation_window_days_positive")),
        _key("op", "operation.id", "observation_window"),
        _key("version_id", "minutes_version.id", "observation_window"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_window")),
        sa.UniqueConstraint("version_id", name=op.f("uq_observation_window_version_id")),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("part", _code("block", *_PARTS), nullable=True),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("channel", _code("arrivalchannel", "phone", "desk", "card", "sheet", "import"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", _code("outcome", "corrected", "in_part", "not_corrected"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("told_in_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("part IS NULL OR contribution_id IS NULL", name=op.f("ck_observation_one_place")),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_observation_answer_has_author_and_time"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome = 'corrected' OR reason IS NOT NULL",
            name=op.f("ck_observation_refusal_has_reason"),
        ),
        sa.CheckConstraint("told_in_id IS NULL OR outcome IS NOT NULL", name=op.f("ck_observation_told_once_answered")),
        sa.CheckConstraint("words IS NULL OR length(trim(words)) > 0", name=op.f("ck_observation_words_not_blank")),
        sa.CheckConstraint("reason IS NULL OR length(trim(reason)) > 0", name=op.f("ck_observation_reason_not_blank")),
        _key("answered_by_id", "staff.id", "observation"),
        _key("contribution_id", "contribution.id", "observation"),
        _key("op", "operation.id", "observation"),
        _key("person_id", "participant.id", "observation"),
        _key("told_in_id", "minutes_version.id", "observation"),
        _key("version_id", "minutes_version.id", "observation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_observation_version_id"), ["version_id"], unique=False)
