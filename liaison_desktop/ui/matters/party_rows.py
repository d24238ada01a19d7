"""Both sides of a dispute, any number of parties on each."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from liaison_desktop.domain.matters.dispute import Party
from liaison_desktop.domain.terms.dispute import SIDE_LABELS, Side
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of
from liaison_desktop.ui.matters.party_row import PartyRow
from liaison_desktop.ui.matters.party_values import plain
from liaison_desktop.ui.page import DeskContext

_BESIDE_FROM = 780  # width in pixels at 100 % from which the sides stand beside each other


class PartyRows(QWidget):
    """Each side ends with a blank line; Enter in it goes to the other side, then on."""

    changed = Signal()
    """Somebody was added, changed or taken out."""
    completed = Signal()
    """Enter was pressed in the blank line of the last side."""
    arrived = Signal(object)
    """A field of a party got the keys."""
    outsider_meant = Signal(object)
    """The party of this ``PartyRow`` is nobody of the register."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[Side, list[PartyRow]] = {side: [] for side in Side}
        self._columns: dict[Side, QVBoxLayout] = {}
        self._stored: tuple[Party, ...] = ()
        self._lay_out()
        self.set_parties(())

    def parties(self) -> tuple[Party, ...]:
        """Return those named, 甲方 first."""
        return tuple(row.party() for row in self._named())

    def set_parties(self, parties: Sequence[Party]) -> None:
        """Show stored parties."""
        self.restore(parties)
        self._stored = self.parties()

    def restore(self, parties: Sequence[Party]) -> None:
        """Show parties that count as typed, e.g. of a draft."""
        for side in Side:
            wanted = [party for party in parties if party.side is side]
            rows = self._rows[side]
            while len(rows) > len(wanted) + 1:
                self._drop(rows[-1], side)
            while len(rows) < len(wanted) + 1:
                self._append(side)
            for row, party in zip(rows, (*wanted, Party(None, side, "")), strict=True):
                row.show_details(shown=False)
                row.show_party(plain(party))
        self._order_tabs()

    @property
    def dirty(self) -> bool:
        """Whether they differ from the stored ones."""
        return self.parties() != self._stored

    def stored_keys(self) -> frozenset[int]:
        """Return the keys of the parties that were read."""
        return frozenset(party.id for party in self._stored if party.id is not None)

    def set_problems(self, problems: Mapping[int, str]) -> None:
        """Show sentences under parties, by place from 0."""
        for place, row in enumerate(self._named()):
            row.set_problem(problems.get(place, ""))

    def unreadable(self) -> bool:
        """Show what cannot be read; tell whether there is any."""
        problems = {place: row.unreadable() for place, row in enumerate(self._named())}
        self.set_problems(problems)
        return any(problems.values())

    def focus_first(self) -> None:
        """Give the first line the keys."""
        self._rows[Side.FIRST][0].box.setFocus()

    def focus_next(self) -> None:
        """Give the keys to the blank line of the first side without anybody, else the last."""
        empty = (side for side in Side if all(row.blank for row in self._rows[side]))
        self._rows[next(empty, Side.SECOND)][-1].box.setFocus()

    def row(self, side: Side, place: int) -> PartyRow:
        """Return a line of a side, from 0."""
        return self._rows[side][place]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other, as on the paper, where there is room for both."""
        super().resizeEvent(event)
        beside = self.width() >= theme.metrics().px(_BESIDE_FROM)
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        for place in range(len(Side)):
            self._sides.setStretch(place, int(beside))

    def _named(self) -> list[PartyRow]:
        return [row for side in Side for row in self._rows[side] if not row.blank]

    def _append(self, side: Side) -> PartyRow:
        row = PartyRow(self._desk, side)
        row.changed.connect(lambda: self._on_row_changed(side))
        row.finished.connect(lambda: self._go_on(row, side))
        row.passed.connect(lambda: self._pass(side))
        row.removed.connect(lambda: self._on_removed(row, side))
        row.arrived.connect(self.arrived)
        row.grown.connect(self._order_tabs)
        row.outsider_meant.connect(lambda: self.outsider_meant.emit(row))
        self._rows[side].append(row)
        self._columns[side].addWidget(row)
        return row

    def _drop(self, row: PartyRow, side: Side) -> None:
        self._rows[side].remove(row)
        self._columns[side].removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_row_changed(self, side: Side) -> None:
        if not self._rows[side][-1].blank:
            self._append(side)
            self._order_tabs()
        self.changed.emit()

    def _on_removed(self, row: PartyRow, side: Side) -> None:
        place = self._rows[side].index(row)
        self._drop(row, side)
        self._rows[side][min(place, len(self._rows[side]) - 1)].box.setFocus()
        self.changed.emit()

    def _go_on(self, row: PartyRow, side: Side) -> None:
        rows = self._rows[side]
        rows[min(rows.index(row) + 1, len(rows) - 1)].box.setFocus()

    def _pass(self, side: Side) -> None:
        if side is Side.FIRST:
            self._rows[Side.SECOND][0].box.setFocus()
        else:
            self.completed.emit()

    def _order_tabs(self) -> None:
        """Let Tab go through each line and its fields, then to the next line."""
        stops = [stop for side in Side for row in self._rows[side] for stop in row.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self._sides = column_of(gap=10)
        self.setLayout(self._sides)
        for side in Side:
            words = label(SIDE_LABELS[side], "field")
            words.setMinimumHeight(sizes.control)
            words.setFixedWidth(sizes.px(38))
            column = QVBoxLayout()
            column.setSpacing(sizes.px(6))
            self._columns[side] = column
            rows = column_of(column, STRETCH)
            both = line_of(column_of(words, STRETCH), rows)
            both.setStretch(1, 1)
            self._sides.addLayout(both)
