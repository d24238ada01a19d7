"""批量制卡: how many cards would be made, for whom none can be made and why, then do it."""

from array import array
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.register.card_issue import IssuePreview, IssueReport
from liaison_desktop.domain.register.contact_card import Unissued
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardLayout
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.window_state import size_to_screen

_U = Column[Unissued]
UNISSUED_COLUMNS: tuple[Column[Unissued], ...] = (
    _U(key="household", title="农户", text=lambda row: row.household, width=140, sortable=False),
    _U(key="head", title="户主", text=lambda row: row.head, width=90, sortable=False),
    _U(key="why", title="原因", text=lambda row: row.why, width=260, sortable=False),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The preview, and what the boxes offer."""

    preview: IssuePreview
    areas: tuple[AreaRow, ...]
    cadres: tuple[CadreRow, ...]


class IssueDialog(QDialog):
    """Every change of a box asks anew; nothing is made before the button is pressed."""

    issued = Signal(object)
    """Cards were made: the ``IssueReport``."""

    def __init__(
        self, desk: DeskContext, parent: QWidget, steps: CardSteps, wanted: HouseholdFilter
    ) -> None:
        """Open on the households a page shows.

        Args:
            desk: Where the store is.
            parent: The page.
            steps: Does it.
            wanted: The place and the cadre chosen at first, or the households.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("批量制卡")
        self._desk, self._steps, self._first = desk, steps, wanted
        self._unissued: dict[int, Unissued] = {}
        self.place = PlaceFilter()
        self.cadre = CadreBox()
        self.layout_box = QComboBox()
        self.layout_box.addItem("自动（有 60 岁以上的户用 A6）", None)
        for one in CardLayout:
            self.layout_box.addItem(one.value, one)
        self.list = TablePane(
            "unissued",
            UNISSUED_COLUMNS,
            lambda ids: {one: self._unissued[one] for one in ids if one in self._unissued},
            desk.lanes,
            measure="户",
        )
        self.list.set_empty(EmptyText("ok", "每户都可以制卡，或已经有卡"))
        self._count = label("", "figure")
        self._sizes_told = label("", "field", wrap=True)
        self._missing = label("", "section")
        self.issue_button = button("制卡", variant="primary", icon_name="card")
        self.issue_button.setDefault(True)
        self._lay_out()
        self._connect()
        self._ask()

    def wanted(self) -> HouseholdFilter:
        """Return the households chosen."""
        if self._first.ids is not None:
            return self._first
        return replace(
            self._first,
            village_id=self.place.village_id(),
            group_id=self.place.group_id(),
            cadre_id=self.cadre.cadre_id(),
        )

    def card_size(self) -> CardLayout | None:
        """Return the size chosen, None for the age rule."""
        data = self.layout_box.currentData()
        return data if isinstance(data, CardLayout) else None

    def issue(self) -> None:
        """Make the cards, in one operation."""
        self.issue_button.setEnabled(False)
        job = self._steps.issue(self.wanted(), self.card_size(), self._on_issued)
        show_progress(self, "正在制卡", job)

    def _on_issued(self, report: IssueReport) -> None:
        self.accept()
        self.issued.emit(report)

    def _ask(self) -> None:
        office, wanted, size = self._desk.office, self._wanted_now(), self.card_size()
        self.issue_button.setEnabled(False)
        self._desk.lanes.read(
            (id(self), "preview"), lambda: _read(office, wanted, size), self._on_read, owner=self
        )

    def _wanted_now(self) -> HouseholdFilter:
        """Return the first filter until the boxes offer anything to choose from."""
        return self.wanted() if self.place.village.count() > 1 else self._first

    def _on_read(self, answer: _Answer) -> None:
        if self.place.village.count() == 1:
            self.place.set_areas(answer.areas)
            self.place.choose(self._first.village_id, self._first.group_id)
            self.cadre.set_cadres(answer.cadres)
            self.cadre.blockSignals(True)
            self.cadre.set_cadre(self._first.cadre_id)
            self.cadre.blockSignals(False)
        preview = answer.preview
        self._count.setText(f"{preview.cards:,}")
        sizes = "，".join(f"{size.value} {count:,} 张" for size, count in preview.layouts.items())
        self._sizes_told.setText(f"张可以制作：{sizes}" if sizes else "张可以制作")
        self._unissued = {row.household_id: row for row in preview.unissued}
        self._missing.setText(f"不能制卡的户 {len(preview.unissued):,}")
        self.list.show_ids(array("q", self._unissued))
        self.issue_button.setText(f"制卡 {preview.cards:,} 张" if preview.cards else "制卡")
        self.issue_button.setEnabled(preview.cards > 0)

    def _on_opened(self, household_id: object) -> None:
        if isinstance(household_id, int):
            self.reject()
            self._desk.navigate(Kind.HOUSEHOLD, household_id)

    def _connect(self) -> None:
        self.place.changed.connect(self._ask)
        self.cadre.edited.connect(self._ask)
        self.layout_box.currentIndexChanged.connect(lambda _index: self._ask())
        self.list.open_requested.connect(self._on_opened)
        self.issue_button.clicked.connect(self.issue)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(12))
        grid.setVerticalSpacing(sizes.px(8))
        rows: tuple[tuple[str, QWidget], ...] = (
            ("村组", self.place),
            ("联系干部", self.cadre),
            ("版式", self.layout_box),
        )
        for row, (caption, widget) in enumerate(rows):
            named = label(caption, "field")
            named.setBuddy(widget)
            grid.addWidget(named, row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        given = self._first.ids
        self.place.setEnabled(given is None)
        self.cadre.setEnabled(given is None)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        pad(column, across=22, down=20)
        column.setSpacing(sizes.px(12))
        title = "批量制卡" if given is None else f"给所选 {len(given)} 户制卡"
        column.addWidget(label(title, "heading"))
        column.addLayout(grid)
        column.addLayout(line_of(self._count, self._sizes_told, STRETCH))
        column.addWidget(self._missing)
        column.addWidget(self.list, 1)
        note = label("双击打开农户补正；制卡后可以撤销，卡号不重复使用", "caption")
        column.addLayout(line_of(note, STRETCH, cancel, self.issue_button))
        size_to_screen(self, 640, 600)


def _read(office: Office, wanted: HouseholdFilter, size: CardLayout | None) -> _Answer:
    """Work out what would be made; runs on the read lane."""
    ids = office.cadres.ids(CadreFilter(), Sort())
    rows = office.cadres.rows(ids)
    return _Answer(
        preview=office.cards.preview_issue(wanted, size),
        areas=office.areas.tree(),
        cadres=tuple(rows[key] for key in ids if key in rows),
    )
