"""Summaries (总结报告), the office's own sentence templates, findings signed for."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class Summary(Journaled, Base):
    """A summary of a period; ``blocks`` is JSON of its prose and tokens."""

    __tablename__ = "summary"

    structure: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(30), index=True)
    title: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(100))
    signed_on: Mapped[date]
    blocks: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))


class SummaryTemplate(Journaled, Base):
    """A sentence template as the office changed it; the shipped ones are resources."""

    __tablename__ = "summary_template"
    __table_args__ = (UniqueConstraint("structure", "slot"), {"sqlite_autoincrement": True})

    structure: Mapped[str] = mapped_column(String(20))
    slot: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)


class SignedFinding(Journaled, Base):
    """A red finding of the 口径检查 somebody signed for, and why."""

    __tablename__ = "signed_finding"

    summary_id: Mapped[int] = mapped_column(ForeignKey("summary.id"), index=True)
    code: Mapped[str] = mapped_column(String(60))
    excerpt: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(300))
    by: Mapped[str] = mapped_column(String(60))
    on: Mapped[date]
