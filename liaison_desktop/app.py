"""Starting the window: application, store, desk, window, each wired once."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from liaison_desktop import __version__
from liaison_desktop.domain.errors import AppError, StoreError, UsageError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.paths import resource, store_file
from liaison_desktop.ui.error_reporter import ErrorReporter
from liaison_desktop.ui.lanes import ThreadLanes
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.on_demand import on_demand
from liaison_desktop.ui.operator_name import operator_name
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tabs import TABS, tab_called
from liaison_desktop.ui.text_size import text_percent
from liaison_desktop.ui.theme import apply_theme, new_application

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

_NAME = "liaison_desktop"
_QUIET_MS = 150
_LONGEST_MS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """Which store a window works on.

    Attributes:
        data: The data folder.
        database: URL of a shared database, "" for the file in the folder.
    """

    data: Path
    database: str = ""

    @property
    def exists(self) -> bool:
        """Whether there is something to open."""
        return bool(self.database) or store_file(self.data).exists()


@dataclass(frozen=True, slots=True)
class PictureSize:
    """How large a picture of the window is.

    Attributes:
        width, height: Of the window, in logical pixels.
        percent: Text size, 100 to 200.
    """

    width: int = 1280
    height: int = 800
    percent: int = 100


USUAL_SIZE = PictureSize()


class Desk:
    """What belongs to one open store: its office, its window; and the way to another store."""

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        self.window: QWidget | None = None
        self.reporter = ErrorReporter(self._window)
        self.lanes = ThreadLanes(self._show_error)
        self._app = app
        self._settings = settings
        self._office: Office | None = None
        self.error: AppError | None = None

    def open(self, place: Place) -> None:
        """Show the window at once and open its store meanwhile; the welcome without one."""
        if not place.exists:
            self._welcome(place)
            _collect_again()
            return
        gc.disable()  # as __main__ does before Qt is imported
        context = DeskContext(None, self.lanes, settings=self._settings)
        window = MainWindow(context)
        window.warmed.connect(_collect_again)
        self._put(window)
        operator = operator_name(self._settings)

        def work(_progress: Progress) -> "Office":
            # On the lane: the database library takes longer than the window.
            from liaison_desktop.services.office import open_office  # noqa: PLC0415 - see above

            office = open_office(place.data, place.database, actor=operator)
            TABS[0].warm(office)
            return office

        def opened(office: "Office") -> None:
            self._office = office
            context.attach(office)

        # Only then: a thread that imports would keep the window from being drawn.
        QTimer.singleShot(0, self._app, lambda: self.lanes.write(work, opened, self._on_not_opened))

    def show_office(self, office: "Office", *, page: str = "") -> MainWindow:
        """Show the window on an office that is open."""
        self._office = office
        context = DeskContext(office, self.lanes, settings=self._settings)
        window = MainWindow(context, page=page)
        self._put(window)
        return window

    def close(self) -> None:
        """Finish what is being stored and let go of the store."""
        self.lanes.close()
        gc.enable()
        if self._office is not None:
            self._office.close()

    def _welcome(self, place: Place) -> None:
        welcome = on_demand("Welcome")(place.data, self.lanes, operator_name(self._settings))
        welcome.ready.connect(self._on_ready)
        self._put(welcome)

    def _put(self, window: QWidget) -> None:
        former, self.window = self.window, window
        window.show()
        if former is not None:
            former.close()
            former.deleteLater()

    def _on_ready(self, office: "Office") -> None:
        self.show_office(office)

    def _on_not_opened(self, error: BaseException) -> None:
        """Say why the store cannot be used, and end when that was read."""
        _collect_again()
        self.error = error if isinstance(error, AppError) else StoreError("")
        dialog = self.reporter.show_error(error)
        if dialog is not None:
            dialog.finished.connect(self._app.quit)

    def _show_error(self, error: BaseException) -> None:
        self.reporter.show_error(error)

    def _window(self) -> QWidget | None:
        return self._app.activeWindow() or self.window


def _collect_again() -> None:
    """Let the collector work again, but not on what the start made, which stays to the end."""
    gc.freeze()
    gc.enable()


def main(data: Path, database: str = "") -> int:
    """Open the window and work until it is closed.

    Args:
        data: The data folder; without a store in it the window offers to make one.
        database: URL of a shared database, "" for the file in the folder.

    Returns:
        The exit code: 0, or that of the error for which no window could open (DESIGN 7).
    """
    app = make_application(sys.argv[:1])
    desk = Desk(app, QSettings())
    desk.reporter.install()
    desk.open(Place(data, database))
    try:
        code = app.exec()
    finally:
        desk.close()
    return desk.error.exit_code if desk.error is not None else code


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the dressed application; an existing one is dressed and returned."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        app = new_application(arguments)
        app.setApplicationName(_NAME)
        app.setOrganizationName(_NAME)
    app.setApplicationVersion(__version__)
    app.setApplicationDisplayName("群众工作站")
    app.setWindowIcon(QIcon(str(resource("icons", "household.svg"))))
    apply_theme(app, text_percent(QSettings()))
    return app


def save_picture(
    out: Path, data: Path, database: str = "", *, page: str = "", size: PictureSize = USUAL_SIZE
) -> None:
    """Save a picture of the window as PNG, with or without a display.

    Args:
        out: The file.
        data: The data folder.
        database: URL of a shared database, "" for the file in the folder.
        page: Caption or name of the tab, "" for 今日.
        size: How large.

    Raises:
        AppError: When the store cannot be used, the page is unknown, or the file cannot
            be written.
    """
    tab = tab_called(page) if page else TABS[0]
    if tab is None:
        known = "、".join(one.caption for one in TABS)
        raise UsageError(f"没有名为“{page}”的页面，可选：{known}。")
    from liaison_desktop.services.office import open_office  # noqa: PLC0415 - as in Desk.open

    app = make_application(sys.argv[:1])
    apply_theme(app, size.percent)
    desk = Desk(app, QSettings())
    try:
        office = open_office(data, database, actor=operator_name(QSettings()))
        window = desk.show_office(office, page=tab.name)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(QSize(size.width, size.height))
        _settle(desk)
        _save(window, out)
        window.close()
    finally:
        desk.close()


def _settle(desk: Desk) -> None:
    """Run the event loop until nothing has been asked of the store for a moment."""
    loop, quiet = QEventLoop(), QTimer()
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = calm + 1 if desk.lanes.idle else 0
        if calm > 1:
            loop.quit()

    quiet.timeout.connect(look)
    quiet.start(_QUIET_MS)
    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    loop.exec()
    quiet.stop()


def _save(window: QWidget, out: Path) -> None:
    if not window.grab().save(str(out), "PNG"):
        raise UsageError(f"图片无法写入 {out}，请检查文件夹是否存在、能否写入。")
