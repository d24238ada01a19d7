"""A proposed pairing to be looked at, changed and confirmed."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.cadres.pairing import (
    PairingReport,
    Proposal,
    ProposedPair,
    ProposedShare,
)
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import SplitterKeeper


def _total_words(row: ProposedShare) -> str:
    total = row.already + row.proposed
    return f"{total}（超 {row.excess}）" if row.excess else str(total)


def _share_tone(row: ProposedShare) -> Tone | None:
    total = row.already + row.proposed
    if row.quota is None:
        return Tone.RED if total == 0 else None
    return Tone.GREEN if total == row.quota else Tone.AMBER


SHARE_COLUMNS: tuple[Column[ProposedShare], ...] = (
    Column(key="cadre", title="干部", text=lambda row: row.cadre, width=92, sortable=False),
    Column(key="rank", title="职级", text=lambda row: row.rank, width=92, sortable=False),
    Column(
        key="quota",
        title="应联系",
        text=lambda row: "" if row.quota is None else str(row.quota),
        width=70,
        align=RIGHT,
        sortable=False,
    ),
    Column(
        key="already",
        title="原有",
        text=lambda row: str(row.already),
        width=58,
        align=RIGHT,
        sortable=False,
    ),
    Column(
        key="proposed",
        title="本次",
        text=lambda row: str(row.proposed),
        width=58,
        align=RIGHT,
        sortable=False,
    ),
    Column(
        key="total",
        title="合计",
        text=_total_words,
        width=96,
        tone=_share_tone,
        sortable=False,
    ),
)


class ProposalView(QWidget):
    """At the left what each cadre would have, at the right every household and its cadre."""

    closed = Signal()
    """The proposal was confirmed or given up."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._pairs: dict[int, ProposedPair] = {}
        self._changed: set[int] = set()
        self._shares: dict[int, ProposedShare] = {}
        self._cadre: int | None = None
        self.shares = TablePane(
            "proposal_shares",
            SHARE_COLUMNS,
            lambda ids: {one: self._shares[one] for one in ids if one in self._shares},
            desk.lanes,
            measure="人",
        )
        self.pairs = TablePane(
            "proposal_pairs",
            self._pair_columns(),
            lambda ids: {one: self._pairs[one] for one in ids if one in self._pairs},
            desk.lanes,
            measure="户",
        )
        self.receiver = CadreBox()
        self.change_button = button("改由他联系", tip="所选农户改给这名干部")
        self.everything_button = button("看全部干部的户", variant="quiet")
        self.confirm_button = button("确认结对", variant="primary", icon_name="ok")
        self.cancel_button = button("不采用")
        self._title = label("", "heading")
        self._notes = QLabel()
        self._lay_out()
        self._connect()

    def show_proposal(self, proposal: Proposal, cadres: Sequence[CadreRow]) -> None:
        """Show a proposal.

        Args:
            proposal: What was worked out.
            cadres: Everybody a household can be changed to.
        """
        self._pairs = {pair.household_id: pair for pair in proposal.pairs}
        self._shares = {share.cadre_id: share for share in proposal.shares}
        self._changed = set()
        self._cadre = None
        self.receiver.set_cadres(cadres)
        self.receiver.set_cadre(None)
        self._notes.setText("　".join(proposal.notes))
        self._notes.setVisible(bool(proposal.notes))
        self.shares.show_ids(array("q", self._shares))
        self._show_pairs()
        self.pairs.view.setFocus()

    def proposed(self) -> tuple[ProposedPair, ...]:
        """Return the pairs as they stand now."""
        return tuple(self._pairs.values())

    def change_selected(self) -> None:
        """Give the households selected to the cadre in the box."""
        cadre_id = self.receiver.cadre_id()
        if cadre_id is None or cadre_id not in self._shares:
            return
        name = self._shares[cadre_id].cadre
        for one in self.pairs.selected_ids():
            if self._pairs[one].cadre_id != cadre_id:
                self._pairs[one] = replace(self._pairs[one], cadre_id=cadre_id, cadre=name)
                self._changed.add(one)
        self._count_shares()
        self._show_pairs()

    def confirm(self) -> None:
        """Store the pairs, in one operation."""
        pairs, proposals = self.proposed(), self._desk.office.proposals
        self.confirm_button.setEnabled(False)

        def work(_progress: Progress) -> PairingReport:
            return proposals.confirm(pairs)

        job = self._desk.lanes.write(work, self._on_confirmed, owner=self)
        when_ended(job, lambda: self.confirm_button.setEnabled(True))
        show_progress(self, "正在保存结对", job)

    def _on_confirmed(self, report: PairingReport) -> None:
        self.closed.emit()
        self._desk.done(report.changes, f"已结对 {report.made} 户")

    def _count_shares(self) -> None:
        counts = Counter(pair.cadre_id for pair in self._pairs.values())
        self._shares = {
            key: replace(share, proposed=counts[key]) for key, share in self._shares.items()
        }
        self.shares.refresh()

    def _show_pairs(self) -> None:
        shown = (
            key
            for key, pair in self._pairs.items()
            if self._cadre is None or pair.cadre_id == self._cadre
        )
        self.pairs.show_ids(array("q", shown))
        people = len({pair.cadre_id for pair in self._pairs.values()})
        changed = f"，手工改动 {len(self._changed)} 户" if self._changed else ""
        self._title.setText(f"结对建议：{people} 名干部，{len(self._pairs)} 户{changed}")
        self.confirm_button.setText(f"确认结对 {len(self._pairs)} 户")
        self.confirm_button.setEnabled(bool(self._pairs))
        self.everything_button.setVisible(self._cadre is not None)
        self._update()

    def _show_cadre(self, cadre_id: object) -> None:
        self._cadre = cadre_id if isinstance(cadre_id, int) else None
        self._show_pairs()

    def _update(self) -> None:
        count = self.pairs.selected_count()
        known = self.receiver.cadre_id() in self._shares
        self.change_button.setText(f"所选 {count} 户改由他联系" if count else "改由他联系")
        self.change_button.setEnabled(count > 0 and known)

    def _on_everything_clicked(self) -> None:
        self.shares.view.clearSelection()
        self._show_cadre(None)

    def _connect(self) -> None:
        self.shares.open_requested.connect(self._show_cadre)
        self.shares.view.clicked.connect(lambda _index: self._show_cadre(self.shares.current_id()))
        self.everything_button.clicked.connect(self._on_everything_clicked)
        self.pairs.selection_changed.connect(lambda _count: self._update())
        self.pairs.open_requested.connect(lambda _id: self.receiver.setFocus())
        self.receiver.edited.connect(self._update)
        self.change_button.clicked.connect(self.change_selected)
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.closed)

    def _pair_columns(self) -> tuple[Column[ProposedPair], ...]:
        def tone(pair: ProposedPair) -> Tone | None:
            return Tone.AMBER if pair.household_id in self._changed else None

        def column(
            key: str, title: str, width: int, *, toned: bool = False
        ) -> Column[ProposedPair]:
            return Column(
                key=key,
                title=title,
                text=lambda pair: str(getattr(pair, key)),
                width=width,
                tone=tone if toned else None,
                sortable=False,
            )

        return (
            column("cadre", "干部", 92, toned=True),
            column("village", "村", 92),
            column("group", "组", 72),
            column("number", "户编号", 92),
            column("head", "户主", 90),
            column("difficulty", "难度等级", 92),
        )

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self._notes.setProperty("tone", Tone.AMBER.value)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setWordWrap(True)
        self.pairs.set_empty(EmptyText("household", "这名干部没有分到农户"))
        self.receiver.setMinimumWidth(sizes.px(200))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addLayout(
            line_of(self.everything_button, STRETCH, self.receiver, self.change_button)
        )
        column.addWidget(self.pairs, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.shares)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([sizes.px(470), sizes.px(820)])
        self._keeper = SplitterKeeper(splitter, self._desk.settings, "proposal")
        bar = QFrame()
        bar.setProperty("role", "card")
        foot = line_of(
            label("确认前什么都不会保存；确认后可以撤销", "caption"),
            STRETCH,
            self.cancel_button,
            self.confirm_button,
        )
        pad(foot, across=14, down=10)
        bar.setLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(sizes.gap)
        outer.addWidget(self._title)
        outer.addWidget(self._notes)
        outer.addWidget(splitter, 1)
        outer.addWidget(bar)
