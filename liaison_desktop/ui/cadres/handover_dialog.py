"""调整交接: households of one cadre go to another, from a day on (domain.md R11)."""

from array import array
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreFilter, CadreHousehold, CadreRow
from liaison_desktop.domain.cadres.pairing import PairingReport
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.cadre import CADRE_FIELD_OF
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.cadres.cadre_columns import CADRE_HOUSEHOLD_COLUMNS, share_sentence
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tick_pane import TickPane
from liaison_desktop.ui.window_state import size_to_screen


class HandoverDialog(QDialog):
    """One step: to whom, from when, which households; everything is ticked at first."""

    def __init__(self, desk: DeskContext, parent: QWidget, detail: CadreDetail) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("调整交接")
        self._desk, self._detail = desk, detail
        self._cadres: dict[int, CadreRow] = {}
        self._rows: dict[int, CadreHousehold] = {}
        self.receiver = CadreBox()
        self.day = DateEditor(CADRE_FIELD_OF["since"], desk.office.context.today)
        self.day.set_value(desk.office.context.today())
        self.list: TickPane[CadreHousehold] = TickPane(
            "handover_households",
            CADRE_HOUSEHOLD_COLUMNS,
            lambda ids: {one: self._rows[one] for one in ids if one in self._rows},
            desk.lanes,
            measure="户",
        )
        self._told = label("", "caption", wrap=True)
        self.confirm_button = button("移交", variant="primary")
        self.confirm_button.setDefault(True)
        self._lay_out()
        self.receiver.edited.connect(self._update)
        self.list.ticks_changed.connect(lambda _count: self._update())
        self.confirm_button.clicked.connect(self.confirm)
        self._ask()

    def confirm(self) -> None:
        """Hand over what is ticked, in one operation."""
        to_id, day = self.receiver.cadre_id(), self.day.value()
        chosen = self._chosen()
        if to_id is None or not chosen or not isinstance(day, date):
            return
        cadres, from_id = self._desk.office.cadres, self._detail.id
        self.confirm_button.setEnabled(False)

        def work(_progress: Progress) -> PairingReport:
            return cadres.handover(from_id, to_id, chosen, day)

        job = self._desk.lanes.write(work, lambda report: self._on_done(to_id, report), owner=self)
        when_ended(job, self._update)

    def _on_done(self, to_id: int, report: PairingReport) -> None:
        name = self._cadres[to_id].name
        count = report.made + report.kept
        self.accept()
        self._desk.done(report.changes, f"{self._detail.name}已移交{name} {count} 户")

    def _ask(self) -> None:
        """Read who could take them, and what is to be handed over."""
        office, cadre_id = self._desk.office, self._detail.id

        def read() -> tuple[dict[int, CadreRow], tuple[int, ...]]:
            ids = office.cadres.ids(CadreFilter(), Sort())
            rows = office.cadres.rows(ids)
            ordered = {one: rows[one] for one in ids if one in rows and one != cadre_id}
            return ordered, office.cadres.to_hand_over(cadre_id)

        self._desk.lanes.read((id(self), "handover"), read, self._on_read, owner=self)

    def _on_read(self, answer: tuple[dict[int, CadreRow], tuple[int, ...]]) -> None:
        self._cadres, households = answer
        self.receiver.set_cadres(self._cadres.values())
        by_household = {row.household_id: row for row in self._detail.households}
        self._rows = {one: by_household[one] for one in households if one in by_household}
        self.list.show_ids(array("q", self._rows))
        self.list.tick_shown(ticked=True)
        self.receiver.setFocus()
        self._update()

    def _chosen(self) -> list[int]:
        return list(self.list.ticks.ticked())

    def _update(self) -> None:
        to_id, count = self.receiver.cadre_id(), len(self._chosen())
        row = self._cadres.get(to_id) if to_id is not None else None
        if row is None:
            self._told.setText("输入姓名或拼音首字母，选接收的干部。")
        else:
            self._told.setText(f"{share_sentence(row, count)}。这些户的联系卡会列为待换发。")
        self.confirm_button.setText(f"移交 {count} 户" if count else "移交")
        self.confirm_button.setEnabled(row is not None and count > 0)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.px(12))
        grid.setVerticalSpacing(sizes.px(8))
        for row, (caption, widget) in enumerate(
            (("接收干部(&T)", self.receiver), ("移交之日(&D)", self.day))
        ):
            named = label(caption, "field")
            named.setBuddy(widget)
            grid.addWidget(named, row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        pad(column, across=22, down=20)
        column.setSpacing(sizes.px(12))
        column.addWidget(label(f"移交{self._detail.name}的联系户", "heading"))
        column.addLayout(grid)
        column.addWidget(self._told)
        column.addWidget(self.list, 1)
        column.addLayout(
            line_of(label("空格键勾选所选的户", "caption"), STRETCH, cancel, self.confirm_button)
        )
        size_to_screen(self, 680, 560)
