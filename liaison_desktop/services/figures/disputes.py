"""Indicators of disputes: found, mediated, settled, what was at stake (R110)."""

from datetime import date

from sqlalchemy import ColumnElement, Select, select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.query import Describe, Query, Span
from liaison_desktop.services.figures.records import describer

_DISPUTE = table("dispute")
_COUNTED = _DISPUTE.c.state != DisputeState.VOID.value


def disputes_found(span: Span) -> Select[int]:
    """Select the disputes found in the period."""
    return _between(span, _DISPUTE.c.found_on)


def disputes_mediated(span: Span) -> Select[int]:
    """Select the disputes first mediated in the period."""
    return _between(span, _DISPUTE.c.mediated_on)


def disputes_settled(span: Span) -> Select[int]:
    """Select the disputes whose agreement was reached in the period."""
    return _between(span, _DISPUTE.c.settled_on)


def _between(span: Span, column: ColumnElement[date]) -> Select[int]:
    return select(_DISPUTE.c.id).where(span.covers(column), _COUNTED)


def _any_dispute(_span: Span) -> Select[int]:
    return select(_DISPUTE.c.id)


def _records(dated: str) -> Describe:
    """Describe disputes by number, kind and day; never by who they are between (R115)."""
    statement = select(_DISPUTE.c.id, _DISPUTE.c.number, _DISPUTE.c[dated])
    return describer(
        statement, _DISPUTE, lambda row: FigureRecord(Kind.DISPUTE, row[0], row[1], "", row[2])
    )


_FOUND, _MEDIATED, _SETTLED = _records("found_on"), _records("mediated_on"), _records("settled_on")

QUERIES: tuple[Query, ...] = (
    Query("disputes_found", disputes_found, _FOUND, opened=_any_dispute),
    Query("disputes_mediated", disputes_mediated, _MEDIATED, opened=_any_dispute),
    Query("disputes_settled", disputes_settled, _SETTLED, opened=_any_dispute),
    Query(
        "dispute_settle_rate",
        disputes_settled,
        _SETTLED,
        denominator=disputes_mediated,
        opened=_any_dispute,
    ),
    Query(
        "dispute_amount",
        disputes_mediated,
        _MEDIATED,
        opened=_any_dispute,
        amount=_DISPUTE.c.amount,
    ),
)
