"""Proposals of commitment, their sealed versions, and what each institution said of them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_proposals"
down_revision = "0012_views"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counter_to_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "counter_to_id IS NULL OR organisation_id IS NOT NULL", name=op.f("ck_proposal_counter_has_institution")
        ),
        sa.CheckConstraint(
            "counter_to_id IS NULL OR counter_to_id <> id", name=op.f("ck_proposal_not_counter_to_itself")
        ),
        sa.CheckConstraint("title IS NULL OR length(trim(title)) > 0", name=op.f("ck_proposal_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["counter_to_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_counter_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_proposal_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_proposal_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_proposal_space_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("token", name=op.f("uq_proposal_token")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_counter_to_id"), ["counter_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_space_id"), ["space_id"], unique=False)

    op.create_table(
        "proposal_clause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name IS NULL OR length(trim(name)) > 0", name=op.f("ck_proposal_clause_name_not_blank")),
        sa.CheckConstraint("text IS NULL OR length(trim(text)) > 0", name=op.f("ck_proposal_clause_text_not_blank")),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_proposal_clause_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_clause_proposal_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_clause")),
    )
    with op.batch_alter_table("proposal_clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_clause_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "proposal_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Uuid(), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "change_note IS NULL OR length(trim(change_note)) > 0",
            name=op.f("ck_proposal_version_change_note_not_blank"),
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_proposal_version_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_version_proposal_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["staff.id"],
            name=op.f("fk_proposal_version_published_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_version")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_proposal_version_proposal_id_number")),
    )
    with op.batch_alter_table("proposal_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_version_sha256"), ["sha256"], unique=False)

    op.create_table(
        "clause_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("clause_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clause_id"],
            ["proposal_clause.id"],
            name=op.f("fk_clause_source_clause_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_clause_source_contribution_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_clause_source_op"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_source")),
        sa.UniqueConstraint("clause_id", "contribution_id", name=op.f("uq_clause_source_clause_id_contribution_id")),
    )
    with op.batch_alter_table("clause_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_source_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "validation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "pending", "viable", "not_viable", name="verdict", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("answered_by_office", sa.Text(), nullable=True),
        sa.Column("answered_by_function", sa.Text(), nullable=True),
        sa.Column(
            "reason_kind",
            sa.Enum(
                "legal",
                "technical",
                "budget",
                "competence",
                "time",
                "method",
                "contradicts_plan",
                "late_stage",
                name="reasonkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("counter_id", sa.Uuid(), nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("taken_back_because", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("reply_number", sa.Text(), nullable=True),
        sa.Column("reply_on", sa.Date(), nullable=True),
        sa.Column("scan_sha256", sa.Text(), nullable=True),
        sa.Column("scan_kind", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(verdict = 'not_viable') = (counter_id IS NOT NULL)", name=op.f("ck_validation_counter_when_not_viable")
        ),
        sa.CheckConstraint(
            "(verdict = 'pending') = (reply_number IS NULL)", name=op.f("ck_validation_verdict_by_nota")
        ),
        sa.CheckConstraint(
            "verdict = 'pending' OR (answered_by_office IS NOT NULL AND answered_by_function IS NOT NULL)",
            name=op.f("ck_validation_verdict_has_office_and_function"),
        ),
        sa.CheckConstraint("(counter_id IS NULL) = (reason IS NULL)", name=op.f("ck_validation_counter_has_reason")),
        sa.CheckConstraint("(counter_id IS NULL) = (reason_kind IS NULL)", name=op.f("ck_validation_counter_has_kind")),
        sa.CheckConstraint("(number IS NULL) = (sent_on IS NULL)", name=op.f("ck_validation_sent_with_number_and_day")),
        sa.CheckConstraint(
            "(reply_number IS NULL) = (reply_on IS NULL)", name=op.f("ck_validation_reply_with_number_and_day")
        ),
        sa.CheckConstraint("(scan_sha256 IS NULL) = (scan_kind IS NULL)", name=op.f("ck_validation_scan_has_kind")),
        sa.CheckConstraint(
            "(taken_back_on IS NULL) = (taken_back_because IS NULL)", name=op.f("ck_validation_taken_back_says_why")
        ),
        sa.CheckConstraint(
            "answered_by_function IS NULL OR length(trim(answered_by_function)) > 0",
            name=op.f("ck_validation_answered_by_function_not_blank"),
        ),
        sa.CheckConstraint(
            "answered_by_office IS NULL OR length(trim(answered_by_office)) > 0",
            name=op.f("ck_validation_answered_by_office_not_blank"),
        ),
        sa.CheckConstraint("number IS NULL OR length(trim(number)) > 0", name=op.f("ck_validation_number_not_blank")),
        sa.CheckConstraint("reason IS NULL OR length(trim(reason)) > 0", name=op.f("ck_validation_reason_not_blank")),
        sa.CheckConstraint(
            "reply_number IS NULL OR length(trim(reply_number)) > 0", name=op.f("ck_validation_reply_number_not_blank")
        ),
        sa.CheckConstraint(
            "scan_sha256 IS NULL OR reply_number IS NOT NULL", name=op.f("ck_validation_scan_is_of_a_reply")
        ),
        sa.CheckConstraint(
            "taken_back_because IS NULL OR length(trim(taken_back_because)) > 0",
            name=op.f("ck_validation_taken_back_because_not_blank"),
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["proposal.id"],
            name=op.f("fk_validation_counter_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["op"], ["operation.id"], name=op.f("fk_validation_op"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_validation_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["proposal_version.id"],
            name=op.f("fk_validation_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation")),
        sa.UniqueConstraint("counter_id", name=op.f("uq_validation_counter_id")),
    )
    with op.batch_alter_table("validation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_validation_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_validation_version_id"), ["version_id"], unique=False)
