"""系统 › 设置: who is at the desk, the text size, what the station's cards say, liaisons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.area import AreaRow, StationDetail
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.operator_name import operator_name
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.window_state import size_to_screen

_PERSON, _STATION, _VILLAGES = "person", "station", "villages"
_OPERATOR = "operator"
_PERSON_FIELDS = (Field(_OPERATOR, "当前操作人"),)
_STATION_FIELDS = (
    Field("name", "工作站名称"),
    Field("card_title", "卡片名称"),
    Field("address", "地址"),
    Field("hotline", "服务（监督）电话"),
    Field("promises", "承诺事项（一行一条）", FieldType.LONG_TEXT),
)
_HEADINGS = ("村", "民情联络员", "联系电话")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the store has."""

    station: StationDetail | None
    villages: tuple[AreaRow, ...]


class PreferencesDialog(QDialog):
    """Saves what was changed when 保存 is pressed, each kind as an operation of its own."""

    stored = Signal()
    """Everything changed is stored."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("设置")
        self._desk = desk
        self._station: StationDetail | None = None
        self._villages: tuple[AreaRow, ...] = ()
        self.parts = Segments(
            ((_PERSON, "本机", ""), (_STATION, "工作站与卡片", ""), (_VILLAGES, "各村联络员", ""))
        )
        self.person = Form(_PERSON_FIELDS)
        self.station = Form(_STATION_FIELDS)
        self.villages = QTableWidget(0, len(_HEADINGS))
        self.problem = label("", "problem", wrap=True)
        self.save_button = button("保存", variant="primary")
        self.cancel_button = button("取消")
        self._stack = QStackedWidget()
        self._lay_out()
        self.parts.chosen.connect(self._show_part)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self.person.set_values({_OPERATOR: operator_name(desk.settings)})
        self.person.focus_field(_OPERATOR)
        areas = desk.office.areas
        desk.lanes.read(
            (id(self), "load"),
            lambda: _Loaded(areas.station(), areas.villages()),
            self._show,
            owner=self,
        )

    def save(self) -> None:
        """Store what was changed."""
        name = str(self.person.values().get(_OPERATOR, "")).strip()
        if name != operator_name(self._desk.settings):
            self._desk.set_operator(name or operator_name(self._desk.settings))
        station, villages = self._typed_station(), self._typed_villages()
        areas = self._desk.office.areas

        def work(_progress: Progress) -> Changes:
            done: list[Changes] = []
            if station is not None:
                done.append(areas.save_station(station))
            done += [
                areas.set_liaison(row.id, row.version, row.liaison, row.liaison_phone)
                for row in villages
            ]
            return _together(done)

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.problem.setText(error.message)

        self._desk.lanes.write(work, self._on_stored, failed, owner=self)

    def _on_stored(self, changes: Changes) -> None:
        self.accept()
        self.stored.emit()
        if changes.operation is not None:
            self._desk.done(changes, "已保存设置")

    def _show(self, loaded: _Loaded) -> None:
        self._station, self._villages = loaded.station, loaded.villages
        if loaded.station is not None:
            self.station.set_values(_station_values(loaded.station))
        self.villages.setRowCount(len(loaded.villages))
        for row, village in enumerate(loaded.villages):
            for column, text in enumerate((village.name, village.liaison, village.liaison_phone)):
                item = QTableWidgetItem(text)
                if column == 0:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.villages.setItem(row, column, item)

    def _typed_station(self) -> StationDetail | None:
        """Return the station as typed, None when nothing was changed."""
        if self._station is None or not self.station.dirty:
            return None
        values = {name: str(value) for name, value in self.station.values().items()}
        promises = tuple(line.strip() for line in values.get("promises", "").splitlines())
        return replace(
            self._station,
            name=values.get("name", ""),
            address=values.get("address", ""),
            hotline=values.get("hotline", ""),
            card_title=values.get("card_title", ""),
            promises=tuple(line for line in promises if line),
        )

    def _typed_villages(self) -> list[AreaRow]:
        """Return the villages whose liaison was changed."""
        changed = []
        for row, village in enumerate(self._villages):
            liaison, phone = self._cell(row, 1), self._cell(row, 2)
            if (liaison, phone) != (village.liaison, village.liaison_phone):
                changed.append(replace(village, liaison=liaison, liaison_phone=phone))
        return changed

    def _cell(self, row: int, column: int) -> str:
        item = self.villages.item(row, column)
        return item.text().strip() if item is not None else ""

    def _show_part(self, key: str) -> None:
        self._stack.setCurrentIndex((_PERSON, _STATION, _VILLAGES).index(key))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.villages.setHorizontalHeaderLabels(list(_HEADINGS))
        self.villages.verticalHeader().hide()
        self.villages.verticalHeader().setDefaultSectionSize(sizes.row)
        self.villages.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.villages.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        hints = (
            "操作记在谁的名下。文字大小在“查看”菜单里调。",
            "这些内容印在以后打印的卡上；已发的卡不会自动列入待换发，请在“联系卡”里换发。",
            "联络员的姓名和电话印在本村以后打印的联系卡上，双击可改。",
        )
        for hint, part in zip(hints, (self.person, self.station, self.villages), strict=True):
            sheet = QWidget()
            column = column_of(label(hint, "field", wrap=True), part)
            column.setStretch(1, 1)
            sheet.setLayout(column)
            self._stack.addWidget(sheet)
        outer = QVBoxLayout(self)
        pad(outer, across=20, down=16)
        outer.setSpacing(sizes.px(12))
        outer.addLayout(line_of(self.parts, STRETCH))
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.problem)
        outer.addLayout(line_of(STRETCH, self.cancel_button, self.save_button))
        size_to_screen(self, 640, 520)


def _station_values(station: StationDetail) -> dict[str, Value]:
    return {
        "name": station.name,
        "card_title": station.card_title,
        "address": station.address,
        "hotline": station.hotline,
        "promises": "\n".join(station.promises),
    }


def _together(done: Sequence[Changes]) -> Changes:
    """Return several changes as one; its operation is the last."""
    kinds = frozenset(kind for one in done for kind in one.kinds)
    numbers = [one.operation for one in done if one.operation is not None]
    return Changes(kinds, numbers[-1] if numbers else None)
