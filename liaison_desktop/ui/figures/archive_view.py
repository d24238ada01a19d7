"""归档目录: what of a year is to be filed away; printed and exported (R144)."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.reporting import ArchiveItem
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.list_tools import column_button
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Page
from liaison_desktop.ui.paper_dialog import Paper
from liaison_desktop.ui.table import TablePane

_C = Column[ArchiveItem]
_COLUMNS: tuple[_C, ...] = (
    _C(key="category", title="类别", text=lambda row: row.category, width=110, sortable=False),
    _C(key="number", title="编号", text=lambda row: row.number, width=170, sortable=False),
    _C(key="title", title="题名", text=lambda row: row.title, tip=lambda row: row.title, width=420,
       sortable=False),
    _C(key="dated", title="日期", text=lambda row: row.dated.isoformat() if row.dated else "",
       width=104, sortable=False),
    _C(key="pages", title="页数", text=lambda row: str(row.pages) if row.pages else "", width=60,
       align=RIGHT, sortable=False),
    _C(key="note", title="备注", text=lambda row: row.note, tip=lambda row: row.note, width=160,
       sortable=False),
)  # fmt: skip


class ArchiveView(Page):
    """A year is chosen at the top; Ctrl+P prints the index, Ctrl+E exports it."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset(Kind)  # it lists ledgers, papers and files

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._items: tuple[ArchiveItem, ...] = ()
        self.years = QComboBox()
        self.list = TablePane("archive", _COLUMNS, self._fetch, desk.lanes, measure="条")
        self.print_button = button("打印目录", variant="primary", icon_name="print",
                                   tip="看、打印或存为 PDF（Ctrl+P）")  # fmt: skip
        self.export_button = button("导出", icon_name="export", tip="导出为 Excel（Ctrl+E）")
        self._lay_out()
        self.years.currentIndexChanged.connect(lambda _at: self._ask())
        self.print_button.clicked.connect(self.print_index)
        self.export_button.clicked.connect(self.export_index)

    def refresh(self) -> None:
        """Ask for the years, then for the lines of the one chosen."""
        archive = self.desk.office.archive
        self.desk.lanes.read((id(self), "years"), archive.years, self._show_years, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"print": self.print_index, "export": self.export_index}

    def year(self) -> int | None:
        """Return the year chosen, None while there is nothing of any."""
        year = self.years.currentData()
        return year if isinstance(year, int) else None

    def print_index(self) -> None:
        """Look at the index of the year, print it or save it; pages of files are counted."""
        year, archive = self.year(), self.desk.office.archive
        if year is not None and self._items:
            self.desk.print(
                "paper",
                Paper(
                    f"{year}年归档目录",
                    lambda progress, _purpose: archive.pdf(year, pages=True, progress=progress),
                    job="archive",
                ),
            )

    def export_index(self) -> None:
        """Export the index of every year as a workbook."""
        self.desk.export("archive", None)

    def _show_years(self, years: tuple[int, ...]) -> None:
        chosen = self.year()
        blocked = self.years.blockSignals(True)
        self.years.clear()
        for year in years:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(max(self.years.findData(chosen), 0) if years else -1)
        self.years.blockSignals(blocked)
        self._ask()

    def _ask(self) -> None:
        year, archive = self.year(), self.desk.office.archive
        if year is None:
            self._show(())
            return
        self.desk.lanes.read(
            (id(self), "index"), lambda: archive.index(year), self._show, owner=self
        )

    def _show(self, items: tuple[ArchiveItem, ...]) -> None:
        self._items = items
        self.list.set_empty(
            EmptyText("report", "还没有要归档的材料。有了台账、总结、卷宗和公示，这里自动列出")
        )
        self.list.show_ids(array("q", range(len(items))))
        self.list.refresh()
        for one in (self.print_button, self.export_button):
            one.setEnabled(bool(items))

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, ArchiveItem]:
        items = self._items
        return {one: items[one] for one in ids if one < len(items)}

    def _lay_out(self) -> None:
        caption = label("年度(&Y)", "field")
        caption.setBuddy(self.years)
        theme.keep_width(self.years, least=110)
        line = line_of(
            caption, self.years, STRETCH, column_button(self.list), self.export_button,
            self.print_button,
        )  # fmt: skip
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
