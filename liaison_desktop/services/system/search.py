"""The one search box: people, households, cadres, cards, matters by any part of what is known."""

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.system import search_text
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.models.batches import parts
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.system import search_index
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.search_matters import (
    concern_hits,
    dispute_hits,
    visit_sheet_hits,
)

_village = Area.__table__.alias("village")
_group = Area.__table__.alias("grp")
_EVERYTHING = 1_000_000
_MATTERS = (Kind.CONCERN, Kind.DISPUTE, Kind.VISIT_SHEET)


class Search:
    """Answers while typing, from the index."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return up to ``limit`` hits: people before matters, exact names first.

        Args:
            text: Any part of a name, pinyin, initials, a number, a place, the last
                digits of a phone or an identity number; several parts must all hold.
            limit: How many at most.
        """
        with self._store.reading() as session:
            connection = session.connection()
            keys = self._exact(connection, text, limit)
            keys += search_index.find(connection, search_text.question(text), limit)
            hits: dict[int, Hit] = {}
            grouped: dict[Kind, list[int]] = {}
            for key in dict.fromkeys(keys):
                kind, record_id = search_index.entry_of(key)
                grouped.setdefault(kind, []).append(record_id)
            for kind, ids in grouped.items():
                for record_id, hit in _HITS[kind](connection, ids):
                    hits[search_index.entry_id(kind, record_id)] = hit
        found = (hits[key] for key in dict.fromkeys(keys) if key in hits)
        # Who comes in is looked for by name: his household stands before what he once asked.
        return tuple(sorted(found, key=lambda hit: hit.kind in _MATTERS))[:limit]

    def household_ids(self, text: str) -> "array[int]":
        """Return every household the text leads to, for a list; sorted by key."""
        with self._store.reading() as session:
            connection = session.connection()
            keys = search_index.find(connection, search_text.question(text), _EVERYTHING)
            households: set[int] = set()
            residents: list[int] = []
            for key in keys:
                kind, record_id = search_index.entry_of(key)
                if kind is Kind.HOUSEHOLD:
                    households.add(record_id)
                elif kind is Kind.RESIDENT:
                    residents.append(record_id)
            resident = table("resident")
            for part in parts(residents):
                statement = select(resident.c.household_id).where(resident.c.id.in_(part))
                households.update(row[0] for row in connection.execute(statement))
        return array("q", sorted(households))

    def _exact(self, connection: Connection, text: str, limit: int) -> list[int]:
        condition = search_text.exact_name(text)
        if condition is None:
            return []
        return search_index.find(connection, [condition], limit)


def _place(village: str, group: str | None, number: str) -> str:
    return " ".join(part for part in (village, group or "", number) if part)


def _households(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, Hit]]:
    household, resident = table("household"), table("resident")
    statement = (
        select(household.c.id, household.c.number, _village.c.name, _group.c.name, resident.c.name)
        .join(_village, _village.c.id == household.c.village_id)
        .outerjoin(_group, _group.c.id == household.c.group_id)
        .outerjoin(resident, (resident.c.household_id == household.c.id) & resident.c.is_head)
        .where(household.c.id.in_(ids))
    )
    for key, number, village, group, head in connection.execute(statement):
        place = _place(village, group, number)
        yield key, Hit(Kind.HOUSEHOLD, key, f"{head or '（无户主）'}户", place, key)


def _residents(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, Hit]]:
    household, resident = table("household"), table("resident")
    statement = (
        select(
            resident.c.id,
            resident.c.name,
            resident.c.relation,
            household.c.id,
            household.c.number,
            _village.c.name,
            _group.c.name,
        )
        .join(household, household.c.id == resident.c.household_id)
        .join(_village, _village.c.id == household.c.village_id)
        .outerjoin(_group, _group.c.id == household.c.group_id)
        .where(resident.c.id.in_(ids))
    )
    for key, name, relation, household_id, number, village, group in connection.execute(statement):
        subtitle = " · ".join(part for part in (relation, _place(village, group, number)) if part)
        yield key, Hit(Kind.RESIDENT, key, name, subtitle, household_id)


def _cadres(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, Hit]]:
    cadre, unit = table("cadre"), table("unit")
    statement = (
        select(cadre.c.id, cadre.c.name, cadre.c.post, unit.c.name)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .where(cadre.c.id.in_(ids))
    )
    for key, name, post, unit_name in connection.execute(statement):
        subtitle = " · ".join(part for part in ("干部", unit_name, post) if part)
        yield key, Hit(Kind.CADRE, key, name, subtitle)


def _cards(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, Hit]]:
    card = table("contact_card")
    statement = select(
        card.c.id,
        card.c.number,
        card.c.household_id,
        card.c.shown_head,
        card.c.shown_village,
        card.c.shown_household_number,
    ).where(card.c.id.in_(ids))
    for key, number, household_id, head, village, household in connection.execute(statement):
        subtitle = f"{head}户 · {_place(village, None, household)}"
        yield key, Hit(Kind.CONTACT_CARD, key, f"联系卡 {number}", subtitle, household_id)


_HITS = {
    Kind.HOUSEHOLD: _households,
    Kind.RESIDENT: _residents,
    Kind.CADRE: _cadres,
    Kind.CONTACT_CARD: _cards,
    Kind.CONCERN: concern_hits,
    Kind.DISPUTE: dispute_hits,
    Kind.VISIT_SHEET: visit_sheet_hits,
}
