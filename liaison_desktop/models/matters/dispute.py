"""Disputes (矛盾纠纷), their parties, sessions, agreements and dossier."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.domain.terms import dispute as terms
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.models.base import Base, Described, Journaled, add_fields

_OWN = {"found_on", "title", "mediated_on", "settled_on"}


class MediationCommittee(Journaled, Base):
    """A 人民调解委员会; ``word`` is its word in the numbers of its dossiers."""

    __tablename__ = "mediation_committee"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    word: Mapped[str] = mapped_column(String(20), unique=True)
    chair: Mapped[str | None] = mapped_column(String(60))
    members: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    term_until: Mapped[date | None]


class Dispute(Described, Journaled, Base):
    """A dispute from discovery to its file.

    ``mediated_on`` is the day of the first session, ``settled_on`` of the agreement: what
    the three counters of R110 count by. ``file_number`` is given at acceptance.
    """

    __tablename__ = "dispute"
    __table_args__ = (
        Index("ix_dispute_ledger", "state", "found_on", "mediated_on", "settled_on"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[str] = mapped_column(String(20), unique=True)
    file_number: Mapped[str | None] = mapped_column(String(60), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    found_on: Mapped[date] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(200))
    mediated_on: Mapped[date | None] = mapped_column(index=True)
    settled_on: Mapped[date | None] = mapped_column(index=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    committee_id: Mapped[int | None] = mapped_column(
        ForeignKey("mediation_committee.id"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("cadre.id"), index=True)
    owner: Mapped[str | None] = mapped_column(String(60))
    plot_key: Mapped[str | None] = mapped_column(String(200), index=True)
    reopened: Mapped[int] = mapped_column(default=0)


class Party(Described, Journaled, Base):
    """A party of a dispute: a resident of the register or an outsider."""

    __tablename__ = "party"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    side: Mapped[str] = mapped_column(String(6))
    position: Mapped[int]
    resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str] = mapped_column(String(100), index=True)


class Inquiry(Described, Journaled, Base):
    """A 调查记录."""

    __tablename__ = "inquiry"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    on: Mapped[date]


class Mediation(Described, Journaled, Base):
    """One session of mediation (调解记录)."""

    __tablename__ = "mediation"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(String(12))


class Agreement(Described, Journaled, Base):
    """A written or oral agreement, its performance and its confirmation by a court."""

    __tablename__ = "agreement"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    form: Mapped[str] = mapped_column(String(8))
    agreed_on: Mapped[date] = mapped_column(index=True)


class FollowUp(Described, Journaled, Base):
    """A 回访 of a dispute."""

    __tablename__ = "follow_up"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)


class DisputeStep(Journaled, Base):
    """A line of a dispute's record; the record only grows."""

    __tablename__ = "dispute_step"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    on: Mapped[date] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(16))
    old_limit: Mapped[date | None]
    new_limit: Mapped[date | None]
    approved_by: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(Text)


class DisputePause(Journaled, Base):
    """A time in which a dispute's clock stood still, and why."""

    __tablename__ = "dispute_pause"

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200))


class DossierText(Journaled, Base):
    """What a person wrote in place of a block of a dossier's paper before printing.

    ``part`` tells which session, inquiry or follow-up the paper is of (its key), 0 for the
    papers that stand once; ``block`` names the place in the paper.
    """

    __tablename__ = "dossier_text"
    __table_args__ = (
        UniqueConstraint("dispute_id", "paper", "part", "block"),
        {"sqlite_autoincrement": True},
    )

    dispute_id: Mapped[int] = mapped_column(ForeignKey("dispute.id"), index=True)
    paper: Mapped[str] = mapped_column(String(20))
    part: Mapped[int]
    block: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)


class ZeroReport(Journaled, Base):
    """A 零报告: a village says that it found no dispute in a time (domain.md 6.3)."""

    __tablename__ = "zero_report"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    reported_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(200))


DisputePart = Party | Inquiry | Mediation | Agreement | FollowUp | DisputeStep | DisputePause
"""A row that belongs to one dispute."""


def _rest(fields: tuple[Field, ...], *own: str) -> list[Field]:
    return [field for field in fields if field.name not in own]


add_fields(Dispute, _rest(terms.DISPUTE_FIELDS, *_OWN))
add_fields(Party, _rest(terms.PARTY_FIELDS, "name"))
add_fields(Inquiry, _rest(terms.INQUIRY_FIELDS, "on"))
add_fields(Mediation, _rest(terms.MEDIATION_FIELDS, "on", "outcome"))
add_fields(Agreement, _rest(terms.AGREEMENT_FIELDS, "form", "agreed_on"))
add_fields(FollowUp, _rest(terms.FOLLOW_UP_FIELDS, "on"))
