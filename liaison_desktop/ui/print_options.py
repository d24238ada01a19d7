"""The left side of the print dialog: size, first cell, sides, marks, printer, tray."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QWidget

from liaison_desktop.documents.sheet import GRIDS, SheetOptions
from liaison_desktop.domain.terms.contact_card import CardLayout, Duplex
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of
from liaison_desktop.ui.message import button
from liaison_desktop.ui.print_correction_dialog import correction_words
from liaison_desktop.ui.printers import AUTOMATIC_TRAY, TRAYS
from liaison_desktop.ui.printing import Side, stored_correction
from liaison_desktop.ui.start_cell import StartCell

_DUPLEX_WORDS = {
    Duplex.NONE: "单面，只印正面",
    Duplex.LONG: "双面，长边翻转",
    Duplex.SHORT: "双面，短边翻转",
    Duplex.MANUAL: "双面，手动翻面",
}


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What is chosen at the left of the dialog.

    Attributes:
        layout: One size for all cards, None for each in its own.
        sheet: How they are put on paper.
        printer: Name of the printer, "" without one.
        tray: Key of ``printers.TRAYS``.
    """

    layout: CardLayout | None
    sheet: SheetOptions
    printer: str
    tray: str


class PrintOptions(QWidget):
    """Every change is told at once; the preview follows."""

    changed = Signal()
    """Another choice of what is on the sheets."""
    printer_changed = Signal()
    """Another printer or tray."""
    correction_wanted = Signal()
    """校准 was pressed."""

    def __init__(self, printers: tuple[str, ...]) -> None:
        super().__init__()
        self._counts: Mapping[CardLayout, int] = {}
        self.layout_box = QComboBox()
        self.duplex = QComboBox()
        self.start = StartCell(GRIDS[CardLayout.BUSINESS])
        self.start_number = QSpinBox()
        self.crop_marks = QCheckBox("印裁切线")
        self.stack = QCheckBox("裁开后按叠成序")
        self.red_title = QCheckBox("标题用红色")
        self.printer = QComboBox()
        self.tray = QComboBox()
        self.correction_button = button("校准…", tip="按打印机、纸盒、正反面分别校正位置")
        self._correction = label("", "caption", wrap=True)
        self._fill(printers)
        self._lay_out()
        self._connect()
        self._show_correction()

    def choice(self) -> PrintChoice:
        """Return what is chosen."""
        layout, duplex = self.layout_box.currentData(), self.duplex.currentData()
        sheet = SheetOptions(
            start=self.start.cell,
            duplex=duplex if isinstance(duplex, Duplex) else Duplex.NONE,
            crop_marks=self.crop_marks.isChecked(),
            cut_and_stack=self.stack.isChecked(),
            red_title=self.red_title.isChecked(),
        )
        return PrintChoice(
            layout=layout if isinstance(layout, CardLayout) else None,
            sheet=sheet,
            printer=self.printer.currentText() if self.printer.isEnabled() else "",
            tray=str(self.tray.currentData() or AUTOMATIC_TRAY),
        )

    def set_cards(self, counts: Mapping[CardLayout, int]) -> None:
        """Say how many cards of each size there are, in the order they are printed."""
        self._counts = counts
        own = "，".join(f"{layout.value} {count} 张" for layout, count in counts.items())
        self.layout_box.setItemText(0, f"自动（{own}）" if own else "自动")
        self._show_sheet()

    def show_correction(self) -> None:
        """Show what is kept for the printer and the tray."""
        self._show_correction()

    def _show_sheet(self) -> None:
        """Let the little sheet be the first one that is printed."""
        layout = self.layout_box.currentData()
        if not isinstance(layout, CardLayout):
            layout = next(iter(self._counts), CardLayout.BUSINESS)
            count = self._counts.get(layout, 0)
        else:
            count = sum(self._counts.values())
        self.start.set_sheet(GRIDS[layout], count)
        self.start_number.setMaximum(GRIDS[layout].cells)
        self.start_number.setValue(self.start.cell)

    def _show_correction(self) -> None:
        choice = self.choice()
        known = bool(choice.printer)
        self.correction_button.setEnabled(known)
        if not known:
            self._correction.setText("没有找到打印机，可以存为 PDF 拿到别处打印")
            return
        front, back = (stored_correction(choice.printer, choice.tray, side) for side in Side)
        self._correction.setText(f"正面 {correction_words(front)}；反面 {correction_words(back)}")

    def _on_layout_changed(self) -> None:
        self._show_sheet()
        self.changed.emit()

    def _on_cell_chosen(self, cell: int) -> None:
        self.start_number.setValue(cell)
        self.changed.emit()

    def _on_printer_changed(self) -> None:
        self._show_correction()
        self.printer_changed.emit()

    def _fill(self, printers: tuple[str, ...]) -> None:
        self.layout_box.addItem("自动", None)
        for layout in CardLayout:
            self.layout_box.addItem(layout.value, layout)
        for duplex, words in _DUPLEX_WORDS.items():
            self.duplex.addItem(words, duplex)
        self.printer.addItems(printers or ("（没有打印机）",))
        self.printer.setEnabled(bool(printers))
        for key, (words, _) in TRAYS.items():
            self.tray.addItem(words, key)
        self.tray.setEnabled(bool(printers))
        self.crop_marks.setChecked(True)
        self.stack.setToolTip("卡片按整叠排列，裁开后把各叠摞起来就是村组户号的顺序")
        self.start_number.setRange(1, 10)
        self.start_number.setPrefix("第 ")
        self.start_number.setSuffix(" 格")

    def _connect(self) -> None:
        self.layout_box.currentIndexChanged.connect(lambda _index: self._on_layout_changed())
        self.duplex.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.start.changed.connect(self._on_cell_chosen)
        self.start_number.valueChanged.connect(self.start.choose)
        for box in (self.crop_marks, self.stack, self.red_title):
            box.toggled.connect(lambda _on: self.changed.emit())
        self.printer.currentIndexChanged.connect(lambda _index: self._on_printer_changed())
        self.tray.currentIndexChanged.connect(lambda _index: self._on_printer_changed())
        self.correction_button.clicked.connect(self.correction_wanted)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.px(12))
        grid.setVerticalSpacing(sizes.px(9))
        rows: tuple[tuple[str, QWidget], ...] = (
            ("版式", self.layout_box),
            ("双面", self.duplex),
        )
        for row, (caption, widget) in enumerate(rows):
            _named(grid, row, caption, widget)
        first = label("起始格", "field")
        first.setBuddy(self.start_number)
        beside = column_of(
            self.start_number,
            label("上次剪剩的半张纸可以接着用：点第一张空白的格子", "caption", wrap=True),
            STRETCH,
        )
        grid.addWidget(first, 2, 0)
        grid.addLayout(line_of(self.start, beside, gap=12), 2, 1)
        grid.addLayout(column_of(self.crop_marks, self.stack, self.red_title, gap=6), 3, 1)
        _named(grid, 4, "打印机", self.printer)
        _named(grid, 5, "纸盒", self.tray)
        grid.addWidget(label("校正", "field"), 6, 0)
        grid.addLayout(line_of(self._correction, self.correction_button), 6, 1)
        grid.setColumnStretch(1, 1)


def _named(grid: QGridLayout, row: int, caption: str, widget: QWidget) -> None:
    named = label(caption, "field")
    named.setBuddy(widget)
    widget.setAccessibleName(caption)
    grid.addWidget(named, row, 0)
    grid.addWidget(widget, row, 1)
