"""Where each variable is published"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_policies"
down_revision = "0008"
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


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)
