"""How a stored value reads to people: labels for codes, personal numbers masked."""

import re
from datetime import date

from liaison_desktop.domain import identity
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

_LONG_NUMBER = re.compile(r"\d[\d\-]{5,}\d")

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
