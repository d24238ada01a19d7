"""会议材料: which charts go in, the pages as they will be, and one press for each kind of file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.on_demand import on_demand
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.chart_files import ask_file, write_charts
from liaison_desktop.ui.figures.figure_view import FigureView
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.page_image import PageImage, Pages, opened_pdf, pages_of
from liaison_desktop.ui.pdf_view import PdfView

if TYPE_CHECKING:
    from liaison_desktop.documents.preview import Preview

_PREVIEW = "liaison_desktop.documents.preview"
_KEY = Qt.ItemDataRole.UserRole
_KINDS = (
    (".pptx", "生成 PPTX", "16:9 幻灯片，图表可以在 WPS、PowerPoint 里改（Ctrl+S）"),
    (".pdf", "生成 PDF", "A4 横排，打印分发（Alt+P）"),
    (".xlsx", "生成 Excel", "数据和图表（Alt+X）"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What could go in, and what does unless somebody chooses."""

    charts: tuple[Chart, ...]
    meeting: tuple[str, ...]


class MeetingView(FigureView):
    """Ticks at the left, pages at the right; what is ticked is what is written."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._found = _Found((), ())
        self._chosen: tuple[str, ...] | None = None
        self._preview: Preview | None = None
        self._drawn: MeetingPack | None = None
        self.charts = QListWidget()
        self.charts.setAccessibleName("放入材料的图表")
        self.charts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = PdfView(desk.lanes)
        self.state = label("", "caption", wrap=True)
        self.empty_state = EmptyState(self.view)
        self.usual_button = button(
            "恢复默认", variant="quiet", tip="按会议常用的六张，空的由别的补上"
        )
        self.buttons = {
            suffix: button(
                caption, variant="primary" if suffix == ".pptx" else "", icon_name="export", tip=tip
            )
            for suffix, caption, tip in _KINDS
        }
        self._lay_out()
        self.charts.itemChanged.connect(lambda _item: self._on_ticked())
        self.usual_button.clicked.connect(self.choose_usual)
        for suffix, made in self.buttons.items():
            made.clicked.connect(lambda _on=False, chosen=suffix: self.write(chosen))
        for suffix, keys in ((".pdf", "Alt+P"), (".xlsx", "Alt+X")):
            self.buttons[suffix].setShortcut(keys)

    def refresh(self) -> None:
        """Ask for every chart of the period."""
        office, period, scope = self.desk.office, self.period, self.scope

        def read() -> _Found:
            charts = office.charts.several(office.charts.keys(), period, scope)
            usual = tuple(one.key for one in office.charts.meeting(period, scope))
            return _Found(charts, usual)

        self.desk.lanes.read((id(self), "charts"), read, self._on_found, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"export": lambda: self.write(".pptx"), "save": lambda: self.write(".pptx")}

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the pages drawn; they are drawn again when the view is seen next."""
        self._let_go()
        self._stale = True
        super().hideEvent(event)

    def keys(self) -> tuple[str, ...]:
        """Return the charts ticked, in order."""
        items = (self.charts.item(row) for row in range(self.charts.count()))
        ticked = (one for one in items if one.checkState() == Qt.CheckState.Checked)
        return tuple(str(one.data(_KEY)) for one in ticked)

    def choose_usual(self) -> None:
        """Tick what a meeting usually sees."""
        self._chosen = None
        self._fill()
        self._draw()

    def write(self, suffix: str) -> None:
        """Ask where, and write the pack."""
        keys = self.keys()
        if not keys:
            self.desk.notice("请先勾选要放入的图表")
            return
        office, period, scope = self.desk.office, self.period, self.scope
        path = ask_file(self.desk, self, f"{self.span_words()}会议材料", suffix)
        if path is not None:
            job = write_charts(
                self.desk, self, lambda: office.charts.pack(period, scope=scope, keys=keys), path
            )
            self._set_ready(ready=False)
            when_ended(job, lambda: self._set_ready(ready=True))

    def _on_found(self, found: _Found) -> None:
        self._found = found
        self._fill()
        self._draw()

    def _fill(self) -> None:
        """Show the charts, ticked as somebody chose or as usual."""
        chosen = self._found.meeting if self._chosen is None else self._chosen
        row = self.charts.currentRow()
        with QSignalBlocker(self.charts):
            self.charts.clear()
            for chart in self._found.charts:
                name = chart.title.removeprefix(self.period.label)
                item = QListWidgetItem(f"{name}（无数据）" if chart.empty else name)
                item.setToolTip(chart.headline)
                item.setData(_KEY, chart.key)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = chart.key in chosen
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self.charts.addItem(item)
        self.charts.setCurrentRow(max(row, 0))

    def _on_ticked(self) -> None:
        self._chosen = self.keys()
        self._draw()

    def _draw(self) -> None:
        """Draw the pages of what is ticked."""
        keys = self.keys()
        self._set_ready(ready=bool(keys))
        if not keys:
            self._let_go()
            self.state.setText("")
            self.empty_state.show_text(EmptyText("chart", "勾选左边的图表，这里显示每一页"))
            return
        self.empty_state.hide()
        office, period, scope = self.desk.office, self.period, self.scope
        self.state.setText("正在排版…")

        def read() -> MeetingPack:
            return office.charts.pack(period, scope=scope, keys=keys)

        self.desk.lanes.read((id(self), "pack"), read, self._on_pack, owner=self)

    def _on_pack(self, pack: MeetingPack) -> None:
        self._drawn = pack

        def work(_progress: Progress) -> bytes:
            import_module(_PREVIEW)  # or the window would wait for pdfium
            pdf: bytes = on_demand("pack_bytes")(pack, ".pdf")
            return pdf

        def drawn(pdf: bytes) -> None:
            if self._drawn is pack:  # else other charts were ticked meanwhile
                self._show(pdf)

        self.desk.lanes.heavy(work, drawn, owner=self)

    def _show(self, pdf: bytes) -> None:
        self._close_preview()
        self._preview = opened_pdf(pdf)
        pages = pages_of(self._preview)
        self.view.show_pages(pages)
        self.state.setText(f"共 {len(pages.sizes_mm)} 页，A4 横排；幻灯片与此相同")

    def _let_go(self) -> None:
        """Close the pages drawn, and forget those being drawn."""
        self._drawn = None
        self.view.show_pages(Pages((), _no_page))
        self._close_preview()

    def _close_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview is not None:
            preview.close()

    def _set_ready(self, *, ready: bool) -> None:
        for made in self.buttons.values():
            made.setEnabled(ready)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        pad(column, across=12, down=12)
        column.setSpacing(sizes.gap)
        column.addLayout(line_of(label("放入的图表", "section"), STRETCH, self.usual_button))
        column.addWidget(self.charts, 1)
        column.addWidget(self.state)
        for made in self.buttons.values():
            column.addWidget(made)
        left.setMinimumWidth(sizes.px(260))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part, stretch in ((left, 0), (self.view, 1)):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([sizes.px(300), sizes.px(920)])
        outer = QVBoxLayout(self)
        pad(outer, across=16, down=10)
        outer.addWidget(splitter)
        self.setFocusProxy(self.charts)


def _no_page(page: int, dpi: int) -> PageImage:
    raise IndexError(page, dpi)
