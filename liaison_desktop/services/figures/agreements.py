"""Indicators of agreements: written and oral, performed, confirmed (domain.md 5.5)."""

from dataclasses import replace

from sqlalchemy import ColumnElement, Select, func, or_, select

from liaison_desktop.domain.terms.dispute import AgreementForm
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.dispute_divisions import OF_AGREEMENTS
from liaison_desktop.services.figures.disputes import COUNTED, query_of_disputes
from liaison_desktop.services.figures.query import Query, Selection, Span

_DISPUTE, _AGREEMENT = table("dispute"), table("agreement")
_OWN_ACCORD = "voluntary"  # of the code list ``performance``


def agreements_written(span: Span) -> Select[int]:
    """Select the written agreements of the period."""
    return _agreed(span, AgreementForm.WRITTEN)


def agreements_oral(span: Span) -> Select[int]:
    """Select the oral agreements of the period."""
    return _agreed(span, AgreementForm.ORAL)


def agreements_performed(span: Span) -> Select[int]:
    """Select the agreements that were performed of their own accord in the period."""
    own = _AGREEMENT.c.performance == _OWN_ACCORD
    return _agreements(own, span.covers(_AGREEMENT.c.performed_on))


def agreements_confirmed(span: Span) -> Select[int]:
    """Select the agreements a court confirmed in the period; refusals do not count."""
    ruling = func.coalesce(_AGREEMENT.c.ruling, "")
    refused = or_(ruling.contains("驳回"), ruling.contains("不予"))
    return _agreements(span.covers(_AGREEMENT.c.ruling_on), ~refused)


def _agreed(span: Span, form: AgreementForm) -> Select[int]:
    return _agreements(_AGREEMENT.c.form == form.value, span.covers(_AGREEMENT.c.agreed_on))


def _agreements(*where: ColumnElement[bool]) -> Select[int]:
    joined = _AGREEMENT.join(_DISPUTE, _DISPUTE.c.id == _AGREEMENT.c.dispute_id)
    return select(_AGREEMENT.c.id).select_from(joined).where(*where, COUNTED)


def _any_agreement(_span: Span) -> Select[int]:
    return select(_AGREEMENT.c.id)


def _query(key: str, numerator: Selection) -> Query:
    """Return an indicator of agreements; what is listed is their disputes."""
    query = query_of_disputes(key, numerator, _DISPUTE.c.settled_on, noun=OF_AGREEMENTS)
    return replace(query, listed=_AGREEMENT.c.dispute_id, opened=_any_agreement)


QUERIES: tuple[Query, ...] = (
    _query("agreements_written", agreements_written),
    _query("agreements_oral", agreements_oral),
    _query("agreements_performed", agreements_performed),
    _query("agreements_confirmed", agreements_confirmed),
)
