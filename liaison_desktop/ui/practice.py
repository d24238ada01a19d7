"""系统 › 打开练习站: a second window on made-up people, which never mixes with real data."""

import sys

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.practice_folder import is_practice, practice_folder
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.welcome import prepare_practice

START = ("-m", "liaison_desktop", "--data")


class PracticeStart(QObject):
    """Makes the practice station if need be, and starts a window of its own on it."""

    def __init__(self, desk: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent

    def open(self) -> None:
        """Start the window."""
        data = self._desk.office.data
        if is_practice(data):
            self._desk.notice("这里就是练习站，放心操作")
            return
        folder = practice_folder(data)

        def work(progress: Progress) -> None:
            prepare_practice(folder, progress)

        def done(_none: None) -> None:
            arguments = [*START, str(folder)]
            QProcess.startDetached(sys.executable, arguments)
            self._desk.notice("练习站在另一个窗口打开")
            self.deleteLater()

        job = self._desk.lanes.heavy(work, done, owner=self)
        show_progress(self._window, "正在准备练习站", job)
