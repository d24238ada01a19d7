"""Long work as a person sees it: a bar, a sentence and 取消, after a moment."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.lanes import Job, ProgressReport
from liaison_desktop.ui.message import button

APPEARS_AFTER_MS = 600


class ProgressDialog(QDialog):
    """Shows how far one job is. Not ``QProgressDialog``, whose setValue pumps events."""

    def __init__(self, parent: QWidget | None, caption: str) -> None:
        """Prepare the dialog; it shows itself after 0.6 s unless finished before.

        Args:
            parent: The window it covers.
            caption: What is being done, e.g. 正在导入花名册.
        """
        super().__init__(parent)
        self.setWindowTitle(caption)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._job: Job | None = None
        self._finished = False
        self._build(caption)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._timer.start(APPEARS_AFTER_MS)

    def watch(self, job: Job) -> None:
        """Follow this job; 取消 stops it."""
        self._job = job
        job.watch(self)

    def report(self, report: ProgressReport) -> None:
        """Show how far the work is; an unknown total makes the bar wander."""
        self._bar.setMaximum(report.total)
        self._bar.setValue(min(report.done, report.total))
        self._sentence.setText(report.sentence)
        self._count.setText(f"{report.done:,} / {report.total:,}" if report.total else "")

    def finish(self) -> None:
        """Go away; the work has ended."""
        self._finished = True
        self._timer.stop()
        self.close()
        self.deleteLater()

    def reject(self) -> None:
        """Esc and the window's cross cancel the work; the dialog stays until it ended."""
        if self._finished:
            super().reject()
            return
        if self._job is not None:
            self._job.cancel()
        self._cancel.setEnabled(False)
        self._cancel.setText("正在取消…")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Turn closing into cancelling while the work runs."""
        if not self._finished:
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)

    def _build(self, caption: str) -> None:
        sizes = theme.metrics()
        title = QLabel(caption)
        title.setProperty("role", "heading")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._sentence = QLabel("请稍候…")
        self._count = QLabel("")
        self._count.setProperty("role", "caption")
        self._cancel = button("取消")
        self._cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self._sentence, 1)
        line.addWidget(self._count)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(sizes.px(22),) * 4)
        column.setSpacing(sizes.px(14))
        column.addWidget(title)
        column.addWidget(self._bar)
        column.addLayout(line)
        column.addLayout(foot)
        self.setMinimumWidth(sizes.px(460))


def show_progress(parent: QWidget, caption: str, job: Job) -> ProgressDialog:
    """Put a progress dialog over a window while a job runs.

    ``show_progress(self, "正在导入花名册", lanes.write(work, done))`` is all a page does;
    the dialog has gone before ``done`` or ``failed`` runs.

    Args:
        parent: The window or page it covers.
        caption: What is being done.
        job: What ``lanes.write`` or ``lanes.heavy`` returned.
    """
    dialog = ProgressDialog(parent, caption)
    dialog.watch(job)
    return dialog
