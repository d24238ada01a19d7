"""Disputes, their parties, sessions, agreements and dossier."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of disputes."""
    _reporting_class()
    _mediation_committee()
    _zero_report()
    _dispute()
    _agreement()
    _dispute_pause()
    _dispute_step()
    _dossier_text()
    _follow_up()
    _inquiry()
    _mediation()
    _party()


def _reporting_class() -> None:
    op.create_table(
        "reporting_class",
        sa.Column("scheme", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=4), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_class")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reporting_class_public_id")),
        sa.UniqueConstraint("scheme", "category", name=op.f("uq_reporting_class_scheme")),
        sqlite_autoincrement=True,
    )


def _mediation_committee() -> None:
    op.create_table(
        "mediation_committee",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("word", sa.String(length=20), nullable=False),
        sa.Column("chair", sa.String(length=60), nullable=True),
        sa.Column("members", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("term_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_mediation_committee_area_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_committee")),
        sa.UniqueConstraint("area_id", name=op.f("uq_mediation_committee_area_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mediation_committee_public_id")),
        sa.UniqueConstraint("word", name=op.f("uq_mediation_committee_word")),
        sqlite_autoincrement=True,
    )


def _zero_report() -> None:
    op.create_table(
        "zero_report",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_zero_report_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zero_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_zero_report_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_zero_report_area_id"), "zero_report", ["area_id"], unique=False)


def _dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("file_number", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("mediated_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=60), nullable=True),
        sa.Column("plot_key", sa.String(length=200), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("plot", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=True),
        sa.Column("scale", sa.String(length=60), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("risk", sa.String(length=60), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("demands", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=200), nullable=True),
        sa.Column("leader", sa.String(length=200), nullable=True),
        sa.Column("limit_on", sa.Date(), nullable=True),
        sa.Column("stability", sa.Text(), nullable=True),
        sa.Column("settle_way", sa.String(length=60), nullable=True),
        sa.Column("first_aid_on", sa.Date(), nullable=True),
        sa.Column("first_aid", sa.Text(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("mediator", sa.String(length=200), nullable=True),
        sa.Column("mediator_way", sa.String(length=200), nullable=True),
        sa.Column("recorder", sa.String(length=200), nullable=True),
        sa.Column("may_escalate", sa.Boolean(), nullable=True),
        sa.Column("police_on", sa.Date(), nullable=True),
        sa.Column("police_unit", sa.String(length=200), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ways_told", sa.Text(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filed_by", sa.String(length=200), nullable=True),
        sa.Column("keeping", sa.String(length=60), nullable=True),
        sa.Column("file_note", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["mediation_committee.id"],
            name=op.f("fk_dispute_committee_id_mediation_committee"),
        ),
        sa.ForeignKeyConstraint(["group_id"], ["area.id"], name=op.f("fk_dispute_group_id_area")),
        sa.ForeignKeyConstraint(["owner_id"], ["cadre.id"], name=op.f("fk_dispute_owner_id_cadre")),
        sa.ForeignKeyConstraint(
            ["village_id"], ["area.id"], name=op.f("fk_dispute_village_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("file_number", name=op.f("uq_dispute_file_number")),
        sa.UniqueConstraint("number", name=op.f("uq_dispute_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dispute_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dispute_committee_id"), "dispute", ["committee_id"], unique=False)
    op.create_index(op.f("ix_dispute_found_on"), "dispute", ["found_on"], unique=False)
    op.create_index(op.f("ix_dispute_group_id"), "dispute", ["group_id"], unique=False)
    op.create_index(
        "ix_dispute_ledger",
        "dispute",
        ["state", "found_on", "mediated_on", "settled_on"],
        unique=False,
    )
    op.create_index(op.f("ix_dispute_mediated_on"), "dispute", ["mediated_on"], unique=False)
    op.create_index(op.f("ix_dispute_owner_id"), "dispute", ["owner_id"], unique=False)
    op.create_index(op.f("ix_dispute_plot_key"), "dispute", ["plot_key"], unique=False)
    op.create_index(op.f("ix_dispute_settled_on"), "dispute", ["settled_on"], unique=False)
    op.create_index(op.f("ix_dispute_village_id"), "dispute", ["village_id"], unique=False)


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("sealed_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("performance_way", sa.String(length=200), nullable=True),
        sa.Column("perform_by", sa.Date(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("performance", sa.String(length=60), nullable=True),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("performance_note", sa.Text(), nullable=True),
        sa.Column("confirm_applied_on", sa.Date(), nullable=True),
        sa.Column("court", sa.String(length=200), nullable=True),
        sa.Column("ruling", sa.String(length=200), nullable=True),
        sa.Column("ruling_number", sa.String(length=200), nullable=True),
        sa.Column("ruling_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_agreement_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agreement_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agreement_agreed_on"), "agreement", ["agreed_on"], unique=False)
    op.create_index(op.f("ix_agreement_dispute_id"), "agreement", ["dispute_id"], unique=False)


def _dispute_pause() -> None:
    op.create_table(
        "dispute_pause",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_dispute_pause_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_pause")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dispute_pause_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_dispute_pause_dispute_id"), "dispute_pause", ["dispute_id"], unique=False
    )


def _dispute_step() -> None:
    op.create_table(
        "dispute_step",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("old_limit", sa.Date(), nullable=True),
        sa.Column("new_limit", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_dispute_step_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_step")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dispute_step_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_dispute_step_dispute_id"), "dispute_step", ["dispute_id"], unique=False
    )
    op.create_index(op.f("ix_dispute_step_kind"), "dispute_step", ["kind"], unique=False)
    op.create_index(op.f("ix_dispute_step_on"), "dispute_step", ["on"], unique=False)


def _dossier_text() -> None:
    op.create_table(
        "dossier_text",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=20), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_dossier_text_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_text")),
        sa.UniqueConstraint(
            "dispute_id", "paper", "part", "block", name=op.f("uq_dossier_text_dispute_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_dossier_text_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_dossier_text_dispute_id"), "dossier_text", ["dispute_id"], unique=False
    )


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("interviewee", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("satisfaction", sa.String(length=60), nullable=True),
        sa.Column("visitor", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_follow_up_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("public_id", name=op.f("uq_follow_up_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follow_up_dispute_id"), "follow_up", ["dispute_id"], unique=False)
    op.create_index(op.f("ix_follow_up_on"), "follow_up", ["on"], unique=False)


def _inquiry() -> None:
    op.create_table(
        "inquiry",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("start_time", sa.String(length=200), nullable=True),
        sa.Column("end_time", sa.String(length=200), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("present", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("subject_about", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("investigator", sa.String(length=200), nullable=True),
        sa.Column("recorder", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_inquiry_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_inquiry_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inquiry_dispute_id"), "inquiry", ["dispute_id"], unique=False)


def _mediation() -> None:
    op.create_table(
        "mediation",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("start_time", sa.String(length=200), nullable=True),
        sa.Column("end_time", sa.String(length=200), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("mediator", sa.String(length=200), nullable=True),
        sa.Column("recorder", sa.String(length=200), nullable=True),
        sa.Column("invited", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_mediation_dispute_id_dispute")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mediation_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mediation_dispute_id"), "mediation", ["dispute_id"], unique=False)
    op.create_index(op.f("ix_mediation_on"), "mediation", ["on"], unique=False)


def _party() -> None:
    op.create_table(
        "party",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=60), nullable=True),
        sa.Column("ethnicity", sa.String(length=60), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("id_number", sa.String(length=32), nullable=True),
        sa.Column("occupation", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("is_organisation", sa.Boolean(), nullable=True),
        sa.Column("is_outsider", sa.Boolean(), nullable=True),
        sa.Column("agent", sa.String(length=200), nullable=True),
        sa.Column("agent_powers", sa.Text(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_party_dispute_id_dispute")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_party_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_party_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("public_id", name=op.f("uq_party_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_party_dispute_id"), "party", ["dispute_id"], unique=False)
    op.create_index(op.f("ix_party_household_id"), "party", ["household_id"], unique=False)
    op.create_index(op.f("ix_party_name"), "party", ["name"], unique=False)
    op.create_index(op.f("ix_party_resident_id"), "party", ["resident_id"], unique=False)
