"""Heavy work in a child process: hostile or long, it cannot take the program with it.

A child is spawned, never forked (Qt and SQLite do not survive a fork), with limits on
time and memory; it reports progress, can be cancelled, and its end is always one
sentence. It imports only what its function's module imports, so such modules keep away
from Qt and SQLAlchemy. A program that calls this guards its start with
``if __name__ == "__main__"``, as every program with spawned children must.
"""

import contextlib
import importlib
import multiprocessing
import pickle
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

from liaison_desktop.domain.errors import AppError, InputRefusedError
from liaison_desktop.domain.progress import Progress, Silence

T = TypeVar("T")

_POLL_SECONDS = 0.1
_PATIENCE_SECONDS = 5.0  # for a child that is told to stop
_MEGABYTE = 1024 * 1024

TOO_LONG = "读取用时过长，已停止，没有存入任何内容。文件可能已损坏或过大，请检查后分开再试。"
TOO_LARGE = "文件展开后过大，内存不够，没有存入任何内容。请拆成几个文件（如每村一个）再试。"
BROKEN = "读取时意外中断，没有存入任何内容。文件可能已损坏，请用 Excel 或 WPS 打开另存后再试。"

_STEP, _RESULT, _REFUSED, _MEMORY, _DEFECT = "step", "result", "refused", "memory", "defect"


class ChildError(RuntimeError):
    """A defect of the program inside a child; carries the child's own traceback."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use.

    Attributes:
        seconds: Wall time until it is stopped.
        megabytes: Address space; kept where the system can (not on Windows).
        too_long, too_large, broken: What the person is told when a limit is met, or
            when the child dies.
    """

    seconds: float = 300.0
    megabytes: int = 3072
    too_long: str = TOO_LONG
    too_large: str = TOO_LARGE
    broken: str = BROKEN


DRAWING = Limits(
    seconds=3600,
    too_long="排版用时过长，已停止。请分村打印。",
    too_large="排版所需内存不够，已停止。请分村打印。",
    broken="排版意外中断，没有生成文件。请分村再试。",
)


@dataclass(frozen=True, slots=True)
class _Task:
    """What a child is given: picklable by names, so that nothing is imported too early."""

    module: str
    name: str
    args: tuple[Any, ...]
    megabytes: int
    reports: bool


@dataclass(slots=True)
class _Heard:
    """Where a child said it is."""

    done: int = 0
    total: int = 0
    sentence: str = ""
    answer: tuple[Any, ...] | None = field(default=None)


def run_in_child(
    function: Callable[..., T],
    args: Sequence[object] = (),
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
    reports: bool = False,
) -> T:
    """Run a function of a module in a child process and return its result.

    Args:
        function: A module-level function; arguments and result must be picklable.
        args: Its positional arguments.
        limits: What the child may use.
        progress: Told where the work is, at least ten times a second; raising
            ``CancelledError`` in it ends the child at once.
        reports: Whether the function takes a keyword ``progress`` of its own.

    Raises:
        AppError: The one the function raised; ``InputRefusedError`` when the child
            was too slow, too large or died.
        ChildError: When the function has a defect.
    """
    limits = limits or Limits()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    task = _Task(function.__module__, function.__qualname__, tuple(args), limits.megabytes, reports)
    child = context.Process(target=_work, args=(sender, task), daemon=True)
    child.start()
    sender.close()
    try:
        answer = _listen(child, receiver, limits, progress or Silence())
    finally:
        receiver.close()
        _end(child)  # having answered it only tidies its own memory: nobody waits for that
    return cast("T", _open_answer(answer, limits))


def _listen(
    child: BaseProcess, receiver: Connection, limits: Limits, progress: Progress
) -> tuple[Any, ...]:
    """Pass on what the child says until it answers.

    Raises:
        InputRefusedError: When it dies or takes too long.
    """
    heard = _Heard()
    deadline = time.monotonic() + limits.seconds
    while heard.answer is None:
        if time.monotonic() > deadline:
            raise InputRefusedError(limits.too_long)
        _hear(child, receiver, heard, limits)
        progress.step(heard.done, heard.total, heard.sentence)
    return heard.answer


def _hear(child: BaseProcess, receiver: Connection, heard: _Heard, limits: Limits) -> None:
    """Take the next message if one comes within the poll time."""
    if not receiver.poll(_POLL_SECONDS):
        return
    try:
        message = pickle.loads(receiver.recv_bytes())  # noqa: S301 - from our own child
    except (EOFError, OSError) as error:
        child.join(_PATIENCE_SECONDS)
        raise InputRefusedError(limits.broken) from error
    if message[0] == _STEP:
        heard.done, heard.total, heard.sentence = message[1:]
    else:
        heard.answer = message


def _open_answer(answer: tuple[Any, ...], limits: Limits) -> object:
    kind = answer[0]
    if kind == _RESULT:
        return answer[1]
    if kind == _REFUSED:
        _, cls, message, title = answer
        known = cls if cls.__init__ is AppError.__init__ else AppError
        raise known(message, title=title)
    if kind == _MEMORY:
        raise InputRefusedError(limits.too_large)
    raise ChildError(answer[1])


def _end(child: BaseProcess) -> None:
    """Make sure the child is gone, gently first."""
    if child.is_alive():
        child.terminate()
        child.join(_PATIENCE_SECONDS)
    if child.is_alive():
        child.kill()
        child.join()
    child.close()


class _Reporter:
    """A progress that speaks through the pipe, not more than the parent reads."""

    def __init__(self, sender: Connection) -> None:
        self._sender = sender
        self._next = 0.0

    def step(self, done: int, total: int, sentence: str) -> None:
        """Tell the parent, at most ten times a second."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _POLL_SECONDS
            _send(self._sender, (_STEP, done, total, sentence))


def _send(sender: Connection, message: tuple[Any, ...]) -> None:
    sender.send_bytes(pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))


def _work(sender: Connection, task: _Task) -> None:
    """The child's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    try:
        _limit_memory(task.megabytes)
        function = getattr(importlib.import_module(task.module), task.name)
        extra = {"progress": _Reporter(sender)} if task.reports else {}
        answer: tuple[Any, ...] = (_RESULT, function(*task.args, **extra))
    except AppError as error:
        answer = (_REFUSED, type(error), error.message, error.title)
    except MemoryError:
        answer = (_MEMORY,)
    except Exception:  # noqa: BLE001 - told to the parent, which raises it
        answer = (_DEFECT, _traceback())
    with contextlib.suppress(BrokenPipeError):
        _send(sender, answer)
    sender.close()


def _traceback() -> str:
    """Return where the child failed: places only, since an error's text may quote a cell."""
    kind, _, trace = sys.exc_info()
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join([kind.__name__ if kind else "", *lines])


def _limit_memory(megabytes: int) -> None:
    """Bound the address space where the system offers it."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - does not exist on Windows

        size = megabytes * _MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            size = min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
