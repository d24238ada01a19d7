"""The journal: every operation and every row it touched."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base


class Desk(Base):
    """A PC that writes to this store; the head of its hash chain."""

    __tablename__ = "desk"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64), default="")
    last_public_id: Mapped[str] = mapped_column(String(32), default="")


class Operation(Base):
    """One transaction, told in a sentence.

    Attributes:
        at: UTC, ISO 8601 with microseconds.
        undoes: The operation this one takes back, if it is an undo.
        hash: SHA-256 over the previous hash of the desk, this row and its changes.
    """

    __tablename__ = "operation"
    __table_args__ = (UniqueConstraint("desk_id", "sequence"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desk.id"))
    sequence: Mapped[int]
    sentence: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(String(60))
    at: Mapped[str] = mapped_column(String(40))
    undoes: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), index=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Change(Base):
    """One row touched by an operation.

    A create stores no values: the row is its own after-image. An update stores
    ``{column: [before, after]}``, a delete ``{column: before}``. The digest is
    salted, so that values can lawfully be erased and the chain stays whole.
    """

    __tablename__ = "change"
    __table_args__ = (
        # Finds whether a record was touched since.
        UniqueConstraint("kind", "record_id", "operation_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(6))
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    values: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
