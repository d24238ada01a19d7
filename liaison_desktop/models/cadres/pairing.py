"""Pairings (结对联户): who is responsible for which household, how and since when."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class Pairing(Journaled, Base):
    """A cadre responsible for a household from a date to a date; open ends are NULL."""

    __tablename__ = "pairing"
    __table_args__ = (
        UniqueConstraint("household_id", "cadre_id", "way", "since"),
        {"sqlite_autoincrement": True},
    )

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    cadre_id: Mapped[int] = mapped_column(ForeignKey("cadre.id"), index=True)
    way: Mapped[str] = mapped_column(String(60))
    since: Mapped[date | None]
    until: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(200))
