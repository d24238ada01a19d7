"""Days off and days worked (调休) that an office imported over the shipped ones."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class CalendarDay(Journaled, Base):
    """A day that is off or worked against the plain week."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(unique=True)
    working: Mapped[bool]
    name: Mapped[str | None] = mapped_column(String(60))
