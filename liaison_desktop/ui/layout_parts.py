"""Lines, columns, labels and rules, the small parts pages are laid out with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.ui import theme
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.tokens import Tone

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


def flow_of(*parts: Part, gap: int | None = None) -> FlowLayout:
    """Return parts beside each other that go on in a new line when there is no room.

    ``STRETCH`` pushes what follows to the right end; see ``line_of``.
    """
    sizes = theme.metrics()
    flow = FlowLayout(gap=sizes.gap if gap is None else sizes.px(gap))
    for part in parts:
        if isinstance(part, QWidget):
            flow.addWidget(part)
        elif isinstance(part, QLayout):
            flow.add_layout(part)
        elif part == STRETCH:
            flow.add_stretch()
    return flow


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


class ToneLabel(QLabel):
    """A short word on a tinted ground: 已发, 待换发, 联系户 3 / 5."""

    def __init__(self) -> None:
        super().__init__()
        # From the start: a frame measures its padding when it gets its parent.
        self.setProperty("tone", Tone.GREY.value)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, text: str, tone: Tone) -> None:
        """Show a word in a tone."""
        theme.set_property(self, "tone", tone.value)
        self.setText(text)


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


def framed(inside: QLayout, *, across: float, down: float) -> QWidget:
    """Return a framed part of a page with a layout in it; margins in pixels at 100 %."""
    made = QWidget()
    made.setProperty("role", "pane")
    pad(inside, across=across, down=down)
    made.setLayout(inside)
    return made
