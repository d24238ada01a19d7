"""Writing pairings in bulk: making them, ending the earlier ones, never twice the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.pairing import NewPairing
from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table

Pair = tuple[int, str, int]  # household, way, cadre
_Key = tuple[int, str]  # household and way


@dataclass(frozen=True, slots=True)
class StoredPairing:
    """A pairing as the store has it."""

    id: int
    household_id: int
    cadre_id: int
    way: str
    since: date | None
    until: date | None

    def meets(self, first: date, last: date | None) -> bool:
        """Tell whether it holds on any day from ``first`` to ``last`` (None: for ever)."""
        return (self.until is None or self.until >= first) and (
            last is None or self.since is None or self.since <= last
        )


@dataclass(slots=True)
class PairingSteps:
    """What is to be written for a number of wanted pairings.

    Attributes:
        inserts: Rows of new pairings.
        updates: Key, first and last day of pairings that end, go on or begin earlier.
        deletes: Pairings that would end before they began, or that another one covers.
        made, kept, closed: Counts for the report.
    """

    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    deletes: list[int] = field(default_factory=list)
    made: int = 0
    kept: int = 0
    closed: int = 0

    def write(self, operation: Operation) -> None:
        """Write the steps; the journal records each row."""
        pairing = table("pairing")
        operation.bulk_delete(pairing, self.deletes)
        operation.bulk_update(pairing, self.updates)
        operation.bulk_insert(pairing, self.inserts)


def pair_of(new: NewPairing) -> Pair:
    """Return what makes two pairings the same but for their dates."""
    return new.household_id, new.way, new.cadre_id


def stored_pairings(session: Session, household_ids: Iterable[int]) -> list[StoredPairing]:
    """Read every pairing, past ones included, of some households."""
    pairing = table("pairing")
    columns = [pairing.c[name] for name in StoredPairing.__dataclass_fields__]
    found: list[StoredPairing] = []
    for part in parts(sorted(set(household_ids))):
        statement = select(*columns).where(pairing.c.household_id.in_(part)).order_by(pairing.c.id)
        found.extend(StoredPairing(*row) for row in session.execute(statement))
    return found


def plan_steps(
    stored: Iterable[StoredPairing],
    wanted: Sequence[NewPairing],
    today: date,
    *,
    close_earlier: bool,
    beside: Collection[Pair] = (),
) -> PairingSteps:
    """Work out what has to be written so that the wanted pairings hold.

    Args:
        stored: All pairings of the households concerned.
        wanted: What is to hold; several cadres of one household and way stand beside
            each other.
        today: The day a pairing without a first day takes over from an earlier one.
        close_earlier: Whether pairings of the same household and way with other cadres
            end on the day before.
        beside: Pairings that stay beside the wanted ones even then.

    A wanted pairing that has ended already is history and ends no other.
    """
    by_key: dict[_Key, list[StoredPairing]] = defaultdict(list)
    for row in stored:
        by_key[row.household_id, row.way].append(row)
    cadres: dict[_Key, set[int]] = defaultdict(set)
    for household_id, way, cadre_id in (*beside, *(pair_of(new) for new in wanted)):
        cadres[household_id, way].add(cadre_id)
    steps = PairingSteps()
    settled: set[int] = set()
    for new in dict.fromkeys(wanted):
        key = new.household_id, new.way
        start = _start(new, today)
        closing = close_earlier and (new.until is None or new.until >= today)
        others = [
            row
            for row in by_key[key]
            if closing and row.cadre_id not in cadres[key] and row.meets(start, new.until)
        ]
        for row in others:
            if row.id not in settled:
                settled.add(row.id)
                _end(steps, row, start - timedelta(days=1))
        own = [row for row in by_key[key] if row.cadre_id == new.cadre_id]
        _make(steps, new, own, start if others and new.since is None else new.since, today)
    return steps


def _start(new: NewPairing, today: date) -> date:
    """Return the first day a pairing is known to hold: today, or its last day if it ended."""
    return new.since or min(today, new.until or today)


def _end(steps: PairingSteps, row: StoredPairing, last: date) -> None:
    steps.closed += 1
    if row.since is not None and row.since > last:
        steps.deletes.append(row.id)  # it never held a day
    else:
        steps.updates.append({"id": row.id, "since": row.since, "until": last})


def _make(
    steps: PairingSteps,
    new: NewPairing,
    own: Sequence[StoredPairing],
    since: date | None,
    today: date,
) -> None:
    """Keep the pairing that holds, stretch a planned or an ended one, or make a new one."""
    start = since or _start(new, today)
    same = [row for row in own if row.meets(start, new.until)]
    if not same:
        steps.made += 1
        steps.inserts.append(
            {
                "household_id": new.household_id,
                "cadre_id": new.cadre_id,
                "way": new.way,
                "since": since or (start if own else None),
                "until": new.until,
                "note": None,
            }
        )
        return
    begins_later = not any(row.meets(start, start) for row in same)
    ended = new.until is None and all(row.until and row.until < today for row in same)
    if not begins_later and not ended:
        steps.kept += 1
        return
    same.sort(key=lambda row: row.since or date.min)
    first, *later = same
    last = max(row.until or date.max for row in same)
    until = None if ended or last == date.max else last
    steps.made += 1
    steps.deletes.extend(row.id for row in later)  # the first one now covers their days
    begin = (since or today) if begins_later else first.since
    steps.updates.append({"id": first.id, "since": begin, "until": until})
