"""Printing contact cards: as one PDF, long runs drawn in child processes."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from liaison_desktop.documents.contact_card import contact_cards_pdf, draw_sides, merge_pdfs
from liaison_desktop.documents.sheet import SheetOptions, SidePlan, plan_sides
from liaison_desktop.domain.progress import CancelledError, Progress, Silence
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.services.system.heavy import Limits, run_in_child

LONG_RUN = 3000  # below, starting a child costs more than it saves
_PROCESSES = 2
_LIMITS = Limits(
    seconds=1800,
    too_long="排版用时过长，已停止。请分村打印。",
    too_large="排版所需内存不够，已停止。请分村打印。",
    broken="排版意外中断，没有生成文件。请分村再试。",
)


def cards_pdf(
    cards: Sequence[CardContent],
    options: SheetOptions,
    progress: Progress | None = None,
    *,
    long_run: int = LONG_RUN,
) -> bytes:
    """Return the PDF of cards, in order.

    Args:
        cards: What is printed.
        options: How they are put on paper.
        progress: Told where the work is; may cancel.
        long_run: From how many cards on children draw them.
    """
    listener = progress or Silence()
    if len(cards) < long_run:
        return contact_cards_pdf(cards, options, listener)
    sides = plan_sides(cards, options)
    parts = _cut(sides, min(_PROCESSES, os.cpu_count() or 1))
    shared = _Shared(listener, len(cards))
    with ThreadPoolExecutor(len(parts)) as pool:
        drawn = [pool.submit(_draw, part, options, shared.part(n)) for n, part in enumerate(parts)]
        return merge_pdfs([future.result() for future in drawn])


def _cut(sides: Sequence[SidePlan], parts: int) -> list[Sequence[SidePlan]]:
    size = -(-len(sides) // parts)
    return [sides[start : start + size] for start in range(0, len(sides), size)]


def _draw(sides: Sequence[SidePlan], options: SheetOptions, progress: Progress) -> bytes:
    return run_in_child(
        draw_sides, (sides, options), limits=_LIMITS, progress=progress, reports=True
    )


class _Shared:
    """Adds up what several children report."""

    def __init__(self, listener: Progress, total: int) -> None:
        self._listener = listener
        self._total = total
        self._done: dict[int, int] = {}
        self._lock = threading.Lock()
        self._cancelled = False

    def part(self, number: int) -> "_Part":
        """Return the progress of one child."""
        return _Part(self, number)

    def step(self, number: int, done: int, sentence: str) -> None:
        """Pass on how far all are; once cancelled, every child is.

        Raises:
            CancelledError: When the listener wants the work to stop, or wanted it before.
        """
        with self._lock:
            if self._cancelled:
                raise CancelledError
            self._done[number] = done
            try:
                self._listener.step(sum(self._done.values()), self._total, sentence)
            except CancelledError:
                self._cancelled = True
                raise


class _Part:
    """The progress of one child."""

    def __init__(self, shared: _Shared, number: int) -> None:
        self._shared = shared
        self._number = number

    def step(self, done: int, total: int, sentence: str) -> None:
        """Tell the others' sum with this one's share; the child's own total is not asked."""
        del total
        self._shared.step(self._number, done, sentence)
