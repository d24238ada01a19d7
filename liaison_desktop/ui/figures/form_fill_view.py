"""填表机: the kept forms, the sheet of one, what fills its cells, and filling it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.figures.form_mapping import FormMapping
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.services.figures.form_choices import FormChoices
from liaison_desktop.services.figures.form_filling import OpenedForm
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.form_work import FormWork
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, column_of, framed, line_of
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.side_by_side import side_by_side

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
        self._blank: Path | None = None
        self.period = PeriodChoice(desk.office.context.today)
        self.list = CardList("填表方案")
        self.open_button = button("打开空白表…", icon_name="import", tip="打开空白表（Ctrl+N）")
        self.accept_button = button("采用全部建议", tip="浅色斜体的格子都按建议填（Ctrl+Shift+A）")
        self.save_button = button("保存方案", tip="保存填表方案（Ctrl+S）")
        self.fill_button = button(
            "填表…", variant="primary", icon_name="export", tip="填好另存（Ctrl+E）"
        )
        self.work = FormWork(desk, self.period)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._allow(shown=False)
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
            if form.form.period is not None:
                self.period.show_period(form.form.period)
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
        if self.work.mapping is not None and self._is_named():
            self._save(lambda _key: None)

    def _is_named(self) -> bool:
        """Tell whether the form says what it is and to whom it goes; else ask for that."""
        for box, words in ((self.work.name, "表名"), (self.work.to_whom, "报送对象")):
            if not box.text().strip():
                self._desk.notice(f"请先填写{words}")
                box.setFocus()
                return False
        return True

    def delete(self) -> None:
        """Forget the form shown."""
        mapping, office = self.work.mapping, self._desk.office
        if mapping is None or mapping.id is None or mapping.version is None:
            return
        key, version, name = mapping.id, mapping.version, mapping.name

        def deleted(changes: Changes) -> None:
            self.work.show_nothing()
            self._stack.setCurrentIndex(0)
            self.setFocusProxy(self.list)
            self._allow(shown=False)
            self._desk.done(changes, f"已删除填表方案《{name}》")

        self._desk.lanes.write(
            lambda _progress: office.form_filling.delete(key, version), deleted, owner=self
        )

    def ask_and_fill(self) -> None:
        """Ask where, and fill the form there."""
        mapping = self.work.named()
        if mapping is None or not self._is_named():
            return
        if not mapping.cells:
            self._desk.notice("还没有一格对应了内容，请先采用建议，或选格子对应")
            return
        folder = kept_folder(self._desk.settings, _FOLDER)
        title = f"{self.period.period().label}{mapping.name.strip()}.xlsx"
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
                self.work.result.show_filled,
                owner=self,
            )

        self._save(fill)

    def _save(self, then: Callable[[int], None]) -> None:
        opened, mapping, office = self.work.opened, self.work.named(), self._desk.office
        if opened is None or mapping is None:
            return
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
            self.work.keep(again)
            self.refresh()
            then(again.mapping.id or 0)

        self._desk.lanes.write(
            lambda _progress: office.form_filling.save(mapping, opened.content), saved, owner=self
        )

    def _show(self, opened: OpenedForm) -> None:
        self._allow(shown=True)
        self.work.show_form(opened)
        self._stack.setCurrentIndex(1)
        self.setFocusProxy(self.work.grid)  # also when another view was looked at meanwhile
        self.work.grid.setFocus()

    def _allow(self, *, shown: bool) -> None:
        for one in (self.accept_button, self.save_button, self.fill_button):
            one.setEnabled(shown)

    def _on_guessed(self, count: int) -> None:
        self.accept_button.setEnabled(bool(count))
        self.accept_button.setText(f"采用全部建议（{count}）")
        self.accept_button.setShortcut("Ctrl+Shift+A")  # a new text takes the keys away

    def _on_rows(self, found: tuple[tuple[FormMapping, ...], FormChoices]) -> None:
        rows, choices = found
        self.work.offer(choices)
        self.list.show_lines(
            [
                CardLine(one.name, f"报{one.to_whom}　{len(one.cells)} 格", key=one.id)
                for one in rows
            ]
        )
        if self.work.opened is None and rows and rows[0].id is not None:
            self.show_kept(rows[0].id)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.ask_and_open)
        self._empty.action_requested.connect(self.ask_and_open)
        self.accept_button.clicked.connect(self.work.accept_all)
        self.save_button.clicked.connect(self.save)
        self.fill_button.clicked.connect(self.ask_and_fill)
        self.work.guessed.connect(self._on_guessed)
        self.list.taken.connect(self.show_kept)
        self.list.itemClicked.connect(lambda _item: self._on_row())

    def _on_row(self) -> None:
        line = self.list.current()
        if line is not None and isinstance(line.key, int):
            self.show_kept(line.key)

    def _lay_out(self) -> None:
        kept = framed(column_of(self.list, line_of(self.open_button), gap=6), across=8, down=8)
        host = QWidget()
        self._empty = EmptyState(host)
        self._empty.show_text(_NOTHING)
        for page in (host, self.work):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            line_of(self.period, STRETCH, self.accept_button, self.save_button, self.fill_button)
        )
        column.addWidget(
            side_by_side(
                self._desk.settings, "form_filling", (kept, 220, 0), (self._stack, 980, 1)
            ),
            1,
        )
