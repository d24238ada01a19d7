"""The four lists of a month's round, with 销号 and 结转 for what is ticked."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError, SomeRefusedError
from liaison_desktop.domain.matters.notice import MonthRound, RoundLine
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tick_pane import TickPane
from liaison_desktop.ui.tokens import Tone

STRIKE, CARRY, CARRIED, ENTERED = "strike", "carry", "carried", "entered"
_CHIPS = (
    Chip(STRIKE, "待销号", "办结了、反馈了、群众评价了，可以销号"),
    Chip(CARRY, "待结转", "还没办结，要写明办理情况转到下月"),
    Chip(CARRIED, "已结转"),
    Chip(ENTERED, "本月新增"),
)
_GOOD = {
    STRIKE: "没有等着销号的民情",
    CARRY: "在办的都已写明办理情况",
    CARRIED: "还没有结转过",
    ENTERED: "这个月没有新登记的民情",
}
_C = Column[RoundLine]


def _day_words(line: RoundLine) -> str:
    if line.limit_on is None:
        return ""
    return f"{line.limit_on.isoformat()}{' 超期' if line.overdue else ''}"


_COLUMNS: tuple[_C, ...] = (
    _C(key="number", title="编号", text=lambda one: one.number, width=104, sortable=False),
    _C(
        key="title", title="申办事项", text=lambda one: one.title, tip=lambda one: one.title,
        width=170, sortable=False,
    ),
    _C(key="owner", title="责任人", text=lambda one: one.owner, width=76, sortable=False),
    _C(
        key="limit", title="时限", text=_day_words,
        tone=lambda one: Tone.RED if one.overdue else None, width=136, sortable=False,
    ),
    _C(key="state", title="状态", text=lambda one: one.state, width=110, sortable=False),
    _C(
        key="note", title="最近办理情况", text=lambda one: one.last_note,
        tip=lambda one: one.last_note, width=190, sortable=False,
    ),
)  # fmt: skip


class RoundLists(QWidget):
    """Space ticks; without ticks the line the keys are in is meant. Enter opens it."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._round: MonthRound | None = None
        self._rows: dict[int, RoundLine] = {}
        self.chips = FilterChips(_CHIPS)
        self.list = TickPane("month_end", _COLUMNS, self._fetch, desk.lanes, measure="件")
        self.all_button = button("全选", variant="quiet", tip="勾选全部（Alt+A）")
        self.strike_button = button(
            "销号", variant="primary", icon_name="ok", tip="勾选的销号（Alt+C）"
        )
        self.note = QLineEdit()
        self.note.setMaxLength(200)
        self.note.setPlaceholderText(
            "办理情况，如 已上报镇国土所，等待批复（会公示，不写个人信息）"
        )
        self.note.setAccessibleName("办理情况")
        self.carry_button = button(
            "结转", variant="primary", icon_name="next", tip="写明办理情况后转到下月（Alt+G）"
        )
        self.problem = label("", "problem", wrap=True)
        self._notes = DraftKeeper(desk, "carry_note", self._typed, self)
        self._lay_out()
        self._connect()

    def show_round(self, shown: MonthRound) -> None:
        """Show the round of a month."""
        same = self._round is not None and self._round.month == shown.month
        self._round = shown
        counts = {key: len(lines) for key, lines in self._lists().items()}
        self.chips.set_counts(counts)
        if not same:
            self.list.ticks.clear_ticks()
            self._choose_first_to_do(ENTERED)
            self._notes.follow(shown.month.year * 100 + shown.month.month)
        elif (done := self.chips.current()) in (STRIKE, CARRY) and not counts[done]:
            self._choose_first_to_do(done)
        self._show_list()

    def keep_draft(self) -> None:
        """Keep the note being typed."""
        self._notes.keep_pending()

    def chosen(self) -> tuple[int, ...]:
        """Return the concerns ticked in the list shown, or the one the keys are in."""
        ticked = tuple(self.list.ticks.ticked())
        current = self.list.current_id()
        return ticked or (() if current is None else (current,))

    def strike_off(self) -> None:
        """Strike off what is chosen, all or none; what cannot be is told with its reason."""
        ids, notices = self.chosen(), self._desk.office.notices
        if not ids or self.chips.current() != STRIKE or not self.strike_button.isEnabled():
            return

        def done(changes: Changes) -> None:
            self._show_problem("")
            self.list.ticks.clear_ticks()
            self._desk.done(changes, f"已销号 {len(ids)} 件")

        self.list.setFocus()  # the button is about to be out of use
        self.strike_button.setEnabled(False)
        job = self._desk.lanes.write(
            lambda _progress: notices.strike_off(ids), done, self._on_refused, owner=self
        )
        when_ended(job, self._fit_buttons)

    def carry_over(self) -> None:
        """Carry over what is chosen with the note typed."""
        ids, note, shown = self.chosen(), self.note.text().strip(), self._round
        if not ids or shown is None or self.chips.current() not in (CARRY, CARRIED):
            return
        if not note:
            self._show_problem("请写明办理情况，再结转。")
            self.note.setFocus()
            return
        notices = self._desk.office.notices

        def done(changes: Changes) -> None:
            self._notes.discard()
            self.note.clear()
            self._show_problem("")
            self.list.ticks.clear_ticks()
            self._desk.done(changes, f"已结转 {len(ids)} 件")

        self.list.setFocus()  # the line and its button are about to be out of use
        self.carry_button.setEnabled(False)
        job = self._desk.lanes.write(
            lambda _progress: notices.carry_over(ids, note, shown.month),
            done,
            self._on_refused,
            owner=self,
        )
        when_ended(job, self._fit_buttons)

    def _on_refused(self, error: BaseException) -> None:
        """Say which cannot be, and take their ticks away: the same key does the rest."""
        if not isinstance(error, AppError):
            raise error
        self._show_problem(error.message)
        if self.chips.current() != STRIKE:
            self.note.setFocus()
        if isinstance(error, SomeRefusedError):
            self.list.ticks.set_ticks(error.ids, ticked=False)

    def _lists(self) -> dict[str, tuple[RoundLine, ...]]:
        shown = self._round
        if shown is None:
            return {}
        return {
            STRIKE: shown.to_strike_off,
            CARRY: shown.to_carry,
            CARRIED: shown.carried,
            ENTERED: shown.entered,
        }

    def _choose_first_to_do(self, otherwise: str) -> None:
        lists = self._lists()
        self.chips.choose(next((key for key in (STRIKE, CARRY) if lists[key]), otherwise))

    def _show_list(self) -> None:
        key = self.chips.current()
        lines = self._lists().get(key, ())
        self._rows = {line.concern_id: line for line in lines}
        self.list.set_empty(EmptyText("ok", _GOOD[key]))
        self.list.show_ids(array("q", self._rows))
        self.list.refresh()
        if lines and self.list.current_id() is None:
            self.list.show_record(lines[0].concern_id)
        self._fit_buttons()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, RoundLine]:
        return {one: self._rows[one] for one in ids if one in self._rows}

    def _on_chosen(self) -> None:
        self._show_problem("")
        self._show_list()

    def _on_open(self, concern_id: int) -> None:
        self._desk.navigate(Kind.CONCERN, concern_id)

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _fit_buttons(self) -> None:
        key, count = self.chips.current(), len(self.chosen())
        some = f" {count} 件" if count > 1 else ""
        self.strike_button.setVisible(key == STRIKE)
        self.strike_button.setEnabled(bool(count))
        self.strike_button.setText(f"销号{some}")
        for part in (self.note, self.carry_button):
            part.setVisible(key in (CARRY, CARRIED))
            part.setEnabled(bool(count))
        self.carry_button.setText(f"{'改写' if key == CARRIED else '结转'}{some}")
        self.all_button.setVisible(key != ENTERED)

    def _typed(self) -> dict[str, str]:
        return {"note": self.note.text()}

    def _on_draft(self, draft: Draft) -> None:
        if not self.note.text():
            self.note.setText(str(draft.values.get("note", "")))

    def _tick_all(self) -> None:
        everything = len(self.list.ticks.ticked()) == len(self._rows)
        self.list.tick_shown(ticked=not everything)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self._on_chosen())
        self.list.ticks_changed.connect(lambda _count: self._fit_buttons())
        self.list.current_changed.connect(lambda _id: self._fit_buttons())
        self.list.open_requested.connect(self._on_open)
        self.note.textEdited.connect(lambda _text: self._notes.typed())
        self.all_button.clicked.connect(self._tick_all)
        self.strike_button.clicked.connect(self.strike_off)
        self.carry_button.clicked.connect(self.carry_over)
        calls = {
            "Alt+A": self._tick_all,
            "Alt+C": self.strike_off,
            "Alt+G": self.carry_over,
        }
        for keys, call in calls.items():
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        self.note.returnPressed.connect(self.carry_over)
        self._notes.found.connect(self._on_draft)

    def _lay_out(self) -> None:
        foot = line_of(
            self.all_button, self.note, self.carry_button, STRETCH, self.strike_button
        )  # fmt: skip
        foot.setStretch(1, 100)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().gap)
        column.addLayout(line_of(self.chips, STRETCH))
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.setFocusProxy(self.list)
