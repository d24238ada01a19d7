"""Keeping buttons still while work runs, whichever way it ends."""

from collections.abc import Callable

from liaison_desktop.ui.lanes import Job, ProgressReport


class _WhenEnded:
    """Calls something once, before ``done`` or ``failed`` of the job runs."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then = then

    def report(self, report: ProgressReport) -> None:
        """Do nothing: only the end is of interest."""

    def finish(self) -> None:
        """Call it."""
        self._then()


def when_ended(job: Job, then: Callable[[], None]) -> None:
    """Call something when a job ends, done, failed or cancelled, e.g. to enable a button.

    Args:
        job: What ``lanes.write`` or ``lanes.heavy`` returned.
        then: Runs on the window's thread.
    """
    job.watch(_WhenEnded(then))
