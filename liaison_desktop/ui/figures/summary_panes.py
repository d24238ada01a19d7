"""The parts of one summary on the screen: text at the left, what stands behind it beside it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.closing_strip import ClosingStrip
from liaison_desktop.ui.figures.facts_pane import FactsPane
from liaison_desktop.ui.figures.number_strip import NumberStrip
from liaison_desktop.ui.figures.proof_pane import ProofPane
from liaison_desktop.ui.figures.summary_editor import SummaryEditor
from liaison_desktop.ui.figures.summary_head import PaperFoot, SummaryHead
from liaison_desktop.ui.figures.token_card import TokenCard
from liaison_desktop.ui.layout_parts import line_of, pad, rule
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.window_state import SplitterKeeper

CHECK, NUMBER, FACTS = "check", "number", "facts"
_LOW = 480  # below this height every line over the text is one too many, pixels at 100 %
_SIDES = (
    (CHECK, "检查", "Alt+K"),
    (NUMBER, "来源", "Alt+J"),
    (FACTS, "事实", "Alt+L"),
)


class SummaryPanes(QWidget):
    """Lays the parts out; ``SummaryWork`` gives them their meaning."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.head, self.foot = SummaryHead(), PaperFoot(desk.office.context.today)
        self.editor = SummaryEditor()
        self.number_strip, self.closing = NumberStrip(desk), ClosingStrip()
        self.sides = Segments(_SIDES)
        self.proof, self.card, self.facts = ProofPane(), TokenCard(desk), FactsPane()
        self._side, self._strips = QStackedWidget(), QVBoxLayout()
        pad(self._strips, across=8, down=0)
        self._lay_out()
        self.sides.chosen.connect(self.show_side)
        self.setFocusProxy(self.editor)
        for strip in (self.number_strip, self.closing):
            strip.installEventFilter(self)
        self.head.foot_wanted.connect(self.foot.show_line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen, or at large text, the text keeps most of the height."""
        super().resizeEvent(event)
        low = self.height() < theme.metrics().px(_LOW)
        for part in (self.head, self.foot, self.number_strip):
            part.set_low(low=low)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a strip take the place of the buttons while it asks."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            asked = not (self.number_strip.isHidden() and self.closing.isHidden())
            self.head.setVisible(not asked)
            pad(self._strips, across=8, down=8 if asked else 0)
        return super().eventFilter(watched, event)

    def show_side(self, key: str) -> None:
        """Show 口径检查, 数字来源 or 可写的事实, with the keys in it."""
        self.reveal_side(key)
        self._panes()[key].setFocus()

    def reveal_side(self, key: str) -> None:
        """Show one of the three; the keys stay where they are."""
        self.sides.choose(key)
        self._side.setCurrentWidget(self._panes()[key])

    def _panes(self) -> dict[str, QWidget]:
        return {CHECK: self.proof, NUMBER: self.card, FACTS: self.facts}

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        left = QWidget()
        left.setProperty("role", "pane")
        inner = QVBoxLayout(left)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        for strip in (self.number_strip, self.closing):
            self._strips.addWidget(strip)
        inner.addWidget(self.head)
        inner.addLayout(self._strips)
        inner.addWidget(rule())
        inner.addWidget(self.editor, 1)
        inner.addWidget(self.foot)
        right = QWidget()
        right.setProperty("role", "pane")
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        choice = line_of(self.sides)
        pad(choice, across=10, down=8)
        column.addLayout(choice)
        for pane in self._panes().values():
            self._side.addWidget(pane)
        column.addWidget(self._side, 1)
        theme.keep_width(left, least=380)
        theme.keep_width(right, least=270)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([sizes.px(660), sizes.px(330)])
        self._keeper = SplitterKeeper(splitter, self._desk.settings, "summary_work")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
