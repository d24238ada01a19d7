"""校准: what makes up for a printer's misfeed, measured on a test sheet."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QGridLayout, QVBoxLayout, QWidget

from liaison_desktop.documents.calibration import calibration_pdf, scale_from
from liaison_desktop.documents.preview import Preview
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.contact_card import Duplex
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.page_image import Pages
from liaison_desktop.ui.printers import TRAYS, Printers
from liaison_desktop.ui.printing import (
    NO_CORRECTION,
    Correction,
    PrintJob,
    Side,
    print_pages,
    store_correction,
    stored_correction,
)
from liaison_desktop.ui.progress_dialog import show_progress

_SIDES = {Side.FRONT: "正面", Side.BACK: "反面"}
_LINE_MM = 100.0


def correction_words(correction: Correction) -> str:
    """Return a correction in words: 右 0.5 下 -1.0 毫米; 未校正 when there is none."""
    if correction == NO_CORRECTION:
        return "未校正"
    words = f"右 {correction.right_mm:g} 下 {correction.down_mm:g} 毫米"
    if correction.scale != 1.0:
        words += f" ×{correction.scale:.3f}"
    return words


@dataclass(frozen=True, slots=True)
class _Fields:
    """The three boxes of a side."""

    right: QDoubleSpinBox
    down: QDoubleSpinBox
    line: QDoubleSpinBox


class CorrectionDialog(QDialog):
    """Print the sheet, measure with a ruler, enter what was measured."""

    corrected = Signal()
    """The correction was kept."""

    def __init__(
        self, desk: DeskContext, parent: QWidget, printers: Printers, name: str, tray: str
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印机校准")
        self._desk, self._printers = desk, printers
        self._name, self._tray = name, tray
        self.fields = {side: _fields(stored_correction(name, tray, side)) for side in Side}
        self.sheet_button = button("打印校准页", icon_name="print")
        self.save_button = button("保存校正", variant="primary")
        self.save_button.setDefault(True)
        self._lay_out()
        self.sheet_button.clicked.connect(self.print_sheet)
        self.save_button.clicked.connect(self.save)

    def correction(self, side: Side) -> Correction:
        """Return what the boxes of a side say."""
        fields = self.fields[side]
        scale = 1.0 if fields.line.value() == _LINE_MM else scale_from(fields.line.value())
        return Correction(fields.right.value(), fields.down.value(), scale)

    def print_sheet(self) -> None:
        """Print the test sheet with the correction in the boxes, to measure or to check it."""
        printers, name, tray, front = (
            self._printers, self._name, self._tray, self.correction(Side.FRONT),
        )  # fmt: skip
        self.sheet_button.setEnabled(False)

        def work(progress: Progress) -> None:
            with Preview(calibration_pdf()) as preview:
                size = preview.page_size(0)
                pages = Pages((size,), lambda page, dpi: preview.render(page, dpi, grey=True))
                printer = printers.open(name, tray, Duplex.NONE, size)
                print_pages(printer, PrintJob("calibration", pages, front=front), progress)

        job = self._desk.lanes.heavy(work, owner=self)
        when_ended(job, lambda: self.sheet_button.setEnabled(True))
        show_progress(self, "正在打印校准页", job)

    def save(self) -> None:
        """Keep the correction for this printer and tray."""
        for side in Side:
            store_correction(self.correction(side), self._name, self._tray, side)
        self.corrected.emit()
        self.accept()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(12))
        grid.setVerticalSpacing(sizes.px(9))
        for column, side in enumerate(Side, start=1):
            grid.addWidget(label(_SIDES[side], "section"), 0, column)
        captions = (
            "向右移（毫米，向左填负数）",
            "向下移（毫米，向上填负数）",
            "100 毫米线实测（毫米）",
        )
        for row, caption in enumerate(captions, start=1):
            grid.addWidget(label(caption, "field"), row, 0)
        for column, (side, fields) in enumerate(self.fields.items(), start=1):
            for row, box in enumerate((fields.right, fields.down, fields.line), start=1):
                box.setAccessibleName(f"{_SIDES[side]}{captions[row - 1]}")
                grid.addWidget(box, row, column)
        grid.setColumnStretch(0, 1)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        column_box = QVBoxLayout(self)
        pad(column_box, across=22, down=20)
        column_box.setSpacing(sizes.px(12))
        column_box.addWidget(label("打印机校准", "heading"))
        column_box.addWidget(label(f"{self._name}，{TRAYS[self._tray][0]}", "field"))
        column_box.addWidget(
            label(
                "先打印校准页，用尺量出偏差填在下面；填好再打一次，十字应在正中，"
                "线长应为 100 毫米。驱动里的“适合页面”要关掉。",
                wrap=True,
            )
        )
        column_box.addLayout(grid)
        column_box.addLayout(line_of(self.sheet_button, STRETCH, cancel, self.save_button))
        self.setMinimumWidth(sizes.px(560))


def _fields(stored: Correction) -> _Fields:
    line = _LINE_MM / stored.scale
    return _Fields(
        _box(-20, 20, 0.5, stored.right_mm),
        _box(-20, 20, 0.5, stored.down_mm),
        _box(90, 110, 0.1, line),
    )


def _box(least: float, most: float, step: float, value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(least, most)
    box.setDecimals(1)
    box.setSingleStep(step)
    box.setValue(value)
    return box
