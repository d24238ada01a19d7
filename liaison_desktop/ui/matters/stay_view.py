"""住村: who lived in which village, and how many days each cadre has this year (R60, R61)."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.visit import (
    VillageStayDays,
    VillageStayFilter,
    VillageStayRow,
)
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.services.matters.village_stays import VillageStays
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.matters.ledger_page import LedgerPage, LedgerWords
from liaison_desktop.ui.matters.period_box import days_of
from liaison_desktop.ui.matters.person_box import shown_household
from liaison_desktop.ui.matters.record_pane import RecordPane
from liaison_desktop.ui.matters.stay_editor import StayEditor
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import VISITS, DeskContext
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone

ALL, YEAR, MONTH, UNPAID = "all", "year", "month", "unpaid"
_STAYS = "village_stays"
_C = Column[VillageStayRow]
_D = Column[VillageStayDays]


def _tags(row: VillageStayRow) -> str:
    return code_list("visit_tag").label_of(str(row.values.get("tags") or ""))


def _fee(row: VillageStayRow) -> str:
    fee = row.values.get("board_fee")
    return "" if fee in (None, "") else f"{fee:g} 元" if isinstance(fee, float) else f"{fee} 元"


def _fee_tone(row: VillageStayRow) -> Tone | None:
    if not _fee(row):
        return None
    return Tone.GREEN if row.values.get("fee_paid_on") else Tone.AMBER


def _quota_words(one: VillageStayDays) -> str:
    if one.quota is None:
        return ""
    return "已达到" if one.days >= one.quota else f"差 {one.quota - one.days} 天"


def _quota_tone(one: VillageStayDays) -> Tone | None:
    if one.quota is None:
        return None
    return Tone.GREEN if one.days >= one.quota else Tone.AMBER


_COLUMNS: tuple[_C, ...] = (
    _C(key="cadre", title="住村干部", text=lambda row: row.cadre, width=90, sortable=False),
    _C(key="village", title="村", text=lambda row: row.village, width=90, sortable=False),
    _C(
        key="since",
        title="住村日期",
        text=lambda row: row.since.isoformat(),
        width=104,
        sortable=False,
    ),
    _C(
        key="until",
        title="离村日期",
        text=lambda row: row.until.isoformat(),
        width=104,
        sortable=False,
    ),
    _C(
        key="days",
        title="天数",
        text=lambda row: f"{row.days} 天",
        width=66,
        align=RIGHT,
        sortable=False,
    ),
    _C(
        key="household",
        title="住在谁家",
        text=lambda row: shown_household(row.household),
        width=150,
        sortable=False,
    ),
    _C(
        key="fee",
        title="食宿费",
        text=_fee,
        tone=_fee_tone,
        tip=lambda row: "已交" if row.values.get("fee_paid_on") else "还没有登记交纳日期",
        width=96,
        sortable=False,
    ),
    _C(key="tags", title="三同五帮", text=_tags, tip=_tags, width=160, sortable=False),
)
_DAY_COLUMNS: tuple[_D, ...] = (
    _D(key="cadre", title="干部", text=lambda one: one.cadre, width=96, sortable=False),
    _D(key="unit", title="单位", text=lambda one: one.unit, width=150, sortable=False),
    _D(
        key="days",
        title="已住",
        text=lambda one: f"{one.days} 天",
        width=76,
        align=RIGHT,
        sortable=False,
    ),
    _D(
        key="quota",
        title="应住",
        text=lambda one: "" if one.quota is None else f"{one.quota} 天",
        tip=lambda one: one.rule_set,
        width=76,
        align=RIGHT,
        sortable=False,
    ),
    _D(
        key="standing",
        title="进度",
        text=_quota_words,
        tone=_quota_tone,
        width=104,
        sortable=False,
    ),
)
_WORDS = LedgerWords[VillageStayRow](
    name=_STAYS,
    columns=_COLUMNS,
    chips=(
        Chip(ALL, "全部"),
        Chip(YEAR, "今年"),
        Chip(MONTH, "本月"),
        Chip(UNPAID, "食宿费未交", "写了食宿费，还没有登记交纳日期"),
    ),
    measure="次",
    new="登记住村",
    import_caption="",
    nothing_kept=EmptyText("village", "还没有住村记录。按 Ctrl+N 登记谁哪几天住在哪个村"),
    good={UNPAID: "食宿费都交清了", MONTH: "本月还没有人住村", YEAR: "今年还没有人住村"},
)


class _StayLedger:
    """The service of stays as a ledger asks it: all rows are few."""

    def __init__(self, stays: VillageStays) -> None:
        self._stays = stays

    def ids(self, which: VillageStayFilter, _sort: Sort) -> "array[int]":
        """Return the stays of a filter, the latest first."""
        return self._stays.ids(which)

    def rows(self, ids: Sequence[int]) -> Mapping[int, VillageStayRow]:
        """Return lines of the list."""
        return {row.id: row for row in self._stays.rows(VillageStayFilter(ids=tuple(ids)))}

    def count(self, which: VillageStayFilter) -> int:
        """Return how many stays a filter has."""
        return len(self._stays.rows(which))

    def detail(self, record_id: int) -> VillageStayRow:
        """Return everything about a stay."""
        return self._stays.detail(record_id)


class _StayHead(QWidget):
    """Who, where and how long, in words."""

    delete_wanted = Signal()
    """The stay was entered by mistake."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.place = label("", "title"), label("", "field", wrap=True)
        self.delete_button = button("删除", icon_name="delete", tip="删除这次住村（Ctrl+Delete）")
        self.delete_button.clicked.connect(self.delete_wanted)
        column = column_of(line_of(self.title, STRETCH, self.delete_button), self.place, gap=4)
        pad(column, across=16, down=10)
        self.setLayout(column)

    def show_stay(self, row: VillageStayRow) -> None:
        """Show a stay."""
        self.title.setText(f"{row.cadre} 住村 {row.days} 天")
        parts = (f"{row.since} 至 {row.until}", row.village, shown_household(row.household))
        self.place.setText(" · ".join(part for part in parts if part))


