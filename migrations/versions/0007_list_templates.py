"""Templates of the lists that institutions file, and the record of those that went out"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("logo_sha256", sa.Text(), nullable=True),
        sa.Column(
            "logo_kind",
            sa.Enum("png", "jpeg", name="picturekind", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name IS NULL OR length(trim(name)) > 0", name=op.f("ck_list_template_name_not_blank")),
        sa.CheckConstraint(
            "(logo_sha256 IS NULL) = (logo_kind IS NULL)", name=op.f("ck_list_template_logo_has_kind")
        ),
        _to("list_template", "op", "operation.id"),
        _to("list_template", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_template")),
    )
    op.create_table(
        "list_export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=True),
        sa.Column("columns", sa.JSON(none_as_null=True), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "session", "space", "period", name="listscope", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("space_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "signed_file",
                "audit",
                "invite_back",
                "minutes",
                "rights_request",
                name="exportpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(scope = 'session') = (session_id IS NOT NULL)", name=op.f("ck_list_export_session_for_sessions")
        ),
        sa.CheckConstraint("(scope = 'period') = (space_id IS NULL)", name=op.f("ck_list_export_space_unless_period")),
        sa.CheckConstraint("(scope = 'period') = (from_on IS NOT NULL)", name=op.f("ck_list_export_days_for_periods")),
        sa.CheckConstraint("(from_on IS NULL) = (to_on IS NULL)", name=op.f("ck_list_export_both_days")),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_list_export_ends_after_start")),
        _to("list_export", "op", "operation.id"),
        _to("list_export", "staff_id", "staff.id"),
        _to("list_export", "template_id", "list_template.id"),
        _to("list_export", "session_id", "lab_session.id"),
        _to("list_export", "space_id", "space.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_export")),
    )
    op.create_table(
        "list_grant",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _to("list_grant", "export_id", "list_export.id"),
        _to("list_grant", "staff_id", "staff.id"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_list_grant")),
    )
    op.create_index(op.f("ix_list_grant_expires_at"), "list_grant", ["expires_at"], unique=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)
