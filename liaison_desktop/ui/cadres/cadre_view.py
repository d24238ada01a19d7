"""干部: the list of cadres with saved filters, and one of them beside it."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreFilter, CadreRow
from liaison_desktop.domain.listing import Sort
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import fits
from liaison_desktop.ui.cadres.cadre_columns import CADRE_COLUMNS
from liaison_desktop.ui.cadres.cadre_detail import CadreDetailPane
from liaison_desktop.ui.cadres.handover_dialog import HandoverDialog
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, line_of, pad
from liaison_desktop.ui.list_tools import cadre_rows, column_button
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.window_state import SplitterKeeper

EVERYBODY, SHORT, NONE, OVER, LEFT = "all", "short", "none", "over", "left"
_CHIPS = (
    Chip(EVERYBODY, "在岗"),
    Chip(SHORT, "缺额", "联系户少于应联系户数"),
    Chip(NONE, "无联系户"),
    Chip(OVER, "超额", "联系户多于应联系户数"),
    Chip(LEFT, "已离岗"),
)
_WAIT_MS = 150


@dataclass(frozen=True, slots=True)
class _Answer:
    """The list asked for, and how many cadres each chip finds."""

    ids: "array[int]"
    counts: Mapping[str, int]


class CadreView(QWidget):
    """Enter in the list goes to the form, Ctrl+N begins a new cadre."""

    pairing_wanted = Signal(int)
    """Households are to be chosen for this cadre: his key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._sort = Sort()
        self._wanted: int | None = None
        self.chips = FilterChips(_CHIPS)
        self.search = QLineEdit()
        self.list = TablePane(
            "cadres",
            CADRE_COLUMNS,
            cadre_rows(desk),
            desk.lanes,
            measure="人",
        )
        self.detail = CadreDetailPane(desk)
        self.new_button = button(
            "新增干部", variant="primary", icon_name="add", tip="新增干部（Ctrl+N）"
        )
        self.import_button = button(
            "导入名册", icon_name="import", tip="从 Excel 或 WPS 名册导入（Ctrl+I）"
        )
        self.export_button = button("导出", icon_name="export", tip="导出干部名册（Ctrl+E）")
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for the list, the counts and the cadre shown."""
        office, chip, typed, sort = (
            self._desk.office, self.chips.current(), self.search.text().strip(), self._sort,
        )  # fmt: skip
        self._desk.lanes.read(
            (id(self), "list"),
            lambda: _read(office, chip, typed, sort),
            self._on_read,
            owner=self,
        )

    def show_cadre(self, cadre_id: int) -> None:
        """Open a cadre, whatever filter was chosen."""
        self._wanted = cadre_id
        self.search.clear()
        self.chips.choose(EVERYBODY)
        self.refresh()

    def show_filter(self, wanted: CadreFilter) -> None:
        """Choose the chip that stands for a filter."""
        chip = wanted.state or (LEFT if wanted.include_left else EVERYBODY)
        self.chips.choose(chip)
        self.refresh()

    def begin_new(self) -> None:
        """Begin a new cadre."""
        self.list.view.clearSelection()
        self.detail.show_blank()

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.detail.editor.keep_draft()

    def export(self) -> None:
        """Open the export dialog."""
        self._desk.export("cadres")

    def _on_read(self, answer: _Answer) -> None:
        self.chips.set_counts(answer.counts)
        self.list.set_empty(self._empty_text(answer.counts))
        self.list.show_ids(answer.ids)
        if self._wanted is not None:
            self.list.show_record(self._wanted)
            self._wanted = None
        elif self.list.current_id() is None and answer.ids and not self.detail.is_new:
            self.list.show_record(answer.ids[0])
        self._show_current()

    def _empty_text(self, counts: Mapping[str, int]) -> EmptyText:
        if self.search.text().strip():
            return EmptyText("search", "没有找到这名干部，换个字试试")
        if counts[EVERYBODY] + counts[LEFT] == 0:
            return EmptyText("cadre", "还没有登记干部，先导入干部名册", "导入名册")
        words = {SHORT: "没有缺额的干部", NONE: "每名干部都有联系户", OVER: "没有超额的干部"}
        return EmptyText("ok", words.get(self.chips.current(), "没有干部"))

    def _show_current(self) -> None:
        current = self.list.current_id()
        if current is None:
            if self.detail.detail is not None:
                self.detail.show_nothing()
            return
        cadres = self._desk.office.cadres

        def read() -> tuple[CadreRow, CadreDetail] | None:
            row = cadres.rows((current,)).get(current)
            return None if row is None else (row, cadres.detail(current))

        self._desk.lanes.read((id(self), "detail"), read, self._on_detail_read, owner=self)

    def _on_detail_read(self, answer: tuple[CadreRow, CadreDetail] | None) -> None:
        if answer is None:
            self.detail.show_nothing()
        else:
            self.detail.show_cadre(*answer)

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self.refresh()

    def _on_opened(self) -> None:
        self.detail.editor.edit()

    def _on_handover_wanted(self, detail: CadreDetail) -> None:
        HandoverDialog(self._desk, self, detail).open()

    def _on_closed(self) -> None:
        self.detail.show_nothing()
        self.list.view.setFocus()
        self._show_current()

    def _on_saved(self, cadre_id: int) -> None:
        self._wanted = cadre_id

    def _on_empty_action(self) -> None:
        self._desk.start_import("cadres")

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self.refresh())
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(self.refresh)
        self.list.sort_requested.connect(self._on_sorted)
        self.list.current_changed.connect(lambda _id: self._show_current())
        self.list.open_requested.connect(lambda _id: self._on_opened())
        self.list.empty_action_requested.connect(self._on_empty_action)
        self.list.copied.connect(lambda count: self._desk.notice(f"已复制 {count} 行"))
        self.detail.pairing_wanted.connect(self.pairing_wanted)
        self.detail.handover_wanted.connect(self._on_handover_wanted)
        self.detail.closed.connect(self._on_closed)
        self.detail.editor.saved.connect(self._on_saved)
        self.new_button.clicked.connect(self.begin_new)
        self.import_button.clicked.connect(lambda: self._desk.start_import("cadres"))
        self.export_button.clicked.connect(self.export)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.search.setPlaceholderText("在名单中查找：姓名、拼音、单位")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        theme.keep_width(self.search, least=300)
        top = flow_of(self.search, STRETCH, self.export_button, self.import_button, self.new_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addLayout(line_of(self.chips, column_button(self.list)))
        column.addWidget(self.list, 1)
        right = QWidget()
        right.setProperty("role", "pane")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.detail)
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([sizes.px(840), sizes.px(460)])
        self._splitter.setChildrenCollapsible(False)
        theme.keep_width(right, least=360)
        self._keeper = SplitterKeeper(self._splitter, self._desk.settings, "cadres")
        outer = QVBoxLayout(self)
        pad(outer, across=0, down=0)
        outer.setSpacing(sizes.gap)
        outer.addLayout(top)
        outer.addWidget(self._splitter, 1)


def _read(office: Office, chip: str, typed: str, sort: Sort) -> _Answer:
    """Read the list of a chip and the counts of all; runs on the read lane."""
    found = {
        state: office.cadres.ids(CadreFilter(state=state), sort)
        for state in ("", SHORT, NONE, OVER)
    }
    in_post = frozenset(found[""])
    everybody = office.cadres.ids(CadreFilter(include_left=True), sort)
    found[LEFT] = array("q", (one for one in everybody if one not in in_post))
    found[EVERYBODY] = found.pop("")
    counts = {key: len(ids) for key, ids in found.items()}
    ids = found[chip]
    if typed:
        rows = office.cadres.rows(ids)
        ids = array("q", (one for one in ids if one in rows and fits(rows[one], typed)))
    return _Answer(ids, counts)
