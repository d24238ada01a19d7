"""下载空白模板: an empty list for a village or unit to fill in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from liaison_desktop.ui.folders import kept_folder
from liaison_desktop.ui.importing.file_choice import ask_out
from liaison_desktop.ui.importing.nouns import NOUN_OF
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress

Tell = Callable[[str, str, Callable[[], object] | None], None]


def save_blank_list(desk: DeskContext, noun: str, parent: QWidget, tell: Tell) -> None:
    """Ask where, write a blank list there, and say so.

    Args:
        desk: What the pages share.
        noun: ``households``, ``cadres`` or ``pairings``.
        parent: The window asked in.
        tell: Shows a sentence, the caption of a button, and what it does.
    """
    kind = NOUN_OF[noun]
    out = ask_out(parent, kept_folder(desk.settings, "import") / f"{kind.caption}空白模板.xlsx")
    if out is None:
        return
    job = desk.lanes.heavy(
        # The service is made on the lane: it brings in the writers of workbooks.
        lambda _progress: kind.importer(desk.office).blank_workbook(out),
        lambda _none: tell(f"空白模板已存为 {out}", "打开", lambda: open_file(out)),
        owner=parent,
    )
    show_progress(parent, "正在写空白模板", job)


def open_file(path: Path) -> None:
    """Open a file with the program the computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
