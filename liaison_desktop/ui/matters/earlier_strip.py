"""What came up before between the same families, about the same plot, at the same place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton

from liaison_desktop.domain.matters.dispute import EarlierMatter, Party
from liaison_desktop.domain.terms.dispute import DISPUTE_STATE_LABELS
from liaison_desktop.ui.layout_parts import column_of, label, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

WAIT_MS = 250
_MOST = 4
_KEYS = "（Alt+O）"


@dataclass(frozen=True, slots=True)
class Told:
    """What is known so far of the dispute being typed.

    Attributes:
        parties: Those named.
        village: Name of its village, "" while unknown.
        plot, place: As typed.
        exclude_id: The dispute itself, None for a new one.
    """

    parties: tuple[Party, ...] = ()
    village: str = ""
    plot: str = ""
    place: str = ""
    exclude_id: int | None = None


class EarlierStrip(QFrame):
    """Hidden while nothing came up; Alt+O opens the newest."""

    opened = Signal(int)
    """Somebody wants to see an earlier dispute: its key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._told = Told()
        self.matters: tuple[EarlierMatter, ...] = ()
        self.setProperty("role", "hint")
        self.words = label("", "section", wrap=True)
        self._lines = column_of(gap=2)
        column = column_of(self.words, self._lines, gap=4)
        pad(column, across=10, down=8)
        self.setLayout(column)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.ask_now)
        self.hide()

    def ask(self, told: Told) -> None:
        """Ask soon what came up before."""
        if told != self._told:
            self._told = told
            self._soon.start()

    def forget(self) -> None:
        """Show nothing, e.g. for another record."""
        self._soon.stop()
        self._told = Told()
        self._show(())

    def ask_now(self) -> None:
        """Ask what came up before."""
        self._soon.stop()
        told, office = self._told, self._desk.office

        def read() -> tuple[EarlierMatter, ...]:
            villages = office.areas.villages()
            key = next((one.id for one in villages if one.name == told.village), None)
            return office.disputes.earlier(
                told.parties, key, told.plot, told.place, exclude_id=told.exclude_id
            )

        def answered(found: tuple[EarlierMatter, ...]) -> None:
            if told == self._told:
                self._show(found)

        self._desk.lanes.read((id(self), "earlier"), read, answered, owner=self)

    def _show(self, found: Sequence[EarlierMatter]) -> None:
        self.matters = tuple(found)
        _clear(self._lines)
        for place, matter in enumerate(found[:_MOST]):
            self._lines.addWidget(self._line(matter, newest=place == 0))
            self._lines.addWidget(label(f"　　{matter.title}", "caption", wrap=True))
        more = f"，这里列出最近 {_MOST} 件" if len(found) > _MOST else ""
        self.words.setText(f"以前有过 {len(found)} 件相关的纠纷{more}：")
        self.setVisible(bool(found))

    def _line(self, matter: EarlierMatter, *, newest: bool) -> QPushButton:
        state = DISPUTE_STATE_LABELS[matter.state]
        words = f"{matter.number} · {matter.found_on} · {state} · {matter.why}"
        tip = f"{matter.title}\n打开 {matter.number}；正在填的会存为草稿"
        made = button(
            words, variant="line", icon_name="next", tip=f"{tip}{_KEYS if newest else ''}"
        )
        if newest:
            made.setShortcut("Alt+O")
        made.clicked.connect(lambda: self.opened.emit(matter.dispute_id))
        return made


def _clear(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
