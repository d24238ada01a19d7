"""结对: pick a cadre, tick households, confirm; or let a fair pairing be proposed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.cadres.pairing import PairingReport, Proposal
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.cadre import PAIRING_FIELDS
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.cadres.cadre_columns import share_sentence
from liaison_desktop.ui.cadres.cadre_picker import CadrePicker
from liaison_desktop.ui.cadres.pairing_households import PairingHouseholds
from liaison_desktop.ui.cadres.proposal_view import ProposalView
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.window_state import SplitterKeeper

_FIELD_OF = {field.name: field for field in PAIRING_FIELDS}
_PROPOSE_TIP = "按应联系户数给列表里（或已勾选）的农户分配干部，整组尽量不拆；确认前不保存"


class PairingView(QWidget):
    """Nothing is stored before 结对 or 确认结对 is pressed; each is one operation."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.cadres = CadrePicker(desk)
        self.households = PairingHouseholds(desk)
        self.proposal = ProposalView(desk)
        self.way = CodeEdit(code_list("pairing_way"))
        self.since = DateEditor(_FIELD_OF["since"], desk.office.context.today)
        self.close_earlier = QCheckBox("同时结束原来的结对")
        self.pair_button = button("结对", variant="primary", icon_name="link")
        self.propose_button = button("公平结对建议", icon_name="chart", tip=_PROPOSE_TIP)
        self.import_button = button(
            "导入结对表", icon_name="import", tip="从 Excel 或 WPS 结对安排表导入（Ctrl+I）"
        )
        self.export_button = button("导出", icon_name="export", tip="导出结对表（Ctrl+E）")
        self._told = label("", "field", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._update()

    def refresh(self) -> None:
        """Ask for cadres and households; a proposal being looked at stays."""
        self.cadres.refresh()
        self.households.refresh()

    def choose_cadre(self, cadre_id: int) -> None:
        """Make a cadre the one to be paired."""
        self._stack.setCurrentIndex(0)
        self.cadres.choose(cadre_id)
        self.households.refresh()
        self.households.list.view.setFocus()

    def choose_households(self, ids: Sequence[int]) -> None:
        """Tick households; the cadre is still to be picked."""
        self._stack.setCurrentIndex(0)
        self.households.tick(ids)
        self.cadres.focus_search()

    def export(self) -> None:
        """Open the export dialog."""
        self._desk.export("pairings")

    def propose(self) -> None:
        """Work out a fair pairing of the households ticked, else of the whole list."""
        ticked = self.households.ticked()
        self.propose_for(HouseholdFilter(ids=ticked) if ticked else self.households.wanted())

    def propose_for(self, wanted: HouseholdFilter) -> None:
        """Work out a fair pairing of some households and show it."""
        proposals = self._desk.office.proposals
        self.propose_button.setEnabled(False)

        def work(_progress: Progress) -> Proposal:
            return proposals.propose(None, wanted)

        job = self._desk.lanes.heavy(work, self._on_proposed, owner=self)
        when_ended(job, lambda: self.propose_button.setEnabled(True))
        show_progress(self, "正在计算结对建议", job)

    def pair(self) -> None:
        """Pair the households ticked with the cadre picked, in one operation."""
        row, chosen, since = self.cadres.row(), self.households.ticked(), self.since.value()
        if row is None or not chosen or not isinstance(since, date):
            return
        pairings, way = self._desk.office.pairings, self.way.code()
        close_earlier = self.close_earlier.isChecked()
        self.pair_button.setEnabled(False)

        def work(_progress: Progress) -> PairingReport:
            return pairings.pair(chosen, row.id, way, since, close_earlier=close_earlier)

        job = self._desk.lanes.write(work, lambda report: self._on_paired(row, report), owner=self)
        when_ended(job, self._update)

    def _on_paired(self, row: CadreRow, report: PairingReport) -> None:
        self.households.list.ticks.clear_ticks()
        more = f"，结束原结对 {report.closed} 户" if report.closed else ""
        kept = f"，{report.kept} 户原已结对" if report.kept else ""
        self._desk.done(report.changes, f"{row.name}结对 {report.made} 户{more}{kept}")
        self._update()

    def _on_proposed(self, proposal: Proposal) -> None:
        self.proposal.show_proposal(proposal, self.cadres.rows())
        self._stack.setCurrentWidget(self.proposal)

    def _on_proposal_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self.households.list.ticks.clear_ticks()
        self.refresh()

    def _update(self) -> None:
        """Say what would be done, and let it be done when it can."""
        row, count = self.cadres.row(), len(self.households.list.ticks.all_ticked())
        readable = isinstance(self.since.value(), date)
        self.pair_button.setText(f"结对 {count} 户" if count else "结对")
        self.pair_button.setEnabled(row is not None and count > 0 and readable)
        if row is None:
            self._told.setText("① 在左边选一名干部　② 在右边勾选农户（空格键）　③ 按“结对”")
        else:
            self._told.setText(share_sentence(row, count))

    def _connect(self) -> None:
        self.cadres.picked.connect(self._update)
        self.households.ticks_changed.connect(lambda _count: self._update())
        self.since.textChanged.connect(lambda _text: self._update())
        self.pair_button.clicked.connect(self.pair)
        self.propose_button.clicked.connect(self.propose)
        self.proposal.closed.connect(self._on_proposal_closed)
        self.import_button.clicked.connect(lambda: self._desk.start_import("pairings"))
        self.export_button.clicked.connect(self.export)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.way.setAccessibleName(_FIELD_OF["way"].label)
        self.way.set_code(code_list("pairing_way").value_of("干部结对联户"))
        self.way.setMinimumWidth(sizes.px(150))
        self.since.setAccessibleName(_FIELD_OF["since"].label)
        self.since.set_value(self._desk.office.context.today())
        self.since.setMaximumWidth(sizes.px(120))
        self.close_earlier.setChecked(True)
        self.close_earlier.setToolTip("同一联户方式下，其他干部与这些户的结对到前一天为止")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.cadres)
        splitter.addWidget(self.households)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([sizes.px(430), sizes.px(860)])
        self._keeper = SplitterKeeper(splitter, self._desk.settings, "pairing")
        picking = QWidget()
        column = QVBoxLayout(picking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addWidget(splitter, 1)
        column.addWidget(self._bar())
        self._stack.addWidget(picking)
        self._stack.addWidget(self.proposal)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "card")
        column = QVBoxLayout(bar)
        pad(column, across=14, down=10)
        column.setSpacing(theme.metrics().gap)
        column.addWidget(self._told)
        column.addLayout(
            flow_of(
                line_of(label("联户方式", "field"), self.way),
                line_of(label("从", "field"), self.since, label("起", "field")),
                self.close_earlier, STRETCH, self.export_button, self.import_button,
                self.propose_button, self.pair_button,
            )
        )  # fmt: skip
        return bar
