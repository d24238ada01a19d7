"""Attachments (附件) of visits, concerns and disputes."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class Attachment(Journaled, Base):
    """A file that belongs to one matter; its bytes lie in ``attachments/`` under their SHA-256.

    ``paper`` is the paper of a dossier it stands for, e.g. a signed agreement.
    """

    __tablename__ = "attachment"

    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    concern_id: Mapped[int | None] = mapped_column(ForeignKey("concern.id"), index=True)
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("dispute.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    pages: Mapped[int]
    paper: Mapped[str | None] = mapped_column(String(20))
    position: Mapped[int]
    added_on: Mapped[date]
    note: Mapped[str | None] = mapped_column(String(200))
