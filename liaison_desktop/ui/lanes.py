"""The three lanes on which all work runs that is not drawing the window (DESIGN 4).

*Write* is one thread and the only writer. *Read* is one thread where the newest request
of a channel wins. *Heavy* is one thread that waits for child processes. Answers come back
to the window's thread through one permanent relay.
"""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Generic, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from liaison_desktop.domain.progress import CancelledError, Progress

T = TypeVar("T")
REPORT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How far a piece of work is; ``total`` is 0 when unknown."""

    done: int
    total: int
    sentence: str


class Watcher(Protocol):
    """Something that shows a job, e.g. a progress dialog."""

    def report(self, report: ProgressReport) -> None:
        """Hear how far the work is."""

    def finish(self) -> None:
        """Hear that the work ended, before its ``done`` or ``failed`` runs."""


class Job:
    """A piece of work that was handed in; use it from the window's thread."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._watchers: list[Watcher] = []
        self._settled = False

    def cancel(self) -> None:
        """Ask the work to stop; its next progress step raises ``CancelledError``."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Tell whether it was asked to stop."""
        return self._stop.is_set()

    def watch(self, watcher: Watcher) -> None:
        """Let something show the job until it ends; at once if it has ended."""
        if self._settled:
            watcher.finish()
        else:
            self._watchers.append(watcher)

    def report(self, report: ProgressReport) -> None:
        """Pass a report on to the watchers that still exist."""
        for watcher in self._watchers:
            if _lives(watcher):
                watcher.report(report)

    def settle(self) -> None:
        """Tell the watchers that the work ended."""
        self._settled = True
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            if _lives(watcher):
                watcher.finish()


class Lanes(Protocol):
    """Where pages hand in work. Exactly one of ``done`` and ``failed`` is called.

    Both run on the window's thread, and neither runs once ``owner`` has been deleted.
    Without ``failed`` the error is shown to the person (``ui.errors``). ``failed`` also
    hears ``CancelledError``.
    """

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Run work that changes the store, in the order handed in."""

    def heavy(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Run work that waits for a child process or a printer."""

    def read(
        self,
        channel: Hashable,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Ask the store something; a newer request of the same channel replaces this one.

        A request that was replaced calls neither ``done`` nor ``failed``.
        """


class ReportThinner:
    """The progress that work sees: stops it when asked, passes on ten reports a second."""

    def __init__(
        self,
        job: Job,
        send: Callable[[ProgressReport], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._job = job
        self._send = send
        self._clock = clock
        self._next = 0.0

    def step(self, done: int, total: int, sentence: str) -> None:
        """Report where the work is.

        Raises:
            CancelledError: When the job was cancelled.
        """
        if self._job.cancelled:
            raise CancelledError
        now = self._clock()
        if now < self._next and not (total and done >= total):
            return
        self._next = now + REPORT_SECONDS
        self._send(ProgressReport(done, total, sentence))


class Relay(QObject):
    """Carries calls from any thread to the window's thread, in order.

    A worker never emits towards a page: it puts a call in a queue and emits one signal
    without arguments whose only receiver is this object, which lives as long as the
    program. Emitting to plain objects that may vanish meanwhile crashes PySide.
    """

    _called = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._called.connect(self._run_next, Qt.ConnectionType.QueuedConnection)

    def call(self, what: Callable[[], None]) -> None:
        """Run a call on the window's thread as soon as its event loop gets to it."""
        self._calls.put(what)
        self._called.emit()

    @Slot()
    def _run_next(self) -> None:
        try:
            call = self._calls.get_nowait()
        except Empty:
            return
        call()


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    """Whom to tell how a job ended."""

    job: Job
    done: Callable[[T], object] | None
    failed: Callable[[BaseException], object]
    owner: QObject | None

    def deliver(self, future: Future[T]) -> None:
        """Call the one callback that applies, on the window's thread."""
        self.job.settle()
        if not _lives(self.owner):
            return
        error = CancelledError() if future.cancelled() else future.exception()
        if error is not None:
            self.failed(error)
        elif self.done is not None:
            self.done(future.result())


class ThreadLanes:
    """The lanes of the running program. Make it on the window's thread."""

    def __init__(self, unhandled: Callable[[BaseException], object]) -> None:
        """Start with idle lanes.

        Args:
            unhandled: Hears what failed without a ``failed`` of its own.
        """
        self._unhandled = unhandled
        self._relay = Relay()
        self._writer = ThreadPoolExecutor(1, "write-lane")
        self._reader = ThreadPoolExecutor(1, "read-lane")
        self._worker = ThreadPoolExecutor(1, "heavy-lane")
        self._running: set[Job] = set()
        self._newest: dict[Hashable, Job] = {}
        self._closed = False

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """See ``Lanes.write``."""
        answer = _Answer(Job(), done, failed or self._unhandled, owner)
        return self._submit(self._writer, work, answer)

    def heavy(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """See ``Lanes.heavy``."""
        answer = _Answer(Job(), done, failed or self._unhandled, owner)
        return self._submit(self._worker, work, answer)

    def read(
        self,
        channel: Hashable,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """See ``Lanes.read``."""
        job = Job()
        answer = _Answer(job, done, failed or self._unhandled, owner)
        if self._closed:
            return job
        self._newest[channel] = job

        def run() -> T:
            if job.cancelled or self._newest.get(channel) is not job:
                raise CancelledError
            return work()

        def deliver(future: Future[T]) -> None:
            if self._newest.get(channel) is job:
                del self._newest[channel]
                if not job.cancelled:
                    answer.deliver(future)

        submitted = self._reader.submit(run)
        submitted.add_done_callback(lambda future: self._relay.call(partial(deliver, future)))
        return job

    @property
    def idle(self) -> bool:
        """Whether nothing handed in is still to be answered."""
        return not self._running and not self._newest

    def close(self) -> None:
        """Stop: reads are dropped, long work is cancelled, what was saved is finished."""
        self._closed = True
        self._newest.clear()
        for job in tuple(self._running):
            job.cancel()
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _submit(
        self, lane: ThreadPoolExecutor, work: Callable[[Progress], T], answer: _Answer[T]
    ) -> Job:
        job = answer.job

        def finish(future: Future[T]) -> None:
            self._running.discard(job)
            answer.deliver(future)

        if self._closed:
            return job
        self._running.add(job)
        progress = ReportThinner(job, lambda report: self._relay.call(partial(job.report, report)))
        submitted = lane.submit(work, progress)
        submitted.add_done_callback(lambda future: self._relay.call(partial(finish, future)))
        return job


def _lives(receiver: object) -> bool:
    """Tell whether a receiver may be called: anything but a deleted Qt object."""
    return not isinstance(receiver, QObject) or shiboken6.isValid(receiver)
