"""The printed concern ledger (民情台账) and the list of callers (群众来访接待登记表).

Columns: domain.md 4.5, default set for A4 lying; the first five after the number in the
order of R91.
"""

from collections.abc import Sequence

from liaison_desktop.documents.ledger import Ledger, LedgerColumn, ledger_pdf
from liaison_desktop.documents.ledger_surroundings import foot_of, head_of
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.ledger_paper import (
    ConcernLedgerLine,
    LedgerPaper,
    ReceptionLine,
)
from liaison_desktop.domain.progress import Progress

CONCERN_TITLE, RECEPTION_TITLE = "民情台账", "群众来访接待登记表"
_CENTRE = Align.CENTRE
_NUMBER, _DAY = LedgerColumn("序号", 11, _CENTRE), 26.0
_CONCERN_COLUMNS = (
    _NUMBER, LedgerColumn("申请人", 18, _CENTRE), LedgerColumn("申办事项", 53),
    LedgerColumn("主办责任人", 20, _CENTRE), LedgerColumn("办结时限", _DAY, _CENTRE),
    LedgerColumn("办理情况", 56), LedgerColumn("类别", 17, _CENTRE),
    LedgerColumn("办结日期", _DAY, _CENTRE), LedgerColumn("满意度", 16, _CENTRE),
    LedgerColumn("销号", _DAY, _CENTRE),
)  # fmt: skip
_RECEPTION_COLUMNS = (
    _NUMBER, LedgerColumn("来访日期", _DAY, _CENTRE), LedgerColumn("来访人", 18, _CENTRE),
    LedgerColumn("村组", 24), LedgerColumn("联系电话", 25, _CENTRE),
    LedgerColumn("人数", 11, _CENTRE), LedgerColumn("来访事由", 60),
    LedgerColumn("接待人员", 20, _CENTRE), LedgerColumn("处理意见与结果", 55),
    LedgerColumn("备注", 19),
)  # fmt: skip


def concern_ledger(lines: Sequence[ConcernLedgerLine], around: LedgerPaper) -> Ledger:
    """Return the concern ledger as a ledger to print."""
    rows = tuple(
        (
            str(number), line.applicant, line.matter, line.owner, day_words(line.limit_on, ""),
            line.handling, line.category, day_words(line.done_on, ""), line.satisfaction,
            line.struck_off,
        )
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip
    return Ledger(CONCERN_TITLE, _CONCERN_COLUMNS, rows, head=head_of(around), foot=foot_of(around))


def reception_ledger(lines: Sequence[ReceptionLine], around: LedgerPaper) -> Ledger:
    """Return the list of callers as a ledger to print."""
    rows = tuple(
        (
            str(number), day_words(line.on), line.visitor, line.place, line.phone,
            "" if line.people is None else str(line.people), line.matter, line.receiver,
            line.result, line.note,
        )
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip
    return Ledger(
        RECEPTION_TITLE, _RECEPTION_COLUMNS, rows, head=head_of(around), foot=foot_of(around)
    )


def concern_ledger_pdf(
    lines: Sequence[ConcernLedgerLine],
    around: LedgerPaper,
    progress: Progress | None = None,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return the concern ledger as PDF; see ``ledger.ledger_pdf``."""
    return ledger_pdf(concern_ledger(lines, around), progress, correction)


def reception_ledger_pdf(
    lines: Sequence[ReceptionLine],
    around: LedgerPaper,
    progress: Progress | None = None,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return the list of callers as PDF; see ``ledger.ledger_pdf``."""
    return ledger_pdf(reception_ledger(lines, around), progress, correction)
