"""The records behind one value, beside a chart or a table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.figures.chart import ChartSource
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.record_list import RecordList
from liaison_desktop.ui.layout_parts import label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext


class FigureRecords(QWidget):
    """Says what the value is, lists its records; Enter in the list goes to a record."""

    closed = Signal()
    """Esc or the cross."""

    def __init__(self, desk: DeskContext, name: str) -> None:
        """Make an empty pane.

        Args:
            desk: What the pages share.
            name: Under which the list's columns are kept.
        """
        super().__init__()
        self._desk = desk
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.source: ChartSource | None = None
        self.heading = label("", "section", wrap=True)
        self.records = RecordList(desk, name)
        self.close_button = button("", variant="quiet", icon_name="close", tip="收起（Esc）")
        self.close_button.setAccessibleName("收起记录")
        self.close_button.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        pad(column, across=12, down=10)
        column.setSpacing(theme.metrics().gap)
        head = line_of(self.heading, self.close_button)
        head.setStretch(0, 1)
        head.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.records, 1)
        self.setFocusProxy(self.records)

    def ask(self, source: ChartSource | None, words: str) -> None:
        """List the records behind a value.

        Args:
            source: Where the value comes from, None when it has no records of its own.
            words: What the value is.
        """
        self.source = source
        self.heading.setText(words)
        if source is None:
            self.records.show_records((), "这个数是定额、合计或相减得来的，没有单独的记录")
            return
        office, period = self._desk.office, parse_period(source.period)

        def read() -> tuple[FigureRecord, ...]:
            return office.figures.records(source.key, period, source.scope)

        def show(found: tuple[FigureRecord, ...]) -> None:
            if self.source is source:
                self.records.show_records(found, "这个数背后没有记录")

        self._desk.lanes.read((id(self), "records"), read, show, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
