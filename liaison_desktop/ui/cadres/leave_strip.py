"""A line in the pane of a cadre: from which day he leaves his post."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from liaison_desktop.domain.cadres.cadre import CadreDetail
from liaison_desktop.domain.cadres.pairing import LeaveReport
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.cadre import CADRE_FIELD_OF
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext


class LeaveStrip(QFrame):
    """Asks for the day, records it, and says how many households are to be handed over."""

    left = Signal()
    """The day was recorded."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._detail: CadreDetail | None = None
        self.day = DateEditor(CADRE_FIELD_OF["until"], desk.office.context.today)
        self.day.setMaximumWidth(160)
        self.confirm_button = button("登记离岗", variant="primary")
        cancel = button("取消")
        row = line_of(label("离岗日期", "field"), self.day, self.confirm_button, cancel, STRETCH)
        pad(row, across=16, down=8)
        self.setLayout(row)
        self.confirm_button.clicked.connect(self._on_confirmed)
        self.day.returnPressed.connect(self._on_confirmed)
        cancel.clicked.connect(self.hide)
        self.hide()

    def begin(self, detail: CadreDetail) -> None:
        """Ask for the day a cadre leaves, today unless another is typed."""
        self._detail = detail
        self.day.set_value(self._desk.office.context.today())
        self.show()
        self.day.setFocus()
        self.day.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_confirmed(self) -> None:
        detail, day = self._detail, self.day.value()
        if detail is None:
            return
        if not isinstance(day, date):
            self.day.setFocus()
            return
        cadres = self._desk.office.cadres

        def work(_progress: Progress) -> LeaveReport:
            return cadres.leave(detail.id, detail.version, day)

        self._desk.lanes.write(work, self._on_left, owner=self)

    def _on_left(self, report: LeaveReport) -> None:
        self.hide()
        self.left.emit()
        count = len(report.households)
        more = f"，{count} 户等待交接" if count else ""
        self._desk.done(report.changes, f"已登记离岗{more}")
