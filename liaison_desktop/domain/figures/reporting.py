"""What is owed to whom by when (R142, R145), and the log of what was sent."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Rhythm(Enum):
    """How often a report is owed."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


RHYTHM_LABELS = {
    Rhythm.WEEK: "周报",
    Rhythm.MONTH: "月报",
    Rhythm.QUARTER: "季报",
    Rhythm.HALF_YEAR: "半年报",
    Rhythm.YEAR: "年报",
}


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report the office owes again and again.

    Attributes:
        id, version: None for one not saved yet.
        name: e.g. 矛盾纠纷排查情况表.
        to_whom: Who gets it.
        rhythm: How often.
        due_after: Days after the period's last day by which it is owed; 5 for 次月5日前, negative
            for before its end (每月20日前 of the same month counts from the end: see ``due_day``).
        due_day: Day of the month it is owed on, in the month after the period (or, with
            ``same_month``, in its last month); None to use ``due_after``.
        same_month: See ``due_day``.
        made_from: What makes it: ``summary:A``, ``form:12``, ``sichuan``, ``judicial``, ``grid``
            or "".
        since: First day from which it is owed.
        until: Last day, None while it lasts.
    """

    id: int | None
    version: int | None
    name: str
    to_whom: str
    rhythm: Rhythm
    due_after: int = 0
    due_day: int | None = None
    same_month: bool = False
    made_from: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReportDue:
    """One report of one period.

    Attributes:
        owed: Which.
        period: Key of the period.
        due_on: By when.
        sent_on: When it was sent, None when it was not.
        overdue: 逾期: not sent after its day, or sent later than it.
    """

    owed: OwedReport
    period: str
    due_on: date
    sent_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class SentReport:
    """A line of the log of what was sent to whom.

    Attributes:
        id: Key.
        owed_id: The owed report, None for something else.
        period: Key of the period.
        name, to_whom, sent_on, by, way: As people say it.
        sha256: Of the file, "" when none was kept.
        figures: Key of each figure in it and its value as text, in the file's order.
        corrects: The line this one corrects, None for most.
        withdrawn: For a correction: the corrected line was entered by mistake, nothing was sent.
        corrected: Whether a later line corrects this one, so that it counts no more.
    """

    id: int
    owed_id: int | None
    period: str
    name: str
    to_whom: str
    sent_on: date
    by: str
    way: str
    sha256: str
    figures: tuple[tuple[str, str], ...]
    corrects: int | None = None
    withdrawn: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """A line of the 归档目录 (R144): one paper or ledger of a year.

    Attributes:
        category: Group of the index, e.g. 台账, 总结报告, 调解卷宗, 公示通报.
        number: Its number, "" for none.
        title: 题名.
        dated: 日期.
        pages: 页数, None when not known.
        note: 备注.
    """

    category: str
    number: str
    title: str
    dated: date | None
    pages: int | None
    note: str = ""
