"""The printed list of visits (走访登记表), A4 lying; columns of domain.md 4.3 that fit."""

from collections.abc import Sequence

from liaison_desktop.documents.ledger import Ledger, LedgerColumn, ledger_pdf
from liaison_desktop.documents.ledger_surroundings import foot_of, head_of
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.ledger_paper import LedgerPaper, VisitLedgerLine
from liaison_desktop.domain.progress import Progress

VISIT_TITLE = "走访登记表"
_CENTRE = Align.CENTRE
_DAY = 26.0
_COLUMNS = (
    LedgerColumn("序号", 11, _CENTRE), LedgerColumn("走访日期", _DAY, _CENTRE),
    LedgerColumn("走访户", 30), LedgerColumn("户主", 18, _CENTRE),
    LedgerColumn("走访干部", 22, _CENTRE), LedgerColumn("走访方式", 17, _CENTRE),
    LedgerColumn("反映的问题", 55), LedgerColumn("当场答复情况", 46),
    LedgerColumn("下次走访", _DAY, _CENTRE), LedgerColumn("备注", 18),
)  # fmt: skip


def visit_ledger(lines: Sequence[VisitLedgerLine], around: LedgerPaper) -> Ledger:
    """Return the list of visits as a ledger to print."""
    rows = tuple(
        (
            str(number), day_words(line.on), line.household, line.head, line.cadres, line.way,
            line.said, line.answered, day_words(line.next_on, ""), line.note,
        )
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip
    return Ledger(VISIT_TITLE, _COLUMNS, rows, head=head_of(around), foot=foot_of(around))


def visit_ledger_pdf(
    lines: Sequence[VisitLedgerLine],
    around: LedgerPaper,
    progress: Progress | None = None,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return the list of visits as PDF; see ``ledger.ledger_pdf``."""
    return ledger_pdf(visit_ledger(lines, around), progress, correction)
