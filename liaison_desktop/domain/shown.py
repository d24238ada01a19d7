"""How a stored value reads to people: labels for codes, personal numbers masked."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from liaison_desktop.domain import identity
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

# Identity numbers of 18 and 15 digits and mobiles that somebody wrote into a text.
_IN_TEXT = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)", re.ASCII)
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
    return f"{value:g}" if isinstance(value, float) else str(value)


def _masked(field: Field, value: Shown) -> str:
    text = str(value)
    if field.type is FieldType.ID_NUMBER:
        return identity.masked(text)
    if field.type is FieldType.DATE:
        return text[:4]
    return _LONG_NUMBER.sub(lambda found: masked_phone(found.group()), text)


def numbers_masked(text: str) -> str:
    """Return a text with the numbers of persons in it shown in part."""
    return _IN_TEXT.sub(_hidden_in_text, text)


def line_masked(line: LineT) -> LineT:
    """Return a line of a printed ledger with the numbers in all its texts shown in part.

    Args:
        line: A dataclass; texts in tuples count, anything else stays.
    """
    given: Any = line
    texts = {one.name: getattr(line, one.name) for one in fields(given)}
    masked: LineT = replace(given, **{name: _parts_masked(text) for name, text in texts.items()})
    return masked


def _parts_masked(value: Any) -> Any:  # noqa: ANN401 - a field holds anything
    if isinstance(value, str):
        return numbers_masked(value)
    return tuple(map(_parts_masked, value)) if isinstance(value, tuple) else value


def _hidden_in_text(found: re.Match[str]) -> str:
    number = found.group()
    return masked_phone(number) if len(number) == 11 else identity.masked(number)
