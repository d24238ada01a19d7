"""Lines, columns, labels and rules, the small parts pages are laid out with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from liaison_desktop.ui import theme

STRETCH = -1
"""Takes the room that is left."""

Part = QWidget | QLayout | int


def line_of(*parts: Part, gap: int | None = None) -> QHBoxLayout:
    """Return parts beside each other.

    Args:
        parts: Widgets, layouts, ``STRETCH``, or a distance in pixels at 100 %.
        gap: Distance of neighbours in pixels at 100 %; the usual one if None.
    """
    line = QHBoxLayout()
    _fill(line, parts, gap)
    return line


def column_of(*parts: Part, gap: int | None = None) -> QVBoxLayout:
    """Return parts below each other; see ``line_of``."""
    column = QVBoxLayout()
    _fill(column, parts, gap)
    return column


def _fill(box: QHBoxLayout | QVBoxLayout, parts: tuple[Part, ...], gap: int | None) -> None:
    sizes = theme.metrics()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(sizes.gap if gap is None else sizes.px(gap) if gap else 0)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif part == STRETCH:
            box.addStretch(1)
        else:
            box.addSpacing(sizes.px(part))


def pad(layout: QLayout, *, across: float = 16, down: float = 16) -> None:
    """Set the margins of a layout, pixels at 100 %."""
    sizes = theme.metrics()
    wide, high = sizes.px(across), sizes.px(down)
    layout.setContentsMargins(wide, high, wide, high)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of plain text.

    Args:
        text: What it says.
        role: ``title``, ``heading``, ``section``, ``field``, ``caption``, ``problem``.
        wrap: Whether it may take several lines.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def rule() -> QFrame:
    """Return a thin line from side to side."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def sheet(*parts: Part, gap: int | None = None) -> QFrame:
    """Return a white card with parts below each other."""
    made = QFrame()
    made.setProperty("role", "card")
    column = column_of(*parts, gap=gap)
    pad(column)
    made.setLayout(column)
    return made
