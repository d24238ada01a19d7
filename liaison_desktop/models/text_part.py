"""Finding a part of a text, alike on every engine."""

from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import ColumnElement, func

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def has_part(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Return the condition that a column holds a text, whatever the case of its letters.

    Only ASCII letters have a case here: SQLite knows no others, and PostgreSQL would
    otherwise turn a typed Ａ to ａ but not the stored one.
    """
    return func.lower(column).contains(part.translate(_LOWER), autoescape=True)
