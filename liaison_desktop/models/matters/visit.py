"""Visits (走访), visit sheets (走访单), village stays (住村) and diaries (民情日记)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.domain.terms.visit import DIARY_FIELDS, VILLAGE_STAY_FIELDS, VISIT_FIELDS
from liaison_desktop.models.base import Base, Journaled, add_fields


class Visit(Journaled, Base):
    """A visit of one or more cadres to one or more households.

    ``counted`` is what its way said about 计入入户 when it was entered; a phone call never
    counts. Columns beyond those below come from ``terms.visit.VISIT_FIELDS``.
    """

    __tablename__ = "visit"

    on: Mapped[date] = mapped_column(index=True)
    counted: Mapped[bool]
    village_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("visit_sheet.id"), index=True)


class VisitHousehold(Journaled, Base):
    """A household of a visit; without a key the name as typed waits to be found."""

    __tablename__ = "visit_household"
    __table_args__ = (
        Index("ix_visit_household_household", "household_id", "visit_id"),
        {"sqlite_autoincrement": True},
    )

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    typed: Mapped[str | None] = mapped_column(String(120))


class VisitCadre(Journaled, Base):
    """A cadre of a visit; without a key the name as typed waits to be found."""

    __tablename__ = "visit_cadre"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    cadre_id: Mapped[int | None] = mapped_column(ForeignKey("cadre.id"), index=True)
    typed: Mapped[str | None] = mapped_column(String(60))


class VisitSheet(Journaled, Base):
    """A printed 走访单; its code brings its households up when it comes back."""

    __tablename__ = "visit_sheet"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    made_on: Mapped[date]
    village_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    cadre_id: Mapped[int | None] = mapped_column(ForeignKey("cadre.id"), index=True)


class VisitSheetHousehold(Journaled, Base):
    """A household on a visit sheet, in the order of the route."""

    __tablename__ = "visit_sheet_household"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("visit_sheet.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    position: Mapped[int]


class VillageStay(Journaled, Base):
    """Days a cadre lived in a village (R60, R61)."""

    __tablename__ = "village_stay"

    since: Mapped[date] = mapped_column(index=True)
    until: Mapped[date]
    cadre_id: Mapped[int] = mapped_column(ForeignKey("cadre.id"), index=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)


class Diary(Journaled, Base):
    """A 民情日记 of a cadre; locked once reviewed (domain.md 4.4)."""

    __tablename__ = "diary"

    on: Mapped[date] = mapped_column(index=True)
    cadre_id: Mapped[int] = mapped_column(ForeignKey("cadre.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)


add_fields(Visit, [field for field in VISIT_FIELDS if field.name != "on"])
add_fields(
    VillageStay, [field for field in VILLAGE_STAY_FIELDS if field.name not in {"since", "until"}]
)
add_fields(Diary, [field for field in DIARY_FIELDS if field.name != "on"])
