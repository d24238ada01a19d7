"""民情日记: the list of diaries, one of them beside it, the booklet of a cadre's year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.diary import (
    DiaryDetail,
    DiaryDraft,
    DiaryFilter,
    DiaryReview,
    DiaryRow,
)
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.services.matters.diaries import Diaries
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, Part, column_of, flow_of, label, line_of, pad
from liaison_desktop.ui.matters import visit_prints
from liaison_desktop.ui.matters.diary_editor import DiaryEditor, head_line
from liaison_desktop.ui.matters.diary_review import DiaryReviewStrip
from liaison_desktop.ui.matters.ledger_page import LedgerPage, LedgerWords
from liaison_desktop.ui.matters.period_box import days_of
from liaison_desktop.ui.matters.record_pane import RecordPane
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import VISITS, DeskContext
from liaison_desktop.ui.tokens import Tone

ALL, MONTH, OPEN, REVIEWED = "all", "month", "open", "reviewed"
_DIARIES = "diaries"
_REVIEWER = "diary/reviewer"
_C = Column[DiaryRow]
_COLUMNS: tuple[_C, ...] = (
    _C(key="on", title="日期", text=lambda row: row.on.isoformat(), width=100),
    _C(key="cadre", title="干部", text=lambda row: row.cadre, width=84),
    _C(key="unit", title="单位", text=lambda row: row.unit, width=110, sortable=False),
    _C(key="place", title="地点", text=lambda row: row.place, width=110),
    _C(
        key="content",
        title="走访内容",
        text=lambda row: row.content.replace("\n", " "),
        tip=lambda row: row.content,
        width=220,
        sortable=False,
    ),
    _C(
        key="reviewed",
        title="点评",
        text=lambda row: "已点评" if row.reviewed else "待点评",
        tone=lambda row: Tone.GREEN if row.reviewed else Tone.GREY,
        width=84,
    ),
)
_WORDS = LedgerWords[DiaryRow](
    name=_DIARIES,
    columns=_COLUMNS,
    chips=(
        Chip(ALL, "全部"),
        Chip(MONTH, "本月"),
        Chip(OPEN, "待点评"),
        Chip(REVIEWED, "已点评", "点评过的日记不能再改"),
    ),
    measure="篇",
    new="写日记",
    import_caption="",
    nothing_kept=EmptyText(
        "edit", "还没有民情日记。按 Ctrl+N 写一篇，或在一次走访里按“写日记”起草"
    ),
    good={OPEN: "没有等着点评的日记", MONTH: "本月还没有日记"},
)


class _DiaryHead(QWidget):
    """The head line, who wrote, the review."""

    review_wanted = Signal()
    """The diary is to be reviewed, or its review taken back."""
    delete_wanted = Signal()
    """The diary was entered by mistake."""
    visit_wanted = Signal()
    """The visit it tells of is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.who = label("", "title"), label("", "field", wrap=True)
        self.review = label("", wrap=True)
        self.review.setProperty("tone", Tone.GREEN.value)
        self.review_button = button("点评", icon_name="ok", tip="领导点评后锁定（Alt+P）")
        self.visit_button = button("看走访", variant="quiet", icon_name="visit")
        self.delete_button = button("删除", icon_name="delete", tip="删除这篇日记（Ctrl+Delete）")
        top = flow_of(
            self.title,
            STRETCH,
            line_of(self.visit_button, self.review_button, self.delete_button),
        )
        column = column_of(top, self.who, self.review, gap=4)
        pad(column, across=16, down=10)
        self.setLayout(column)
        self.review_button.clicked.connect(self.review_wanted)
        self.delete_button.clicked.connect(self.delete_wanted)
        self.visit_button.clicked.connect(self.visit_wanted)

    def show_diary(self, detail: DiaryDetail) -> None:
        """Show a stored diary."""
        values = detail.values
        self.title.setText(head_line(values))
        self.who.setText(" · ".join(part for part in (detail.cadre, detail.unit) if part))
        parts = (values.get("reviewer"), values.get("reviewed_on"), values.get("review_grade"))
        said = " ".join(str(part) for part in parts if part)
        text = str(values.get("review") or "")
        self.review.setText(f"点评　{said}" + (f"\n{text}" if text else ""))
        self.review.setVisible(detail.locked)
        self.review_button.setText("撤回点评" if detail.locked else "点评")
        self.review_button.setShortcut("Alt+P")
        self.delete_button.setVisible(not detail.locked)
        self.visit_button.setVisible(detail.visit_id is not None)


