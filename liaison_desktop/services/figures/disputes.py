"""Indicators of disputes: the counters of R110 and of the judicial report (domain.md 5.5, 6.2).

A dispute is closed (办结) on the day its agreement was reached or its mediation ended
without one; who reopens it takes that day back. It was found on one day and, if it is not
open, closed on one that is not earlier, so in any period 上期未结 + 新增 − 办结 = 期末未结.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.dispute_divisions import DISPUTES, REPORTS
from liaison_desktop.services.figures.query import Describe, Noun, Query, Selection, Span
from liaison_desktop.services.figures.records import describer
from liaison_desktop.services.matters.dispute_clock import OPEN

_DISPUTE, _PARTY, _SESSION, _FOLLOW_UP, _PAUSE, _ZERO, _AREA = (
    table("dispute"),
    table("party"),
    table("mediation"),
    table("follow_up"),
    table("dispute_pause"),
    table("zero_report"),
    table("area"),
)
_D = _DISPUTE.c
COUNTED = _D.state != DisputeState.VOID.value
_THREE = 3


def _closed_on() -> ColumnElement[date]:
    """Return the day a dispute was closed, NULL while it is open; never before it was found.

    A ledger taken in may say that something is settled and not when: its last day known
    stands for that.
    """
    told = func.coalesce(_D.settled_on, _D.ended_on)
    last = func.coalesce(told, _D.filed_on, _D.mediated_on, _D.found_on)
    closed = case((_D.state.in_(OPEN), told), else_=last)
    return case((closed < _D.found_on, _D.found_on), else_=closed)


_CLOSED_ON = _closed_on()


def disputes_found(span: Span) -> Select[int]:
    """Select the disputes found in the period."""
    return _ids(span.covers(_D.found_on))


def disputes_accepted(span: Span) -> Select[int]:
    """Select the disputes formally accepted in the period (受理)."""
    return _ids(span.covers(_D.accepted_on))


def disputes_mediated(span: Span) -> Select[int]:
    """Select the disputes first mediated in the period."""
    return _ids(span.covers(_D.mediated_on))


def disputes_settled(span: Span) -> Select[int]:
    """Select the disputes whose agreement was reached in the period."""
    return _ids(span.covers(_D.settled_on))


def disputes_ended(span: Span) -> Select[int]:
    """Select the disputes whose mediation ended in the period without agreement (调解法 26)."""
    return _ids(span.covers(_D.ended_on), _D.settled_on.is_(None))


def disputes_closed(span: Span) -> Select[int]:
    """Select the disputes closed in the period: settled or ended."""
    return _ids(span.covers(_CLOSED_ON))


def disputes_open(span: Span) -> Select[int]:
    """Select the disputes open at the end of the period's own last day, like concerns."""
    return _ids(_open_on(span.last))


def disputes_open_before(span: Span) -> Select[int]:
    """Select the disputes open when the period began (上期未结)."""
    still = or_(_CLOSED_ON.is_(None), span.first <= _CLOSED_ON)
    return _ids(_D.found_on < span.first, still)


def disputes_overdue(span: Span) -> Select[int]:
    """Select the disputes open and past their limit on the day; stopped clocks are not late."""
    stopped = exists().where(
        _PAUSE.c.dispute_id == _D.id,
        _PAUSE.c.until.is_(None),
        _PAUSE.c.since <= _D.limit_on,
        _PAUSE.c.since <= span.day,
    )
    return _ids(_open_on(span.day), _D.limit_on < span.day, ~stopped)


def disputes_may_escalate(span: Span) -> Select[int]:
    """Select the disputes found in the period that may turn violent (调解法 25)."""
    return _ids(span.covers(_D.found_on), _D.may_escalate.is_(True))


def disputes_prevented(span: Span) -> Select[int]:
    """Select those that might have turned violent and were settled in the period."""
    return _ids(span.covers(_D.settled_on), _D.may_escalate.is_(True))


def disputes_to_police(span: Span) -> Select[int]:
    """Select the disputes reported to the police in the period (调解法 25)."""
    return _ids(span.covers(_D.police_on))


def disputes_of_three(span: Span) -> Select[int]:
    """Select the disputes accepted in the period that have three parties or more."""
    many = (
        select(_PARTY.c.dispute_id)
        .group_by(_PARTY.c.dispute_id)
        .having(func.count() >= _THREE)
    )  # fmt: skip
    return disputes_accepted(span).where(_D.id.in_(many))


def disputes_followed_up(span: Span) -> Select[int]:
    """Select the disputes followed up in the period (回访), each once."""
    asked = select(_FOLLOW_UP.c.dispute_id).where(span.covers(_FOLLOW_UP.c.on))
    return _ids(_D.id.in_(asked))


def dispute_parties(span: Span) -> Select[int]:
    """Select the parties of the disputes accepted in the period."""
    joined = _PARTY.join(_DISPUTE, _D.id == _PARTY.c.dispute_id)
    return select(_PARTY.c.id).select_from(joined).where(span.covers(_D.accepted_on), COUNTED)


def mediations(span: Span) -> Select[int]:
    """Select the sessions of mediation held in the period."""
    joined = _SESSION.join(_DISPUTE, _D.id == _SESSION.c.dispute_id)
    return select(_SESSION.c.id).select_from(joined).where(span.covers(_SESSION.c.on), COUNTED)


def zero_reports(span: Span) -> Select[int]:
    """Select the 零报告 made in the period (domain.md 6.3)."""
    return select(_ZERO.c.id).where(span.covers(_ZERO.c.reported_on))


