"""One blank form being mapped: its sheets, what fills the cell marked, how filling went."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QTabBar

from liaison_desktop.domain.figures.form_fields import FIELD_LABELS
from liaison_desktop.domain.figures.form_mapping import FIXED, Filling, FormMapping, MappedCell
from liaison_desktop.services.figures.form_choices import FormChoices
from liaison_desktop.services.figures.form_filling import OpenedForm
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.form_cell_choice import CellChoice
from liaison_desktop.ui.figures.form_grid import CellNote, FormGrid
from liaison_desktop.ui.figures.form_result import FormResult
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.layout_parts import column_of, framed, label, line_of
from liaison_desktop.ui.page import DeskContext


class FormWork(QSplitter):
    """The sheet at the left, what fills its cells at the right."""

    guessed = Signal(int)
    """So many cells can still be filled as suggested."""

    def __init__(self, desk: DeskContext, period: PeriodChoice) -> None:
        """Make the part for a desk.

        Args:
            desk: Where the store is.
            period: Of what time a figure is tried.
        """
        super().__init__()
        self._desk, self._period = desk, period
        self.opened: OpenedForm | None = None
        self.mapping: FormMapping | None = None
        self._choices = FormChoices((), {}, {})
        self._guesses: dict[tuple[str, str], MappedCell] = {}
        self.name, self.to_whom = QLineEdit(), QLineEdit()
        self.told = label("", "problem", wrap=True)
        self.tabs = QTabBar()
        self.grid = FormGrid()
        self.choice = CellChoice()
        self.result = FormResult(desk)
        self._lay_out()
        self._connect()

    def offer(self, choices: FormChoices) -> None:
        """Offer what cells can be filled with."""
        self._choices = choices
        self.choice.offer(choices)
        self._show_notes()

    def show_form(self, opened: OpenedForm) -> None:
        """Show a form that was opened."""
        self.opened = None  # the tabs change without anyone looking
        self._guesses = {(one.sheet, one.cell): one for one in opened.suggestions}
        self.result.show_nothing()
        self.name.setText(opened.mapping.name)
        self.to_whom.setText(opened.mapping.to_whom)
        self.told.setText("\n".join(opened.form.losses))
        self.told.setVisible(bool(opened.form.losses))
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in opened.form.sheets:
            self.tabs.addTab(sheet.name)
        self.tabs.setVisible(len(opened.form.sheets) > 1)
        self.keep(opened)
        self._show_sheet(0)

    def show_nothing(self) -> None:
        """The form was forgotten."""
        self.opened = self.mapping = None

    def keep(self, opened: OpenedForm) -> None:
        """Go on with the form shown as it is stored now."""
        self.opened, self.mapping = opened, opened.mapping

    def named(self) -> FormMapping | None:
        """Return the mapping with the names typed, None while no form is shown."""
        if self.mapping is None:
            return None
        return replace(self.mapping, name=self.name.text(), to_whom=self.to_whom.text())

    def accept_all(self) -> None:
        """Take every suggestion."""
        for cell in self._guesses.values():
            self._map(cell)
        self._guesses = {}
        self._show_notes()

    def go_to(self, sheet: str, address: str) -> None:
        """Show a cell, with the keys on it."""
        names = [one.name for one in self.opened.form.sheets] if self.opened else []
        if sheet in names:
            self.tabs.setCurrentIndex(names.index(sheet))
            self.grid.go_to(address)
            self.grid.setFocus()

    def _show_sheet(self, number: int) -> None:
        if self.opened is not None and 0 <= number < len(self.opened.form.sheets):
            self.grid.show_sheet(self.opened.form.sheets[number])
            self._show_notes()
            self._on_cell(self.grid.address())

    def _show_notes(self) -> None:
        if self.mapping is None or self.opened is None:
            return
        name = self._sheet_name()
        notes = {
            address: CellNote(cell_words(cell, self._choices), None)
            for (sheet, address), cell in self._guesses.items()
            if sheet == name
        }
        notes |= {
            one.cell: CellNote(cell_words(one, self._choices), one.filling)
            for one in self.mapping.cells
            if one.sheet == name
        }
        self.grid.show_notes(notes)
        self.guessed.emit(len(self._guesses))

    def _sheet_name(self) -> str:
        sheets = self.opened.form.sheets if self.opened is not None else ()
        at = max(self.tabs.currentIndex(), 0)
        return sheets[at].name if at < len(sheets) else ""

    def _known(self, address: str) -> MappedCell | None:
        """Return what fills a cell of the sheet shown, or could."""
        key = (self._sheet_name(), address)
        cells = self.mapping.cells if self.mapping is not None else ()
        kept = next((one for one in cells if (one.sheet, one.cell) == key), None)
        return kept or self._guesses.get(key)

    def _map(self, cell: MappedCell) -> None:
        if self.mapping is not None:
            self.mapping = self.mapping.with_cell(cell)

    def _on_cell(self, address: str) -> None:
        sheet = self.opened.form.sheet(self._sheet_name()) if self.opened is not None else None
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
        cell, office, period = self.choice.cell(), self._desk.office, self._period.period()
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
        self._guesses.pop((cell.sheet, cell.cell), None)
        self._map(cell)
        self._show_notes()

    def _on_accepted(self) -> None:
        guess = self._guesses.get((self._sheet_name(), self.grid.address()))
        if guess is not None:
            self._on_taken(guess)

    def _on_forgotten(self) -> None:
        address = self.grid.address()
        if address:
            self._on_taken(MappedCell(self._sheet_name(), address, "", Filling.KEEP))
            self._on_cell(address)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_sheet)
        self.grid.cell_entered.connect(self._on_cell)
        self.grid.choice_wanted.connect(self.choice.setFocus)
        self.grid.accept_wanted.connect(self._on_accepted)
        self.grid.forget_wanted.connect(self._on_forgotten)
        self.choice.taken.connect(self._on_taken)
        self.choice.changed.connect(self._on_choice_changed)
        self.choice.left.connect(self.grid.setFocus)
        self._period.changed.connect(self._on_choice_changed)
        self.result.cell_wanted.connect(self.go_to)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.tabs.setMinimumHeight(sizes.control)  # it has no tabs yet, and so no height
        names = column_of(
            line_of(
                label("表名", "field"), self.name, label("报送对象", "field"), self.to_whom
            ),
            self.told, self.tabs, gap=6,
        )  # fmt: skip
        hint = "黄底是待填的格；斜体是建议，空格键采用；回车选填什么，Delete 不填"
        inside = column_of(names, self.grid, label(hint, "caption", wrap=True), self.result, gap=6)
        inside.setStretchFactor(self.grid, 1)
        middle = framed(inside, across=10, down=8)
        right = framed(column_of(self.choice), across=14, down=12)
        right.setMinimumWidth(sizes.px(290))
        self.setChildrenCollapsible(False)
        for part in (middle, right):
            self.addWidget(part)
        self.setStretchFactor(0, 1)
        self.setSizes([sizes.px(640), sizes.px(310)])


def cell_words(cell: MappedCell, choices: FormChoices) -> str:
    """Return what fills a cell, in few words."""
    if cell.filling is Filling.FIELD:
        fixed = cell.field.removeprefix(FIXED)
        return f"“{fixed}”" if cell.field.startswith(FIXED) else FIELD_LABELS[cell.field]
    labels = {one.key: one.label for one in choices.indicators}
    if cell.filling is Filling.LIST:
        key, _, column = cell.field.partition(":")
        named = {one.key: one.label for one in choices.lists.get(key, ())}
        return f"▾ {labels.get(key, key)}：{named.get(column, '序号')}"
    question = cell.question
    if question is None:
        return ""
    scope = "·".join(one.label for one in question.scope.parts)
    return " ".join(filter(None, (labels.get(question.indicator, question.indicator), scope)))
