"""Heals whole columns by the type of their field; every different value is healed once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from liaison_desktop.domain.cell_amount import read_amount
from liaison_desktop.domain.cell_date import read_date
from liaison_desktop.domain.cell_text import (
    CellValue,
    has_masked_number,
    is_blank,
    is_ditto,
    is_mark,
    is_masked,
    plain_text,
)
from liaison_desktop.domain.codes import CodeList, code_list
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.place_in_text import village_name
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.field import Field, FieldType


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that could not be understood; the text is shown to the person."""

    text: str


Healed = Value | Unread | None


Result = TypeVar("Result")


class Memo(dict[CellValue, Result], Generic[Result]):
    """Remembers what every raw value was healed to."""

    def __init__(self, heal: Callable[[CellValue], Result]) -> None:
        super().__init__()
        self._heal = heal

    def __missing__(self, raw: CellValue) -> Result:
        """Heal a value met for the first time."""
        healed = self[raw] = self._heal(raw)
        return healed

    def column(self, raws: Iterable[CellValue]) -> list[Result]:
        """Heal a column."""
        return list(map(self.__getitem__, raws))


def healer(field: Field, factor: float = 1.0) -> Callable[[CellValue], Healed]:
    """Return the function that heals a cell of a field.

    Args:
        field: The field; its type and code list decide.
        factor: What figures are multiplied with because of the heading's unit.
    """
    if field.type is FieldType.CODE:
        codes = code_list(field.codes)
        return lambda raw: _code(codes, raw)
    if field.type in (FieldType.NUMBER, FieldType.INTEGER):
        whole = field.type is FieldType.INTEGER
        return lambda raw: _figure(raw, factor, whole=whole)
    if field.type is FieldType.DATE:
        return _date
    if field.name == "village":
        return _village
    if field.name == "other_phones":
        return _other_phones
    return heal_text


def given(raw: CellValue) -> CellValue:
    """Return the cell of a number or date, blank where it is masked: it says nothing."""
    return "" if isinstance(raw, str) and is_masked(raw) else raw


def heal_text(raw: CellValue) -> str | None:
    """Return the text of a cell, None when it is blank, a ditto mark or masked in part."""
    text = plain_text(raw)
    return None if is_mark(text) or is_ditto(text) or has_masked_number(text) else text


def _village(raw: CellValue) -> str | None:
    text = heal_text(raw)
    return village_name(text) if text else None


def _code(codes: CodeList, raw: CellValue) -> str | None:
    text = plain_text(raw)
    if not text or is_ditto(text):
        return None
    value = codes.value_of(text)
    return None if value == text and is_blank(text) else value


def _figure(raw: CellValue, factor: float, *, whole: bool) -> Healed:
    amount = read_amount(raw)
    if amount.figure is None:
        return Unread(amount.unread) if amount.unread else None
    figure = amount.figure if amount.scaled or factor == 1.0 else round(amount.figure * factor, 6)
    return round(figure) if whole else figure


def _date(raw: CellValue) -> Healed:
    date = read_date(given(raw))
    if date.day is not None:
        return date.day
    return Unread(plain_text(raw)) if date.unread or date.part else None


def _other_phones(raw: CellValue) -> str | None:
    phones = read_phones(given(raw))
    found = [number for number in (phones.main, *phones.others, phones.unread) if number]
    return "、".join(found) or None
