"""A percentage as a plain bar with its numerator and denominator."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from liaison_desktop.ui import theme

_PER_MILLE = 1000


class CoverageBar(QWidget):
    """One of the two 全覆盖."""

    def __init__(self, label: str, measure: str) -> None:
        """Make an empty bar.

        Args:
            label: Name of the percentage.
            measure: Measure word of its figures.
        """
        super().__init__()
        self._measure = measure
        name = QLabel(label)
        name.setProperty("role", "field")
        self.percent = QLabel("—")
        self.percent.setProperty("role", "heading")
        self.figures = QLabel("")
        self.figures.setProperty("role", "caption")
        self._bar = QProgressBar()
        self._bar.setRange(0, _PER_MILLE)
        self._bar.setTextVisible(False)
        sizes = theme.metrics()
        row = QHBoxLayout()
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.percent, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(4))
        column.addLayout(row)
        column.addWidget(self._bar)
        theme.keep_width(self, least=250)

    def show_figures(self, part: int, whole: int) -> None:
        """Show a percentage, rounded half up to 0.1; a dash when there is nothing to cover."""
        tenths = (part * 2 * _PER_MILLE + whole) // (2 * whole) if whole else 0
        self.percent.setText(f"{tenths // 10}.{tenths % 10} %" if whole else "—")
        self.figures.setText(f"{part:,} / {whole:,} {self._measure}")
        self._bar.setValue(tenths)