class DiaryPane(RecordPane[DiaryDetail]):
    """One diary; reviewed it can be read, not changed."""

    noun = "民情日记"
    new_title = "写民情日记"
    fields_caption = "日记"
    head: _DiaryHead
    editor: DiaryEditor

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, _DiaryHead(), DiaryEditor(desk))
        self.strip = DiaryReviewStrip(desk.office.context.today)
        strip = line_of(self.strip)
        pad(strip, across=16, down=0)
        self.top.addLayout(strip)
        self.strip.given.connect(self._on_review)
        self.head.review_wanted.connect(self.review)
        self.head.delete_wanted.connect(self.delete)
        self.head.visit_wanted.connect(self._on_visit)

    def empty_text(self) -> EmptyText:
        """Return what stands here while nothing is chosen."""
        return EmptyText("edit", "在左边选一篇日记；新写一篇按 Ctrl+N")

    def show_head(self, detail: DiaryDetail) -> None:
        """Show the head line and the review."""
        self.strip.hide()
        self.head.show_diary(detail)

    def history_of(self, record_id: int) -> Callable[[], Sequence[FieldChange]]:
        """Return what reads the history of a diary."""
        diaries = self._desk.office.diaries
        return lambda: diaries.history(record_id)

    def begin_of_visit(self, draft: DiaryDraft) -> None:
        """Begin a diary of a visit."""
        self.detail = None
        self._show_body(new=True)
        self.editor.begin_of_visit(draft)

    def save(self) -> None:
        """Store the review being given, else what was typed (Ctrl+S)."""
        if self.strip.isVisibleTo(self):
            self.strip.confirm()
        else:
            super().save()

    def review(self) -> None:
        """Ask for the review, or take it back where one stands."""
        detail, diaries = self.detail, self._desk.office.diaries
        if detail is None:
            return
        if detail.locked:
            self.write(
                lambda: diaries.withdraw_review(detail.id, detail.version), "已撤回点评，可以再改"
            )
        else:
            self.strip.begin(str(self._desk.settings.value(_REVIEWER, "")))
            self.reveal(self.strip)

    def delete(self) -> None:
        """Delete the diary; 撤销 brings it back."""
        detail, diaries = self.detail, self._desk.office.diaries
        if detail is not None:
            self.write(lambda: diaries.delete(detail.id, detail.version), "已删除这篇日记")

    def _on_review(self, given: DiaryReview) -> None:
        detail, diaries = self.detail, self._desk.office.diaries
        if detail is None:
            return

        def done(changes: Changes) -> None:
            self.strip.hide()
            self._desk.settings.setValue(_REVIEWER, given.reviewer.strip())
            self._desk.done(changes, "已点评，这篇日记锁定了")

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.strip.show_problem(error.message)

        self._desk.lanes.write(
            lambda _progress: diaries.review(detail.id, detail.version, given),
            done,
            failed,
            owner=self,
        )

    def _on_visit(self) -> None:
        if self.detail is not None and self.detail.visit_id is not None:
            self._desk.navigate(Kind.VISIT, self.detail.visit_id)


