"""The households of one cadre, with what can be done about them."""

from array import array

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreHousehold
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui.cadres.cadre_columns import CADRE_HOUSEHOLD_COLUMNS
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, column_of, flow_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table import TablePane


class CadreHouseholds(QWidget):
    """Past pairings stand in the list too; their last day says so."""

    pairing_wanted = Signal()
    """结对 was pressed."""
    handover_wanted = Signal()
    """调整交接 was pressed."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[int, CadreHousehold] = {}
        self.list = TablePane(
            "cadre_households",
            CADRE_HOUSEHOLD_COLUMNS,
            lambda ids: {one: self._rows[one] for one in ids if one in self._rows},
            desk.lanes,
            measure="户",
        )
        self.list.set_empty(EmptyText("household", "还没有联系户", "去结对"))
        self.pair_button = button("结对农户", icon_name="link", tip="给这名干部选联系户")
        self.handover_button = button(
            "调整交接", icon_name="redo", tip="把联系户移交给另一名干部，待换发的卡随后列出"
        )
        self.end_button = button("解除结对", tip="所选结对到今天为止")
        self._lay_out()
        self.pair_button.clicked.connect(self.pairing_wanted)
        self.handover_button.clicked.connect(self.handover_wanted)
        self.end_button.clicked.connect(self.end_selected)
        self.list.empty_action_requested.connect(self.pairing_wanted)
        self.list.open_requested.connect(self._on_open_requested)
        self.list.selection_changed.connect(lambda _count: self._update())

    def show_cadre(self, detail: CadreDetail) -> None:
        """Show the households of a cadre."""
        self._rows = {row.pairing_id: row for row in detail.households}
        self.list.show_ids(array("q", self._rows))
        self.handover_button.setEnabled(bool(self._rows))
        self._update()

    def end_selected(self) -> None:
        """End the pairings selected; today is their last day."""
        chosen = tuple(self.list.selected_ids())
        if not chosen:
            return
        office = self._desk.office

        def work(_progress: Progress) -> Changes:
            return office.pairings.end(chosen, office.context.today())

        def told(changes: Changes) -> None:
            self._desk.done(changes, f"已解除结对 {len(chosen)} 户")

        self._desk.lanes.write(work, told, owner=self)

    def _on_open_requested(self, pairing_id: int) -> None:
        self._desk.navigate(Kind.HOUSEHOLD, self._rows[pairing_id].household_id)

    def _update(self) -> None:
        self.end_button.setEnabled(self.list.selected_count() > 0)

    def _lay_out(self) -> None:
        tools = flow_of(self.pair_button, self.handover_button, STRETCH, self.end_button)
        column = column_of(tools, self.list)
        pad(column, across=16, down=10)
        self.setLayout(column)
