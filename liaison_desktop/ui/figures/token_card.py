"""Where a number is from: meaning, working, records; what it would be today."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.record_list import RecordList
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_NOTHING = EmptyText(
    "search",
    "在正文里点一个数字，这里就列出它的口径、算式和每一条记录（Alt+↓ 逐个走，回车进入记录）",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was asked about a token."""

    token: Token
    meaning: str
    working: str
    records: tuple[FigureRecord, ...]


class TokenCard(QWidget):
    """Shows one token; a closed summary is shown as it stands, without today's figure."""

    update_wanted = Signal()
    """Today's figure is to stand in the text."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._token: Token | None = None
        self.shown = label("", "title")
        self.meaning = label("", "", wrap=True)
        self.working = label("", "field", wrap=True)
        self.changed = label("", "problem", wrap=True)
        self.update_button = button("更新", variant="primary", tip="换成台账现在的数（Alt+U）")
        self.records = RecordList(desk, "token_records")
        self._rest, self._body = QWidget(), QWidget()
        self._lay_out()
        self._empty = EmptyState(self)
        self._empty.show_text(_NOTHING)
        self._body.hide()
        self.update_button.clicked.connect(self.update_wanted)
        self.setFocusProxy(self.records)

    @property
    def token(self) -> Token | None:
        """The token shown."""
        return self._token

    def show_token(self, token: Token | None, now: str | None) -> None:
        """Show where a token is from.

        Args:
            token: The token, None for none.
            now: What it would be today where that is something else.
        """
        self._token = token
        if token is None:
            self._body.hide()
            self._empty.show_text(_NOTHING)
            return
        self._show_now(now)
        summaries = self._desk.office.summaries

        def read() -> _Known:
            source = token.source
            return _Known(
                token,
                summaries.meaning(source),
                summaries.working(source),
                summaries.records(source),
            )

        self._desk.lanes.read((id(self), "token"), read, self._show, owner=self)

    def _show(self, known: _Known) -> None:
        if known.token != self._token:
            return
        self._empty.hide()
        self._body.show()
        token = known.token
        self.shown.setText("还没有数字" if token.shown == BLANK else token.shown)
        self.meaning.setText(known.meaning)
        self.working.setText(known.working)
        self.working.setVisible(bool(known.working))
        listed = token.source.kind is TokenKind.FIGURE or bool(known.records)
        self.records.setVisible(listed)
        self._rest.setVisible(not listed)
        self.records.show_records(known.records, "这个数字后面没有记录")

    def _show_now(self, now: str | None) -> None:
        self.changed.setText("" if now is None else f"台账已变，现在是 {now}")
        self.update_button.setText("更新" if now is None else f"更新为 {now}")
        for one in (self.changed, self.update_button):
            one.setVisible(now is not None)

    def _lay_out(self) -> None:
        self.meaning.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self._body)
        pad(column, across=14, down=10)
        column.addLayout(line_of(self.shown, STRETCH, self.update_button))
        for part in (self.changed, self.meaning, self.working):
            column.addWidget(part)
        column.addWidget(self.records, 1)
        column.addWidget(self._rest, 1)  # else the words would be spread over the height
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
