"""系统 › 操作历史: what was done, by whom, when; each operation can be taken back."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.system.operation import OperationRow, UndoReport
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import size_to_screen

STEP = 200
_C = Column[OperationRow]
_MOST_NAMED = 5


def state_of(row: OperationRow) -> tuple[str, Tone | None]:
    """Return what became of an operation, and its tone."""
    if row.undone_by is not None:
        return f"已被操作 {row.undone_by} 撤销", Tone.GREY
    return ("撤销操作", Tone.GREY) if row.undoes is not None else ("有效", None)


COLUMNS: tuple[_C, ...] = (
    _C(
        key="number",
        title="编号",
        text=lambda row: str(row.number),
        width=64,
        align=RIGHT,
        sortable=False,
    ),
    _C(key="at", title="时间", text=lambda row: row.at[:16], width=140, sortable=False),
    _C(key="actor", title="谁", text=lambda row: row.actor, width=90, sortable=False),
    _C(
        key="sentence",
        title="做了什么",
        text=lambda row: row.sentence,
        width=370,
        tip=lambda row: row.sentence,
        sortable=False,
    ),
    _C(
        key="touched",
        title="涉及",
        text=lambda row: f"{row.created + row.updated + row.deleted:,} 条",
        width=80,
        align=RIGHT,
        tip=lambda row: f"新增 {row.created:,}，修改 {row.updated:,}，删除 {row.deleted:,}",
        sortable=False,
    ),
    _C(
        key="state",
        title="状态",
        text=lambda row: state_of(row)[0],
        width=140,
        tone=lambda row: state_of(row)[1],
        sortable=False,
    ),
    _C(key="desk", title="哪台电脑", text=lambda row: row.desk, width=100, sortable=False),
)


class HistoryPane(QDialog):
    """The newest operations first; 更早的 reads on."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("操作历史")
        self._desk = desk
        self._rows: dict[int, OperationRow] = {}
        self.list = TablePane("operations", COLUMNS, self._fetch, desk.lanes, measure="次操作")
        self.words = label("", "field", wrap=True)
        self.undo_button = button("撤销这一步", icon_name="undo")
        self.more_button = button("更早的", variant="quiet")
        self.close_button = button("关闭", variant="primary")
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the newest operations."""
        history = self._desk.office.history
        self._desk.lanes.read(
            (id(self), "list"), lambda: history.operations(STEP), self._show_newest, owner=self
        )

    def take_back(self) -> None:
        """Take the current operation back; an undo is taken back by bringing its work back."""
        row = self._current()
        if row is None:
            return
        undo = self._desk.office.undo

        def done(report: UndoReport) -> None:
            self._desk.bus.tell(report.changes)
            self.words.setText(told(report))

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.words.setText(error.message)

        job = self._desk.lanes.write(
            lambda _progress: undo.take_back(row.number), done, failed, owner=self
        )
        show_progress(self, "正在撤销", job)

    def _read_on(self) -> None:
        before, history = min(self._rows, default=1), self._desk.office.history
        self._desk.lanes.read(
            (id(self), "list"),
            lambda: history.operations(STEP, before),
            self._show_more,
            owner=self,
        )

    def _show_newest(self, rows: Sequence[OperationRow]) -> None:
        self._rows = {row.number: row for row in rows}
        self._show(rows)

    def _show_more(self, rows: Sequence[OperationRow]) -> None:
        self._rows |= {row.number: row for row in rows}
        self._show(rows)

    def _show(self, rows: Sequence[OperationRow]) -> None:
        self.list.set_empty(EmptyText("history", "还没有操作记录"))
        self.list.show_ids(array("q", self._rows))
        self.list.refresh()
        if self.list.current_id() is None and self._rows:
            self.list.show_record(next(iter(self._rows)))
        self.more_button.setVisible(len(rows) == STEP)
        self._update_button()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, OperationRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}

    def _current(self) -> OperationRow | None:
        current = self.list.current_id()
        return self._rows.get(current) if current is not None else None

    def _on_current_changed(self) -> None:
        row = self._current()
        self.words.setText(row.sentence if row is not None else "")
        self._update_button()

    def _update_button(self) -> None:
        row = self._current()
        self.undo_button.setEnabled(row is not None and row.undone_by is None)
        is_undo = row is not None and row.undoes is not None
        self.undo_button.setText("恢复这一步" if is_undo else "撤销这一步")

    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()

    def _connect(self) -> None:
        self._desk.bus.changed.connect(self._on_changed)
        self.list.current_changed.connect(lambda _number: self._on_current_changed())
        self.undo_button.clicked.connect(self.take_back)
        self.more_button.clicked.connect(self._read_on)
        self.close_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.words.setMinimumHeight(sizes.px(40))
        column = QVBoxLayout(self)
        pad(column, across=20, down=16)
        column.setSpacing(sizes.px(10))
        column.addWidget(label("操作历史", "heading"))
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        column.addLayout(line_of(self.undo_button, self.more_button, STRETCH, self.close_button))
        size_to_screen(self, 1060, 640)


def told(report: UndoReport) -> str:
    """Say what an undo did, naming every record it kept up to five."""
    parts = [
        f"已撤销操作 {report.undone}：还原 {report.restored:,} 条，移除 {report.removed:,} 条。"
    ]
    if report.kept:
        named = "；".join(f"{one.record}（{one.why}）" for one in report.kept[:_MOST_NAMED])
        more = f" 等 {len(report.kept):,} 条" if len(report.kept) > _MOST_NAMED else ""
        parts.append(f"保留不动：{named}{more}。")
    return "".join(parts)
