"""公示: every 公示表 that was published, and one of them beside the list."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.notice import BOARD_LABELS, NoticeRow
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import pad
from liaison_desktop.ui.matters.notice_pane import NoticePane
from liaison_desktop.ui.page import CONCERNS, DeskContext, Destination, Page
from liaison_desktop.ui.side_by_side import side_by_side
from liaison_desktop.ui.table import TablePane

_C = Column[NoticeRow]
_COLUMNS: tuple[_C, ...] = (
    _C(key="month", title="月份", text=lambda row: row.month, width=76, sortable=False),
    _C(
        key="board",
        title="公开栏",
        text=lambda row: BOARD_LABELS[row.board],
        width=94,
        sortable=False,
    ),
    _C(key="area", title="村镇", text=lambda row: row.area, width=84, sortable=False),
    _C(
        key="count", title="件数", text=lambda row: str(row.count), width=52, align=RIGHT,
        sortable=False,
    ),
    _C(
        key="on", title="公示日期", text=lambda row: row.published_on.isoformat(), width=100,
        sortable=False,
    ),
    _C(key="issue", title="第几次", text=lambda row: str(row.issue), width=60, sortable=False),
    _C(key="by", title="经办", text=lambda row: row.by, width=76, sortable=False),
)  # fmt: skip


class NoticeView(Page):
    """A published notice is only read and printed: it cannot be taken back."""

    name: ClassVar[str] = CONCERNS
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.PUBLIC_NOTICE, Kind.PUBLIC_NOTICE_LINE})

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._rows: dict[int, NoticeRow] = {}
        self._wanted: int | None = None
        self.list = TablePane("notices", _COLUMNS, self._fetch, desk.lanes, measure="份")
        self.pane = NoticePane(desk)
        self._lay_out()
        self.list.current_changed.connect(self._on_current_changed)
        self.list.empty_action_requested.connect(self._on_empty_action)

    def refresh(self) -> None:
        """Ask for the notices published."""
        notices = self.desk.office.notices
        self.desk.lanes.read((id(self), "list"), notices.rows, self._show, owner=self)

    def show_notice(self, notice_id: int) -> None:
        """Open a notice."""
        self._wanted = notice_id
        self.refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"print": self.pane.print_notice, "export": self.pane.save_workbook}

    def _show(self, rows: Sequence[NoticeRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.set_empty(
            EmptyText("report", "还没有公示过。月底梳理以后，在“月末梳理”里公示", "去月末梳理")
        )
        self.list.show_ids(array("q", self._rows))
        self.list.refresh()
        wanted, self._wanted = self._wanted, None
        if wanted is None and self.list.current_id() is None and rows:
            wanted = rows[0].id
        if wanted is not None:
            self.list.show_record(wanted)
        if not rows:
            self.pane.show_nothing()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, NoticeRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}

    def _on_current_changed(self, current: int | None) -> None:
        if current is None:
            return
        notices = self.desk.office.notices
        self.desk.lanes.read(
            (id(self), "content"),
            lambda: notices.content(current),
            self.pane.show_content,
            owner=self,
        )

    def _on_empty_action(self) -> None:
        self.desk.go(Destination(CONCERNS, view="month_end"))

    def _lay_out(self) -> None:
        right = QWidget()
        right.setProperty("role", "pane")
        theme.keep_width(right, least=420)
        inner = QVBoxLayout(right)
        pad(inner, across=16, down=12)
        inner.addWidget(self.pane)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.addWidget(
            side_by_side(self.desk.settings, "notices", (self.list, 560, 0), (right, 680, 0))
        )
        self.setFocusProxy(self.list)
