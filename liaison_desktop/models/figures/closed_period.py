"""Closed periods (封账) and the frozen papers that are reprinted from them."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class ClosedPeriod(Journaled, Base):
    """What was reported of a period: figures, lists and text as JSON, and their digest."""

    __tablename__ = "closed_period"

    period: Mapped[str] = mapped_column(String(30), index=True)
    title: Mapped[str] = mapped_column(String(200))
    summary_id: Mapped[int | None] = mapped_column(ForeignKey("summary.id"), index=True)
    closed_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(60))
    figures: Mapped[str] = mapped_column(Text)
    lists: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))


class ClosedPaper(Journaled, Base):
    """A file as it was handed in; ``content`` is its bytes in base 64."""

    __tablename__ = "closed_paper"
    __table_args__ = (UniqueConstraint("closed_period_id", "name"), {"sqlite_autoincrement": True})

    closed_period_id: Mapped[int] = mapped_column(ForeignKey("closed_period.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    media: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
