"""Stand-ins of what a test must not wait for."""

from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.ui.lanes import Job, ProgressReport, ReportThinner


class InlineLanes:
    """Lanes that run everything at once, on the caller's thread.

    A defect in the work is raised at the call; what a person would be told (``AppError``)
    goes to ``failed``, or to ``told`` when there is none.
    """

    def __init__(self):
        self.told: list[BaseException] = []
        self.reports: list[ProgressReport] = []

    def write(self, work, done=None, failed=None, *, owner=None):
        job = Job()
        progress = ReportThinner(job, self.reports.append)
        self._answer(lambda: work(progress), done, failed)
        job.settle()
        return job

    heavy = write

    def read(self, channel, work, done, failed=None, *, owner=None):
        job = Job()
        self._answer(work, done, failed)
        job.settle()
        return job

    def _answer(self, work, done, failed):
        try:
            result = work()
        except (AppError, CancelledError) as error:
            (failed or self.told.append)(error)
            return
        if done is not None:
            done(result)
