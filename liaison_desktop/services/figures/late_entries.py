"""Late entries (补录): records of a period that came into the ledgers after it had ended."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.late_entry import LateEntry
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.models.system.recorder import CREATE
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.record_names import record_names

# Ledgers that figures count by the day of the event, and that day's column.
_EVENTS: tuple[tuple[Kind, str], ...] = (
    (Kind.VISIT, "on"),
    (Kind.VILLAGE_STAY, "since"),
    (Kind.DIARY, "on"),
    (Kind.CONCERN, "received_on"),
    (Kind.DISPUTE, "found_on"),
    (Kind.MEDIATION, "on"),
    (Kind.AGREEMENT, "agreed_on"),
    (Kind.FOLLOW_UP, "on"),
    (Kind.CARD_EVENT, "on"),
)


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
        moment = since or datetime.combine(period.last + timedelta(days=1), time.min)
        limit = moment.astimezone(UTC).isoformat(timespec="microseconds")
        with self._context.store.reading() as session:
            found = [
                entry
                for kind, column in _EVENTS
                for entry in _late(session, kind, column, period, limit)
            ]
        return tuple(sorted(found, key=lambda one: (one.operation, one.kind.value, one.id)))


def _late(
    session: Session, kind: Kind, column: str, period: Period, limit: str
) -> Iterator[LateEntry]:
    own, change, operation = table(kind.value).c, table("change").c, table("operation").c
    statement = (
        select(own.id, own[column], operation.at, operation.actor, operation.id)
        .join(table("change"), (change.kind == kind.value) & (change.record_id == own.id))
        .join(table("operation"), operation.id == change.operation_id)
        .where(
            own[column].between(period.first, period.last),
            change.action == CREATE,
            operation.at >= limit,
        )
    )
    rows = session.execute(statement).all()
    names = record_names(session, kind.value, [row[0] for row in rows])
    for key, on, at, actor, number in rows:
        yield LateEntry(kind, key, names[key], on, _local(at), actor, number)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone().replace(tzinfo=None)
