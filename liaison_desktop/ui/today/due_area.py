"""An area of 今日: a kind of thing to do, and the first three of it."""

from dataclasses import dataclass

from liaison_desktop.ui.page import Destination
from liaison_desktop.ui.tokens import Tone

SHOWN = 3


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing to do.

    Attributes:
        title: Who it is about.
        detail: What is the matter.
        destination: Where it is done.
    """

    title: str
    detail: str
    destination: Destination


@dataclass(frozen=True, slots=True)
class DueArea:
    """A kind of thing to do.

    Attributes:
        key: Identifier.
        title: What it is.
        tone: How pressing it is.
        measure: Measure word of its count.
        count: How many there are.
        step: Caption of the button of each line.
        lines: The first three.
        everything: Where all of them are listed.
    """

    key: str
    title: str
    tone: Tone
    measure: str
    count: int
    step: str
    lines: tuple[DueLine, ...]
    everything: Destination
