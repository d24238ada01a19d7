"""Areas (县, 乡镇, 村, 村民小组) and stations (群众工作站, 室, 点)."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class Area(Journaled, Base):
    """A node of the administrative tree; villages and groups hold households."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("parent_id", "name"), {"sqlite_autoincrement": True})

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    level: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60))
    code: Mapped[str | None] = mapped_column(String(20))
    former_names: Mapped[str | None] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    liaison: Mapped[str | None] = mapped_column(String(60))
    liaison_phone: Mapped[str | None] = mapped_column(String(40))


class Station(Journaled, Base):
    """A station of an area and what its cards say."""

    __tablename__ = "station"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    address: Mapped[str | None] = mapped_column(String(200))
    hotline: Mapped[str | None] = mapped_column(String(40))
    card_title: Mapped[str] = mapped_column(String(40), default="民情联系卡")
    promises: Mapped[str | None] = mapped_column(Text)
