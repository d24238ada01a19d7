"""How a list is asked for: the order of its rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list.

    Attributes:
        key: Key of the column; "" for the natural order (村→组→户号, or pinyin).
        descending: Whether the order is turned round.
    """

    key: str = ""
    descending: bool = False