class DiaryView(LedgerPage[DiaryRow, DiaryFilter, DiaryDetail]):
    """Ctrl+N writes a diary; Ctrl+P prints the booklet of the cadre and year in sight."""

    name: ClassVar[str] = VISITS
    words = _WORDS
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.DIARY, Kind.CADRE})
    pane: DiaryPane

    def __init__(self, desk: DeskContext) -> None:
        self.cadre = CadreBox()
        super().__init__(desk, DiaryPane(desk))
        self.place.hide()
        self._cadre_shown: int | None = None
        self.cadre.edited.connect(self._on_cadre_edited)
        self.print_button.setText("打印日记本")
        self.print_button.setToolTip("选中日记的干部、那一年的日记本（Ctrl+P）")
        menu = QMenu(self)
        menu.addAction("A5 日记本").triggered.connect(self.print_ledger)
        menu.addAction("A4 双面，折叠装订").triggered.connect(lambda: self._print(imposed=True))
        self.print_button.clicked.disconnect(self.print_ledger)
        self.print_button.setMenu(menu)

    def ledger(self) -> Diaries:
        """Return the service of diaries."""
        return self.desk.office.diaries

    def filter_of(self, chip: str) -> DiaryFilter:
        """Return which diaries a chip stands for, of the cadre and days chosen."""
        since, until = self.period.days()
        base = DiaryFilter(since=since, until=until, cadre_id=self.cadre.cadre_id())
        if chip == MONTH:
            first, last = days_of(MONTH, self.desk.office.context.today())
            return replace(base, since=first, until=last)
        return base if chip == ALL else replace(base, reviewed=chip == REVIEWED)

    def show_filter(self, wanted: DiaryFilter) -> None:
        """Choose cadre, days and chip."""
        self.show_everything()
        chips = {None: ALL, False: OPEN, True: REVIEWED}
        self.chips.choose(chips[wanted.reviewed])
        self._choose_cadre(wanted.cadre_id)
        self.period.show_days(wanted.since, wanted.until)

    def show_everything(self) -> None:
        """Clear every filter."""
        super().show_everything()
        self._choose_cadre(None)

    def filters(self) -> tuple[Part, ...]:
        """Return the box of cadres."""
        self.cadre.setAccessibleName("干部")
        theme.keep_width(self.cadre, fixed=130)
        line = self.cadre.lineEdit()
        if line is not None:
            line.setPlaceholderText("全部干部")
        return (self.cadre,)

    def refresh(self) -> None:
        """Ask for the list and who may write."""
        super().refresh()
        office = self.desk.office

        def read() -> list[CadreRow]:
            return list(office.cadres.rows(office.cadres.ids(CadreFilter())).values())

        self.desk.lanes.read((id(self), "cadres"), read, self._on_cadres, owner=self)

    def write_of_visit(self, visit_id: int) -> None:
        """Begin a diary with what a visit knows."""
        office = self.desk.office

        def read() -> DiaryDraft:
            cadres = office.visits.detail(visit_id).cadres
            who = next((one.id for one in cadres if one.id is not None), 0)
            return office.diaries.draft_of_visit(visit_id, who or 0)

        def begin(draft: DiaryDraft) -> None:
            self.list.view.clearSelection()
            self.pane.begin_of_visit(draft)

        self.desk.lanes.read((id(self), "of_visit"), read, begin, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        known = {name: call for name, call in super().commands().items() if name != "import"}
        return {**known, "delete": self.pane.delete}

    def print_ledger(self) -> None:
        """Print the booklet of the cadre and year in sight, on A5."""
        self._print(imposed=False)

    def _print(self, *, imposed: bool) -> None:
        detail = self.pane.detail
        if detail is None:
            self.desk.notice("先在列表里选一篇日记，打印的是这名干部这一年的日记本")
            return
        day = cast("date", detail.values["on"])  # no diary is stored without it
        self.desk.print(
            "paper",
            visit_prints.booklet(
                self.desk.office, detail.cadre, detail.cadre_id, day.year, imposed=imposed
            ),
        )

    def _is_narrowed(self) -> bool:
        return self.cadre.cadre_id() is not None or super()._is_narrowed()

    def _on_cadres(self, cadres: Sequence[CadreRow]) -> None:
        self.cadre.set_cadres(cadres)
        self.pane.editor.set_cadres(cadres)

    def _on_cadre_edited(self) -> None:
        if self.cadre.cadre_id() != self._cadre_shown:
            self._cadre_shown = self.cadre.cadre_id()
            self._on_filtered()

    def _choose_cadre(self, cadre_id: int | None) -> None:
        blocked = self.cadre.blockSignals(True)
        self.cadre.set_cadre(cadre_id)
        self.cadre.blockSignals(blocked)
        self._cadre_shown = cadre_id
