"""月末梳理: 销号, 结转 and 新增 of a month on the left, its two 公示表 and 通报 on the right."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.notice import (
    BOARD_LABELS,
    BRIEFING_LABELS,
    Board,
    BriefingKind,
    MonthRound,
    NoticeContent,
)
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of, pad
from liaison_desktop.ui.matters import concern_prints
from liaison_desktop.ui.matters.month_stepper import MonthStepper
from liaison_desktop.ui.matters.notice_pane import NoticePane
from liaison_desktop.ui.matters.round_lists import RoundLists
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import CONCERNS, DeskContext, Page
from liaison_desktop.ui.side_by_side import side_by_side

_BRIEFING_OF = {
    Board.VILLAGE: BriefingKind.VILLAGE_DAY,
    Board.TOWNSHIP: BriefingKind.TOWNSHIP_MEETING,
}
_Read = tuple[MonthRound, tuple[AreaRow, ...]]


class RoundView(Page):
    """The month is chosen above; Alt and a letter goes on with what is ticked."""

    name: ClassVar[str] = CONCERNS
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.CONCERN, Kind.CONCERN_STEP, Kind.PUBLIC_NOTICE, Kind.AREA}
    )

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._round: MonthRound | None = None
        self.month = MonthStepper(desk.office.context.today)
        self._day = label("", "field")
        self.lists = RoundLists(desk)
        self.board = QComboBox()
        self.board.setAccessibleName("公开栏")
        self.board.addItem(BOARD_LABELS[Board.TOWNSHIP], None)
        self._board_caption = label("公示在(&D)", "field")
        self._board_caption.setBuddy(self.board)
        self._told = label("", "caption")
        self.briefing_button = button("打印通报", icon_name="print")
        self.briefing_button.setShortcut("Alt+T")
        self.pane = NoticePane(desk)
        self._lay_out()
        self.month.changed.connect(self._on_month_changed)
        self.board.currentIndexChanged.connect(lambda _index: self._ask_draft())
        self.briefing_button.clicked.connect(self.print_briefing)

    def refresh(self) -> None:
        """Ask for the round of the month, the villages and the draft shown."""
        office, month = self.desk.office, self.month.month()

        def read() -> _Read:
            return office.notices.round(month), office.areas.villages()

        self.desk.lanes.read((id(self), "round"), read, self._show, owner=self)
        self._ask_draft()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {
            "print": self.pane.print_notice,
            "export": self.pane.save_workbook,
        }

    def keep_draft(self) -> None:
        """Store what was typed but not stored."""
        self.pane.keep_draft()
        self.lists.keep_draft()

    def print_briefing(self) -> None:
        """Print the 通报 of the month for the meeting of this board's place."""
        shown = self._round
        if shown is None:
            return
        area = self.board.currentData()
        name = self.board.currentText() if isinstance(area, int) else ""
        self.desk.print(
            "paper",
            concern_prints.briefing(
                self.desk.office,
                _BRIEFING_OF[self._board()],
                shown.month,
                area if isinstance(area, int) else None,
                name,
            ),
        )

    def _show(self, found: _Read) -> None:
        self._round, villages = found
        self._day.setText(f"梳理到 {self._round.day.month}月{self._round.day.day}日")
        self.lists.show_round(self._round)
        self._offer(villages)
        done = self._round.notices
        told = "、".join(f"{one.area}{BOARD_LABELS[one.board]}" for one in done)
        self._told.setText(f"本月已公示：{told}" if done else "本月还没有公示")
        self._told.setToolTip(told)

    def _offer(self, villages: tuple[AreaRow, ...]) -> None:
        wanted = [(BOARD_LABELS[Board.TOWNSHIP], None), *((row.name, row.id) for row in villages)]
        places = range(self.board.count())
        if [(self.board.itemText(n), self.board.itemData(n)) for n in places] == wanted:
            return
        chosen = self.board.currentData()
        blocked = self.board.blockSignals(True)
        self.board.clear()
        for words, key in wanted:
            self.board.addItem(words, key)
        self.board.setCurrentIndex(max(self.board.findData(chosen), 0))
        self.board.blockSignals(blocked)

    def _board(self) -> Board:
        return Board.TOWNSHIP if self.board.currentData() is None else Board.VILLAGE

    def _ask_draft(self) -> None:
        board, area, month = self._board(), self.board.currentData(), self.month.month()
        what = BRIEFING_LABELS[_BRIEFING_OF[board]]
        self.briefing_button.setToolTip(f"{what}：数字和在办事项（Alt+T）")
        notices = self.desk.office.notices

        def show(content: NoticeContent) -> None:
            self.pane.show_content(content)

        self.desk.lanes.read(
            (id(self), "draft"), lambda: notices.draft(board, area, month), show, owner=self
        )

    def _on_month_changed(self) -> None:
        self.pane.keep_draft()
        self.refresh()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        theme.keep_width(self.board, least=150)
        right = QWidget()
        right.setProperty("role", "pane")
        theme.keep_width(right, least=420)
        inner = QVBoxLayout(right)
        pad(inner, across=16, down=12)
        inner.setSpacing(sizes.gap)
        inner.addLayout(
            flow_of(line_of(self._board_caption, self.board), STRETCH, self.briefing_button)
        )
        inner.addWidget(self.pane, 1)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.setSpacing(sizes.gap)
        column.addLayout(line_of(self.month, self._day, STRETCH, self._told))
        column.addWidget(
            side_by_side(self.desk.settings, "month_end", (self.lists, 590, 0), (right, 650, 0)), 1
        )
        self.setFocusProxy(self.lists)
