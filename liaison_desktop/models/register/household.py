"""Households (农户) and their members (家庭成员)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.domain.terms import household as household_terms
from liaison_desktop.domain.terms import resident as resident_terms
from liaison_desktop.models.base import Base, Journaled, add_fields


class Household(Journaled, Base):
    """A household; its number is unique within its village.

    Columns beyond those below come from ``terms.household.FIELDS``.
    """

    __tablename__ = "household"
    __table_args__ = (
        UniqueConstraint("village_id", "number"),
        # Lists in the order 村→组→户号 and counts by place read nothing but this index.
        Index("ix_household_place", "village_id", "group_id", "number_key", "until"),
        {"sqlite_autoincrement": True},
    )

    village_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    number_key: Mapped[str] = mapped_column(String(60))
    since: Mapped[date | None]
    until: Mapped[date | None]


class Resident(Journaled, Base):
    """A member of a household; exactly one is the head.

    Columns beyond those below come from ``terms.resident.FIELDS``.
    """

    __tablename__ = "resident"
    __table_args__ = (
        Index(
            "uq_resident_head",
            "household_id",
            unique=True,
            sqlite_where=text("is_head"),
            # PostgreSQL's condition stands in migration 0001 alone: naming it here would make
            # every start of a desk without that server wait for its dialect.
        ),
        {"sqlite_autoincrement": True},
    )

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    position: Mapped[int]
    is_head: Mapped[bool]
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(120), index=True)
    relation: Mapped[str | None] = mapped_column(String(40))
    relation_code: Mapped[str | None] = mapped_column(String(2))
    id_state: Mapped[str] = mapped_column(String(16))
    since: Mapped[date | None]
    until: Mapped[date | None]


add_fields(Household, household_terms.FIELDS)
add_fields(Resident, resident_terms.FIELDS)

Index("ix_resident_id_number", Resident.__table__.c["id_number"])
