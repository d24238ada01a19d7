"""Cutting long lists of keys into parts that fit one IN list."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
SIZE = 500  # far below every engine's limit of variables


def parts(items: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Yield ``items`` in parts of at most ``size``, in their order."""
    return (items[start : start + size] for start in range(0, len(items), size))
