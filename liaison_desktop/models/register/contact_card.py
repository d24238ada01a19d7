"""Contact cards (民情联系卡) and their issue log."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class ContactCard(Journaled, Base):
    """A numbered card of one household and one cadre.

    The ``shown_*`` columns keep what the card prints; it is stale (待换发) when they
    differ from what it would print today.
    """

    __tablename__ = "contact_card"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    cadre_id: Mapped[int] = mapped_column(ForeignKey("cadre.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    layout: Mapped[str] = mapped_column(String(8))
    made_on: Mapped[date]
    printed_on: Mapped[date | None]
    handed_out_on: Mapped[date | None]
    receiver: Mapped[str | None] = mapped_column(String(60))
    receipt_way: Mapped[str | None] = mapped_column(String(12))
    closed_on: Mapped[date | None]
    close_reason: Mapped[str | None] = mapped_column(String(200))
    shown_village: Mapped[str] = mapped_column(String(60))
    shown_group: Mapped[str] = mapped_column(String(60))
    shown_household_number: Mapped[str] = mapped_column(String(40))
    shown_head: Mapped[str] = mapped_column(String(60))
    shown_cadre: Mapped[str] = mapped_column(String(60))
    shown_post: Mapped[str] = mapped_column(String(200))
    shown_unit: Mapped[str] = mapped_column(String(100))
    shown_address: Mapped[str] = mapped_column(String(200))
    shown_phone: Mapped[str] = mapped_column(String(40))
    shown_email: Mapped[str] = mapped_column(String(200))


class CardEvent(Journaled, Base):
    """An entry of a card's issue log: made, printed, handed out, replaced, voided."""

    __tablename__ = "card_event"

    card_id: Mapped[int] = mapped_column(ForeignKey("contact_card.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]
    by: Mapped[str] = mapped_column(String(60))
    receiver: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(200))
