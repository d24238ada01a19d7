"""Columns of exported lists: what stands in them and how far personal data is shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.identity import masked
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

Cell = str | int | float | date | None

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
    """

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    codes: str = ""
    privacy: Privacy = Privacy.OPEN


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
    what is said of health stay empty, so that a masked list read in again erases nothing.

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
