"""Step 2: how each column was understood, with samples, to be corrected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.register.roster import ColumnGuess, SheetMapping
from liaison_desktop.ui import theme
from liaison_desktop.ui.importing.nouns import Corrections, Noun
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad

LEFT_OUT = "不导入这一列"
_HEADINGS = ("表中的列", "前三个值", "认作")


class MappingStep(QWidget):
    """One table a sheet; only what the person changes counts as a correction."""

    corrected = Signal()
    """A column is understood otherwise now."""

    def __init__(self) -> None:
        super().__init__()
        self._mappings: tuple[SheetMapping, ...] = ()
        self._noun: Noun | None = None
        self._chosen: dict[tuple[str, int], str] = {}
        self.sheets = QComboBox()
        self.table = QTableWidget(0, len(_HEADINGS))
        self._words = label("", "field", wrap=True)
        self._lay_out()
        self.sheets.currentIndexChanged.connect(self._show_sheet)

    def show_mappings(self, noun: Noun, mappings: Sequence[SheetMapping]) -> None:
        """Show how the sheets of a file were understood."""
        self._noun, self._mappings = noun, tuple(mappings)
        self._chosen = {}
        blocked = self.sheets.blockSignals(True)
        self.sheets.clear()
        for mapping in self._mappings:
            skipped = f"（不读：{mapping.skipped}）" if mapping.skipped else ""
            self.sheets.addItem(f"{mapping.sheet}{skipped}")
        self.sheets.blockSignals(blocked)
        read = (place for place, one in enumerate(self._mappings) if not one.skipped)
        self.sheets.setCurrentIndex(next(read, 0))
        self.sheets.setVisible(len(self._mappings) > 1)
        self._show_sheet(self.sheets.currentIndex())

    def corrections(self) -> Corrections:
        """Return what the person corrected: fingerprint to column to target."""
        found: dict[str, dict[int, str]] = {}
        for (fingerprint, column), target in self._chosen.items():
            found.setdefault(fingerprint, {})[column] = target
        return found

    def choice(self, row: int) -> QComboBox:
        """Return the choice of a column of the sheet shown."""
        cell = self.table.cellWidget(row, 2)
        combo = cell.findChild(QComboBox) if cell is not None else None
        if combo is None:
            raise IndexError(row)
        return combo

    def _show_sheet(self, place: int) -> None:
        self.table.setRowCount(0)
        if not 0 <= place < len(self._mappings):
            return
        mapping = self._mappings[place]
        self.table.setRowCount(len(mapping.columns))
        for row, guess in enumerate(mapping.columns):
            self._show_column(row, mapping, guess)
        unknown = sum(not guess.target for guess in mapping.columns)
        first = mapping.header_rows[0] + 1
        said = f"第 {first} 行是表头，认出 {len(mapping.columns) - unknown} 列"
        rest = f"，{unknown} 列没有认出，不会导入" if unknown else ""
        self._words.setText(
            f"不读这张表：{mapping.skipped}" if mapping.skipped
            else f"{said}{rest}。认错的请在右边改，下次同样的表头会照这次的来。"
        )  # fmt: skip

    def _show_column(self, row: int, mapping: SheetMapping, guess: ColumnGuess) -> None:
        factor = f"（×{guess.factor:g}）" if guess.factor != 1.0 else ""
        samples = "　".join(sample for sample in guess.samples if sample)
        for column, text in enumerate((f"{guess.heading}{factor}", samples)):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
        key = (mapping.fingerprint, guess.column)
        combo = self._combo(self._chosen.get(key, guess.target))
        combo.setAccessibleName(f"“{guess.heading}”认作")
        combo.setEnabled(not mapping.skipped)
        combo.activated.connect(
            lambda place, one=combo, key=key: self._on_corrected(key, one, place)
        )
        cell = QWidget()
        line = line_of(combo)
        pad(line, across=4, down=3)
        cell.setLayout(line)
        self.table.setCellWidget(row, 2, cell)

    def _combo(self, target: str) -> QComboBox:
        combo = QComboBox()
        combo.setMaxVisibleItems(18)
        combo.addItem(LEFT_OUT, "")
        targets = dict(self._noun.targets) if self._noun is not None else {}
        for one, words in targets.items():
            combo.addItem(words, one)
        plain, _, slot = target.partition("@")
        if slot:
            combo.addItem(f"第 {slot} 人·{targets.get(plain, plain).partition('·')[2]}", target)
        elif target and target not in targets:
            combo.addItem(target.partition(".")[2], target)
        combo.setCurrentIndex(max(combo.findData(target), 0))
        theme.set_property(combo, "muted", "true" if not target else "false")
        return combo

    def _on_corrected(self, key: tuple[str, int], combo: QComboBox, place: int) -> None:
        self._chosen[key] = str(combo.itemData(place))
        self.corrected.emit()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(sizes.px(42))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, sizes.px(200))
        header.resizeSection(2, sizes.px(250))
        column = QVBoxLayout(self)
        pad(column, across=24, down=16)
        column.setSpacing(sizes.gap)
        column.addLayout(line_of(label("每一列这样理解，对吗？", "heading"), STRETCH, self.sheets))
        column.addWidget(self._words)
        column.addWidget(self.table, 1)
