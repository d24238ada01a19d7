"""A few words to choose from, as a box that takes initials asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelChoices:
    """A list that stands nowhere but in the program.

    Attributes:
        items: Value and label, in their order.
        multiple: Never: one is chosen.
    """

    items: Sequence[tuple[str, str]] = ()
    multiple: bool = False

    def value_of(self, word: str) -> str:
        """Return the value of a label, or the word as written."""
        return next((value for value, label in self.items if word in (label, value)), word)

    def label_of(self, value: str) -> str:
        """Return the label of a value, or the value itself."""
        return dict(self.items).get(value, value)
