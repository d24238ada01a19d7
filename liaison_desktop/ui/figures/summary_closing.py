"""上报并封账 of the summary being written: what blocks it, its files, freezing it with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.summary import SummaryDetail
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.figures.summary_panes import SummaryPanes
from liaison_desktop.ui.figures.summary_papers import close_summary, write_files
from liaison_desktop.ui.lanes import Job
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress


class SummaryClosing(QObject):
    """Asks in the strip over the text, which also says why a report cannot be closed."""

    def __init__(
        self, desk: DeskContext, panes: SummaryPanes, failed: Callable[[BaseException], None]
    ) -> None:
        """Close what some panes show.

        Args:
            desk: Where the store is.
            panes: What shows the text and the strip.
            failed: Told of conflicts and of what is no ``AppError``.
        """
        super().__init__(panes)
        self._desk, self._panes, self._failed = desk, panes, failed

    def begin(self, written: SummaryDetail) -> None:
        """Say what will be frozen."""
        self._panes.number_strip.hide()
        blocking = sum(one.blocks_printing for one in self._panes.proof.findings)
        period, strip = parse_period(written.period), self._panes.closing
        strip.open_strip(period, blocking)
        late = self._desk.office.late_entries
        self._desk.lanes.read(
            (id(self), "late"), lambda: late.count(period), strip.show_late, owner=self._panes
        )

    def close(
        self, written: SummaryDetail, closed: Callable[[Changes], None], *, changed: bool
    ) -> None:
        """Make the files, then freeze the text with figures, lists and files.

        Args:
            written: The summary as it stands in the editor.
            closed: Told when it is done.
            changed: Whether the text must be stored first.
        """
        office, annexes, strip = self._desk.office, self._panes.foot.annexes(), self._panes.closing

        def freeze(files: dict[str, bytes]) -> None:
            work = partial(close_summary, office, written, files, changed=changed)
            job = self._desk.lanes.write(lambda _progress: work(), done, failed, owner=self._panes)
            self._follow(job, "正在封账")

        def done(changes: Changes) -> None:
            strip.close_strip()
            closed(changes)

        def failed(error: BaseException) -> None:
            if isinstance(error, AppError) and not isinstance(error, ConflictError):
                strip.show_problem(error.message)
            else:
                self._failed(error)

        draw = partial(write_files, office, written, annexes)
        job = self._desk.lanes.heavy(lambda _progress: draw(), freeze, failed, owner=self._panes)
        self._follow(job, "正在制作上报文件")

    def _follow(self, job: Job, caption: str) -> None:
        """Show how far a job is; the button stays still meanwhile."""
        button = self._panes.closing.close_button
        button.setEnabled(False)
        when_ended(job, lambda: button.setEnabled(True))
        show_progress(self._panes, caption, job)
