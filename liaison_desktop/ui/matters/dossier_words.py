"""The words of one paper of a dossier, block by block, to be changed before printing."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.matters.dossier_paper import Paper, PaperBlock
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.matters.fitted_form import FittedForm, bring_into_view
from liaison_desktop.ui.message import button

_BODY = "正文"


class DossierWords(QWidget):
    """Ctrl+S keeps what was changed; Alt+R gives a block the record's words back."""

    typed = Signal()
    """Something was changed and not kept yet."""
    keep_wanted = Signal()
    """What was changed is to be kept."""
    restore_wanted = Signal(str)
    """A block is to say what the record says again: its name."""

    def __init__(self) -> None:
        super().__init__()
        self.paper: Paper | None = None
        self._own: frozenset[str] = frozenset()
        self._last = ""
        self.form: FittedForm | None = None
        self.title = label("", "heading", wrap=True)
        self.hint = label("", "caption", wrap=True)
        self.keep_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self.restore_button = button(
            "恢复原文", icon_name="undo", tip="这一栏改回台账里的内容（Alt+R）"
        )
        self.restore_button.setShortcut("Alt+R")
        self._lay_out()
        self.keep_button.clicked.connect(self.keep_wanted)
        self.restore_button.clicked.connect(self._on_restore)
        self._update()

    def show_paper(self, paper: Paper, own: Mapping[str, str], missing: str) -> None:
        """Show a paper.

        Args:
            paper: As it would be printed now.
            own: What a person wrote in place of blocks, by name.
            missing: What the paper still wants, "" for nothing.
        """
        same = self.paper is not None and (self.paper.kind, self.paper.part) == (
            paper.kind,
            paper.part,
        )
        self.paper, self._own = paper, frozenset(own)
        self._last = self._last if same else ""
        self.title.setText(paper.title)
        # The fields are made anew; the one that has the keys would take them along.
        focused = QApplication.focusWidget()
        held = self.form is not None and focused is not None and self.form.isAncestorOf(focused)
        self._make_form(paper)
        if same and held:
            self.edit()
        self.hint.setText(self._hint(paper, missing))
        self._update()

    def changes(self) -> dict[str, str]:
        """Return block name to text of what was changed and not kept."""
        if self.paper is None or self.form is None:
            return {}
        values = self.form.values()
        return {
            block.name: text
            for block in self.paper.blocks
            if (text := str(values.get(block.name, ""))) != block.text.strip()
        }

    def restore_draft(self, texts: Mapping[str, Any]) -> None:
        """Show what had been typed before a power cut."""
        if self.form is not None:
            self.form.restore_draft({**self.form.values(), **texts})

    def edit(self) -> None:
        """Give the first block the keys."""
        if self.paper is not None and self.form is not None and self.paper.blocks:
            self.form.focus_field(self._last or self.paper.blocks[0].name)

    def discard(self) -> None:
        """Give up what was changed."""
        if self.paper is not None and self.form is not None:
            self.form.set_values({block.name: block.text for block in self.paper.blocks})
            self._update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was changed."""
        if event.key() == Qt.Key.Key_Escape and self.changes():
            self.discard()
        else:
            super().keyPressEvent(event)

    def _make_form(self, paper: Paper) -> None:
        if self.form is not None:
            self._room.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        if not paper.blocks:
            return
        form = FittedForm([self._field(block) for block in paper.blocks], two_columns_from=9999)
        form.set_values({block.name: block.text for block in paper.blocks})
        form.changed.connect(self._on_changed)
        form.arrived.connect(self._on_arrived)
        form.completed.connect(self.keep_wanted)
        self.form = form
        self._room.insertWidget(0, form)

    def _field(self, block: PaperBlock) -> Field:
        mark = " *" if block.name in self._own else ""
        kind = FieldType.LONG_TEXT if block.form.long else FieldType.TEXT
        return Field(block.name, f"{block.form.label or _BODY}{mark}", kind)

    def _hint(self, paper: Paper, missing: str) -> str:
        told = []
        if missing:
            told.append(missing)
        if not paper.blocks:
            told.append("这份文书由程序生成，没有可改的文字。")
        elif self._own:
            told.append("带 * 的栏已改成自己写的文字。")
        else:
            told.append("内容取自台账；在这里改的文字只用于这份文书，空着的栏按规定印“无”或“/”。")
        return "".join(told)

    def _on_changed(self) -> None:
        self._update()
        if self.changes():
            self.typed.emit()

    def _on_arrived(self, widget: object) -> None:
        if isinstance(widget, QWidget):
            self._last = str(widget.property("fieldName"))
            self._update()
            bring_into_view(self._scroll, widget)

    def _on_restore(self) -> None:
        if self._last in self._own:
            self.restore_wanted.emit(self._last)

    def _update(self) -> None:
        self.keep_button.setEnabled(bool(self.changes()))
        self.restore_button.setEnabled(self._last in self._own)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "sheet")
        self._room = QVBoxLayout(inside)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        head = QVBoxLayout()
        pad(head, across=16, down=10)
        head.addWidget(self.title)
        head.addWidget(self.hint)
        foot = line_of(self.restore_button, STRETCH, self.keep_button)
        pad(foot, across=16, down=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
