"""What opens over the window: dialogs of the menus, and those pages ask for."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from liaison_desktop.ui.notice import Notice
from liaison_desktop.ui.on_demand import on_demand
from liaison_desktop.ui.page import HOUSEHOLDS, DeskContext


class WindowDialogs(QObject):
    """Each is imported when it is first opened."""

    def __init__(self, desk: DeskContext, window: QWidget, notice: Notice) -> None:
        """Open what the pages of a desk ask for.

        Args:
            desk: What the pages share.
            window: What the dialogs stand over.
            notice: The strip that tells how something went.
        """
        super().__init__(window)
        self._desk, self._window, self._notice = desk, window, notice
        desk.import_wanted.connect(self._on_import_wanted)
        desk.export_wanted.connect(self._on_export_wanted)
        desk.print_wanted.connect(self._on_print_wanted)

    def open(self, name: str) -> None:
        """Open a dialog of the menu, by its name in ``on_demand``."""
        on_demand(name)(self._desk, self._window).open()

    def show_help(self, topic: str) -> None:
        """Show a topic of the help beside the window."""
        on_demand("HelpPane")(topic, self._window).show()

    def save_blank_roster(self) -> None:
        """Ask where to keep an empty roster for the villages."""
        on_demand("save_blank_list")(
            self._desk, HOUSEHOLDS, self._window, self._notice.show_message
        )

    def _on_import_wanted(self, noun: str, path: str) -> None:
        on_demand("ImportWizard")(self._desk, noun, path, self._window).open()

    def _on_export_wanted(self, what: str, which: object) -> None:
        on_demand("ExportDialog")(self._desk, what, which, self._window).open()

    def _on_print_wanted(self, what: str, which: object) -> None:
        if what == "paper":
            on_demand("PaperDialog")(self._desk, which, self._window).open()
        elif what == "forms":
            on_demand("FormPrintDialog")(self._desk, which, self._window).open()
        else:
            steps = on_demand("CardSteps")(self._desk, self._window)
            on_demand("PrintDialog")(self._desk, self._window, steps, which).open()
