"""What a store keeps outside the journal: settings, counters, unfinished forms."""

from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base


class Setting(Base):
    """A preference of this store, e.g. a remembered column mapping of a roster."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class Counter(Base):
    """The last number given out; numbers are never given twice, not even after undo."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]


class FormDraft(Base):
    """An unfinished form, kept within two seconds of typing.

    Attributes:
        desk: The desk it is typed at, "" where the store is not shared.
    """

    __tablename__ = "form_draft"
    __table_args__ = (UniqueConstraint("actor", "desk", "form", "record"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(String(60))
    desk: Mapped[str] = mapped_column(String(100), server_default="")
    form: Mapped[str] = mapped_column(String(40))
    record: Mapped[str] = mapped_column(String(40))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[str] = mapped_column(String(40))
