"""What every table shares: constraint names, keys, row versions, public ids, fields."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Date, Float, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine

from liaison_desktop.domain.terms.field import Field, FieldType

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_COLUMN_TYPES: dict[FieldType, TypeEngine[Any]] = {
    FieldType.TEXT: String(200),
    FieldType.LONG_TEXT: Text(),
    FieldType.CODE: String(60),
    FieldType.DATE: Date(),
    FieldType.NUMBER: Float(),
    FieldType.INTEGER: Integer(),
    FieldType.FLAG: Boolean(),
    FieldType.ID_NUMBER: String(32),
    FieldType.PHONE: String(40),
}


class Base(DeclarativeBase):
    """All tables of the store."""

    metadata = MetaData(naming_convention=NAMING)


class Journaled:
    """A table whose every change goes through the journal.

    Keys are never used twice (AUTOINCREMENT), because the journal names records by
    them and undo brings records back under the key they had.
    """

    __table_args__: Any = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        """Let SQLAlchemy count versions and refuse a stale save."""
        return {"version_id_col": cls.version}


class Described:
    """A table with columns of ``add_fields``, which the type checker cannot know by name."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a column of any type
            """Return the value of a column."""

        def __setattr__(self, name: str, value: object) -> None:
            """Set a column."""


def add_fields(table: type[Base], fields: Iterable[Field]) -> None:
    """Give a table one nullable column for each described field.

    Args:
        table: A mapped class.
        fields: Descriptions from ``domain.terms``; a blank value is NULL.
    """
    for field in fields:
        setattr(table, field.name, mapped_column(_COLUMN_TYPES[field.type], nullable=True))
