"""零报告: which villages found a dispute in half a month, and which said that they found none."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.disputes import Disputes

_AREA, _DISPUTE, _ZERO = table("area").c, table("dispute").c, table("zero_report").c


@dataclass(frozen=True, slots=True)
class VillageReport:
    """What a village reported for a time (domain.md 6.3).

    Attributes:
        area_id: The village.
        area: Its name.
        disputes: Disputes of the ledger found in it in that time.
        zero_on: Day of its 零报告, None without one.
        by: Who recorded it, "" without one.
    """

    area_id: int
    area: str
    disputes: int
    zero_on: date | None
    by: str

    @property
    def is_owed(self) -> bool:
        """Whether neither a dispute nor a 零报告 of the village is known."""
        return not self.disputes and self.zero_on is None


class ZeroReports:
    """The half-monthly round of the villages."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def villages(self, since: date, until: date) -> tuple[VillageReport, ...]:
        """Return every village with what it reported for a time, in the order of the register.

        Args:
            since: First day of the time.
            until: Its last day.
        """
        with self._context.store.reading() as session:
            return village_reports(session, since, until)

    def report(self, village_id: int, since: date, until: date) -> Changes:
        """Record that a village found nothing; of a time that runs, up to today.

        Raises:
            InputRefusedError: When the time has not begun.
            RefusedError: When the ledger has a dispute of it, or it was reported before.
        """
        last = min(until, self._context.today())
        return Disputes(self._context).zero_report(village_id, since, last)


def village_reports(session: Session, since: date, until: date) -> tuple[VillageReport, ...]:
    """Return every village with what it reported for a time; see ``ZeroReports.villages``."""
    statement = (
        select(_AREA.id, _AREA.name)
        .where(_AREA.level == Level.VILLAGE.value)
        .order_by(_AREA.position, _AREA.id)
    )
    found, told = _found(session, since, until), _told(session, since, until)
    return tuple(
        VillageReport(key, name, found.get(key, 0), *told.get(key, (None, "")))
        for key, name in session.execute(statement)
    )


def _found(session: Session, since: date, until: date) -> dict[int, int]:
    statement = (
        select(_DISPUTE.village_id, func.count())
        .where(
            _DISPUTE.found_on.between(since, until),
            _DISPUTE.state != DisputeState.VOID.value,
            _DISPUTE.village_id.is_not(None),
        )
        .group_by(_DISPUTE.village_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _told(session: Session, since: date, until: date) -> dict[int, tuple[date, str]]:
    """Return village to day and author of its newest 零报告 of the time or part of it."""
    statement = (
        select(_ZERO.area_id, _ZERO.reported_on, _ZERO.by)
        .where(_ZERO.since <= until, _ZERO.until >= since)
        .order_by(_ZERO.reported_on, _ZERO.id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(statement)}
