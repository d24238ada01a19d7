"""The records behind a figure, as a list; Enter goes to a record in its own tab."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.changes import KIND_LABELS
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.page import PAGE_OF_KIND, DeskContext
from liaison_desktop.ui.table import TablePane

_C = Column[FigureRecord]
_COLUMNS: tuple[_C, ...] = (
    _C(key="record", title="编号", text=lambda row: row.record, width=122, sortable=False,
       tip=lambda row: KIND_LABELS[row.kind]),
    _C(key="name", title="名称", text=lambda row: row.name, width=72, sortable=False,
       tip=lambda row: row.name),
    _C(key="on", title="日期", text=lambda row: row.on.isoformat() if row.on else "", width=92,
       sortable=False),
)  # fmt: skip


class RecordList(QWidget):
    """Shows any records; the same key may stand for records of several kinds."""

    def __init__(self, desk: DeskContext, name: str = "figure_records") -> None:
        """Make an empty list.

        Args:
            desk: What the pages share.
            name: Under which its columns are kept.
        """
        super().__init__()
        self._desk = desk
        self._records: tuple[FigureRecord, ...] = ()
        self.list = TablePane(name, _COLUMNS, self._fetch, desk.lanes)
        self.list.open_requested.connect(self._on_open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)

    @property
    def records(self) -> tuple[FigureRecord, ...]:
        """The records shown."""
        return self._records

    def show_records(self, records: Sequence[FigureRecord], nothing: str = "没有记录") -> None:
        """Show records, the first one current.

        Args:
            records: Any number of them.
            nothing: What stands there when there are none.
        """
        self._records = tuple(records)
        self.list.set_empty(EmptyText("report", nothing))
        # Disputes are named by their number alone, stock figures have no day.
        self.list.columns.set_hidden("name", hidden=not any(one.name for one in self._records))
        self.list.columns.set_hidden("on", hidden=not any(one.on for one in self._records))
        self.list.show_ids(array("q"))
        self.list.show_ids(array("q", range(len(self._records))))
        if self._records:
            self.list.show_record(0)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, FigureRecord]:
        records = self._records
        return {one: records[one] for one in ids if one < len(records)}

    def _on_open(self, place: int) -> None:
        """Go to the record in the page it belongs to."""
        record = self._records[place]
        if record.kind in PAGE_OF_KIND:
            self._desk.navigate(record.kind, record.id)
        else:
            self._desk.notice(f"{KIND_LABELS[record.kind]}没有自己的页面，请在所属的台账里查看")
