"""The pane beside the list of cards: state, what can be done, both sides, the issue log."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.register.card_number import spoken
from liaison_desktop.domain.register.contact_card import CardDetail, CardEvent, CardRow
from liaison_desktop.domain.terms.contact_card import CARD_EVENT_LABELS, VALID_STATES, CardState
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, ToneLabel, flow_of, label, line_of, pad, rule
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.register.card_columns import place_words, state_tone, state_words
from liaison_desktop.ui.register.card_picture import CardPicture
from liaison_desktop.ui.register.card_step_strip import (
    HAND_OUT,
    TAKE_BACK,
    VOID,
    CardStepStrip,
    StepAnswer,
)
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.tokens import Tone


class CardDetailPane(QWidget):
    """Only the steps a card's state allows can be pressed."""

    print_wanted = Signal(object)
    """These cards are to be printed: their keys."""

    def __init__(self, desk: DeskContext, steps: CardSteps) -> None:
        super().__init__()
        self._desk, self._steps = desk, steps
        self.detail: CardDetail | None = None
        self.picture = CardPicture(desk.lanes)
        self.strip = CardStepStrip(desk.office.context.today)
        self._number, self._state = label("", "title"), ToneLabel()
        self._place, self._cadre = label("", "", wrap=True), label("", "field", wrap=True)
        self._wrong = QLabel()
        self.hand_out_button = button("发放", tip="登记谁在哪天签收")
        self.replace_button = button("换发", tip="按现在的资料另制一张，原卡停用")
        self.reissue_button = button("补发", tip="卡遗失了：另制一张，原卡号停用")
        self.take_back_button = button("回收", tip="收回已发的卡")
        self.void_button = button("作废", tip="这张卡不再使用，卡号不再发放")
        self.print_button = button("打印", variant="quiet", icon_name="print")
        self.open_button = button("打开农户", variant="quiet", icon_name="household")
        self._log = QGridLayout()
        self._body = QScrollArea()
        self._lay_out()
        self._empty = EmptyState(self)
        self._connect()
        self.show_nothing()

    def show_card(self, detail: CardDetail) -> None:
        """Show a card."""
        same = self.detail is not None and self.detail.row.id == detail.row.id
        self.detail = detail
        self._empty.hide()
        self._body.show()
        self._show_head(detail.row)
        self._show_steps(detail.row)
        self._show_log(detail.events)
        self.picture.show_card(detail.content)
        if not same:
            self.strip.hide()

    def show_nothing(self, text: EmptyText | None = None) -> None:
        """Say that a card can be chosen, or something else."""
        self.detail = None
        self._body.hide()
        self._empty.show_text(
            text or EmptyText("card", "在左边选一张卡，看它印出来的样子和发放记录")
        )

    def log_lines(self) -> tuple[str, ...]:
        """Return the issue log as shown, a line an entry."""
        lines = []
        for row in range(self._log.rowCount()):
            parts = [self._log.itemAtPosition(row, column) for column in range(3)]
            words = [
                widget.text()
                for part in parts
                if part is not None and isinstance(widget := part.widget(), QLabel)
            ]
            if words:
                lines.append(" ".join(words).strip())
        return tuple(lines)

    def _show_head(self, row: CardRow) -> None:
        self._number.setText(spoken(row.number))
        self._state.show_words(state_words(row), state_tone(row))
        self._place.setText(f"{place_words(row)}　{row.head}")
        self._cadre.setText(f"联系干部 {row.cadre}　{row.phone}")
        self._wrong.setText(f"与现在不一致：{'、'.join(row.stale_reasons)}")
        self._wrong.setVisible(row.stale)

    def _show_steps(self, row: CardRow) -> None:
        valid = row.state in VALID_STATES
        made = row.state is CardState.MADE
        self.hand_out_button.setEnabled(made and not row.stale)
        for part in (
            self.replace_button,
            self.reissue_button,
            self.void_button,
        ):
            part.setEnabled(valid)
        # What stands on a stale card is wrong: the new one is printed.
        self.print_button.setEnabled(valid and not row.stale)
        self.take_back_button.setEnabled(row.state is CardState.HANDED_OUT)
        theme.set_property(self.replace_button, "variant", "primary" if row.stale else "")
        ready = made and not row.stale
        theme.set_property(self.hand_out_button, "variant", "primary" if ready else "")

    def _show_log(self, events: Sequence[CardEvent]) -> None:
        while (item := self._log.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, event in enumerate(reversed(events)):
            more = "　".join(part for part in (event.receiver, event.note) if part)
            self._log.addWidget(label(event.on.isoformat(), "caption"), row, 0)
            self._log.addWidget(label(CARD_EVENT_LABELS[event.kind]), row, 1)
            self._log.addWidget(label(more, "field", wrap=True), row, 2)
            self._log.addWidget(label(event.by, "caption"), row, 3)

    def _on_step_wanted(self, step: str) -> None:
        """Ask what a step needs, for the card shown now, whatever is shown later."""
        if self.detail is not None:
            card_id = self.detail.row.id
            self.strip.begin(step, lambda done, answer: self._do_step(card_id, done, answer))

    def _do_step(self, card_id: int, step: str, answer: StepAnswer) -> None:
        ids = (card_id,)
        if step == HAND_OUT:
            self._steps.hand_out(ids, answer.on, answer.receiver, answer.way)
        elif step == TAKE_BACK:
            self._steps.take_back(ids, answer.on, answer.reason)
        else:
            self._steps.void(ids, answer.reason)

    def _on_replace_clicked(self) -> None:
        if self.detail is not None:
            self._steps.replace((self.detail.row.id,))

    def _on_reissue_clicked(self) -> None:
        if self.detail is not None:
            self._steps.reissue((self.detail.row.id,))

    def _on_print_clicked(self) -> None:
        if self.detail is not None:
            self.print_wanted.emit((self.detail.row.id,))

    def _on_open_clicked(self) -> None:
        if self.detail is not None:
            self._desk.navigate(Kind.HOUSEHOLD, self.detail.row.household_id)

    def _connect(self) -> None:
        self.hand_out_button.clicked.connect(lambda: self._on_step_wanted(HAND_OUT))
        self.take_back_button.clicked.connect(lambda: self._on_step_wanted(TAKE_BACK))
        self.void_button.clicked.connect(lambda: self._on_step_wanted(VOID))
        self.replace_button.clicked.connect(self._on_replace_clicked)
        self.reissue_button.clicked.connect(self._on_reissue_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.open_button.clicked.connect(self._on_open_clicked)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self._wrong.setProperty("tone", Tone.AMBER.value)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._log.setHorizontalSpacing(sizes.px(12))
        self._log.setVerticalSpacing(sizes.px(6))
        self._log.setColumnStretch(2, 1)
        inner = QWidget()
        inner.setProperty("role", "sheet")
        column = QVBoxLayout(inner)
        pad(column, across=16, down=14)
        column.setSpacing(sizes.px(8))
        column.addLayout(
            line_of(self._number, self._state, STRETCH, self.print_button, self.open_button)
        )
        column.addWidget(self._place)
        column.addWidget(self._cadre)
        column.addWidget(self._wrong)
        column.addLayout(
            flow_of(
                self.hand_out_button, self.replace_button, self.reissue_button,
                self.take_back_button, self.void_button, gap=6,
            )
        )  # fmt: skip
        column.addWidget(self.strip)
        column.addSpacing(sizes.px(4))
        column.addWidget(self.picture)
        column.addSpacing(sizes.px(4))
        column.addWidget(rule())
        column.addWidget(label("发放记录", "section"))
        column.addLayout(self._log)
        column.addStretch(1)
        self._body.setWidget(inner)
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
