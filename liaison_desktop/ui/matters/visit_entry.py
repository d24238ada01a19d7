"""连续录入: a pile of handwritten visits typed line by line, each stored at once (R53–R68)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.matters.visit import VisitDetail, VisitFilter
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of
from liaison_desktop.ui.matters.entry_grid import UNCLEAR_DAY, EntryGrid
from liaison_desktop.ui.matters.entry_row import (
    ANSWERED,
    DATE,
    HOUSEHOLD,
    SAID,
    TEXTS,
    EntryRow,
    RowState,
    row_of,
)
from liaison_desktop.ui.matters.entry_sheet import SheetLines, read_sheet
from liaison_desktop.ui.matters.people_edit import CadreNames
from liaison_desktop.ui.matters.phrase_edit import PhraseChoices, kept_phrases
from liaison_desktop.ui.matters.phrase_panel import PhrasePanel
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import VISITS, DeskContext, Page
from liaison_desktop.ui.record_saver import Saved, checked_and_stored

_YEARS = 6
_EARLIER = 300  # visits whose texts are offered again
_SHORT = 40
_HINT = (
    'Enter 下一格，行尾 Enter 保存；F4 或 " 同上；3.5 就是 3月5日；姓名拼音首字母找农户；'
    "找不到的先写上姓名，待核对"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the grid offers: cadres, and texts written before."""

    cadres: tuple[CadreRow, ...]
    said: tuple[str, ...]
    answered: tuple[str, ...]


