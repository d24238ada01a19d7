"""The columns of the lists of 应报材料."""

from collections.abc import Callable
from datetime import date

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.reporting import (
    RHYTHM_LABELS,
    OwedReport,
    ReportDue,
    SentReport,
)
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.tokens import Tone

_SOON = 7  # days before its day a report is shown in amber
_D = Column[ReportDue]
_S = Column[SentReport]
_O = Column[OwedReport]


def rule_words(owed: OwedReport) -> str:
    """Return when a report is due, in words."""
    if owed.due_day is not None:
        return f"{'当月' if owed.same_month else '期后次月'} {owed.due_day} 日前"
    if owed.due_after == 0:
        return "期末当天"
    return f"期后 {owed.due_after} 天内" if owed.due_after > 0 else f"期末前 {-owed.due_after} 天"


def standing(row: SentReport) -> str:
    """Return whether a line of the log counts no more, "" when it does."""
    return "已更正" if row.corrected else "已撤回" if row.withdrawn else ""


SENT_COLUMNS: tuple[_S, ...] = (
    _S(key="on", title="报送日期", text=lambda row: row.sent_on.isoformat(), width=100,
       sortable=False),
    _S(key="name", title="材料", text=lambda row: row.name, tip=lambda row: row.name, width=190,
       sortable=False),
    _S(key="period", title="期间", text=lambda row: parse_period(row.period).label, width=116,
       sortable=False),
    _S(key="whom", title="报送对象", text=lambda row: row.to_whom, width=120, sortable=False),
    _S(key="way", title="方式", text=lambda row: row.way, width=76, sortable=False),
    _S(key="by", title="报送人", text=lambda row: row.by, width=76, sortable=False),
    _S(key="state", title="", text=standing,
       tone=lambda row: Tone.GREY if standing(row) else None, width=80, sortable=False),
)  # fmt: skip
OWED_COLUMNS: tuple[_O, ...] = (
    _O(key="name", title="材料", text=lambda row: row.name, tip=lambda row: row.name, width=210,
       sortable=False),
    _O(key="rhythm", title="多久一报", text=lambda row: RHYTHM_LABELS[row.rhythm], width=80,
       sortable=False),
    _O(key="rule", title="期限", text=rule_words, width=130, sortable=False),
    _O(key="whom", title="报送对象", text=lambda row: row.to_whom, width=120, sortable=False),
    _O(key="on", title="启用", text=lambda row: "未启用" if row.id is None else "启用",
       tone=lambda row: Tone.GREY if row.id is None else Tone.GREEN, width=80, sortable=False),
)  # fmt: skip


def due_columns(today: Callable[[], date]) -> tuple[_D, ...]:
    """Return the columns of what is due.

    Args:
        today: Returns the present day.
    """

    def left(row: ReportDue) -> int:
        return (row.due_on - today()).days

    def words(row: ReportDue) -> str:
        if row.overdue:
            return f"逾期 {-left(row)} 天"
        return f"还有 {left(row)} 天" if left(row) else "今天到期"

    def tone(row: ReportDue) -> Tone:
        if row.overdue:
            return Tone.RED
        return Tone.AMBER if left(row) <= _SOON else Tone.GREY

    return (
        _D(key="state", title="到期", text=words, tone=tone, width=104, sortable=False),
        _D(key="name", title="材料", text=lambda row: row.owed.name,
           tip=lambda row: row.owed.name, width=200, sortable=False),
        _D(key="period", title="期间", text=lambda row: parse_period(row.period).label, width=116,
           sortable=False),
        _D(key="on", title="期限", text=lambda row: row.due_on.isoformat(), width=98,
           sortable=False),
        _D(key="whom", title="报送对象", text=lambda row: row.owed.to_whom, width=120,
           sortable=False),
    )  # fmt: skip
