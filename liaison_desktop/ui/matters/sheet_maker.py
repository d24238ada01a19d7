"""Making a 走访单: a village, a group, or a route of chosen households in order."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.visit import LastVisit
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.layout_parts import STRETCH, column_of, flow_of, label, line_of, pad, rule
from liaison_desktop.ui.matters import visit_prints
from liaison_desktop.ui.matters.person_box import PersonBox
from liaison_desktop.ui.matters.route_list import RouteList, Stop
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.shy_scroll import ShyScroll

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

UNVISITED_DAYS = 30
_MANY = 60


class SheetMaker(QWidget):
    """Ctrl+S makes the sheet and shows it; blank forms of the route can be printed too."""

    made = Signal(int)
    """A sheet was made: its key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.title = QLineEdit()
        self.title.setMaxLength(60)
        self.cadre = CadreBox()
        self.place = PlaceFilter()
        self.unvisited = QCheckBox(f"仅 {UNVISITED_DAYS} 天未访")
        self.unvisited.setToolTip(f"只加 {UNVISITED_DAYS} 天里没有走访过的农户")
        self.add_button = button(
            "整批加入", icon_name="add", tip="把选定村组的农户加入路线（Alt+A）"
        )
        self.add_button.setShortcut("Alt+A")
        self.person = PersonBox(desk)
        self.route = RouteList()
        self.up_button = button("上移", variant="quiet", tip="Alt+↑")
        self.down_button = button("下移", variant="quiet", tip="Alt+↓")
        self.remove_button = button("去掉", variant="quiet", tip="Delete")
        self.clear_button = button("清空", variant="quiet")
        self.count = label("", "caption")
        self.questions_button = button("六问表", icon_name="print", tip="打印这些农户的空白六问表")
        self.pages_button = button("问事记录页", icon_name="print", tip="打印留在农户家里的记录页")
        self.make_button = button(
            "制走访单", variant="primary", icon_name="save", tip="制单并打开打印（Ctrl+S）"
        )
        self._lay_out()
        self._connect()
        self._on_route()

    def set_choices(self, cadres: Iterable[CadreRow], areas: Sequence[AreaRow]) -> None:
        """Offer these cadres and places."""
        self.cadre.set_cadres(cadres)
        self.place.set_areas(areas)

    def add_place(self) -> None:
        """Put the households of the place chosen on the route."""
        wanted = HouseholdFilter(
            village_id=self.place.village_id(),
            group_id=self.place.group_id(),
            unvisited_days=UNVISITED_DAYS if self.unvisited.isChecked() else None,
        )
        if wanted.village_id is None:
            self._desk.notice("先选一个村或组，再整批加入")
            self.place.village.setFocus()
            return
        office = self._desk.office

        def read() -> tuple[Stop, ...]:
            return stops(office, office.households.ids(wanted, Sort()))

        self._desk.lanes.read((id(self), "place"), read, self._on_stops, owner=self)

    def add_households(self, households: Sequence[int]) -> None:
        """Put some households on the route."""
        office = self._desk.office
        self._desk.lanes.read(
            (id(self), "stops"), lambda: stops(office, households), self._on_stops, owner=self
        )

    def make(self) -> None:
        """Make the sheet, tell it, and show it to be printed."""
        households = self.route.households()
        if not households:
            self._desk.notice("走访单上还没有农户，先加入要走访的农户")
            return
        sheets, cadre = self._desk.office.visit_sheets, self.cadre.cadre_id()
        title, village = self.title.text().strip(), self.place.village_id()

        def work(_progress: Progress) -> tuple[int, Changes]:
            return sheets.make(title, households, cadre_id=cadre, village_id=village)

        self._desk.lanes.write(work, self._on_made, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the title goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.title.hasFocus():
            self.cadre.setFocus()
        else:
            super().keyPressEvent(event)

    def _on_stops(self, found: Sequence[Stop]) -> None:
        count = self.route.add(found)
        if not count:
            self._desk.notice("没有可加入的农户，或都已经在路线上了")

    def _on_picked(self, hit: Hit) -> None:
        self.person.clear()
        self.person.hit = None
        if hit.household_id is not None:
            self.add_households([hit.household_id])

    def _on_left(self) -> None:
        if self.person.text().strip():
            self._desk.notice("名册里没有找到这户，走访单只能写名册里的农户")
        elif self.route.households():
            self.make_button.setFocus()

    def _on_made(self, made: tuple[int, Changes]) -> None:
        key, changes = made
        self.route.clear_route()
        self.title.clear()
        self._desk.done(changes, "已制走访单")
        self.made.emit(key)

    def _on_route(self) -> None:
        count = len(self.route.households())
        pages = f"，约 {-(-count // 12)} 页" if count > _MANY else ""
        self.count.setText(f"路线上 {count} 户{pages}" if count else "")
        for part in (
            self.make_button, self.clear_button, self.pages_button, self.up_button,
            self.down_button, self.remove_button,
        ):  # fmt: skip
            part.setEnabled(count > 0)
        self.questions_button.setText("六问表" if count else "空白六问表")

    def _print_questions(self) -> None:
        self._desk.print(
            "paper", visit_prints.questions(self._desk.office, self.route.households())
        )

    def _print_pages(self) -> None:
        self._desk.print("paper", visit_prints.pages(self._desk.office, self.route.households()))

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_place)
        self.person.picked.connect(self._on_picked)
        self.person.left.connect(self._on_left)
        self.route.changed.connect(self._on_route)
        self.up_button.clicked.connect(lambda: self.route.move_chosen(-1))
        self.down_button.clicked.connect(lambda: self.route.move_chosen(1))
        self.remove_button.clicked.connect(self.route.remove_chosen)
        self.clear_button.clicked.connect(self.route.clear_route)
        self.questions_button.clicked.connect(self._print_questions)
        self.pages_button.clicked.connect(self._print_pages)
        self.make_button.clicked.connect(self.make)

    def _lay_out(self) -> None:
        moves = line_of(
            self.count, STRETCH, self.up_button, self.down_button, self.remove_button,
            self.clear_button,
        )  # fmt: skip
        pad(moves, across=16, down=4)
        foot = flow_of(self.questions_button, self.pages_button, STRETCH, self.make_button)
        pad(foot, across=16, down=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.route.setMinimumHeight(theme.metrics().px(80))
        column.addWidget(ShyScroll(self._asking()))
        column.addWidget(rule())
        column.addLayout(moves)
        column.addWidget(self.route, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.title)

    def _asking(self) -> QWidget:
        """Return what is asked of a sheet: its title, who goes, whom to put on the route."""
        sizes = theme.metrics()
        grid = QGridLayout()
        grid.setContentsMargins(sizes.margin, sizes.px(6), sizes.margin, 0)
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(sizes.gap)
        self.title.setPlaceholderText("如 中和村三月走访；不填就写日期")
        rows: tuple[tuple[str, QWidget], ...] = (
            ("标题", self.title),
            ("走访干部", self.cadre),
            ("加一户", self.person),
        )
        for place, (words, box) in enumerate(rows):
            grid.addWidget(label(words, "field"), place, 0)
            grid.addWidget(box, place, 1)
            box.setAccessibleName(words)
        grid.setColumnStretch(1, 1)
        batch = flow_of(self.place, self.unvisited, self.add_button)
        pad(batch, across=16, down=8)
        head = line_of(label("制走访单", "title"), STRETCH)
        pad(head, across=16, down=10)
        asking = QWidget()
        asking.setLayout(column_of(head, grid, batch, gap=0))
        return asking


def stops(office: "Office", households: Sequence[int]) -> tuple[Stop, ...]:
    """Return households as stops of a route, in the order given; runs on a lane."""
    rows = office.households.rows(households)
    last = office.visits.last_visits(rows)
    found = []
    for key in households:
        if key in rows:
            row = rows[key]
            place = " ".join(part for part in (row.village, row.group, row.number) if part)
            found.append(Stop(key, row.head, place, _last_words(last[key])))
    return tuple(found)


def _last_words(last: LastVisit) -> str:
    if last.days is None:
        return "没有走访过"
    return "今天" if last.days == 0 else f"{last.days} 天前"
