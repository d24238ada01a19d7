"""Cutting long lists of keys into parts that fit one condition."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

T = TypeVar("T")
SIZE = 500  # far below every engine's limit of variables
_CLOSE = 2  # times as many keys as are asked for may lie between the first and the last


def parts(items: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Yield ``items`` in parts of at most ``size``, in their order."""
    return (items[start : start + size] for start in range(0, len(items), size))


def holding(column: ColumnElement[Any], keys: Iterable[int]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that choose the rows of ``keys`` between them, and few others.

    Keys that lie close together, as those of a register do, are asked for by the first and
    the last: an IN list costs more than the rows. Whoever asks leaves out what he did not
    ask for.
    """
    for part in parts(sorted(set(keys))):
        if part[-1] - part[0] < _CLOSE * len(part):
            yield column.between(part[0], part[-1])
        else:
            yield column.in_(part)
