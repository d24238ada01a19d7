"""方案: the rule sets that ship and those adopted, and who falls short of them."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.rule_set import (
    COMPARISONS,
    INDICATOR_LABELS,
    PERIOD_LABELS,
    QuotaGap,
    RuleLine,
    RuleSetRow,
    ShippedRuleSet,
)
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.cadre import PAIRING_FIELDS
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import SplitterKeeper

Row = TypeVar("Row")
_SINCE = next(field for field in PAIRING_FIELDS if field.name == "since")


@dataclass(frozen=True, slots=True)
class RuleSetChoice:
    """A rule set as the list shows it: shipped, and adopted or not.

    Attributes:
        shipped: The choice, None for a set of the office's own.
        adopted: The same in the store, None while it is not adopted.
        in_force: Whether it is in force today.
    """

    shipped: ShippedRuleSet | None
    adopted: RuleSetRow | None
    in_force: bool

    @property
    def name(self) -> str:
        """Return its name."""
        return self.adopted.name if self.adopted else self.shipped.name if self.shipped else ""

    @property
    def source(self) -> str:
        """Return where it comes from."""
        return self.adopted.source if self.adopted else self.shipped.source if self.shipped else ""

    @property
    def rules(self) -> tuple[RuleLine, ...]:
        """Return its rules; the figures of this office once it is adopted."""
        return self.adopted.rules if self.adopted else self.shipped.rules if self.shipped else ()

    @property
    def state(self) -> str:
        """Return whether it is adopted, in words."""
        if self.adopted is None:
            return ""
        return "采用中" if self.in_force else "已停用"


CHOICE_COLUMNS: tuple[Column[RuleSetChoice], ...] = (
    Column(key="name", title="规则方案", text=lambda row: row.name, width=230, sortable=False),
    Column(
        key="state",
        title="状态",
        text=lambda row: row.state,
        width=84,
        tone=lambda row: (Tone.GREEN if row.in_force else Tone.GREY) if row.state else None,
        sortable=False,
    ),
)
RULE_COLUMNS: tuple[Column[RuleLine], ...] = (
    Column(
        key="indicator",
        title="指标",
        text=lambda row: INDICATOR_LABELS[row.indicator],
        width=120,
        sortable=False,
    ),
    Column(
        key="applies_to",
        title="适用对象",
        text=lambda row: row.applies_to or "全体",
        width=130,
        sortable=False,
    ),
    Column(
        key="value",
        title="要求",
        text=lambda row: f"{COMPARISONS[row.comparison]} {row.value:g} {row.unit}",
        width=110,
        sortable=False,
    ),
    Column(
        key="period",
        title="周期",
        text=lambda row: PERIOD_LABELS[row.period],
        width=70,
        sortable=False,
    ),
    Column(
        key="counting", title="计数口径", text=lambda row: row.counting, width=160, sortable=False
    ),
)


def _gap_words(gap: QuotaGap) -> str:
    return f"缺 {gap.gap} 户" if gap.gap > 0 else f"超 {-gap.gap} 户"


GAP_COLUMNS: tuple[Column[QuotaGap], ...] = (
    Column(key="cadre", title="干部", text=lambda row: row.cadre, width=92, sortable=False),
    Column(key="unit", title="单位", text=lambda row: row.unit, width=140, sortable=False),
    Column(key="rank", title="职级", text=lambda row: row.rank, width=92, sortable=False),
    Column(
        key="quota",
        title="应联系",
        text=lambda row: f"{COMPARISONS[row.comparison]} {row.quota} 户",
        width=110,
        sortable=False,
    ),
    Column(
        key="households",
        title="已联系",
        text=lambda row: str(row.households),
        width=70,
        align=RIGHT,
        sortable=False,
    ),
    Column(
        key="gap",
        title="差额",
        text=_gap_words,
        width=92,
        tone=lambda row: Tone.RED if row.gap > 0 else Tone.AMBER,
        sortable=False,
    ),
    Column(
        key="source", title="依据", text=lambda row: row.source or "本人应联系户数", width=150,
        sortable=False,
    ),
)  # fmt: skip


def _some(rows: Mapping[int, Row], ids: Sequence[int]) -> dict[int, Row]:
    return {one: rows[one] for one in ids if one in rows}


class RuleView(QWidget):
    """Adopting copies a shipped set into the store; nothing of a rule is code."""

    cadre_pairing_wanted = Signal(int)
    """Households are to be chosen for this cadre: his key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._choices: dict[int, RuleSetChoice] = {}
        self._rules: dict[int, RuleLine] = {}
        self._gaps: dict[int, QuotaGap] = {}
        self.choices = TablePane(
            "rule_sets", CHOICE_COLUMNS, lambda ids: _some(self._choices, ids), desk.lanes,
            measure="个方案",
        )  # fmt: skip
        self.rules = TablePane(
            "rules", RULE_COLUMNS, lambda ids: _some(self._rules, ids), desk.lanes
        )
        self.gaps = TablePane(
            "quota_gaps", GAP_COLUMNS, lambda ids: _some(self._gaps, ids), desk.lanes, measure="人"
        )
        self.since = DateEditor(_SINCE, desk.office.context.today)
        self.adopt_button = button("采用这个方案", variant="primary", icon_name="ok")
        self.end_button = button("停用", tip="这个方案到今天为止")
        self.pair_button = button("去结对", icon_name="link", tip="给所选干部选联系户")
        self._name = label("", "heading", wrap=True)
        self._source = label("", "caption", wrap=True)
        self._since_caption = label("从", "field")
        self._since_end = label("起（不填为一直有效）", "field")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for the sets and the gap report."""
        office = self._desk.office
        self._desk.lanes.read((id(self), "rules"), lambda: _read(office), self._on_read, owner=self)

    def adopt(self) -> None:
        """Copy the set shown into the store."""
        choice = self._current()
        since = self.since.value()
        if choice is None or choice.shipped is None or isinstance(since, str):
            return
        sets, key = self._desk.office.rule_sets, choice.shipped.key
        first = since if isinstance(since, date) else None

        def work(_progress: Progress) -> Changes:
            return sets.adopt(key, since=first)

        def told(changes: Changes) -> None:
            self._desk.done(changes, f"已采用规则方案 {choice.name}")

        self._desk.lanes.write(work, told, owner=self)

    def end(self) -> None:
        """Let the set shown be in force until today."""
        choice, office = self._current(), self._desk.office
        if choice is None or choice.adopted is None:
            return
        row = choice.adopted

        def work(_progress: Progress) -> Changes:
            return office.rule_sets.end(row.id, row.version, office.context.today())

        def told(changes: Changes) -> None:
            self._desk.done(changes, f"规则方案 {choice.name} 用到今天为止")

        self._desk.lanes.write(work, told, owner=self)

    def export(self) -> None:
        """Open the export dialog of the cadres, with quota and households of each."""
        self._desk.export("cadres")

    def _on_read(self, answer: tuple[tuple[RuleSetChoice, ...], tuple[QuotaGap, ...]]) -> None:
        choices, gaps = answer
        self._choices = dict(enumerate(choices, start=1))
        self._gaps = {gap.cadre_id: gap for gap in gaps}
        quota_known = any(choice.in_force for choice in choices) or bool(gaps)
        self.gaps.set_empty(
            EmptyText("ok", "没有缺额或超额的干部")
            if quota_known
            else EmptyText("chart", "采用有“联户”指标的方案，或填写应联系户数后，这里列出差额")
        )
        self.choices.show_ids(array("q", self._choices))
        self.gaps.show_ids(array("q", self._gaps))
        if self.choices.current_id() is None and self._choices:
            self.choices.show_record(1)
        self._show_choice()

    def _current(self) -> RuleSetChoice | None:
        current = self.choices.current_id()
        return self._choices.get(current) if current is not None else None

    def _show_choice(self) -> None:
        choice = self._current()
        self._name.setText(choice.name if choice else "")
        self._source.setText(f"出处：{choice.source}" if choice and choice.source else "")
        self._rules = dict(enumerate(choice.rules, start=1)) if choice else {}
        self.rules.show_ids(array("q", self._rules))
        adoptable = choice is not None and choice.adopted is None
        for part in (self._since_caption, self.since, self._since_end, self.adopt_button):
            part.setVisible(adoptable)
        self.end_button.setVisible(choice is not None and choice.in_force)

    def _on_gap_opened(self) -> None:
        current = self.gaps.current_id()
        if current is not None:
            self.cadre_pairing_wanted.emit(current)

    def _connect(self) -> None:
        self.choices.current_changed.connect(lambda _id: self._show_choice())
        self.adopt_button.clicked.connect(self.adopt)
        self.end_button.clicked.connect(self.end)
        self.gaps.open_requested.connect(lambda _id: self._on_gap_opened())
        self.gaps.current_changed.connect(
            lambda current: self.pair_button.setEnabled(current is not None)
        )
        self.pair_button.clicked.connect(self._on_gap_opened)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.since.setMaximumWidth(sizes.px(120))
        self.pair_button.setEnabled(False)
        self.rules.count_label.hide()
        pane = QFrame()
        pane.setProperty("role", "card")
        inner = QVBoxLayout(pane)
        pad(inner, across=16, down=12)
        inner.setSpacing(sizes.gap)
        inner.addWidget(self._name)
        inner.addWidget(self._source)
        inner.addWidget(self.rules, 1)
        inner.addLayout(
            line_of(
                STRETCH, self._since_caption, self.since, self._since_end, self.end_button,
                self.adopt_button,
            )
        )  # fmt: skip
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setChildrenCollapsible(False)
        upper.addWidget(self.choices)
        upper.addWidget(pane)
        upper.setStretchFactor(1, 1)
        upper.setSizes([sizes.px(380), sizes.px(900)])
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addLayout(line_of(label("差额报告", "heading"), STRETCH, self.pair_button))
        column.addWidget(self.gaps, 1)
        self._keeper = SplitterKeeper(upper, self._desk.settings, "rules")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(sizes.px(12))
        outer.addWidget(upper, 3)
        outer.addWidget(lower, 2)


def _read(office: Office) -> tuple[tuple[RuleSetChoice, ...], tuple[QuotaGap, ...]]:
    """Read sets and gaps; runs on the read lane. Adopted sets stand before the others."""
    today = office.context.today()
    adopted = {row.name: row for row in office.rule_sets.adopted()}
    shipped = {one.name: one for one in office.rule_sets.shipped()}
    choices = [
        RuleSetChoice(shipped.get(name), adopted.get(name), _in_force(adopted.get(name), today))
        for name in dict.fromkeys((*adopted, *shipped))
    ]
    return tuple(choices), office.rule_sets.gaps()


def _in_force(row: RuleSetRow | None, today: date) -> bool:
    if row is None:
        return False
    return (row.since is None or row.since <= today) and (row.until is None or row.until >= today)
