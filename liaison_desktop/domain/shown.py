"""How a stored value reads to people: labels for codes, personal numbers masked."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from liaison_desktop.domain import identity
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.digit_runs import marks, may_hold
from liaison_desktop.domain.matters.leak import LeakKind
from liaison_desktop.domain.matters.leak_numbers import PersonalNumber, personal_numbers
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_FEWEST_DIGITS = 7  # of a telephone without its area code
_LONGEST_CODE = 14  # of a bar code, a time, a place; what is longer is somebody's
_LONG_NUMBER = re.compile(r"\d[\d\-]{5,}\d")

LineT = TypeVar("LineT")
Shown = str | int | float | bool | date | None


def shown(field: Field | None, value: Shown, *, masked: bool = True) -> str:
    """Return a value as text.

    Args:
        field: What it is, None when nothing describes it.
        value: The stored value.
        masked: Whether personal numbers are shown in part (domain.md 10.3).
    """
    if value is None or value == "":
        return ""
    if field is not None and masked and field.privacy is Privacy.MASKED:
        return _masked(field, value)
    if field is not None and field.type is FieldType.CODE:
        return code_list(field.codes).label_of(str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if field is not None and masked and isinstance(value, str) and _is_free_text(field):
        return numbers_masked(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _masked(field: Field, value: Shown) -> str:
    text = str(value)
    if field.type is FieldType.ID_NUMBER:
        return identity.masked(text)
    if field.type is FieldType.DATE:
        return text[:4]
    return _LONG_NUMBER.sub(lambda found: masked_phone(found.group()), text)


def numbers_masked(text: str) -> str:
    """Return a text with the identity numbers and telephones in it shown in part.

    They are found however they are written (``leak_numbers``); amounts, dates, numbers of
    matters and of cards stay.
    """
    if not may_hold(text, _FEWEST_DIGITS):
        return text
    found = sorted(personal_numbers(marks(text)), key=lambda one: one.start, reverse=True)
    before = len(text)
    for one in found:
        is_code = one.kind is LeakKind.CARD and len(one.digits) <= _LONGEST_CODE
        if is_code or one.end > before:
            continue
        before = one.start
        text = f"{text[: one.start]}{_hidden(one)}{text[one.end :]}"
    return text


def line_masked(line: LineT) -> LineT:
    """Return a line of a printed ledger with the numbers in all its texts shown in part.

    Args:
        line: A dataclass; texts in tuples count, anything else stays.
    """
    given: Any = line
    texts = {one.name: getattr(line, one.name) for one in fields(given)}
    masked: LineT = replace(given, **{name: _parts_masked(text) for name, text in texts.items()})
    return masked


def _parts_masked(value: object) -> object:
    if isinstance(value, str):
        return numbers_masked(value)
    return tuple(map(_parts_masked, value)) if isinstance(value, tuple) else value


def _is_free_text(field: Field) -> bool:
    """Tell whether anything may be typed; 户编号 and 文号 are numbers of the office."""
    return field.type in _TEXTS and not field.name.endswith("number")


def _hidden(number: PersonalNumber) -> str:
    is_phone = number.kind in (LeakKind.MOBILE, LeakKind.LANDLINE)
    return masked_phone(number.digits) if is_phone else identity.masked(number.digits)
