"""Sums worked out a second time: read from the rows of the listed records, added up here."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.terms.concern import ConcernStepKind
from liaison_desktop.domain.terms.contact_card import CardEventKind
from liaison_desktop.domain.terms.dispute import AgreementForm
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table

Days = tuple[date, date, date]
"""First and last day of the period, and the last of its days that is over."""

Adding = Callable[[Session, Sequence[int], Days, Scope], Number]
_AREAS = (Dimension.VILLAGE, Dimension.GROUP)
Fits = Callable[[RowMapping, Days], bool]


def _rows(session: Session, name: str, owner: str, ids: Sequence[int]) -> Iterator[RowMapping]:
    """Yield the rows of a table that belong to records."""
    rows = table(name)
    for part in parts(ids):
        yield from session.execute(select(rows).where(rows.c[owner].in_(part))).mappings()


def _sum(column: str) -> Adding:
    """Add up a column of the listed disputes."""

    def added(session: Session, ids: Sequence[int], _days: Days, _scope: Scope) -> Number:
        amounts = (row[column] for row in _rows(session, "dispute", "id", ids))
        total = sum((Decimal(str(one)) for one in amounts if one is not None), Decimal(0))
        return int(total) if total == total.to_integral_value() else float(total)

    return added


def _each(name: str, owner: str, fits: Fits) -> Adding:
    """Count what belongs to the listed records and fits."""

    def counted(session: Session, ids: Sequence[int], days: Days, _scope: Scope) -> Number:
        return sum(fits(row, days) for row in _rows(session, name, owner, ids))

    return counted


def _visited(session: Session, ids: Sequence[int], _days: Days, scope: Scope) -> Number:
    """Count whom each visit was to, within an area only those of it.

    One visit may be to households of two villages; where a household is not known, the
    visit's own village counts.
    """
    lines = list(_rows(session, "visit_household", "visit_id", ids))
    homes = {row["household_id"] for row in lines if row["household_id"] is not None}
    of = {row["id"]: row for row in _rows(session, "household", "id", sorted(homes))}
    went = {row["id"]: row["village_id"] for row in _rows(session, "visit", "id", ids)}
    areas = [(part, _reached(session, part)) for part in scope.parts if part.dimension in _AREAS]

    def counts(line: RowMapping) -> bool:
        home = of.get(line["household_id"])
        village = went[line["visit_id"]] if home is None else home["village_id"]
        group = None if home is None else home["group_id"]
        return all(
            not {village, group}.isdisjoint(reached) if part.value
            else (village if part.dimension is Dimension.VILLAGE else group) is None
            for part, reached in areas
        )  # fmt: skip

    return sum(map(counts, lines))


def _reached(session: Session, part: ScopePart) -> set[int]:
    return _below(session, int(part.value)) if part.value else set()


def _below(session: Session, area_id: int) -> set[int]:
    """Return an area and every area below it."""
    area = table("area").c
    rows = session.execute(select(area.id, area.parent_id))
    above = {row.id: row.parent_id for row in rows}
    found = {area_id}
    while more := {key for key, parent in above.items() if parent in found} - found:
        found |= more
    return found


def _stay_days(session: Session, ids: Sequence[int], days: Days, _scope: Scope) -> Number:
    """Lay the days of each cadre's stays beside each other; a day counts once."""
    stayed: set[tuple[int, date]] = set()
    for row in _rows(session, "village_stay", "id", ids):
        first, last = max(row["since"], days[0]), min(row["until"], days[2])
        count = (last - first).days + 1
        stayed |= {(row["cadre_id"], first + timedelta(one)) for one in range(count)}
    return len(stayed)


def _dated(column: str, **wanted: object) -> Fits:
    """Say that a row's day counts and its other columns are as wanted."""

    def fits(row: RowMapping, days: Days) -> bool:
        on = row[column]
        inside = on is not None and days[0] <= on <= days[1]
        return inside and all(row[name] == value for name, value in wanted.items())

    return fits


def _confirmed(row: RowMapping, days: Days) -> bool:
    ruling = row["ruling"] or ""
    refused = "驳回" in ruling or "不予" in ruling
    return not refused and _dated("ruling_on")(row, days)


def _logged(name: str, owner: str, kind: CardEventKind | ConcernStepKind) -> Adding:
    """Count the listed records with an entry of a kind in their log in the period, each once."""

    def counted(session: Session, ids: Sequence[int], days: Days, _scope: Scope) -> Number:
        fits = _dated("on", kind=kind.value)
        return len({row[owner] for row in _rows(session, name, owner, ids) if fits(row, days)})

    return counted


def _card(kind: CardEventKind) -> Adding:
    return _logged("card_event", "card_id", kind)


def _step(kind: ConcernStepKind) -> Adding:
    return _logged("concern_step", "concern_id", kind)


def _always(_row: RowMapping, _days: Days) -> bool:
    return True


ADDED: dict[str, Adding] = {
    "cards_issued": _card(CardEventKind.HANDED_OUT),
    "cards_replaced": _card(CardEventKind.REPLACED),
    "cards_taken_back": _card(CardEventKind.RETURNED),
    "concerns_escalated": _step(ConcernStepKind.ESCALATED),
    "concerns_reopened": _step(ConcernStepKind.REOPENED),
    "concerns_converted": _step(ConcernStepKind.CONVERTED),
    "visits": _visited,
    "village_stay_days": _stay_days,
    "dispute_amount": _sum("amount"),
    "agreement_amount": _sum("amount"),
    "dispute_people": _sum("people"),
    "people_prevented": _sum("people"),
    "dispute_parties": _each("party", "dispute_id", _always),
    "mediations": _each("mediation", "dispute_id", _dated("on")),
    "agreements_written": _each(
        "agreement", "dispute_id", _dated("agreed_on", form=AgreementForm.WRITTEN.value)
    ),
    "agreements_oral": _each(
        "agreement", "dispute_id", _dated("agreed_on", form=AgreementForm.ORAL.value)
    ),
    "agreements_performed": _each(
        "agreement", "dispute_id", _dated("performed_on", performance="voluntary")
    ),
    "agreements_confirmed": _each("agreement", "dispute_id", _confirmed),
}
"""What is a sum, or counts by other rows than those it lists."""
