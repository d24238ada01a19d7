"""句式: the sentences a draft is made of; changed here, seen filled at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.summary import Block, BlockKind, Structure
from liaison_desktop.domain.figures.summary_template import TemplateRow
from liaison_desktop.domain.figures.template_words import TemplateWord
from liaison_desktop.domain.figures.token import Run
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.figures.summary_editor import SummaryEditor
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Page
from liaison_desktop.ui.stray_keys import is_stray
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import SplitterKeeper

_SHARED = ""
_FILLED_AFTER_MS = 300
_WORD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of a structure."""

    structures: tuple[Structure, ...]
    rows: tuple[TemplateRow, ...]
    words: tuple[TemplateWord, ...]


class TemplateText(QPlainTextEdit):
    """The template; Alt and a letter types nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave commands to whom they belong."""
        if is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TemplateView(Page):
    """Arrows choose a sentence, Enter edits it, Ctrl+S keeps it, Alt+R gives the old one back."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.SUMMARY_TEMPLATE, Kind.OWN_INDICATOR, Kind.RULE, Kind.RULE_SET}
    )

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._row: TemplateRow | None = None
        self._settled = True  # nothing is being typed: the sentence is shown as it is stored
        today = desk.office.context.today
        self.structures = QComboBox()
        self.structures.addItem("十三句通用句式", _SHARED)
        self.list = CardList("句式")
        self.text = TemplateText()
        self.preview = SummaryEditor()
        self.period = PeriodChoice(today)
        self.problem = label("", "problem", wrap=True)
        self.hint = label("", "field", wrap=True)
        self.save_button = button("保存句式", variant="primary", icon_name="save", tip="Ctrl+S")
        self.restore_button = button("恢复原来的", icon_name="undo", tip="用随程序的句式（Alt+R）")
        self.words = QTreeWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_FILLED_AFTER_MS)
        self._soon.timeout.connect(self.fill)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for the structures, the sentences of the one chosen, and the words."""
        summaries, structure = self.desk.office.summaries, str(self.structures.currentData() or "")

        def read() -> _Known:
            return _Known(summaries.structures(), summaries.templates(structure), summaries.words())

        self.desk.lanes.read((id(self), "rows"), read, self._show, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"edit": self.text.setFocus, "save": self.save}

    def save(self) -> None:
        """Keep the sentence; one that cannot be filled is refused in words."""
        if self._row is not None and self.text.toPlainText() != self._row.text:
            self._store(self._row, self.text.toPlainText(), "已保存句式")

    def restore(self) -> None:
        """Use the shipped sentence again."""
        if self._row is not None:
            self._store(self._row, "", "已恢复原来的句式")

    def fill(self) -> None:
        """Show the sentence with the figures of the period."""
        self._soon.stop()
        text, period = self.text.toPlainText(), self.period.period()
        summaries = self.desk.office.summaries
        self.desk.lanes.read(
            (id(self), "filled"),
            lambda: summaries.sentence(text, period),
            self._show_filled,
            self._on_refused,
            owner=self,
        )

    def insert_word(self, word: str) -> None:
        """Put a word where the cursor is."""
        self.text.insertPlainText("{" + word + "}")
        self.text.setFocus()

    def _show(self, known: _Known) -> None:
        if self.structures.count() == 1:
            for one in known.structures:
                self.structures.addItem(f"{one.key}　{one.name}", one.key)
        key = self._row.slot if self._row is not None else ""
        blocked = self.list.blockSignals(True)
        self.list.show_lines([_line(row) for row in known.rows])
        self.list.blockSignals(blocked)
        slots = [row.slot for row in known.rows]
        self.list.setCurrentRow(slots.index(key) if key in slots else 0)
        self._show_row()
        if self.words.topLevelItemCount() == 0:
            self._show_words(known.words)

    def _show_words(self, words: Sequence[TemplateWord]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for word in words:
            if word.group not in groups:
                groups[word.group] = QTreeWidgetItem(self.words, [word.group])
            item = QTreeWidgetItem(groups[word.group], [word.word])
            item.setData(0, _WORD, word.word)
            item.setToolTip(0, word.meaning)

    def _show_row(self) -> None:
        line = self.list.current()
        row = line.key if line is not None else None
        if not isinstance(row, TemplateRow):
            return
        before, self._row = self._row, row
        same = before is not None and (before.structure, before.slot) == (row.structure, row.slot)
        if not same or self._settled:
            self._settled = True
            blocked = self.text.blockSignals(True)
            self.text.setPlainText(row.text)
            self.text.blockSignals(blocked)
        self.hint.setText(row.hint)
        self.hint.setVisible(bool(row.hint))
        self._fit_buttons()
        self.fill()

    def _show_filled(self, runs: tuple[Run, ...]) -> None:
        self.problem.hide()
        kind = self._row.kind if self._row is not None else BlockKind.BODY
        self.preview.show_blocks((Block(kind, runs),))

    def _on_refused(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self.problem.setText(error.message)
        self.problem.show()

    def _store(self, row: TemplateRow, text: str, told: str) -> None:
        summaries = self.desk.office.summaries
        self.save_button.setEnabled(False)

        def done(changes: Changes) -> None:
            self._settled = True
            self.desk.done(changes, told)

        job = self.desk.lanes.write(
            lambda _progress: summaries.save_template(row.structure, row.slot, text),
            done,
            self._on_refused,
            owner=self,
        )
        when_ended(job, self._fit_buttons)

    def _on_typed(self) -> None:
        self._settled = False
        self._fit_buttons()
        self._soon.start()

    def _fit_buttons(self) -> None:
        row, typed = self._row, self.text.toPlainText()
        self.save_button.setEnabled(row is not None and typed != row.text)
        self.restore_button.setEnabled(row is not None and row.changed)

    def _on_structure(self) -> None:
        self._row = None
        self.refresh()

    def _connect(self) -> None:
        self.structures.currentIndexChanged.connect(lambda _at: self._on_structure())
        self.list.currentRowChanged.connect(lambda _row: self._show_row())
        self.list.taken.connect(lambda _row: self.text.setFocus())
        self.text.textChanged.connect(self._on_typed)
        self.period.changed.connect(self.fill)
        self.save_button.clicked.connect(self.save)
        self.restore_button.clicked.connect(self.restore)
        QShortcut(QKeySequence("Alt+R"), self).activated.connect(self.restore_button.click)
        self.words.itemActivated.connect(self._on_word)

    def _on_word(self, item: QTreeWidgetItem, _column: int) -> None:
        word = item.data(0, _WORD)
        if word:
            self.insert_word(str(word))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        caption = label("结构(&J)", "field")
        caption.setBuddy(self.structures)
        self.structures.setMinimumContentsLength(12)
        self.text.setAccessibleName("句式的文字")
        self.text.setMaximumHeight(sizes.px(180))
        for one in (self.text, self.preview):
            one.setMinimumHeight(sizes.px(52))
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("填好的样子")
        self.words.setHeaderHidden(True)
        self.words.setProperty("role", "bare")
        self.words.setAccessibleName("可用的词，回车放进句式")
        self.problem.hide()
        left = QWidget()
        left.setProperty("role", "pane")
        top = line_of(caption, self.structures)
        top.setStretch(1, 1)
        pad(top, across=12, down=10)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addLayout(top)
        inner.addWidget(self.list, 1)
        middle = QWidget()
        middle.setProperty("role", "pane")
        buttons = line_of(self.restore_button, STRETCH, self.save_button)
        column = column_of(
            label("句式：花括号里写指标或词语，〔〕里的分句在数字全为零时省去", "field", wrap=True),
            self.text, self.hint, self.problem, buttons, 6,
            line_of(label("填好的样子", "section"), STRETCH, self.period), self.preview,
        )  # fmt: skip
        pad(column, across=16, down=12)
        middle.setLayout(column)
        right = QWidget()
        right.setProperty("role", "pane")
        words = label("可用的词（回车放进句式）", "section")
        side = QVBoxLayout(right)
        side.setContentsMargins(1, 1, 1, 1)
        pad(side, across=10, down=10)
        side.addWidget(words)
        side.addWidget(self.words, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part, least in ((left, 220), (middle, 380), (right, 190)):
            part.setMinimumWidth(sizes.px(least))
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([sizes.px(300), sizes.px(680), sizes.px(250)])
        self._keeper = SplitterKeeper(splitter, self.desk.settings, "summary_templates")
        page = QVBoxLayout(self)
        pad(page, across=16, down=12)
        page.addWidget(splitter)
        self.setFocusProxy(self.list)


def _line(row: TemplateRow) -> CardLine:
    """Return a sentence in the list; one the office changed is marked."""
    changed = "（已改）" if row.changed else ""
    text = row.text or f"〔{row.hint}〕"
    return CardLine(f"{row.name}{changed}", text[:60], Tone.ACCENT if row.changed else None, row)
