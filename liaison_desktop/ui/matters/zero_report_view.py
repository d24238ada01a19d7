"""矛盾纠纷 · 零报告: which villages reported in half a month; one key says that one found none."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.matters.half_month import Days, half_before, half_month, half_words
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.matters.zero_reports import VillageReport
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DISPUTES, DeskContext, Page
from liaison_desktop.ui.tokens import COLOURS

_HEADINGS = ("村", "排查纠纷", "报告情况", "登记人")
_WIDTHS = (200, 110, 260, 120)
_REPORT = Qt.ItemDataRole.UserRole + 1


class ZeroReportView(Page):
    """Enter reports zero for the village marked, or opens its disputes if it has any."""

    name: ClassVar[str] = DISPUTES
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.ZERO_REPORT, Kind.DISPUTE, Kind.AREA})

    disputes_wanted = Signal(int, object)
    """The disputes of a village in some days are to be shown."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.days: Days = half_month(desk.office.context.today())
        self._wanted: int | None = None
        self.heading = label("", "heading")
        self.told = label("", "field")
        self.previous_button = button("", icon_name="previous", tip="上一个半月（Alt+←）")
        self.next_button = button("", icon_name="next", tip="下一个半月（Alt+→）")
        self.report_button = button(
            "登记零报告", variant="primary", icon_name="ok", tip="这个村没有排查到纠纷（回车）"
        )
        self.tree = _Tree()
        self._lay_out()
        self.empty = EmptyState(self.tree.viewport())
        self._connect()

    def refresh(self) -> None:
        """Ask what the villages reported."""
        self.heading.setText(half_words(self.days))
        self.next_button.setEnabled(self.days[1] < self.desk.office.context.today())
        zero, (since, until) = self.desk.office.zero_reports, self.days
        self.desk.lanes.read(
            (id(self), "villages"), lambda: zero.villages(since, until), self._show, owner=self
        )

    def step(self, forward: bool) -> None:
        """Go to the next or the previous half-month."""
        _since, until = self.days
        days = half_month(until + timedelta(days=1)) if forward else half_before(self.days)
        if days[0] <= self.desk.office.context.today():
            self.days = days
            self.refresh()

    def show_village(self, village_id: int) -> None:
        """Mark a village in the half-month it owes a report of: the past one before the present."""
        zero, now = self.desk.office.zero_reports, half_month(self.desk.office.context.today())

        def read() -> Days:
            past = half_before(now)
            row = next((one for one in zero.villages(*past) if one.area_id == village_id), None)
            return past if row is not None and row.is_owed else now

        def answered(days: Days) -> None:
            self.days, self._wanted = days, village_id
            self.refresh()

        self.desk.lanes.read((id(self), "owed"), read, answered, owner=self)

    def report(self) -> None:
        """Record that the village marked found nothing; open its disputes when it did."""
        item = self.tree.currentItem()
        row = item.data(0, _REPORT) if item is not None else None
        if not isinstance(row, VillageReport):
            return
        if row.disputes:
            self.disputes_wanted.emit(row.area_id, self.days)
            return
        if row.zero_on is not None:
            self.desk.notice(f"{row.area}已经零报告")
            return
        zero, days = self.desk.office.zero_reports, self.days

        def work(_progress: Progress) -> Changes:
            return zero.report(row.area_id, *days)

        words = f"已登记 {row.area} {half_words(days)}零报告"
        self.desk.lanes.write(work, lambda changes: self.desk.done(changes, words), owner=self)

    def _show(self, rows: Sequence[VillageReport]) -> None:
        place = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            place = next((n for n, row in enumerate(rows) if row.area_id == wanted), place)
        self.tree.clear()
        for row in rows:
            self.tree.addTopLevelItem(_item(row))
        item = self.tree.topLevelItem(max(place, 0))
        if item is not None:
            self.tree.setCurrentItem(item)
            self.empty.hide()
        else:
            self.empty.show_text(EmptyText("village", "还没有村。先在“农户”里登记村组"))
        found = sum(1 for row in rows if row.disputes)
        zero = sum(1 for row in rows if not row.disputes and row.zero_on is not None)
        self.told.setText(
            f"{len(rows)} 个村：{found} 个排查到纠纷，{zero} 个零报告，"
            f"{len(rows) - found - zero} 个还没有报"
        )
        self._update()

    def _update(self) -> None:
        item = self.tree.currentItem()
        row = item.data(0, _REPORT) if item is not None else None
        known = isinstance(row, VillageReport)
        found = known and bool(row.disputes)
        self.report_button.setText("看这个村的纠纷" if found else "登记零报告")
        self.report_button.setEnabled(known and (found or row.zero_on is None))

    def _connect(self) -> None:
        self.previous_button.setShortcut("Alt+Left")
        self.next_button.setShortcut("Alt+Right")
        self.previous_button.clicked.connect(lambda: self.step(forward=False))
        self.next_button.clicked.connect(lambda: self.step(forward=True))
        self.report_button.clicked.connect(self.report)
        self.tree.report_pressed.connect(self.report)
        self.tree.itemDoubleClicked.connect(lambda _item, _column: self.report())
        self.tree.currentItemChanged.connect(lambda _now, _before: self._update())

    def _lay_out(self) -> None:
        for made, words in ((self.previous_button, "上一个半月"), (self.next_button, "下一个半月")):
            made.setAccessibleName(words)
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.tree)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.setSpacing(theme.metrics().gap)
        column.addLayout(
            line_of(
                self.previous_button, self.heading, self.next_button, 12, self.told, STRETCH,
                self.report_button,
            )
        )  # fmt: skip
        column.addWidget(card, 1)
        self.setFocusProxy(self.tree)


class _Tree(QTreeWidget):
    """The villages; Enter, Space and 0 mean the same."""

    report_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(len(_HEADINGS))
        self.setHeaderLabels(list(_HEADINGS))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setProperty("role", "bare")
        self.setAccessibleName("各村报告情况")
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.metrics().px(width))
        self.header().setSectionResizeMode(len(_WIDTHS) - 1, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear Enter, Space and 0."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_0)
        if event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.report_pressed.emit()
        else:
            super().keyPressEvent(event)


def _item(row: VillageReport) -> QTreeWidgetItem:
    if row.disputes:
        told, colour = "已排查到纠纷", COLOURS.ink
    elif row.zero_on is not None:
        told, colour = f"零报告（{row.zero_on.isoformat()}）", COLOURS.green
    else:
        told, colour = "还没有报", COLOURS.amber
    count = f"{row.disputes} 件" if row.disputes else ""
    item = QTreeWidgetItem([row.area, count, told, row.by if not row.disputes else ""])
    item.setData(0, _REPORT, row)
    item.setForeground(2, QColor(colour))
    return item
