"""Visits, visit sheets, village stays and diaries."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of visits."""
    _village_stay()
    _visit_sheet()
    _visit()
    _visit_sheet_household()
    _diary()
    _visit_cadre()
    _visit_household()


def _village_stay() -> None:
    op.create_table(
        "village_stay",
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tags", sa.String(length=60), nullable=True),
        sa.Column("board_fee", sa.Float(), nullable=True),
        sa.Column("fee_paid_on", sa.Date(), nullable=True),
        sa.Column("work", sa.Text(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["cadre_id"], ["cadre.id"], name=op.f("fk_village_stay_cadre_id_cadre")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_village_stay_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["area.id"], name=op.f("fk_village_stay_village_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_stay")),
        sa.UniqueConstraint("public_id", name=op.f("uq_village_stay_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_village_stay_cadre_id"), "village_stay", ["cadre_id"], unique=False)
    op.create_index(
        op.f("ix_village_stay_household_id"), "village_stay", ["household_id"], unique=False
    )
    op.create_index(op.f("ix_village_stay_since"), "village_stay", ["since"], unique=False)
    op.create_index(
        op.f("ix_village_stay_village_id"), "village_stay", ["village_id"], unique=False
    )


def _visit_sheet() -> None:
    op.create_table(
        "visit_sheet",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("cadre_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cadre_id"], ["cadre.id"], name=op.f("fk_visit_sheet_cadre_id_cadre")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["area.id"], name=op.f("fk_visit_sheet_village_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_sheet")),
        sa.UniqueConstraint("number", name=op.f("uq_visit_sheet_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_sheet_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_sheet_cadre_id"), "visit_sheet", ["cadre_id"], unique=False)
    op.create_index(op.f("ix_visit_sheet_village_id"), "visit_sheet", ["village_id"], unique=False)


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("start_time", sa.String(length=200), nullable=True),
        sa.Column("end_time", sa.String(length=200), nullable=True),
        sa.Column("way", sa.String(length=60), nullable=True),
        sa.Column("mode", sa.String(length=60), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("interviewee", sa.String(length=200), nullable=True),
        sa.Column("interviewee_relation", sa.String(length=200), nullable=True),
        sa.Column("recorder", sa.String(length=200), nullable=True),
        sa.Column("activity", sa.String(length=200), nullable=True),
        sa.Column("tags", sa.String(length=60), nullable=True),
        sa.Column("question_situation", sa.Text(), nullable=True),
        sa.Column("question_difficulty", sa.Text(), nullable=True),
        sa.Column("question_wishes", sa.Text(), nullable=True),
        sa.Column("question_cadres", sa.Text(), nullable=True),
        sa.Column("question_advice", sa.Text(), nullable=True),
        sa.Column("question_plans", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("answered", sa.Text(), nullable=True),
        sa.Column("policy", sa.Text(), nullable=True),
        sa.Column("goods", sa.String(length=200), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["visit_sheet.id"], name=op.f("fk_visit_sheet_id_visit_sheet")
        ),
        sa.ForeignKeyConstraint(["village_id"], ["area.id"], name=op.f("fk_visit_village_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_on"), "visit", ["on"], unique=False)
    op.create_index(op.f("ix_visit_sheet_id"), "visit", ["sheet_id"], unique=False)
    op.create_index(op.f("ix_visit_village_id"), "visit", ["village_id"], unique=False)


def _visit_sheet_household() -> None:
    op.create_table(
        "visit_sheet_household",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_visit_sheet_household_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["visit_sheet.id"],
            name=op.f("fk_visit_sheet_household_sheet_id_visit_sheet"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_sheet_household")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_sheet_household_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_visit_sheet_household_household_id"),
        "visit_sheet_household",
        ["household_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_visit_sheet_household_sheet_id"),
        "visit_sheet_household",
        ["sheet_id"],
        unique=False,
    )


def _diary() -> None:
    op.create_table(
        "diary",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("weather", sa.String(length=200), nullable=True),
        sa.Column("time", sa.String(length=200), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("visited", sa.String(length=200), nullable=True),
        sa.Column("people", sa.String(length=200), nullable=True),
        sa.Column("recorder", sa.String(length=200), nullable=True),
        sa.Column("background", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("reflection", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("reviewer", sa.String(length=200), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.Column("review_grade", sa.String(length=200), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["cadre.id"], name=op.f("fk_diary_cadre_id_cadre")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_diary_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary")),
        sa.UniqueConstraint("public_id", name=op.f("uq_diary_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_diary_cadre_id"), "diary", ["cadre_id"], unique=False)
    op.create_index(op.f("ix_diary_on"), "diary", ["on"], unique=False)
    op.create_index(op.f("ix_diary_visit_id"), "diary", ["visit_id"], unique=False)


def _visit_cadre() -> None:
    op.create_table(
        "visit_cadre",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=True),
        sa.Column("typed", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cadre_id"], ["cadre.id"], name=op.f("fk_visit_cadre_cadre_id_cadre")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_cadre_visit_id_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_cadre")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_cadre_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_cadre_cadre_id"), "visit_cadre", ["cadre_id"], unique=False)
    op.create_index(op.f("ix_visit_cadre_visit_id"), "visit_cadre", ["visit_id"], unique=False)


def _visit_household() -> None:
    op.create_table(
        "visit_household",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("typed", sa.String(length=120), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_visit_household_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_household_visit_id_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_household")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visit_household_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_visit_household_household",
        "visit_household",
        ["household_id", "visit_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_visit_household_visit_id"), "visit_household", ["visit_id"], unique=False
    )