def _open_on(day: date) -> ColumnElement[bool]:
    return and_(_D.found_on <= day, or_(_CLOSED_ON.is_(None), day < _CLOSED_ON))


def _ids(*where: ColumnElement[bool]) -> Select[int]:
    return select(_D.id).where(*where, COUNTED)


def _any_dispute(_span: Span) -> Select[int]:
    return select(_D.id)


def _any_acceptance(_span: Span) -> Select[int]:
    return select(_D.id).where(_D.accepted_on.is_not(None))


def _any_people(_span: Span) -> Select[int]:
    return select(_D.id).where(_D.people.is_not(None))


def _any_party(_span: Span) -> Select[int]:
    """Parties are counted by the day of acceptance: without any, their number is not known."""
    joined = _PARTY.join(_DISPUTE, _D.id == _PARTY.c.dispute_id)
    return select(_PARTY.c.id).select_from(joined).where(_D.accepted_on.is_not(None))


def _any_foresight(_span: Span) -> Select[int]:
    """Select the disputes of which it was ever said whether they may turn violent."""
    return select(_D.id).where(_D.may_escalate.is_not(None))


def _any_people_foreseen(span: Span) -> Select[int]:
    return _any_foresight(span).where(_D.people.is_not(None))


def _any_session(_span: Span) -> Select[int]:
    return select(_SESSION.c.id)


def _any_follow_up(_span: Span) -> Select[int]:
    return select(_FOLLOW_UP.c.id)


def _any_zero_report(_span: Span) -> Select[int]:
    return select(_ZERO.c.id)


def _records(dated: ColumnElement[date]) -> Describe:
    """Describe disputes by number and day; never by who they are between (R115)."""
    statement = select(_D.id, _D.number, dated.label("dated"))
    return describer(
        statement, _DISPUTE, lambda row: FigureRecord(Kind.DISPUTE, row[0], row[1], "", row[2])
    )


def _zero_report_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe 零报告: the village, and the day it reported."""
    statement = select(_ZERO.c.id, _AREA.c.name, _ZERO.c.reported_on).join(
        _AREA, _AREA.c.id == _ZERO.c.area_id
    )
    describe = describer(
        statement, _ZERO, lambda row: FigureRecord(Kind.ZERO_REPORT, row[0], row[1], "", row[2])
    )
    return describe(session, ids)


def query_of_disputes(
    key: str,
    numerator: Selection,
    dated: ColumnElement[date],
    denominator: Selection | None = None,
    noun: Noun = DISPUTES,
) -> Query:
    """Return an indicator of disputes, listed with a day of theirs."""
    return Query(key, numerator, _records(dated), noun, denominator, opened=_any_dispute)


_query = query_of_disputes
# What a ledger never told (当事人, 涉及人数, 受理日期 …) is missing, not 0: each of these has
# records of its own that show it is kept.
QUERIES: tuple[Query, ...] = (
    _query("disputes_found", disputes_found, _D.found_on),
    replace(_query("disputes_accepted", disputes_accepted, _D.accepted_on), opened=_any_acceptance),
    _query("disputes_mediated", disputes_mediated, _D.mediated_on),
    _query("disputes_settled", disputes_settled, _D.settled_on),
    _query("disputes_ended", disputes_ended, _D.ended_on),
    _query("disputes_closed", disputes_closed, _CLOSED_ON),
    _query("disputes_open", disputes_open, _D.found_on),
    _query("disputes_open_before", disputes_open_before, _D.found_on),
    _query("disputes_overdue", disputes_overdue, _D.limit_on),
    _query("dispute_mediate_rate", disputes_mediated, _D.mediated_on, disputes_found),
    _query("dispute_settle_rate", disputes_settled, _D.settled_on, disputes_mediated),
    replace(
        _query("dispute_accepted_settle_rate", disputes_settled, _D.settled_on, disputes_accepted),
        opened=_any_acceptance,
    ),
    replace(_query("dispute_amount", disputes_mediated, _D.mediated_on), amount=_D.amount),
    replace(_query("agreement_amount", disputes_settled, _D.settled_on), amount=_D.amount),
    replace(
        _query("dispute_people", disputes_found, _D.found_on),
        amount=_D.people,
        opened=_any_people,
    ),
    replace(
        _query("dispute_parties", dispute_parties, _D.accepted_on),
        listed=_PARTY.c.dispute_id,
        opened=_any_party,
    ),
    replace(_query("disputes_of_three", disputes_of_three, _D.accepted_on), opened=_any_party),
    replace(
        _query("mediations", mediations, _D.mediated_on),
        listed=_SESSION.c.dispute_id,
        opened=_any_session,
        repeats=True,
    ),
    replace(
        _query("disputes_followed_up", disputes_followed_up, _D.found_on),
        opened=_any_follow_up,
        repeats=True,
    ),
    replace(
        _query("disputes_may_escalate", disputes_may_escalate, _D.found_on),
        opened=_any_foresight,
    ),
    replace(_query("disputes_prevented", disputes_prevented, _D.settled_on), opened=_any_foresight),
    replace(
        _query("people_prevented", disputes_prevented, _D.settled_on),
        amount=_D.people,
        opened=_any_people_foreseen,
    ),
    _query("disputes_to_police", disputes_to_police, _D.police_on),
    Query("zero_reports", zero_reports, _zero_report_records, REPORTS, opened=_any_zero_report),
)
