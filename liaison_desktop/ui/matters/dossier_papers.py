"""The papers of a dossier as a list of lamps: red is missing, green is there, grey on demand."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from liaison_desktop.domain.matters.dispute import (
    DisputeDetail,
    FollowUp,
    Inquiry,
    Mediation,
    PaperLamp,
)
from liaison_desktop.domain.terms.dispute import PAPER_LABELS, PaperKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.tokens import COLOURS

_KEY = Qt.ItemDataRole.UserRole + 1
PaperKey = tuple[PaperKind, int]


def lamp_words(lamp: PaperLamp) -> str:
    """Return what a lamp says: 已有, 缺复印件, 必须，缺, 按需."""
    if lamp.present:
        return "已有"
    if lamp.lacks:
        return f"缺{lamp.lacks}"
    return "必须，缺" if lamp.required else "按需"


def lamp_colour(lamp: PaperLamp) -> str:
    """Return the colour of a lamp."""
    if lamp.present:
        return COLOURS.green
    return COLOURS.red if lamp.required else COLOURS.grey


class DossierPapers(QTreeWidget):
    """The arrows walk along the papers; Enter goes to the words of the one marked."""

    chosen = Signal(object)
    """Another paper is marked: its kind and part."""
    entered = Signal()
    """Enter was pressed on a paper."""

    def __init__(self) -> None:
        super().__init__()
        self.lamps: tuple[PaperLamp, ...] = ()
        self.setColumnCount(2)
        self.setHeaderLabels(["文书", "状态"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(theme.metrics().px(10), theme.metrics().px(10)))
        self.setProperty("role", "bare")
        self.setAccessibleName("卷宗文书")
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(False)
        self.setColumnWidth(1, theme.metrics().px(86))
        self.currentItemChanged.connect(lambda _now, _before: self._on_changed())
        self.itemActivated.connect(lambda _item, _column: self.entered.emit())

    def show_lamps(self, detail: DisputeDetail, lamps: Sequence[PaperLamp]) -> None:
        """List papers; the one marked stays marked."""
        current = self.current()
        self.lamps = tuple(lamps)
        blocked = self.blockSignals(True)
        self.clear()
        for lamp in lamps:
            self.addTopLevelItem(_item(lamp, _name(detail, lamp, lamps)))
        self.blockSignals(blocked)
        first = self.topLevelItem(0)
        if not self.choose(current) and first is not None:
            self.setCurrentItem(first)

    def choose(self, key: PaperKey | None) -> bool:
        """Mark a paper; tell whether it is listed."""
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            if item is not None and item.data(0, _KEY) == key:
                self.setCurrentItem(item)
                return True
        return False

    def current(self) -> PaperKey | None:
        """Return kind and part of the paper marked."""
        item = self.currentItem()
        key: PaperKey | None = item.data(0, _KEY) if item is not None else None
        return key

    def lamp(self) -> PaperLamp | None:
        """Return the lamp of the paper marked."""
        current = self.current()
        return next((one for one in self.lamps if (one.kind, one.part) == current), None)

    def _on_changed(self) -> None:
        current = self.current()
        if current is not None:
            self.chosen.emit(current)


def _item(lamp: PaperLamp, name: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, lamp_words(lamp)])
    item.setIcon(0, _dot(lamp_colour(lamp)))
    item.setData(0, _KEY, (lamp.kind, lamp.part))
    colour = QColor(lamp_colour(lamp))
    item.setForeground(1, colour)
    if not lamp.present:
        item.setForeground(0, colour)
    for column in range(2):
        item.setToolTip(column, lamp.missing or name)
    return item


def _dot(colour: str) -> QIcon:
    """Return a lamp; the word beside it says the same."""
    size = 2 * theme.metrics().px(10)  # sharp on a fine screen too
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(1, 1, size - 2, size - 2)
    painter.end()
    return QIcon(picture)


def _name(detail: DisputeDetail, lamp: PaperLamp, lamps: Sequence[PaperLamp]) -> str:
    """Return the name of a paper, with number and day of its session where there are several."""
    words = PAPER_LABELS[lamp.kind].removeprefix("人民")
    if sum(one.kind is lamp.kind for one in lamps) == 1:
        return words
    owners: dict[PaperKind, tuple[Inquiry | Mediation | FollowUp, ...]] = {
        PaperKind.INQUIRY: detail.inquiries,
        PaperKind.MEDIATION: detail.mediations,
        PaperKind.FOLLOW_UP: detail.follow_ups,
    }
    parts = owners.get(lamp.kind, ())
    day = next((part.values.get("on") for part in parts if part.id == lamp.part), None)
    place = [one.part for one in lamps if one.kind is lamp.kind].index(lamp.part) + 1
    party = next((one.name for one in detail.parties if one.id == lamp.part), "")
    if isinstance(day, date):
        return f"{words}{place}（{day.month}.{day.day}）"
    told = party if lamp.kind is PaperKind.MANDATE else ""
    return f"{words} {told}".strip()
