"""Reports the office owes, what it sent, and the upper office's forms it fills."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class OwedReport(Journaled, Base):
    """A report owed again and again (R142, R145)."""

    __tablename__ = "owed_report"

    name: Mapped[str] = mapped_column(String(120))
    to_whom: Mapped[str] = mapped_column(String(100))
    rhythm: Mapped[str] = mapped_column(String(12))
    due_after: Mapped[int] = mapped_column(default=0)
    due_day: Mapped[int | None]
    same_month: Mapped[bool] = mapped_column(default=False)
    made_from: Mapped[str] = mapped_column(String(40), default="")
    since: Mapped[date | None]
    until: Mapped[date | None]


class SentReport(Journaled, Base):
    """What was sent to whom; ``figures`` is JSON of key and value.

    A line is corrected by another one; ``withdrawn`` says it was never sent.
    """

    __tablename__ = "sent_report"

    owed_id: Mapped[int | None] = mapped_column(ForeignKey("owed_report.id"), index=True)
    period: Mapped[str] = mapped_column(String(30), index=True)
    name: Mapped[str] = mapped_column(String(120))
    to_whom: Mapped[str] = mapped_column(String(100))
    sent_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(60))
    way: Mapped[str] = mapped_column(String(60))
    sha256: Mapped[str] = mapped_column(String(64), default="")
    figures: Mapped[str] = mapped_column(Text, default="[]")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("sent_report.id"), index=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class FormMapping(Journaled, Base):
    """A blank form of an upper office and what fills its cells.

    ``cells`` is JSON; ``blank`` holds the blank workbook in base 64, so that next month
    needs no file.
    """

    __tablename__ = "form_mapping"

    name: Mapped[str] = mapped_column(String(120))
    to_whom: Mapped[str] = mapped_column(String(100))
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    cells: Mapped[str] = mapped_column(Text)
    blank: Mapped[str] = mapped_column(Text)
