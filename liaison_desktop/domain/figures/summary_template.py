"""Sentence templates (句式) as people see and change them."""

from dataclasses import dataclass

from liaison_desktop.domain.figures.summary import BlockKind


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template of a structure.

    Attributes:
        structure: Key of the structure, "" for the sentences all of them share.
        slot: Its name in the structure.
        name: What people call it: the heading it stands under, or what it says.
        kind: Which paragraph it makes.
        text: As it is used now, by the office or as shipped.
        shipped: As shipped.
        hint: What belongs there when it is empty.
    """

    structure: str
    slot: str
    name: str
    kind: BlockKind
    text: str
    shipped: str
    hint: str = ""

    @property
    def changed(self) -> bool:
        """Whether the office changed it."""
        return self.text != self.shipped
