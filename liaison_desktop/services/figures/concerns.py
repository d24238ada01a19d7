"""Indicators of the concern ledger (domain.md 1.17); its identities hold by construction.

A concern that counts was answered on the spot, or stands in the ledger; there it came in on
one day and, if it is not open, ended on one: done or returned. So whatever the days,
收集 = 当场答复 + 进入台账, 进入台账 = 办结 + 在办 + 退回 over all time, and in any period
上期未结 + 进入 = 办结 + 退回 + 期末在办. What was converted is counted among the disputes.
"""

from sqlalchemy import ColumnElement, Select, or_, select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.terms.concern import COLLECTED_STATES, ConcernState
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.query import Describe, Query, Span
from liaison_desktop.services.figures.records import describer
from liaison_desktop.services.matters.concern_clock import in_ledger, open_on, overdue_on

_CONCERN = table("concern")
_COLUMNS = _CONCERN.c
_SATISFIED_GROUP = "满意"


def concerns_collected(span: Span) -> Select[int]:
    """Select what people said in the period: answered on the spot or taken into the ledger."""
    states = [state.value for state in COLLECTED_STATES]
    return _ids(_COLUMNS.state.in_(states), span.covers(_COLUMNS.received_on))


def concerns_answered(span: Span) -> Select[int]:
    """Select what was answered on the spot (R93)."""
    answered = _COLUMNS.state == ConcernState.ANSWERED.value
    return _ids(answered, span.covers(_COLUMNS.received_on))


def concerns_entered(span: Span) -> Select[int]:
    """Select what came into the ledger in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.received_on))


def concerns_closed(span: Span) -> Select[int]:
    """Select what was done or explained in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.done_on))


def concerns_returned(span: Span) -> Select[int]:
    """Select what was returned in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.returned_on))


def concerns_open(span: Span) -> Select[int]:
    """Select what was open at the end of the period.

    The end is the period's own last day, also while it runs: nothing ends after today,
    unless somebody wrote a day to come into a ledger, and even then the sums agree.
    """
    return _ids(open_on(span.last))


def concerns_open_before(span: Span) -> Select[int]:
    """Select what was open when the period began (上期未结)."""
    return _ids(
        in_ledger(),
        _COLUMNS.received_on < span.first,
        _not_before(_COLUMNS.done_on, span),
        _not_before(_COLUMNS.returned_on, span),
    )


def concerns_overdue(span: Span) -> Select[int]:
    """Select what was open and past its limit at the end of the period, or today."""
    return _ids(overdue_on(span.day))


def _to_close(span: Span) -> Select[int]:
    """Select 上期未结 + 进入台账 − 退回: what there was to close in the period."""
    return _ids(
        in_ledger(),
        _COLUMNS.received_on <= span.last,
        _not_before(_COLUMNS.done_on, span),
        or_(_COLUMNS.returned_on.is_(None), _COLUMNS.returned_on > span.last),
    )


def _on_time(span: Span) -> Select[int]:
    """Select what was closed by its limit; what never had one was never late."""
    in_time = or_(_COLUMNS.limit_on.is_(None), _COLUMNS.done_on <= _COLUMNS.limit_on)
    return concerns_closed(span).where(in_time)


def _judged(span: Span) -> Select[int]:
    return concerns_closed(span).where(_COLUMNS.satisfaction.is_not(None))


def _satisfied(span: Span) -> Select[int]:
    """Select what people are content with; which words mean so stands in the code list."""
    grades = code_list("satisfaction").groups.items()
    content = [code for code, group in grades if group == _SATISFIED_GROUP]
    return concerns_closed(span).where(_COLUMNS.satisfaction.in_(content))


def _not_before(column: ColumnElement[object], span: Span) -> ColumnElement[bool]:
    return or_(column.is_(None), column >= span.first)


def _ids(*where: ColumnElement[bool]) -> Select[int]:
    return select(_COLUMNS.id).where(*where)


def _any_concern(_span: Span) -> Select[int]:
    return select(_COLUMNS.id)


def _records(dated: str) -> Describe:
    """Describe concerns by number, owner and day; never by who asked."""
    statement = select(_COLUMNS.id, _COLUMNS.number, _COLUMNS.owner, _COLUMNS[dated])
    return describer(
        statement, _CONCERN, lambda row: FigureRecord(Kind.CONCERN, row[0], row[1], row[2], row[3])
    )


_CAME, _ENDED, _DUE = _records("received_on"), _records("done_on"), _records("limit_on")

QUERIES: tuple[Query, ...] = (
    Query("concerns_collected", concerns_collected, _CAME, opened=_any_concern),
    Query("concerns_answered", concerns_answered, _CAME, opened=_any_concern),
    Query("concerns_entered", concerns_entered, _CAME, opened=_any_concern),
    Query("concerns_closed", concerns_closed, _ENDED, opened=_any_concern),
    Query("concerns_open", concerns_open, _CAME, opened=_any_concern),
    Query("concerns_overdue", concerns_overdue, _DUE, opened=_any_concern),
    Query("concerns_returned", concerns_returned, _records("returned_on"), opened=_any_concern),
    Query("concerns_open_before", concerns_open_before, _CAME, opened=_any_concern),
    Query(
        "concern_close_rate", concerns_closed, _ENDED, denominator=_to_close, opened=_any_concern
    ),
    Query(
        "concern_on_time_rate", _on_time, _ENDED, denominator=concerns_closed, opened=_any_concern
    ),
    Query("satisfaction_rate", _satisfied, _ENDED, denominator=_judged, opened=_any_concern),
)
