"""Parts of a page beside each other, with a handle between them that stays where it was put."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.window_state import SplitterKeeper


def side_by_side(settings: QSettings, name: str, *parts: tuple[QWidget, float, int]) -> QSplitter:
    """Return parts beside each other, from left to right.

    Args:
        settings: Where their widths are kept for this person.
        name: Under which.
        parts: Each with its first width in pixels at 100 % and its share of what is left.
    """
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    for place, (part, _width, stretch) in enumerate(parts):
        made.addWidget(part)
        made.setStretchFactor(place, stretch)
    made.setSizes([theme.metrics().px(width) for _part, width, _stretch in parts])
    SplitterKeeper(made, settings, name)  # belongs to the splitter
    return made


def record_side(record: QWidget, least: float) -> QWidget:
    """Return the framed side of a list that shows one record.

    Args:
        record: What shows it.
        least: Width it keeps, pixels at 100 %.
    """
    made = QWidget()
    made.setProperty("role", "pane")
    theme.keep_width(made, least=least)
    column = QVBoxLayout(made)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(record)
    return made