class StayPane(RecordPane[VillageStayRow]):
    """One village stay."""

    noun = "住村记录"
    new_title = "登记住村"
    fields_caption = "住村情况"
    head: _StayHead
    editor: StayEditor

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, _StayHead(), StayEditor(desk))
        self.head.delete_wanted.connect(self.delete)

    def empty_text(self) -> EmptyText:
        """Return what stands here while nothing is chosen."""
        return EmptyText("village", "在左边选一次住村；新登记按 Ctrl+N")

    def show_head(self, detail: VillageStayRow) -> None:
        """Show who stayed where."""
        self.head.show_stay(detail)

    def history_of(self, record_id: int) -> Callable[[], Sequence[FieldChange]]:
        """Return what reads the history of a stay."""
        stays = self._desk.office.village_stays
        return lambda: stays.history(record_id)

    def delete(self) -> None:
        """Delete the stay; 撤销 brings it back."""
        detail, stays = self.detail, self._desk.office.village_stays
        if detail is not None:
            self.write(lambda: stays.delete(detail.id, detail.version), "已删除住村记录")


class StayView(LedgerPage[VillageStayRow, VillageStayFilter, VillageStayRow]):
    """The stays above, below them the days of each cadre this year beside what he should."""

    name: ClassVar[str] = VISITS
    words = _WORDS
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.VILLAGE_STAY, Kind.CADRE, Kind.AREA, Kind.RULE_SET, Kind.RULE}
    )
    pane: StayPane

    def __init__(self, desk: DeskContext) -> None:
        self._days: dict[int, VillageStayDays] = {}
        super().__init__(desk, StayPane(desk))
        self.place.group.hide()
        self.print_button.hide()
        self.days_title = label("", "section")
        self.days = TablePane(
            "stay_days", _DAY_COLUMNS, self._day_rows, desk.lanes, measure="名干部"
        )
        self.days.set_empty(
            EmptyText("calendar", "在“干部结对”的“方案”里选用住村方案，这里就有应住天数")
        )
        left = self.list.parentWidget()
        column = left.layout() if left is not None else None
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.days_title)
            column.addWidget(self.days)
            for pane in (self.list, self.days):
                pane.view.setMinimumHeight(theme.metrics().px(76))
            column.setStretchFactor(self.list, 3)
            column.setStretchFactor(self.days, 2)

    def ledger(self) -> _StayLedger:
        """Return the stays as a ledger asks them."""
        return _StayLedger(self.desk.office.village_stays)

    def filter_of(self, chip: str) -> VillageStayFilter:
        """Return which stays a chip stands for, in the village and days chosen."""
        since, until = self.period.days()
        base = VillageStayFilter(since=since, until=until, village_id=self.place.village_id())
        if chip in (YEAR, MONTH):
            first, last = days_of(chip, self.desk.office.context.today())
            return replace(base, since=first, until=last)
        return replace(base, unpaid=True) if chip == UNPAID else base

    def show_filter(self, wanted: VillageStayFilter) -> None:
        """Choose village and days."""
        self.show_everything()
        self.place.choose(wanted.village_id)
        self.period.show_days(wanted.since, wanted.until)

    def refresh(self) -> None:
        """Ask for the list, the choices and the days of this year."""
        super().refresh()
        office, year = self.desk.office, self.desk.office.context.today().year

        def read() -> tuple[list[CadreRow], tuple[AreaRow, ...], tuple[VillageStayDays, ...]]:
            cadres = office.cadres.rows(office.cadres.ids(CadreFilter())).values()
            days = office.village_stays.year_days(year)
            return list(cadres), office.areas.villages(), days

        self.desk.lanes.read((id(self), "choices"), read, self._on_choices, owner=self)

    def show_stay(self, record: int) -> None:
        """Show a stay."""
        self.show_everything()
        self._wanted = record
        self.refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        known = {name: call for name, call in super().commands().items() if name not in _LACKING}
        return {**known, "delete": self.pane.delete}

    def print_ledger(self) -> None:
        """Do nothing: there is no paper of stays alone."""

    def _on_choices(
        self,
        found: tuple[list[CadreRow], tuple[AreaRow, ...], tuple[VillageStayDays, ...]],
    ) -> None:
        cadres, villages, days = found
        self.pane.editor.set_choices(cadres, villages)
        self._days = {one.cadre_id: one for one in days}
        rules = sorted({one.rule_set for one in days if one.rule_set})
        named = f"（按{'、'.join(rules)}）" if rules else ""
        year = self.desk.office.context.today().year
        self.days_title.setText(f"{year} 年各人住村天数{named}")
        self.days.show_ids(array("q", self._days))
        self.days.refresh()

    def _day_rows(self, ids: Sequence[int]) -> Mapping[int, VillageStayDays]:
        return {one: self._days[one] for one in ids if one in self._days}


_LACKING = ("print", "import")
