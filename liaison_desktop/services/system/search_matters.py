"""Hits of the search box that are concerns, disputes or visit sheets."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.domain.terms.concern import CONCERN_STATE_LABELS, ConcernState
from liaison_desktop.domain.terms.dispute import DISPUTE_STATE_LABELS, DisputeState
from liaison_desktop.models.tables import table

Hits = Iterable[tuple[int, Hit]]


def concern_hits(connection: Connection, ids: Sequence[int]) -> Hits:
    """Describe concerns: number and matter, where it stands, who asked."""
    concern = table("concern").c
    statement = select(
        concern.id, concern.number, concern.title, concern.state, concern.received_on,
        func.coalesce(concern.applicant, ""), concern.household_id,
    ).where(concern.id.in_(ids))  # fmt: skip
    for key, number, title, state, on, who, household_id in connection.execute(statement):
        told = ("民情事项", CONCERN_STATE_LABELS[ConcernState(state)], on.isoformat(), who)
        yield key, Hit(Kind.CONCERN, key, _told(number, title), _joined(told), household_id)


def dispute_hits(connection: Connection, ids: Sequence[int]) -> Hits:
    """Describe disputes: number and name, where it stands, its place."""
    dispute = table("dispute").c
    statement = select(
        dispute.id, dispute.number, dispute.title, dispute.state, dispute.found_on,
        func.coalesce(dispute.place, ""),
    ).where(dispute.id.in_(ids))  # fmt: skip
    for key, number, title, state, on, place in connection.execute(statement):
        told = ("矛盾纠纷", DISPUTE_STATE_LABELS[DisputeState(state)], on.isoformat(), place)
        yield key, Hit(Kind.DISPUTE, key, _told(number, title), _joined(told))


def visit_sheet_hits(connection: Connection, ids: Sequence[int]) -> Hits:
    """Describe visit sheets: number, title and day."""
    sheet = table("visit_sheet").c
    statement = select(sheet.id, sheet.number, sheet.title, sheet.made_on).where(sheet.id.in_(ids))
    for key, number, title, on in connection.execute(statement):
        told = ("走访单", title, on.isoformat())
        yield key, Hit(Kind.VISIT_SHEET, key, number, _joined(told))


def _joined(told: Iterable[str]) -> str:
    return numbers_masked(" · ".join(part for part in told if part))


def _told(number: str, title: str) -> str:
    return f"{number} {numbers_masked(title)}"
