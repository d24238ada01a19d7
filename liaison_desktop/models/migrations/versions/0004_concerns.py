"""Concerns, public notices, attachments and the working calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of concerns."""
    _calendar_day()
    _public_notice()
    _concern()
    _attachment()
    _concern_pause()
    _concern_step()
    _public_notice_line()


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
        sa.UniqueConstraint("public_id", name=op.f("uq_calendar_day_public_id")),
        sqlite_autoincrement=True,
    )


def _public_notice() -> None:
    op.create_table(
        "public_notice",
        sa.Column("board", sa.String(length=12), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_public_notice_area_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_notice")),
        sa.UniqueConstraint(
            "board", "area_id", "month", "issue", name=op.f("uq_public_notice_board")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_public_notice_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_public_notice_area_id"), "public_notice", ["area_id"], unique=False)
    op.create_index(op.f("ix_public_notice_month"), "public_notice", ["month"], unique=False)


def _concern() -> None:
    op.create_table(
        "concern",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("limit_on", sa.Date(), nullable=True),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("resident_id", sa.Integer(), nullable=True),
        sa.Column("first_receiver_id", sa.Integer(), nullable=True),
        sa.Column("first_receiver", sa.String(length=60), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=60), nullable=False),
        sa.Column("struck_off_by", sa.String(length=60), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("dispute_id", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=True),
        sa.Column("applicant", sa.String(length=200), nullable=True),
        sa.Column("applicant_phone", sa.String(length=40), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("tag", sa.String(length=60), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("level", sa.String(length=60), nullable=True),
        sa.Column("disposition", sa.String(length=60), nullable=True),
        sa.Column("co_unit", sa.String(length=200), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("feedback_way", sa.String(length=60), nullable=True),
        sa.Column("feedback_to", sa.String(length=200), nullable=True),
        sa.Column("satisfaction", sa.String(length=60), nullable=True),
        sa.Column("struck_off_on", sa.Date(), nullable=True),
        sa.Column("promised", sa.String(length=200), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(done_on IS NOT NULL) = (state IN ('done', 'fed_back', 'struck_off', 'explained'))",
            name=op.f("ck_concern_closed"),
        ),
        sa.CheckConstraint(
            "(returned_on IS NOT NULL) = (state IN ('returned'))", name=op.f("ck_concern_returned")
        ),
        sa.CheckConstraint(
            "(done_on IS NULL OR done_on >= received_on)"
            " AND (returned_on IS NULL OR returned_on >= received_on)",
            name=op.f("ck_concern_order"),
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_concern_dispute_id_dispute")
        ),
        sa.ForeignKeyConstraint(
            ["first_receiver_id"], ["cadre.id"], name=op.f("fk_concern_first_receiver_id_cadre")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_concern_household_id_household")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["cadre.id"], name=op.f("fk_concern_owner_id_cadre")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_concern_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["area.id"], name=op.f("fk_concern_village_id_area")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_concern_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("number", name=op.f("uq_concern_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_concern_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_concern_dispute_id"), "concern", ["dispute_id"], unique=False)
    op.create_index(
        op.f("ix_concern_first_receiver_id"), "concern", ["first_receiver_id"], unique=False
    )
    op.create_index(op.f("ix_concern_household_id"), "concern", ["household_id"], unique=False)
    op.create_index(
        "ix_concern_ledger",
        "concern",
        ["state", "received_on", "done_on", "returned_on", "limit_on"],
        unique=False,
    )
    op.create_index(op.f("ix_concern_owner_id"), "concern", ["owner_id"], unique=False)
    op.create_index(op.f("ix_concern_received_on"), "concern", ["received_on"], unique=False)
    op.create_index(op.f("ix_concern_resident_id"), "concern", ["resident_id"], unique=False)
    op.create_index(op.f("ix_concern_village_id"), "concern", ["village_id"], unique=False)
    op.create_index(op.f("ix_concern_visit_id"), "concern", ["visit_id"], unique=False)


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("concern_id", sa.Integer(), nullable=True),
        sa.Column("dispute_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=20), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_attachment_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_attachment_dispute_id_dispute")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_attachment_visit_id_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attachment_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachment_concern_id"), "attachment", ["concern_id"], unique=False)
    op.create_index(op.f("ix_attachment_dispute_id"), "attachment", ["dispute_id"], unique=False)
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    op.create_index(op.f("ix_attachment_visit_id"), "attachment", ["visit_id"], unique=False)


def _concern_pause() -> None:
    op.create_table(
        "concern_pause",
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_pause_concern_id_concern")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_pause")),
        sa.UniqueConstraint("public_id", name=op.f("uq_concern_pause_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_concern_pause_concern_id"), "concern_pause", ["concern_id"], unique=False
    )


def _concern_step() -> None:
    op.create_table(
        "concern_step",
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=60), nullable=True),
        sa.Column("old_limit", sa.Date(), nullable=True),
        sa.Column("new_limit", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_step_concern_id_concern")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_step")),
        sa.UniqueConstraint("public_id", name=op.f("uq_concern_step_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_concern_step_concern_id"), "concern_step", ["concern_id"], unique=False
    )
    op.create_index(op.f("ix_concern_step_kind"), "concern_step", ["kind"], unique=False)
    op.create_index(op.f("ix_concern_step_on"), "concern_step", ["on"], unique=False)


def _public_notice_line() -> None:
    op.create_table(
        "public_notice_line",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("matter", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=60), nullable=False),
        sa.Column("limit_on", sa.Date(), nullable=True),
        sa.Column("handling", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_public_notice_line_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["public_notice.id"],
            name=op.f("fk_public_notice_line_notice_id_public_notice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_notice_line")),
        sa.UniqueConstraint("public_id", name=op.f("uq_public_notice_line_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_public_notice_line_concern_id"), "public_notice_line", ["concern_id"], unique=False
    )
    op.create_index(
        op.f("ix_public_notice_line_notice_id"), "public_notice_line", ["notice_id"], unique=False
    )
