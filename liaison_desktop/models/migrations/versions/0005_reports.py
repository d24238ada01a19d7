"""Own indicators, summaries, closed periods, owed reports and forms."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of figures and reports."""
    _own_indicator()
    _pinned_question()
    _summary()
    _summary_template()
    _signed_finding()
    _closed_period()
    _closed_paper()
    _owed_report()
    _sent_report()
    _form_mapping()


def _own_indicator() -> None:
    op.create_table(
        "own_indicator",
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("meaning", sa.String(length=300), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_indicator")),
        sa.UniqueConstraint("label", name=op.f("uq_own_indicator_label")),
        sa.UniqueConstraint("public_id", name=op.f("uq_own_indicator_public_id")),
        sqlite_autoincrement=True,
    )


def _pinned_question() -> None:
    op.create_table(
        "pinned_question",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pinned_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pinned_question_public_id")),
        sqlite_autoincrement=True,
    )


def _summary() -> None:
    op.create_table(
        "summary",
        sa.Column("structure", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summary_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_summary_period"), "summary", ["period"], unique=False)


def _summary_template() -> None:
    op.create_table(
        "summary_template",
        sa.Column("structure", sa.String(length=20), nullable=False),
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_template")),
        sa.UniqueConstraint("public_id", name=op.f("uq_summary_template_public_id")),
        sa.UniqueConstraint("structure", "slot", name=op.f("uq_summary_template_structure")),
        sqlite_autoincrement=True,
    )


def _signed_finding() -> None:
    op.create_table(
        "signed_finding",
        sa.Column("summary_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("excerpt", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name=op.f("fk_signed_finding_summary_id_summary")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_finding")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signed_finding_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_signed_finding_summary_id"), "signed_finding", ["summary_id"], unique=False
    )


def _closed_period() -> None:
    op.create_table(
        "closed_period",
        sa.Column("period", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("lists", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summary.id"], name=op.f("fk_closed_period_summary_id_summary")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_period")),
        sa.UniqueConstraint("public_id", name=op.f("uq_closed_period_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_closed_period_period"), "closed_period", ["period"], unique=False)
    op.create_index(
        op.f("ix_closed_period_summary_id"), "closed_period", ["summary_id"], unique=False
    )


def _closed_paper() -> None:
    op.create_table(
        "closed_paper",
        sa.Column("closed_period_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_period_id"],
            ["closed_period.id"],
            name=op.f("fk_closed_paper_closed_period_id_closed_period"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_paper")),
        sa.UniqueConstraint(
            "closed_period_id", "name", name=op.f("uq_closed_paper_closed_period_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_closed_paper_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_closed_paper_closed_period_id"), "closed_paper", ["closed_period_id"], unique=False
    )


def _owed_report() -> None:
    op.create_table(
        "owed_report",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("to_whom", sa.String(length=100), nullable=False),
        sa.Column("rhythm", sa.String(length=12), nullable=False),
        sa.Column("due_after", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("same_month", sa.Boolean(), nullable=False),
        sa.Column("made_from", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owed_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_owed_report_public_id")),
        sqlite_autoincrement=True,
    )


def _sent_report() -> None:
    op.create_table(
        "sent_report",
        sa.Column("owed_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("to_whom", sa.String(length=100), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("way", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owed_id"], ["owed_report.id"], name=op.f("fk_sent_report_owed_id_owed_report")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["sent_report.id"],
            name=op.f("fk_sent_report_corrects_id_sent_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sent_report_public_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_sent_report_corrects_id"), "sent_report", ["corrects_id"], unique=False
    )
    op.create_index(op.f("ix_sent_report_owed_id"), "sent_report", ["owed_id"], unique=False)
    op.create_index(op.f("ix_sent_report_period"), "sent_report", ["period"], unique=False)


def _form_mapping() -> None:
    op.create_table(
        "form_mapping",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("to_whom", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("blank", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_mapping")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_form_mapping_fingerprint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_form_mapping_public_id")),
        sqlite_autoincrement=True,
    )
