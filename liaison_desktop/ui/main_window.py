"""The window: tabs, search, menus, status line; pages reach each other through it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui import theme
from liaison_desktop.ui.actions import build_actions
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.notice import Notice
from liaison_desktop.ui.on_demand import on_demand
from liaison_desktop.ui.page import PAGE_OF_KIND, DeskContext, Destination, Page
from liaison_desktop.ui.practice_folder import is_practice
from liaison_desktop.ui.search_box import SearchBox
from liaison_desktop.ui.status_line import StatusLine
from liaison_desktop.ui.tabs import TAB_OF, TABS
from liaison_desktop.ui.text_size import next_text_percent, set_text_percent, text_percent
from liaison_desktop.ui.window_dialogs import WindowDialogs
from liaison_desktop.ui.window_menus import PAGE_COMMANDS, fill_menu_bar, window_commands
from liaison_desktop.ui.window_state import (
    keep_on_screen,
    restore_geometry,
    save_geometry,
    size_to_screen,
)

if TYPE_CHECKING:
    from liaison_desktop.domain.register.area import StationDetail
    from liaison_desktop.domain.system.search import Hit
    from liaison_desktop.services.office import Office
    from liaison_desktop.services.system.drafts import Draft
    from liaison_desktop.ui.scanned_code import Found
    from liaison_desktop.ui.scanner import Scanner

_NAME = "main"
_FIRST_SIZE = (1280, 800)
_TEXT_AFTER_MS = 300
_IMPORTED = ("households", "cadres", "pairings", "visits", "concerns", "disputes")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".csv")


class MainWindow(QMainWindow):
    """The one window of the program."""

    closed = Signal()
    """The window was closed; drafts are kept by then."""
    warmed = Signal()
    """The first page is filled, and what the other pages need is imported."""

    def __init__(self, desk: DeskContext, *, page: str = "") -> None:
        """Build the frame and its first page.

        Args:
            desk: What the pages share.
            page: Name of the page shown first, "" for 今日.
        """
        super().__init__()
        self.desk = desk
        self._pages: dict[str, Page] = {}
        self._percent = text_percent(desk.settings)
        self._text_soon = QTimer(self)
        self._text_soon.setSingleShot(True)
        self._text_soon.setInterval(_TEXT_AFTER_MS)
        self._text_soon.timeout.connect(self._dress)
        self.setWindowTitle("群众工作站")
        self.setAcceptDrops(True)
        self.tabs = QTabBar()
        self.search = SearchBox(self._find, desk.lanes)
        self.stack = QStackedWidget()
        self._opening = QLabel("正在打开台账…")
        self._opening.setProperty("role", "field")
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.status = StatusLine(desk)
        self._lay_out()
        self.actions_by_id = build_actions(self, window_commands())
        # Also those that stand in no menu: their keys are heard through the window.
        self.addActions(list(self.actions_by_id.values()))
        self._text_sizes = fill_menu_bar(
            self, self.actions_by_id, self._percent, self._set_text_percent
        )
        # Over the status line, where it hides nothing that is being worked on.
        self.notice = Notice(self, lift=2)
        self.dialogs = WindowDialogs(desk, self, self.notice)
        known = restore_geometry(self, desk.settings, _NAME)
        keep_on_screen(self)
        if not known and not size_to_screen(self, *_FIRST_SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._first_page = page or TABS[0].name
        self._connect()
        self._update_commands()
        if desk.is_open:
            self._on_opened()

    def _on_opened(self) -> None:
        """Show the first page now that the store can be asked; nothing else asks before it."""
        on_demand("WindowKeys")(self)
        self.scanner: Scanner = on_demand("Scanner")(self)
        self.scanner.scanned.connect(self._on_scanned)
        self.stack.removeWidget(self._opening)
        self._opening.deleteLater()
        for part in (self.tabs, self.search, self.menuBar()):
            part.setEnabled(True)
        self.show_page(self._first_page)
        # The read lane answers in turn: this comes back when the page has its answer.
        self.desk.lanes.read((id(self), "filled"), _nothing, self._on_filled, owner=self)

    def _on_filled(self, _answer: None) -> None:
        """Let the first page be drawn before anything else is asked."""
        QTimer.singleShot(0, self, self._ask_for_the_rest)

    def _ask_for_the_rest(self) -> None:
        self.status.refresh()
        self._ask_undo()
        self.desk.lanes.read((id(self), "drafts"), self._drafts, self._on_drafts, owner=self)

    def _on_drafts(self, drafts: "tuple[Draft, ...]") -> None:
        """Get ready for the other pages now that everything shown has been asked for."""
        self._offer_drafts(drafts)
        work, warmed = partial(_warm_tabs, self.desk.office), self.warmed.emit
        # What cannot be imported is told by the page that asks for it.
        self.desk.lanes.heavy(work, lambda _answer: warmed(), lambda _error: warmed(), owner=self)

    def _offer_drafts(self, drafts: "tuple[Draft, ...]") -> None:
        """Lead back to what was being typed when the program last ended."""
        place_of = on_demand("place_of")
        places = [(place, one) for one in drafts if (place := place_of(one)) is not None]
        if places:
            self.notice.show_message(
                f"上次有 {len(places)} 份没填完，已替您存着",
                "接着填",
                partial(self._take_up, *places[0]),
            )

    def _take_up(self, place: Destination, draft: "Draft") -> None:
        """Open an unfinished form; a record never stored is begun, and brings its draft."""
        self.desk.go(place)
        begin = self.page().commands().get("new")
        if begin is not None and on_demand("begins_a_record")(draft):
            begin()

    # Asked on the read lane, where a service is also imported.

    def _find(self, text: str) -> "tuple[Hit, ...]":
        return self.desk.office.search.find(text)

    def _drafts(self) -> "tuple[Draft, ...]":
        return self.desk.office.drafts.all()

    def _next_undo(self) -> str | None:
        return self.desk.office.undo.next_sentence()

    def show_page(self, name: str) -> Page:
        """Show a tab; its page is built when it is first shown."""
        place = list(TAB_OF).index(name)
        if name not in self._pages:
            page = TAB_OF[name].build(self.desk)
            self._pages[name] = page
            self.stack.addWidget(page)
            page.commands_changed.connect(self._update_commands)
        if self.tabs.currentIndex() != place:
            blocked = self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(place)
            self.tabs.blockSignals(blocked)
        page = self._pages[name]
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._update_commands()
        return page

    def page(self) -> Page:
        """Return the page shown; there is one as soon as the store is open."""
        return self._pages[TABS[self.tabs.currentIndex()].name]

    def go(self, destination: Destination) -> None:
        """Show a place in the window."""
        self.show_page(destination.page).show_destination(destination)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed and the window's size."""
        for page in self._pages.values():
            page.keep_draft()
        save_geometry(self, self.desk.settings, _NAME)
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one workbook."""
        if _workbook(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer to import the workbook dropped."""
        path = _workbook(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.desk.start_import("", path)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        for tab in TABS:
            self.tabs.addTab(icon(tab.icon), tab.caption)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setUsesScrollButtons(True)
        theme.keep_width(self.search, fixed=330)
        self.stack.addWidget(self._opening)
        for part in (self.tabs, self.search, self.menuBar()):
            part.setEnabled(False)
        # Beside the menus, so that the row below has room for every tab.
        corner = QWidget(self.menuBar())
        beside = QHBoxLayout(corner)
        beside.setContentsMargins(0, 0, sizes.margin, 0)
        beside.addWidget(self.search)
        self.menuBar().setCornerWidget(corner)
        head = QWidget()
        head.setObjectName("head")
        row = QHBoxLayout(head)
        row.setContentsMargins(sizes.px(8), 0, sizes.margin, 0)
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        """Connect everything, by sender."""
        desk, actions = self.desk, self.actions_by_id
        desk.opened.connect(self._on_opened)
        # What pages ask for.
        desk.went.connect(self.go)
        desk.noticed.connect(self.notice.show_message)
        desk.offered.connect(self.notice.show_message)
        desk.bus.changed.connect(self._on_changed)
        # The window's own parts.
        self.tabs.currentChanged.connect(lambda place: self.show_page(TABS[place].name))
        self.search.hit_chosen.connect(self._on_hit_chosen)
        self.status.operator_clicked.connect(partial(self.dialogs.open, "PreferencesDialog"))
        self.status.station_known.connect(self._show_station)
        # Commands that mean the same everywhere.
        own: dict[str, Callable[[], object]] = {
            "find": self.search.activate,
            "undo": desk.take_back,
            "redo": desk.bring_back,
            "quit": self.close,
            "next_tab": partial(self._turn, 1),
            "previous_tab": partial(self._turn, -1),
            "larger_text": partial(self._step_text, 1),
            "smaller_text": partial(self._step_text, -1),
            **{f"import_{noun}": partial(desk.start_import, noun) for noun in _IMPORTED},
            "blank_roster": self.dialogs.save_blank_roster,
            "operations": partial(self.dialogs.open, "HistoryPane"),
            "check": partial(self.dialogs.open, "CheckDialog"),
            "settings": partial(self.dialogs.open, "PreferencesDialog"),
            "practice": partial(self.dialogs.open, "PracticeStart"),
            "about": partial(self.dialogs.open, "AboutDialog"),
            "keys": partial(self.dialogs.open, "KeysDialog"),
            "help": self._show_help,
        }
        for name, call in own.items():
            actions[name].triggered.connect(partial(_call, call))
        # Commands each page gives its meaning.
        for name in PAGE_COMMANDS:
            actions[name].triggered.connect(partial(self._run_page_command, name))

    def _on_hit_chosen(self, hit: "Hit") -> None:
        people = hit.kind in (Kind.HOUSEHOLD, Kind.RESIDENT, Kind.CONTACT_CARD)
        if people and hit.household_id is not None:
            self.desk.navigate(Kind.HOUSEHOLD, hit.household_id)
        elif hit.kind in PAGE_OF_KIND:
            self.desk.navigate(hit.kind, hit.id)

    def _on_scanned(self, code: str) -> None:
        """Open what a card, a receipt or a visit sheet stands for, from any tab."""

        def found(record: "Found") -> None:
            if record is None:
                self.notice.show_message(on_demand("not_found")(code))
            else:
                self.desk.navigate(*record)

        ask = partial(on_demand("record_of"), self.desk.office, code)
        self.desk.lanes.read((id(self), "scan"), ask, found, owner=self)

    def _show_station(self, station: "StationDetail | None") -> None:
        """Put the station's name in the title; a practice station says that it is one."""
        names = [station.name] if station is not None else []
        names.append(
            "练习站（人员均为虚构）" if is_practice(self.desk.office.data) else "群众工作站"
        )
        self.setWindowTitle(" — ".join(names))

    def _on_changed(self, _changes: Changes) -> None:
        self._ask_undo()

    def _ask_undo(self) -> None:
        """Show in the menu what Ctrl+Z would take back."""

        def told(sentence: str | None) -> None:
            undo = self.actions_by_id["undo"]
            undo.setEnabled(sentence is not None)
            undo.setText(f"撤销：{sentence}" if sentence else "撤销")
            self.actions_by_id["redo"].setEnabled(self.desk.last_undo is not None)

        self.desk.lanes.read((id(self), "undo"), self._next_undo, told, owner=self)

    def _update_commands(self) -> None:
        known = self.page().commands() if self._pages else {}
        for name in PAGE_COMMANDS:
            self.actions_by_id[name].setEnabled(name in known or name == "refresh")

    def _run_page_command(self, name: str) -> None:
        page = self.page()
        if name == "save":  # it may come while initials are typed: their item is meant
            on_demand("take_typed")(QApplication.focusWidget())
        call = page.commands().get(name)
        if call is not None:
            call()
        elif name == "refresh":
            page.refresh()

    def _turn(self, step: int) -> None:
        self.show_page(TABS[(self.tabs.currentIndex() + step) % len(TABS)].name)

    def _step_text(self, step: int) -> None:
        """Take the next text size; several presses are dressed once, for that takes a moment."""
        self._keep_text_percent(next_text_percent(self._percent, step))
        self.notice.show_message(f"文字大小 {self._percent} %")
        self._text_soon.start()

    def _set_text_percent(self, percent: int) -> None:
        self._keep_text_percent(percent)
        self._dress()

    def _keep_text_percent(self, percent: int) -> None:
        self._percent = percent
        set_text_percent(self.desk.settings, percent)
        if percent in self._text_sizes:
            self._text_sizes[percent].setChecked(True)

    def _dress(self) -> None:
        self._text_soon.stop()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply_theme(app, self._percent)
            QTimer.singleShot(0, self, lambda: keep_on_screen(self))

    def _show_help(self) -> None:
        self.dialogs.show_help(TABS[self.tabs.currentIndex()].help)

    def action(self, name: str) -> QAction:
        """Return a command of the window by its id."""
        return self.actions_by_id[name]


def _warm_tabs(office: "Office", progress: Progress) -> None:
    """Import every page, so that it opens at once when it is first asked for."""
    for number, tab in enumerate(TABS):
        progress.step(number, len(TABS), tab.caption)
        tab.warm(office)


def _nothing() -> None:
    """Answer a request that only waits its turn."""


def _call(call: Callable[[], object], _checked: bool = False) -> None:
    call()


def _workbook(mime: QMimeData) -> str:
    """Return the path of the one workbook in a drag, "" for anything else."""
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].lower().endswith(_WORKBOOKS):
        return paths[0]
    return ""
