"""Cuts texts to what their columns hold, before an import plans with them."""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from liaison_desktop.models.tables import table

T = TypeVar("T")


@cache
def column_limits(table_name: str) -> Mapping[str, int]:
    """Return the text columns of a table and how many characters each holds."""
    columns = table(table_name).columns
    lengths = {column.name: getattr(column.type, "length", None) for column in columns}
    return {name: length for name, length in lengths.items() if length}


@cache
def _shortest(table_name: str) -> int:
    return min(column_limits(table_name).values())


def fitting(table_name: str, values: Mapping[str, T]) -> dict[str, T | str]:
    """Return values that fit their columns: what is longer is cut, as the store would."""
    fit: dict[str, T | str] = dict(values)
    shortest, limits = _shortest(table_name), column_limits(table_name)
    for name, value in values.items():
        if isinstance(value, str) and len(value) > shortest:
            fit[name] = value[: limits.get(name)]
    return fit


def clipped(table_name: str, column: str, text: str) -> str:
    """Return a text that fits a column."""
    return text[: column_limits(table_name)[column]]
