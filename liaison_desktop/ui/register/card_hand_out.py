"""发放登记: the cards of a delivery in its order, ticked off with Space, stored at once."""

from array import array
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardState, ReceiptWay
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of, pad
from liaison_desktop.ui.list_tools import card_rows, column_button
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.register.card_columns import CARD_COLUMNS
from liaison_desktop.ui.register.card_step_strip import way_box
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.tick_pane import TickPane

_SHOWN = ("number", "village", "group", "household_number", "head", "cadre", "layout", "printed_on")


@dataclass(frozen=True, slots=True)
class _Answer:
    """The cards that wait, those that are stale among them, and the places."""

    ids: "array[int]"
    stale: int
    areas: tuple[AreaRow, ...]


class HandOutView(QWidget):
    """Cards that are stale do not stand here: they are to be replaced first."""

    closed = Signal()
    """返回 was pressed."""

    def __init__(self, desk: DeskContext, steps: CardSteps) -> None:
        super().__init__()
        self._desk, self._steps = desk, steps
        self.place = PlaceFilter()
        columns = tuple(column for column in CARD_COLUMNS if column.key in _SHOWN)
        self.list = TickPane("hand_out", columns, card_rows(desk), desk.lanes, measure="张")
        self.day = DateEditor(Field("on", "发放日期", FieldType.DATE), desk.office.context.today)
        self.way = way_box()
        self.receiver = QLineEdit()
        self.tick_button = button("全部勾选", variant="quiet")
        self.untick_button = button("清除勾选", variant="quiet")
        self.back_button = button("返回列表", variant="quiet", icon_name="previous")
        self.confirm_button = button("登记发放", variant="primary", icon_name="ok")
        self._stale = label("", "caption", wrap=True)
        self._lay_out()
        self._connect()
        self._update()

    def begin(self, wanted: HouseholdFilter) -> None:
        """Begin the delivery of a place."""
        self.list.ticks.clear_ticks()
        self.place.choose(wanted.village_id, wanted.group_id)
        self.day.set_value(self._desk.office.context.today())
        self.refresh()
        self.list.view.setFocus()

    def refresh(self) -> None:
        """Ask for the cards that wait."""
        office = self._desk.office
        wanted = HouseholdFilter(village_id=self.place.village_id(), group_id=self.place.group_id())
        self._desk.lanes.read(
            (id(self), "list"), lambda: _read(office, wanted), self._on_read, owner=self
        )

    def confirm(self) -> None:
        """Store what is ticked, in one operation."""
        day, way, ticked = self.day.value(), self.way.currentData(), self._ticked()
        if not ticked or not isinstance(day, date) or not isinstance(way, ReceiptWay):
            return
        self.confirm_button.setEnabled(False)
        job = self._steps.hand_out(ticked, day, self.receiver.text().strip(), way)
        when_ended(job, self._go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S stores what is ticked, Esc returns to the list."""
        if event.matches(QKeySequence.StandardKey.Save):
            self.confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        self.list.ticks.clear_ticks()
        self.list.view.setFocus()

    def _on_read(self, answer: _Answer) -> None:
        self.place.set_areas(answer.areas)
        self.list.show_ids(answer.ids)
        if self.list.current_id() is None and answer.ids:
            self.list.show_record(answer.ids[0])
        more = f"另有 {answer.stale} 张待换发的卡不在这里，请先换发。" if answer.stale else ""
        self._stale.setText(more)
        self._update()

    def _ticked(self) -> tuple[int, ...]:
        return tuple(self.list.ticks.ticked())

    def _update(self) -> None:
        count = len(self._ticked())
        self.confirm_button.setText(f"登记发放 {count} 张" if count else "登记发放")
        self.confirm_button.setEnabled(count > 0 and isinstance(self.day.value(), date))
        self.untick_button.setEnabled(count > 0)

    def _connect(self) -> None:
        self.place.changed.connect(self.refresh)
        self.list.ticks_changed.connect(lambda _count: self._update())
        self.day.textChanged.connect(lambda _text: self._update())
        self.tick_button.clicked.connect(lambda: self.list.tick_shown(ticked=True))
        self.untick_button.clicked.connect(self.list.ticks.clear_ticks)
        self.back_button.clicked.connect(self.closed)
        self.confirm_button.clicked.connect(self.confirm)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.list.set_empty(EmptyText("ok", "这里没有等着发放的卡"))
        self.day.setMaximumWidth(sizes.px(120))
        self.day.setAccessibleName("发放日期")
        self.receiver.setPlaceholderText("签收人（可不填）")
        self.receiver.setMinimumWidth(sizes.px(150))
        bar = QFrame()
        bar.setProperty("role", "card")
        foot = flow_of(
            line_of(label("发放日期", "field"), self.day),
            line_of(label("签收方式", "field"), self.way),
            self.receiver,
            STRETCH,
            self.confirm_button,
        )
        pad(foot, across=14, down=10)
        bar.setLayout(foot)
        ticking = line_of(self.tick_button, self.untick_button, column_button(self.list), gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addLayout(
            flow_of(
                self.back_button, label("发放登记", "heading"), self.place,
                label("按发放顺序排列，空格键勾选，Ctrl+S 登记", "caption"), STRETCH, ticking,
            )
        )  # fmt: skip
        column.addWidget(self.list, 1)
        column.addWidget(self._stale)
        column.addWidget(bar)


def _read(office: Office, wanted: HouseholdFilter) -> _Answer:
    """Read the cards that wait; runs on the read lane."""
    made = (CardState.MADE,)
    return _Answer(
        ids=office.cards.ids(CardFilter(households=wanted, states=made, stale=False)),
        stale=office.cards.count(CardFilter(households=wanted, states=made, stale=True)),
        areas=office.areas.tree(),
    )
