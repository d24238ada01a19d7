"""Concerns (民情事项), their record, and what was published of them (公示)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.domain.terms.concern import (
    CLOSED_STATES,
    CONCERN_FIELDS,
    RETURNED_STATES,
    ConcernState,
)
from liaison_desktop.models.base import Base, Journaled, add_fields

_OWN = {"received_on", "done_on", "returned_on", "limit_on", "title"}


def _words(states: tuple[ConcernState, ...]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


class Concern(Journaled, Base):
    """What a villager asked for.

    The ledger identities hold by construction: a concern of the ledger is open, closed
    (with a day) or returned (with a day), and the database refuses anything between.
    The first receiver is immutable (首访负责制, R84, R97); the owner may change.
    ``struck_off_by`` and the names of receiver and owner stay as typed where no cadre of
    the register is meant.
    """

    __tablename__ = "concern"
    __table_args__ = (
        CheckConstraint(
            f"(done_on IS NOT NULL) = (state IN ({_words(CLOSED_STATES)}))", name="closed"
        ),
        CheckConstraint(
            f"(returned_on IS NOT NULL) = (state IN ({_words(RETURNED_STATES)}))", name="returned"
        ),
        CheckConstraint(
            "(done_on IS NULL OR done_on >= received_on)"
            " AND (returned_on IS NULL OR returned_on >= received_on)",
            name="order",
        ),
        Index("ix_concern_ledger", "state", "received_on", "done_on", "returned_on", "limit_on"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    received_on: Mapped[date] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(200))
    done_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    limit_on: Mapped[date | None]
    village_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"), index=True)
    first_receiver_id: Mapped[int | None] = mapped_column(ForeignKey("cadre.id"), index=True)
    first_receiver: Mapped[str] = mapped_column(String(60))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("cadre.id"), index=True)
    owner: Mapped[str] = mapped_column(String(60))
    struck_off_by: Mapped[str | None] = mapped_column(String(60))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("dispute.id"), index=True)
    reopened: Mapped[int] = mapped_column(default=0)


class ConcernStep(Journaled, Base):
    """A line of a concern's record; the record only grows."""

    __tablename__ = "concern_step"

    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)
    on: Mapped[date] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(16))
    level: Mapped[str | None] = mapped_column(String(60))
    old_limit: Mapped[date | None]
    new_limit: Mapped[date | None]
    approved_by: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(Text)


class ConcernPause(Journaled, Base):
    """A time in which a concern's clock stood still, and why."""

    __tablename__ = "concern_pause"

    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200))


class PublicNotice(Journaled, Base):
    """A 公示表 of one month for one board (R101); what was published stays as it was."""

    __tablename__ = "public_notice"
    __table_args__ = (
        UniqueConstraint("board", "area_id", "month", "issue"),
        {"sqlite_autoincrement": True},
    )

    board: Mapped[str] = mapped_column(String(12))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    issue: Mapped[int]
    published_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(120))
    by: Mapped[str] = mapped_column(String(60))


class PublicNoticeLine(Journaled, Base):
    """One line of a 公示表: exactly the four columns, never who asked."""

    __tablename__ = "public_notice_line"

    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"), index=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    position: Mapped[int]
    matter: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(60))
    limit_on: Mapped[date | None]
    handling: Mapped[str] = mapped_column(String(200))


add_fields(Concern, [field for field in CONCERN_FIELDS if field.name not in _OWN])
