"""Late entries (补录): records of a period that came into the ledgers after it had ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import KIND_LABELS, Kind
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.late_entry import LateEntry
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.terms.concern import ConcernState
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.batches import holding
from liaison_desktop.models.system.recorder import CREATE
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.record_names import record_names


@dataclass(frozen=True, slots=True)
class _Event:
    """A ledger that figures count by the day of the event.

    Attributes:
        kind: Of its records.
        day: The column of that day.
        of, through: What a record is a part of and the column that says of which one; where
            a part has no page of its own, people are taken to the whole.
    """

    kind: Kind
    day: str
    of: Kind | None = None
    through: str = "id"


_EVENTS = (
    _Event(Kind.VISIT, "on"),
    _Event(Kind.VILLAGE_STAY, "since"),
    _Event(Kind.DIARY, "on"),
    _Event(Kind.CONCERN, "received_on"),
    _Event(Kind.DISPUTE, "found_on"),
    _Event(Kind.MEDIATION, "on", Kind.DISPUTE, "dispute_id"),
    _Event(Kind.AGREEMENT, "agreed_on", Kind.DISPUTE, "dispute_id"),
    _Event(Kind.FOLLOW_UP, "on", Kind.DISPUTE, "dispute_id"),
    _Event(Kind.CARD_EVENT, "on", Kind.CONTACT_CARD, "card_id"),
)
# What was voided is in no figure, so it is no late entry either.
_VOID = {Kind.CONCERN: ConcernState.VOID.value, Kind.DISPUTE: DisputeState.VOID.value}


class LateEntries:
    """Asks the journal when records came in."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, period: Period, since: datetime | None = None) -> tuple[LateEntry, ...]:
        """Return what happened in a period and was entered later, in the order it came in.

        Args:
            period: The period.
            since: From when on an entry is late; None for the end of the period's last day.
        """
        with self._context.store.reading() as session:
            found = [
                entry
                for event in _EVENTS
                for entry in _entries(session, event, period, since or _end(period))
            ]
        return tuple(sorted(found, key=lambda one: (one.operation, one.kind.value, one.id)))

    def count(self, period: Period) -> int:
        """Return how many records came in after their period had ended."""
        with self._context.store.reading() as session:
            return late_count(session, period)

    def records(self, period: Period) -> tuple[FigureRecord, ...]:
        """Return the same records as those behind a figure; parts open what they belong to.

        Disputes are named by their number alone, never by who they are between (R115).
        """
        opened = {event.kind: event.of or event.kind for event in _EVENTS}
        entries = self.of(period)
        with self._context.store.reading() as session:
            numbers = _numbers(session, (one.id for one in entries if one.kind is Kind.DISPUTE))
        return tuple(
            FigureRecord(
                opened[one.kind],
                one.owner,
                numbers.get(one.id, "") if one.kind is Kind.DISPUTE else one.record,
                KIND_LABELS[one.kind],
                one.on,
            )
            for one in entries
        )


def late_count(session: Session, period: Period) -> int:
    """Count the records that came in after their period had ended; 0 while it runs."""
    counted = (
        session.scalar(_late(event, period, _end(period), func.count())) for event in _EVENTS
    )
    return sum(one or 0 for one in counted)


def _numbers(session: Session, disputes: Iterable[int]) -> dict[int, str]:
    own = table("dispute").c
    return {
        key: number
        for chosen in holding(own.id, disputes)
        for key, number in session.execute(select(own.id, own.number).where(chosen))
    }


def _entries(
    session: Session, event: _Event, period: Period, since: datetime
) -> Iterator[LateEntry]:
    own, operation = table(event.kind.value).c, table("operation").c
    columns = (own.id, own[event.through], own[event.day])
    told = (operation.at, operation.actor, operation.id)
    rows = session.execute(_late(event, period, since, *columns, *told)).all()
    names = record_names(session, event.kind.value, [row[0] for row in rows])
    for key, owner, on, at, actor, number in rows:
        yield LateEntry(event.kind, key, names[key], on, _local(at), actor, number, owner)


def _late(
    event: _Event, period: Period, since: datetime, *wanted: ColumnElement[Any]
) -> Select[Any]:
    """Select from the records of a ledger that were entered late.

    What an undo brought back was entered when it was entered first.
    """
    own, change, operation = table(event.kind.value), table("change").c, table("operation").c
    limit = since.astimezone(UTC).isoformat(timespec="microseconds")
    statement = (
        select(*wanted)
        .select_from(own)
        .join(table("change"), and_(change.kind == event.kind.value, change.record_id == own.c.id))
        .join(table("operation"), operation.id == change.operation_id)
        .where(
            own.c[event.day].between(period.first, period.last),
            change.action == CREATE,
            operation.at >= limit,
            operation.undoes.is_(None),
        )
    )
    whole, void = own, _VOID.get(event.of or event.kind)
    if void is None:
        return statement
    if event.of is not None:
        whole = table(event.of.value)
        statement = statement.join(whole, whole.c.id == own.c[event.through])
    return statement.where(whole.c.state != void)


def _end(period: Period) -> datetime:
    last = min(period.last, date.max - timedelta(days=1))  # a period may end with the calendar
    return datetime.combine(last + timedelta(days=1), time.min)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone().replace(tzinfo=None)
