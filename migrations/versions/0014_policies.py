"""Where each variable is published, the interventions of the minutes by role, and what was offered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_policies"
down_revision = "0010_proposals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "variable_policy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column(
            "policy",
            sa.Enum(
                "per_unit", "total_only", name="totalspolicy", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        _to("variable_policy", "op", "operation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variable_policy")),
        sa.UniqueConstraint("dimension", name=op.f("uq_variable_policy_dimension")),
    )
    op.create_table(
        "intervention",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "opening",
                "context",
                "civil_society",
                "authority",
                "facilitation",
                "note_taking",
                "closing",
                "other",
                name="speakingrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "summary IS NULL OR length(trim(summary)) > 0", name=op.f("ck_intervention_summary_not_blank")
        ),
        sa.CheckConstraint(
            "coalesce(office, organisation) IS NOT NULL", name=op.f("ck_intervention_has_office_or_organisation")
        ),
        sa.CheckConstraint("person IS NULL OR office IS NOT NULL", name=op.f("ck_intervention_person_has_office")),
        _to("intervention", "op", "operation.id"),
        _to("intervention", "minutes_id", "minutes.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
    )
    op.create_index(op.f("ix_intervention_minutes_id"), "intervention", ["minutes_id"], unique=False)
    op.create_table(
        "inclusion_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("groups", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("languages", sa.JSON(none_as_null=True), nullable=False),
        _to("inclusion_offer", "op", "operation.id"),
        _to("inclusion_offer", "session_id", "lab_session.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inclusion_offer")),
        sa.UniqueConstraint("session_id", name=op.f("uq_inclusion_offer_session_id")),
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)
