"""填表机: the kept forms, the sheet of one, what fills its cells, and filling it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.figures.form_fields import FIELD_LABELS
from liaison_desktop.domain.figures.form_mapping import FIXED, Filling, FormMapping, MappedCell
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.services.figures.form_filling import (
    FilledForm,
    FormChoices,
    OpenedForm,
    mapped,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.form_cell_choice import CellChoice
from liaison_desktop.ui.figures.form_grid import CellNote, FormGrid
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import Tone

_FOLDER = "forms"
_NOTHING = EmptyText(
    "report", "打开上级下发的空白表（.xlsx），逐格对应一次，以后每期一键填好", "打开空白表…"
)


class FormFillView(QWidget):
    """The kept forms at the left, the sheet in the middle, the boxes at the right."""

    def __init__(self, desk: DeskContext) -> None:
        """Make the view for a desk."""
        super().__init__()
        self._desk = desk
        self._opened: OpenedForm | None = None
        self._blank: Path | None = None
        self._mapping: FormMapping | None = None
        self._filled: FilledForm | None = None
        self._choices = FormChoices((), {}, {})
        self._guessed: dict[tuple[str, str], MappedCell] = {}
        self.period = PeriodChoice(desk.office.context.today)
        self.list = CardList("填表方案")
        self.open_button = button("打开空白表…", icon_name="import", tip="打开空白表（Ctrl+N）")
        self.accept_button = button("采用全部建议", tip="浅色斜体的格子都按建议填（Ctrl+Shift+A）")
        self.accept_button.setShortcut("Ctrl+Shift+A")
        self.save_button = button("保存方案", tip="保存填表方案（Ctrl+S）")
        self.fill_button = button(
            "填表…", variant="primary", icon_name="export", tip="填好另存（Ctrl+E）"
        )
        self.name, self.to_whom = QLineEdit(), QLineEdit()
        self.tabs = QTabBar()
        self.grid = FormGrid()
        self.choice = CellChoice()
        self.told = label("", "problem", wrap=True)
        self.findings = CardList("填表后请核对")
        self.sent_button = button("登记为已报送", tip="把报送对象和每个数字记入报送记录")
        self._stack = QStackedWidget()
        self._result = QWidget()
        self._lay_out()
        self._connect()
        self._allow()
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Ask for the kept forms and what cells can be filled with."""
        office = self._desk.office

        def read() -> tuple[tuple[FormMapping, ...], FormChoices]:
            return office.form_filling.rows(), office.form_filling.choices()

        self._desk.lanes.read((id(self), "rows"), read, self._on_rows, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {
            "new": self.ask_and_open,
            "import": self.ask_and_open,
            "save": self.save,
            "delete": self.delete,
            "export": self.ask_and_fill,
            "refresh": self.refresh,
        }

    def ask_and_open(self) -> None:
        """Ask for a blank form and open it."""
        folder = str(kept_folder(self._desk.settings, _FOLDER))
        name, _ = QFileDialog.getOpenFileName(
            self, "打开空白表", folder, "Excel 工作簿 (*.xlsx);;所有文件 (*)"
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a blank form."""
        keep_folder(self._desk.settings, _FOLDER, path)
        office = self._desk.office

        def opened(form: OpenedForm) -> None:
            self._blank = path
            self._show(form)

        self._desk.lanes.heavy(lambda _progress: office.form_filling.open(path), opened, owner=self)

    def show_kept(self, mapping_id: int, period: Period | None = None) -> None:
        """Show a form that is kept."""
        if period is not None:
            self.period.show_period(period)
        office = self._desk.office

        def opened(form: OpenedForm) -> None:
            self._blank = None
            self._show(form)

        self._desk.lanes.read(
            (id(self), "again"), lambda: office.form_filling.again(mapping_id), opened, owner=self
        )

    def save(self) -> None:
        """Keep what fills the form."""
        if self._mapping is not None and self._is_named():
            self._save(lambda _key: None)

    def _is_named(self) -> bool:
        """Tell whether the form says what it is and to whom it goes; else ask for that."""
        for box, words in ((self.name, "表名"), (self.to_whom, "报送对象")):
            if not box.text().strip():
                self._desk.notice(f"请先填写{words}")
                box.setFocus()
                return False
        return True

    def delete(self) -> None:
        """Forget the form shown."""
        mapping, office = self._mapping, self._desk.office
        if mapping is None or mapping.id is None or mapping.version is None:
            return
        key, version, name = mapping.id, mapping.version, mapping.name

        def deleted(changes: Changes) -> None:
            self._opened = self._mapping = None
            self._stack.setCurrentIndex(0)
            self.setFocusProxy(self.list)
            self._allow()
            self._desk.done(changes, f"已删除填表方案《{name}》")

        self._desk.lanes.write(
            lambda _progress: office.form_filling.delete(key, version), deleted, owner=self
        )

    def ask_and_fill(self) -> None:
        """Ask where, and fill the form there."""
        mapping = self._mapping
        if mapping is None or not self._is_named():
            return
        folder = kept_folder(self._desk.settings, _FOLDER)
        title = f"{self.period.period().label}{self.name.text().strip() or mapping.name}.xlsx"
        name, _ = QFileDialog.getSaveFileName(
            self, "填好的表存为", str(folder / title), "Excel 工作簿 (*.xlsx)"
        )
        if name:
            path = Path(name)
            self.fill(path if path.suffix.lower() == ".xlsx" else path.with_suffix(".xlsx"))

    def fill(self, path: Path) -> None:
        """Keep the mapping as it is now and fill the form."""
        keep_folder(self._desk.settings, _FOLDER, path)
        office, period, blank = self._desk.office, self.period.period(), self._blank

        def fill(key: int) -> None:
            self._desk.lanes.heavy(
                lambda _progress: office.form_filling.fill(key, period, path, blank),
                self._on_filled,
                owner=self,
            )

        self._save(fill)

    def accept_all(self) -> None:
        """Take every suggestion."""
        for cell in self._guessed.values():
            self._map(cell)
        self._guessed = {}
        self._show_notes()

    def record_sent(self) -> None:
        """Write down that the form that was filled has been sent today."""
        filled, office = self._filled, self._desk.office
        if filled is None:
            return
        today = office.context.today()

        def told(answer: tuple[int, Changes]) -> None:
            self.sent_button.setEnabled(False)
            whom = filled.mapping.to_whom
            self._desk.done(
                answer[1], f"已登记：{filled.period.label}《{filled.mapping.name}》报{whom}"
            )

        self._desk.lanes.write(
            lambda _progress: office.form_filling.record_sent(filled, today), told, owner=self
        )

    def _save(self, then: Callable[[int], None]) -> None:
        opened, mapping, office = self._opened, self._mapping, self._desk.office
        if opened is None or mapping is None:
            return
        mapping = replace(mapping, name=self.name.text(), to_whom=self.to_whom.text())
        if mapping == opened.mapping and mapping.id is not None:
            then(mapping.id)
            return

        def saved(answer: tuple[int, Changes]) -> None:
            key, changes = answer
            self._desk.done(changes, f"已保存填表方案《{mapping.name}》")
            self._desk.lanes.read(
                (id(self), "again"), lambda: office.form_filling.again(key), kept, owner=self
            )

        def kept(again: OpenedForm) -> None:
            self._opened, self._mapping = again, again.mapping
            self.refresh()
            then(again.mapping.id or 0)

        self._desk.lanes.write(
            lambda _progress: office.form_filling.save(mapping, opened.content), saved, owner=self
        )

    def _show(self, opened: OpenedForm) -> None:
        self._opened = None  # the tabs change without anyone looking
        self._guessed = {(one.sheet, one.cell): one for one in opened.suggestions}
        self._result.hide()
        self.name.setText(opened.mapping.name)
        self.to_whom.setText(opened.mapping.to_whom)
        self.told.setText("\n".join(opened.form.losses))
        self.told.setVisible(bool(opened.form.losses))
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in opened.form.sheets:
            self.tabs.addTab(sheet.name)
        self.tabs.setVisible(len(opened.form.sheets) > 1)
        self._opened, self._mapping, self._filled = opened, opened.mapping, None
        self._stack.setCurrentIndex(1)
        self._allow()
        self._show_sheet(0)
        self.setFocusProxy(self.grid)  # also when another view was looked at meanwhile
        self.grid.setFocus()

    def _allow(self) -> None:
        for one in (self.accept_button, self.save_button, self.fill_button):
            one.setEnabled(self._opened is not None)

    def _show_sheet(self, number: int) -> None:
        if self._opened is not None and 0 <= number < len(self._opened.form.sheets):
            self.grid.show_sheet(self._opened.form.sheets[number])
            self._show_notes()
            self._on_cell(self.grid.address())

    def _show_notes(self) -> None:
        if self._mapping is None or self._opened is None:
            return
        name = self._sheet_name()
        notes = {
            address: CellNote(self._words(cell), None)
            for (sheet, address), cell in self._guessed.items()
            if sheet == name
        }
        notes |= {
            one.cell: CellNote(self._words(one), one.filling)
            for one in self._mapping.cells
            if one.sheet == name
        }
        self.grid.show_notes(notes)
        self.accept_button.setEnabled(bool(self._guessed))
        self.accept_button.setText(f"采用全部建议（{len(self._guessed)}）")

    def _words(self, cell: MappedCell) -> str:
        """Return what fills a cell, in few words."""
        if cell.filling is Filling.FIELD:
            fixed = cell.field.removeprefix(FIXED)
            return f"“{fixed}”" if cell.field.startswith(FIXED) else FIELD_LABELS[cell.field]
        labels = {one.key: one.label for one in self._choices.indicators}
        if cell.filling is Filling.LIST:
            key, _, column = cell.field.partition(":")
            named = {one.key: one.label for one in self._choices.lists.get(key, ())}
            return f"▾ {labels.get(key, key)}：{named.get(column, '序号')}"
        question = cell.question
        if question is None:
            return ""
        scope = "·".join(one.label for one in question.scope.parts)
        return " ".join(filter(None, (labels.get(question.indicator, question.indicator), scope)))

    def _sheet_name(self) -> str:
        sheets = self._opened.form.sheets if self._opened is not None else ()
        at = max(self.tabs.currentIndex(), 0)
        return sheets[at].name if at < len(sheets) else ""

    def _known(self, address: str) -> MappedCell | None:
        """Return what fills a cell of the sheet shown, or could."""
        key = (self._sheet_name(), address)
        cells = self._mapping.cells if self._mapping is not None else ()
        kept = next((one for one in cells if (one.sheet, one.cell) == key), None)
        return kept or self._guessed.get(key)

    def _map(self, cell: MappedCell) -> None:
        if self._mapping is not None:
            self._mapping = mapped(self._mapping, cell)

    def _on_rows(self, found: tuple[tuple[FormMapping, ...], FormChoices]) -> None:
        rows, self._choices = found
        self.choice.offer(self._choices)
        self.list.show_lines(
            [
                CardLine(one.name, f"报{one.to_whom}　{len(one.cells)} 格", key=one.id)
                for one in rows
            ]
        )
        if self._opened is None and rows and rows[0].id is not None:
            self.show_kept(rows[0].id)
        elif self._opened is not None:
            self._show_notes()

    def _on_cell(self, address: str) -> None:
        sheet = self._opened.form.sheet(self._sheet_name()) if self._opened is not None else None
        place = sheet.cell(address) if sheet is not None else None
        usable = place is not None and (place.room or place.asks or place.formula)
        self.choice.setEnabled(bool(usable))
        if sheet is None or place is None or not usable:
            self.choice.show_trial("这一格是表样原有的字，不用填")
            return
        likely = Filling.LIST if sheet.is_listed(place) else Filling.KEEP
        blank = MappedCell(sheet.name, address, sheet.label(place), likely)
        self.choice.show_cell(self._known(address) or blank)

    def _on_choice_changed(self) -> None:
        cell, office, period = self.choice.cell(), self._desk.office, self.period.period()
        if cell is None or cell.filling is not Filling.FIGURE:
            self.choice.show_trial("")
            return

        def told(value: str) -> None:
            shown = value or "没有数据，空着并标黄"
            self.choice.show_trial(f"{period.label}会填：{shown}")

        self._desk.lanes.read(
            (id(self), "trial"), lambda: office.form_filling.value(cell, period), told, owner=self
        )

    def _on_taken(self, cell: MappedCell) -> None:
        self._guessed.pop((cell.sheet, cell.cell), None)
        self._map(cell)
        self._show_notes()

    def _on_accepted(self) -> None:
        guess = self._guessed.get((self._sheet_name(), self.grid.address()))
        if guess is not None:
            self._on_taken(guess)

    def _on_forgotten(self) -> None:
        address = self.grid.address()
        if address:
            self._on_taken(MappedCell(self._sheet_name(), address, "", Filling.KEEP))
            self._on_cell(address)

    def _on_filled(self, filled: FilledForm) -> None:
        self._filled = filled
        lines = [
            CardLine(
                " ".join(filter(None, (one.sheet, one.cell, one.label))) or "整张表",
                one.sentence,
                Tone.AMBER,
                (one.sheet, one.cell),
            )
            for one in filled.findings
        ]
        self.findings.show_lines(lines)
        self.findings.setVisible(bool(lines))
        self.sent_button.setEnabled(True)
        self._result_words.setText(
            f"{filled.path.name}：填了 {filled.filled} 格，"
            + (f"{len(lines)} 处请核对（表里标黄）" if lines else "没有要核对的")
        )
        self._result.show()
        self._desk.notice(f"已填好，存为 {filled.path}")

    def _on_finding(self, place: tuple[str, str]) -> None:
        sheet, address = place
        names = [one.name for one in self._opened.form.sheets] if self._opened else []
        if sheet in names:
            self.tabs.setCurrentIndex(names.index(sheet))
            self.grid.go_to(address)
            self.grid.setFocus()

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.ask_and_open)
        self._empty.action_requested.connect(self.ask_and_open)
        self.accept_button.clicked.connect(self.accept_all)
        self.save_button.clicked.connect(self.save)
        self.fill_button.clicked.connect(self.ask_and_fill)
        self.sent_button.clicked.connect(self.record_sent)
        self.list.taken.connect(self.show_kept)
        self.list.itemClicked.connect(lambda _item: self._on_row())
        self.tabs.currentChanged.connect(self._show_sheet)
        self.grid.cell_entered.connect(self._on_cell)
        self.grid.choice_wanted.connect(self.choice.setFocus)
        self.grid.accept_wanted.connect(self._on_accepted)
        self.grid.forget_wanted.connect(self._on_forgotten)
        self.choice.taken.connect(self._on_taken)
        self.choice.changed.connect(self._on_choice_changed)
        self.choice.left.connect(self.grid.setFocus)
        self.period.changed.connect(self._on_choice_changed)
        self.findings.taken.connect(self._on_finding)

    def _on_row(self) -> None:
        line = self.list.current()
        if line is not None and isinstance(line.key, int):
            self.show_kept(line.key)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.tabs.setMinimumHeight(sizes.control)  # it has no tabs yet, and so no height
        left = _pane(column_of(self.list, line_of(self.open_button), gap=6), across=8, down=8)
        names = column_of(
            line_of(
                label("表名", "field"), self.name, label("报送对象", "field"), self.to_whom
            ),
            self.told, self.tabs, gap=6,
        )  # fmt: skip
        self._result_words = label("", "section", wrap=True)
        result = column_of(
            line_of(self._result_words, STRETCH, self.sent_button), self.findings, gap=4
        )
        result.setContentsMargins(0, 0, 0, 0)
        self._result.setLayout(result)
        self._result.hide()
        self.findings.setMaximumHeight(sizes.px(150))
        hint = "黄底是待填的格；斜体是建议，空格键采用；回车选填什么，Delete 不填"
        inside = column_of(names, self.grid, label(hint, "caption", wrap=True), self._result, gap=6)
        inside.setStretchFactor(self.grid, 1)
        middle = _pane(inside, across=10, down=8)
        right = _pane(column_of(self.choice), across=14, down=12)
        right.setMinimumWidth(sizes.px(290))
        work = QSplitter()
        work.setChildrenCollapsible(False)
        for part in (middle, right):
            work.addWidget(part)
        work.setStretchFactor(0, 1)
        work.setSizes([sizes.px(640), sizes.px(310)])
        host = QWidget()
        self._empty = EmptyState(host)
        self._empty.show_text(_NOTHING)
        for page in (host, work):
            self._stack.addWidget(page)
        outer = QSplitter()
        outer.setChildrenCollapsible(False)
        outer.addWidget(left)
        outer.addWidget(self._stack)
        outer.setStretchFactor(1, 1)
        outer.setSizes([sizes.px(220), sizes.px(980)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            line_of(self.period, STRETCH, self.accept_button, self.save_button, self.fill_button)
        )
        column.addWidget(outer, 1)


def _pane(inside: QVBoxLayout, *, across: float, down: float) -> QWidget:
    made = QWidget()
    made.setProperty("role", "pane")
    pad(inside, across=across, down=down)
    made.setLayout(inside)
    return made
