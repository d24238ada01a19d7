"""One of the two percentages of 两个全覆盖, large, with a bar and what it is made of."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import COLOURS


def percent_words(part: int, whole: int) -> str:
    """Return a percentage rounded half up to 0.1 (DESIGN 7), 暂无 when the whole is 0."""
    if whole == 0:
        return "暂无"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


class ShareBar(QWidget):
    """A bar filled as far as a share goes."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill the bar, 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(theme.metrics().px(200), theme.metrics().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and filling."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        radius = box.height() / 2
        painter.setBrush(QColor(COLOURS.sunken))
        painter.drawRoundedRect(box, radius, radius)
        if self._share > 0:
            filled = QRectF(box)
            filled.setWidth(max(box.width() * self._share, box.height()))
            painter.setBrush(QColor(COLOURS.accent))
            painter.drawRoundedRect(filled, radius, radius)
        painter.end()


class CoverageMeter(QFrame):
    """A percentage, its bar, its numerator and denominator, and a button to what is missing."""

    def __init__(self, title: str, measure: str, action: str) -> None:
        """Make an empty meter.

        Args:
            title: What is measured, e.g. 农户覆盖率.
            measure: Measure word of what is counted.
            action: Caption of the button that shows what is missing.
        """
        super().__init__()
        self.setProperty("role", "card")
        self._measure = measure
        self._percent = label("—", "figure")
        self._parts = label("", "field")
        self.bar = ShareBar()
        self.missing_button = button(action, variant="quiet", icon_name="next")
        self.missing_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        column = column_of(
            label(title, "section"),
            line_of(self._percent, 6, self._parts, STRETCH, self.missing_button),
            self.bar,
            gap=8,
        )
        pad(column, across=18, down=14)
        self.setLayout(column)

    def show_share(self, part: int, whole: int) -> None:
        """Show a share."""
        self._percent.setText(percent_words(part, whole))
        self._parts.setText(f"{part:,} / {whole:,} {self._measure}")
        self.bar.set_share(part / whole if whole else 0.0)
        self.missing_button.setVisible(part < whole)
        self.missing_button.setText(f"还差 {whole - part:,} {self._measure}")
