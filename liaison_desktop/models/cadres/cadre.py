"""Cadres (干部), their units and teams."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.domain.terms.cadre import CADRE_FIELDS
from liaison_desktop.models.base import Base, Journaled, add_fields

_OWN_COLUMNS = {"name", "unit", "team"}


class Unit(Journaled, Base):
    """A unit (单位) cadres belong to."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    address: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))


class Team(Journaled, Base):
    """A 责任小组 of cadres."""

    __tablename__ = "team"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    leader: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(200))


class Cadre(Journaled, Base):
    """A cadre; columns beyond those below come from ``terms.cadre.CADRE_FIELDS``."""

    __tablename__ = "cadre"

    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(120), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)


add_fields(Cadre, [field for field in CADRE_FIELDS if field.name not in _OWN_COLUMNS])
