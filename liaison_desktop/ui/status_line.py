"""The line at the foot: station, who is at the desk, how much is kept, and the reminder."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

if TYPE_CHECKING:
    from liaison_desktop.domain.register.area import StationDetail

NO_STATE_SECRETS = "本系统不得存储、处理国家秘密"


class StatusLine(QStatusBar):
    """True to the store: it asks again whenever something changed. Begin with ``refresh``."""

    operator_clicked = Signal()
    """The person wants to say who sits at the desk."""
    station_known = Signal(object)
    """The ``StationDetail`` of the store, None before there is one."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.station = _label()
        self.kept = _label()
        self.operator: QPushButton = button("", variant="quiet", tip="更改当前操作人")
        self.operator.clicked.connect(self.operator_clicked)
        self.reminder = _label(NO_STATE_SECRETS)
        for part in (self.station, self.kept):
            self.addWidget(part)
        for other in (self.operator, self.reminder):
            self.addPermanentWidget(other)
        desk.bus.changed.connect(self._on_changed)
        desk.operator_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask the store for everything shown."""
        self.operator.setText(f"操作人：{self._desk.office.context.actor}")
        office = self._desk.office

        def ask() -> "tuple[StationDetail | None, int]":
            counts = [row.households for row in office.areas.tree() if row.parent_id is None]
            return office.areas.station(), sum(counts)

        self._desk.lanes.read((id(self), "status"), ask, self._show, owner=self)

    def _show(self, answer: "tuple[StationDetail | None, int]") -> None:
        station, households = answer
        self.station.setText(f"{station.county}{station.name}" if station else "未建站")
        self.kept.setText(f"台账 {households:,} 户，已全部存盘")
        self.station_known.emit(station)

    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(Kind.STATION, Kind.AREA, Kind.HOUSEHOLD):
            self.refresh()


def _label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "caption")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
