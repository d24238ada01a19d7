"""Columns of exported lists: what stands in them and how far personal data is shown."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.identity import masked
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

AnySelect = Select[*tuple[Any, ...]]
Cell = str | int | float | date | None

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_BETWEEN_PHONES = re.compile(r"([，,、;；/\s]+)")


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of an exported list.

    Attributes:
        key: Column of the query behind it.
        label: Its heading, the same word as on forms and lists.
        type: How the value is held.
        codes: Name of the code list for ``CODE`` columns; exported as labels.
        privacy: How far it is shown without a purpose.
        is_number: Whether it is a number of the office (户编号, 卡号), never of a person.
    """

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    codes: str = ""
    privacy: Privacy = Privacy.OPEN
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ExportList:
    """A list that can be exported.

    Attributes:
        noun: What the command line calls it.
        title: Name of its sheet.
        columns: Its columns in order.
        statement: Gives the query of its rows on a day; it has a column for every
            column here, and ``household_id`` where rows belong to households.
    """

    noun: str
    title: str
    columns: tuple[ExportColumn, ...]
    statement: Callable[[date], AnySelect]


def field_columns(fields: Iterable[Field]) -> tuple[ExportColumn, ...]:
    """Return the columns of terms, under the office's words for them."""
    return tuple(
        ExportColumn(field.name, field.label, field.type, field.codes, field.privacy)
        for field in fields
    )


def cell(column: ExportColumn, value: Cell, *, unmasked: bool) -> Cell:
    """Return a value as the workbook shows it.

    Codes become labels. Without a purpose (domain.md 10.3): identity numbers keep six
    and four characters, phones three and four, a birth date its year; an address and
    what is said of health stay empty, so that a masked list read in again erases nothing;
    numbers of persons inside other texts are masked as well.

    Args:
        column: Its column.
        value: As the store holds it.
        unmasked: Whether a purpose was given.
    """
    if value is None or value == "":
        return None
    if column.privacy is not Privacy.OPEN and not unmasked:
        return _hidden(column, value)
    if column.type is FieldType.CODE:
        return code_list(column.codes).label_of(str(value))
    if not unmasked and column.type in _TEXTS and not column.is_number:
        return numbers_masked(str(value))
    return value


def _hidden(column: ExportColumn, value: Cell) -> Cell:
    if column.type is FieldType.ID_NUMBER:
        return masked(str(value))
    if column.type is FieldType.PHONE or column.key == "other_phones":
        parts = _BETWEEN_PHONES.split(str(value))
        return "".join(
            part if place % 2 else masked_phone(part) for place, part in enumerate(parts)
        )
    if isinstance(value, date):
        return f"{value:%Y}"
    return None
