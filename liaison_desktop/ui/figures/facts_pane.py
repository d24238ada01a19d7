"""Facts for 存在的问题: what the ledgers say is wanting, to be put into the text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.figures.summary import Fact
from liaison_desktop.domain.figures.token import Token
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.layout_parts import label, pad


class FactsPane(QWidget):
    """Enter puts a fact where the text is being written."""

    insert_wanted = Signal(object)
    """A ``Fact`` is to stand in the text."""
    left = Signal()
    """Back to the text."""

    def __init__(self) -> None:
        super().__init__()
        self.told = label("", "field", wrap=True)
        self.list = CardList("可插入的事实")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        pad(head, across=14, down=8)
        head.addWidget(self.told)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.taken.connect(self.insert_wanted)
        self.list.left.connect(self.left)
        self.setFocusProxy(self.list)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show the facts of a period."""
        self.list.show_lines([CardLine(_text(fact), key=fact) for fact in facts])
        self.told.setText(
            "只列台账里的事实，原因和分析由起草人写。回车插入到光标处"
            if facts
            else "台账里没有超期、未覆盖、未走访、联户不足、期末以后补录的情况"
        )


def _text(fact: Fact) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in fact.runs)
