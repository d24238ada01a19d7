"""The editor of a summary: paragraphs as they print, numbers as tokens nothing can break."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from liaison_desktop.domain.figures.summary import Block, BlockKind
from liaison_desktop.domain.figures.template import prose_runs
from liaison_desktop.domain.figures.token import Run, Token, TokenKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.summary_copy import can_paste, copied, pasted
from liaison_desktop.ui.figures.summary_hints import draw_hints
from liaison_desktop.ui.figures.summary_keys import ENTER, is_insert, joins, spans, token_step
from liaison_desktop.ui.figures.summary_lines import forget_marks, keep_marks_in_sight
from liaison_desktop.ui.figures.summary_places import (
    chosen_token,
    hint_under,
    neighbour,
    token_under,
)
from liaison_desktop.ui.figures.summary_text import (
    block_of,
    blocks_of,
    char_format,
    dress_joined,
    fill,
    forget_slot,
    insert_blocks,
    insert_runs,
    kind_of,
    place_in_block,
    plain_words,
    replace_token,
    replace_tokens,
    set_kind,
    tokens_of,
)
from liaison_desktop.ui.figures.summary_tokens import Marks, drawing_of
from liaison_desktop.ui.stray_keys import is_stray

_KEPT_KIND = frozenset({BlockKind.BODY, BlockKind.SIGNATURE, BlockKind.NOTE})


class SummaryEditor(QTextEdit):
    """Alt+↓ and Alt+↑ walk from number to number, Enter on one opens where it is from."""

    edited = Signal()
    """The text is another."""
    token_shown = Signal(object)
    """A token is chosen now, or None."""
    token_opened = Signal(object)
    """Somebody wants to see the records of a token."""
    number_wanted = Signal()
    """A number is to be inserted (Ctrl+I)."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("总结正文")
        self.setProperty("role", "sheet")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self._filling = False
        self._seen: tuple[Block, ...] = ()
        self._meanings: dict[Token, str] = {}
        self._current: Token | None = None
        self._letters = char_format(BlockKind.BODY)
        self._drawing = drawing_of(self.document())
        self.document().setDocumentMargin(theme.metrics().px(26))
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.document().contentsChange.connect(self._on_words_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_cursor_moved)
        self.viewport().setMouseTracking(True)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show another text; its steps back begin anew."""
        self._filling = True
        self._drawing.changed = {}
        self._letters = char_format(BlockKind.BODY)
        fill(self.document(), blocks)
        self._seen = self.blocks()
        self._filling = False
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._on_cursor_moved()

    def blocks(self) -> tuple[Block, ...]:
        """Return the text."""
        return blocks_of(self.document())

    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens in their order."""
        return tuple(token for _, token in tokens_of(self.document()))

    def current_token(self) -> Token | None:
        """Return the token that is chosen, None for none."""
        return chosen_token(self.textCursor())

    def kind(self) -> BlockKind:
        """Return what the paragraph of the cursor is."""
        return kind_of(self.textCursor().block())

    def set_kind(self, kind: BlockKind) -> None:
        """Make the paragraphs chosen something else."""
        if not self.isReadOnly():
            set_kind(self.textCursor(), kind)

    def insert_runs(self, runs: Sequence[Run]) -> None:
        """Insert prose and tokens where the cursor is, in place of what is chosen."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        with self._one_step():
            cursor.removeSelectedText()
            insert_runs(cursor, runs)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def show_marks(self, changed: Marks) -> None:
        """Mark the tokens whose figure is another today."""
        self._drawing.changed = changed
        self.viewport().update()

    def marks(self) -> Marks:
        """Return the tokens marked."""
        return self._drawing.changed

    def show_meanings(self, meanings: dict[Token, str]) -> None:
        """Take what the pointer is told about tokens."""
        self._meanings = meanings

    def update_token(self) -> bool:
        """Put today's figure where a marked token is chosen; tell whether there was one."""
        token = self.current_token()
        now = self.marks().get(token) if token is not None else None
        if token is None or now is None or self.isReadOnly():
            return False
        at = min(self.textCursor().position(), self.textCursor().anchor())
        replace_token(self.document(), at, Token(now, token.source))
        self._select(at, at + 1)
        return True

    def update_all(self, only: TokenKind | None = None) -> int:
        """Put today's figures everywhere in one step; return how many.

        Args:
            only: Which tokens alone, e.g. the day of the paper; None for all.
        """
        if self.isReadOnly():
            return 0
        marks = {
            token: shown
            for token, shown in self.marks().items()
            if only in (None, token.source.kind)
        }
        return replace_tokens(self.document(), marks)

    def step_token(self, by: int) -> bool:
        """Choose the next or the previous token; tell whether there is one."""
        wanted = neighbour(self.textCursor(), by)
        if wanted is None:
            return False
        self._select(wanted, wanted + 1)
        return True

    def show_excerpt(self, block: int, start: int, excerpt: str) -> None:
        """Choose some words.

        Args:
            block: Number of the paragraph.
            start: Where they begin in its printed text.
            excerpt: The words as printed.
        """
        found = self.document().findBlockByNumber(block)
        if not found.isValid():
            return
        first = found.position() + place_in_block(found, start)
        last = found.position() + place_in_block(found, start + len(excerpt))
        self._select(first, last)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def vouch(self) -> None:
        """Make the numbers typed in the words chosen tokens of the person who typed them."""
        cursor = self.textCursor()
        first, last = sorted((cursor.position(), cursor.anchor()))
        block = self.document().findBlock(first)
        last = min(last, block.position() + block.length() - 1)
        self._select(first, last)
        chosen = block_of(block, first - block.position(), last - block.position())
        runs: list[Run] = []
        for run in chosen.runs:
            runs.extend([run] if isinstance(run, Token) else prose_runs(run))
        self.insert_runs(runs)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+I, which means importing elsewhere; tell what a token means."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (is_insert(event) or self._opens(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what the token under the pointer means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = token_under(self, QPointF(event.pos()))
            words = self.words_about(found[1]) if found else hint_under(self, QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def words_about(self, token: Token) -> str:
        """Return what the pointer is told about a token."""
        words = self._meanings.get(token, "")
        now = self.marks().get(token)
        return f"{words}\n台账现在是 {now}，按 Alt+U 更新" if now else words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along tokens, open them, begin paragraphs of the right kind."""
        if by := token_step(event):
            self.step_token(by)
        elif is_insert(event):
            self.number_wanted.emit()
        elif self._opens(event):
            self.token_opened.emit(self.current_token())
        elif event.key() in ENTER and not self.isReadOnly():
            self._begin_paragraph()
        elif is_stray(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not self.isReadOnly() and joins(event, self.textCursor()):
            with self._one_step():
                super().keyPressEvent(event)
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what was composed as words, whatever signs are among them."""
        words = event.commitString()
        if words != (plain := plain_words(words)):
            start, length = event.replacementStart(), event.replacementLength()
            event.setCommitString(plain, start, length)
        if spans(self.textCursor()) or event.replacementLength():
            with self._one_step():
                super().inputMethodEvent(event)
        else:
            super().inputMethodEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is taken away and what arrives are one step."""
        with self._one_step():
            super().dropEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a token chooses it."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if found := token_under(self, event.position()):
            self._select(found[0], found[0] + 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a token opens it."""
        found = token_under(self, event.position())
        if found is None:
            super().mouseDoubleClickEvent(event)
            return
        at, token = found
        self._select(at, at + 1)
        self.token_opened.emit(token)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words for other programs, and the tokens themselves for this one."""
        cursor = self.textCursor()
        first, last = sorted((cursor.position(), cursor.anchor()))
        return copied(self.document(), first, last)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take tokens of this program and plain words, no pictures and no foreign looks."""
        return can_paste(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste tokens as tokens, everything else as plain words."""
        if self.isReadOnly():
            return
        blocks = pasted(source)
        if not blocks:
            return
        cursor = self.textCursor()
        with self._one_step():
            insert_blocks(cursor, blocks)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and in paragraphs left to be written what belongs there."""
        keep_marks_in_sight(self)
        super().paintEvent(event)
        if not self.isReadOnly():
            draw_hints(self, QRectF(event.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        forget_marks(self.document())
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come back to the words; a token chosen before is told again."""
        super().focusInEvent(event)
        self._tell_current()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        # Steps back are lost with the text: only where its letters are others now.
        if event.type() == QEvent.Type.StyleChange and not self._filling and self._is_outsized():
            modified, blocks, marks = self.document().isModified(), self.blocks(), self.marks()
            first, last = self.textCursor().anchor(), self.textCursor().position()
            self.show_blocks(blocks)
            self._select(first, last)
            self.show_marks(marks)
            self.document().setModified(modified)

    def _is_outsized(self) -> bool:
        return self._letters.font() != char_format(BlockKind.BODY).font()

    @contextmanager
    def _one_step(self) -> Iterator[None]:
        """Make what is done one step back, with the look of what it brought together."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        try:
            yield
            dress_joined(self.document())
        finally:
            cursor.endEditBlock()

    def _opens(self, event: QKeyEvent) -> bool:
        return event.key() in ENTER and self.current_token() is not None

    def _begin_paragraph(self) -> None:
        """Begin a paragraph: after a heading comes what is written under it."""
        cursor = self.textCursor()
        with self._one_step():
            kind = kind_of(self.document().findBlock(cursor.selectionEnd()))
            cursor.removeSelectedText()
            at_end = cursor.atBlockEnd()
            cursor.insertBlock()
            forget_slot(cursor, kind if kind in _KEPT_KIND or not at_end else BlockKind.BODY)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _select(self, first: int, last: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_words_changed(self, first: int, _removed: int, added: int) -> None:
        forget_marks(self.document(), first, added)

    def _on_contents_changed(self) -> None:
        if self._filling:
            return
        # The letters of the window also come with this signal; only words are an edit.
        blocks = self.blocks()
        if blocks != self._seen:
            self._seen = blocks
            self.edited.emit()

    def _on_cursor_moved(self) -> None:
        if not self._filling:
            self._tell_current()

    def _tell_current(self) -> None:
        token = self.current_token()
        if token != self._current:
            self._current = token
            self.token_shown.emit(token)