class VisitEntry(Page):
    """Every line is an operation of its own; what is half typed is a draft."""

    name: ClassVar[str] = VISITS
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.VISIT, Kind.CADRE})

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._sheet: int | None = None
        self._since: float | None = None
        self._has_draft = False
        self._count, self._seconds = 0, 0.0
        today = desk.office.context.today()
        self.grid = EntryGrid(desk)
        self.years = QComboBox()
        self.years.setAccessibleName("年份")
        for year in range(today.year, today.year - _YEARS, -1):
            self.years.addItem(f"{year} 年", year)
        self._year_caption = label("年份(&Y)", "field")
        self._year_caption.setBuddy(self.years)
        self.source = label("", "field")
        self.pace = label("", "caption")
        self.phrase_button = button("常用短语", icon_name="edit", tip="短码和短语（Alt+P）")
        self.phrase_button.setShortcut("Alt+P")
        self.panel = PhrasePanel(desk.settings)
        self._drafts = DraftKeeper(desk, "visit_grid", self._kept, self)
        self._lay_out()
        self._connect()
        self._drafts.follow(None)

    def refresh(self) -> None:
        """Ask whom and what to offer, and what became of the lines stored here."""
        office = self.desk.office

        def read() -> _Known:
            cadres = office.cadres.rows(office.cadres.ids(CadreFilter())).values()
            rows = office.visits.rows(list(office.visits.ids(VisitFilter())[:_EARLIER])).values()
            said = [row.said for row in rows if _may_be_offered(row.said)]
            answered = [row.answered for row in rows if _may_be_offered(row.answered)]
            return _Known(tuple(cadres), tuple(said), tuple(answered))

        self.desk.lanes.read((id(self), "known"), read, self._on_known, owner=self)
        self._ask_stored()

    def show_sheet(self, sheet_id: int) -> None:
        """Open a visit sheet that came back: its households stand in lines, to be typed."""
        office = self.desk.office
        self.desk.lanes.read(
            (id(self), "sheet"), lambda: read_sheet(office, sheet_id), self._on_sheet, owner=self
        )

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"save": self.save_all, "delete": self.remove_current, "edit": self.edit}

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.grid.collect()
        self._drafts.keep_pending()

    def edit(self) -> None:
        """Give the line being typed the keys (F2)."""
        if self.grid.row is None:
            self.grid.begin(self._first_open())
        else:
            self.grid.cells.focus(DATE)

    def setFocus(self, *_reason: object) -> None:
        """Give the line being typed the keys."""
        self.edit()

    def save_all(self) -> None:
        """Store every line typed and not yet stored (Ctrl+S)."""
        self.grid.collect()
        for row in list(self.grid.lines.rows):
            if row.touched and row.state is not RowState.SAVING and (row.id or row.worth_saving):
                self._save(row)
        if self.grid.row is not None and self.grid.row is self.grid.lines.rows[-1]:
            self.grid.finish()

    def remove_current(self) -> None:
        """Take a line out; a stored visit is deleted, which 撤销 takes back (Ctrl+Delete)."""
        row = self.grid.row
        if row is None:
            return
        if row.id is None:
            self.grid.remove(row)
            self._keep_rest()
            return
        key, version, visits = row.id, row.version, self.desk.office.visits

        def deleted(changes: Changes) -> None:
            row.touched = False
            self.grid.remove(row)
            self.desk.done(changes, "已删除这次走访")

        self.desk.lanes.write(lambda _progress: visits.delete(key, version), deleted, owner=self)

    def _save(self, row: EntryRow) -> None:
        """Check and store a line; what is wrong stands below it."""
        if isinstance(row.cells.get(DATE), str) and row.cells[DATE]:
            self._tell(row, UNCLEAR_DAY)
            return
        visits = self.desk.office.visits
        row.state, row.sentence, row.touched = RowState.SAVING, "", False
        self.grid.show_row(row)

        def work(_progress: Progress) -> Saved[VisitDetail] | ConflictError:
            stored = visits.detail(row.id) if row.id is not None else None
            return checked_and_stored(visits, row.draft(stored))

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            row.touched = True
            self._tell(row, error.message)

        self.desk.lanes.write(work, lambda saved: self._on_saved(row, saved), failed, owner=self)

    def _on_saved(self, row: EntryRow, saved: Saved[VisitDetail] | ConflictError) -> None:
        if isinstance(saved, ConflictError):
            self._ask_newest(row)
            return
        detail = saved.detail
        if detail is None:
            row.touched = True
            self._tell(row, next(one.message for one in saved.problems if one.blocking))
            return
        if row.touched:  # typed on while it was being stored
            row.id, row.version = detail.id, detail.version
        else:
            row.take(detail)
        row.state, row.sentence = RowState.SAVED, _hint(row, saved.problems)
        self.grid.show_row(row)
        self._count_one(new=saved.new)
        self._keep_rest()
        self.desk.bus.tell(saved.changes)

    def _tell(self, row: EntryRow, sentence: str) -> None:
        row.state, row.sentence = RowState.PROBLEM, sentence
        self.grid.show_row(row)
        self._show_pace()

    def _ask_newest(self, row: EntryRow) -> None:
        """Take what was changed elsewhere, and say so."""
        visits, key = self.desk.office.visits, row.id
        if key is None:
            return

        def newest(detail: VisitDetail) -> None:
            row.take(detail)
            self._tell(row, "这条走访在别处改过，已换成最新内容；要改请再改一次。")

        self.desk.lanes.read((id(row), "newest"), lambda: visits.detail(key), newest, owner=self)

    def _ask_stored(self) -> None:
        """Follow changes made elsewhere: undone, deleted, resolved."""
        stored = {row.id: row for row in self.grid.lines.rows if row.id is not None}
        visits = self.desk.office.visits
        if not stored:
            return

        def read() -> dict[int, VisitDetail]:
            known = visits.rows([key for key in stored if key is not None])
            return {key: visits.detail(key) for key in known}

        def answered(found: dict[int, VisitDetail]) -> None:
            for key, row in stored.items():
                self._follow(row, found.get(key or 0))

        self.desk.lanes.read((id(self), "stored"), read, answered, owner=self)

    def _follow(self, row: EntryRow, detail: VisitDetail | None) -> None:
        if row.state is RowState.SAVING or row.id is None:
            return
        if detail is None:
            row.id, row.version, row.touched = None, 0, True
            self._count -= 1
            self._tell(row, "这一行已被撤销或删除。要留下，在行尾按 Enter 再存一次。")
        elif not row.touched and detail.version != row.version:
            row.take(detail)
            row.sentence = _hint(row, ())
            self.grid.show_row(row)

    def _count_one(self, *, new: bool) -> None:
        now = monotonic()
        if new:
            self._count += 1
        if self._since is not None:
            self._seconds = now - self._since
        self._show_pace()

    def _show_pace(self) -> None:
        waiting = sum(1 for row in self.grid.lines.rows if row.state is RowState.PROBLEM)
        parts = [f"已录 {self._count} 条"] if self._count else []
        if self._count > 1 and self._seconds >= self._count:
            parts.append(f"平均 {round(self._seconds / self._count)} 秒一条")
        if waiting:
            parts.append(f"{waiting} 条没有保存")
        self.pace.setText("　".join(parts))

    def _on_known(self, known: _Known) -> None:
        self.grid.set_names(CadreNames(known.cadres))
        phrases = kept_phrases(self.desk.settings)
        self.grid.set_phrases(
            {
                **{name: PhraseChoices(phrases) for name in TEXTS},
                SAID: PhraseChoices(phrases, known.said),
                ANSWERED: PhraseChoices(phrases, known.answered),
            }
        )

    def _on_sheet(self, lines: SheetLines) -> None:
        typed = [row for row in self.grid.lines.rows if row.pending or row.id is not None]
        self._sheet = lines.sheet_id
        self.source.setText(
            f"走访单 {lines.number}　{lines.title}　{len(lines.rows)} 户未录"
            if lines.rows
            else f"走访单 {lines.number}　{lines.title}　各户都已录入"
        )
        self.grid.replace([*typed, *lines.rows])
        self.grid.begin(len(typed))

    def _on_typed(self) -> None:
        if self._since is None:
            self._since = monotonic()
        if any(row.pending for row in self.grid.lines.rows):
            self._has_draft = True
            self._drafts.typed()
        elif self._has_draft:
            self._keep_rest()

    def _keep_rest(self) -> None:
        """Keep the lines that are not stored at once, or no draft when all are."""
        self.grid.collect()
        self._has_draft = any(row.pending for row in self.grid.lines.rows)
        if self._has_draft:
            self._drafts.keep_now()
        else:
            self._drafts.discard()

    def _on_given_up(self, row: EntryRow) -> None:
        if row.id is not None:
            row.touched = False
            self._ask_back(row)

    def _ask_back(self, row: EntryRow) -> None:
        visits, key = self.desk.office.visits, row.id
        if key is None:
            return

        def back(detail: VisitDetail) -> None:
            row.take(detail)
            row.state, row.sentence = RowState.SAVED, _hint(row, ())
            self.grid.show_row(row)

        self.desk.lanes.read((id(row), "back"), lambda: visits.detail(key), back, owner=self)

    def _on_draft_found(self, draft: Draft) -> None:
        rows = [row_of(kept) for kept in draft.values.get("rows", ())]
        if rows and not any(row.pending for row in self.grid.lines.rows):
            self._has_draft = True
            self.grid.replace(rows)
            self.grid.begin(0)
            self.desk.notice(f"已接上次没有录完的 {len(rows)} 行", "放弃", self._drop_draft)

    def _drop_draft(self) -> None:
        stored = [row for row in self.grid.lines.rows if row.id is not None]
        for row in stored:
            row.touched = False
        self.grid.replace(stored)
        self.grid.begin()
        self._drafts.discard()

    def _kept(self) -> dict[str, Any]:
        """Return the lines that are not stored, as a draft keeps them."""
        self.grid.collect()
        return {"rows": [row.kept() for row in self.grid.lines.rows if row.pending]}

    def _first_open(self) -> int:
        rows = self.grid.lines.rows
        return next((n for n, row in enumerate(rows) if row.id is None), len(rows) - 1)

    def _on_year(self) -> None:
        self.grid.set_year(int(self.years.currentData()))

    def _on_phrases(self) -> None:
        self.refresh()
        self.edit()

    def _connect(self) -> None:
        self.grid.finished.connect(self._save)
        self.grid.typed.connect(self._on_typed)
        self.grid.given_up.connect(self._on_given_up)
        self.grid.removal_wanted.connect(self.remove_current)
        self.years.currentIndexChanged.connect(lambda _index: self._on_year())
        self.phrase_button.clicked.connect(self.panel.begin)
        self.panel.kept.connect(self._on_phrases)
        self._drafts.found.connect(self._on_draft_found)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        tools = flow_of(
            line_of(self._year_caption, self.years), self.source, STRETCH, self.phrase_button
        )
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(sizes.gap)
        body.addWidget(self.grid, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.margin, sizes.px(12), sizes.margin, sizes.px(12))
        column.setSpacing(sizes.gap)
        column.addLayout(tools)
        column.addLayout(body, 1)
        column.addLayout(line_of(label(_HINT, "caption", wrap=False), STRETCH, self.pace))


def _may_be_offered(text: str) -> bool:
    """Tell whether what was written before is short and holds no number shown in part."""
    return 0 < len(text) <= _SHORT and "**" not in text


def _hint(row: EntryRow, problems: tuple[FieldProblem, ...]) -> str:
    """Return what is to be known about a stored line: who waits, what may be doubled."""
    waiting = [
        one.name for name in ("households", "cadres") for one in row.cells.get(name) or ()
        if one.id is None
    ]  # fmt: skip
    told = [one.message for one in problems if one.field == HOUSEHOLD]
    if waiting:
        told.append(f"{'、'.join(waiting)} 在名册里没有找到，已存为待核对。")
    return "".join(told)
