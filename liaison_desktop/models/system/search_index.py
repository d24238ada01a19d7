"""The search index: one entry a person, household, cadre, card or matter, kept by the store."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    select,
    text,
)
from sqlalchemy import table as plain_table

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.system import search_text as words
from liaison_desktop.models.batches import parts
from liaison_desktop.models.driver import insert_rows, is_sqlite
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.system import search_matters as matters
from liaison_desktop.models.system.recorder import CREATE, DELETE, UPDATE
from liaison_desktop.models.tables import table

KINDS: tuple[Kind, ...] = (
    Kind.HOUSEHOLD,
    Kind.RESIDENT,
    Kind.CADRE,
    Kind.CONTACT_CARD,
    Kind.CONCERN,
    Kind.DISPUTE,
    Kind.VISIT_SHEET,
)
_PORTION = 5000  # entries made before they are written
_ORDERED = 5000  # answers of a server that are put in order before the first are taken
_SLOTS = 16  # room for the kinds of later ledgers without a rebuild
_INDEX = plain_table("search_index", column("rowid"), column("tokens"))


def entry_id(kind: Kind, record_id: int) -> int:
    """Return the key of a record's entry."""
    return record_id * _SLOTS + KINDS.index(kind)


def entry_of(key: int) -> tuple[Kind, int]:
    """Return the record an entry stands for."""
    return KINDS[key % _SLOTS], key // _SLOTS


def find(connection: Connection, conditions: Sequence[words.Words], limit: int) -> list[int]:
    """Return the keys of up to ``limit`` entries that meet all conditions."""
    if not conditions:
        return []
    if is_sqlite(connection):
        statement = text(
            "SELECT rowid FROM search_index WHERE search_index MATCH :question LIMIT :limit"
        )
        question = words.sqlite_match(conditions)
    else:
        # Ordered as the file orders them, but never all there are of a million.
        statement = text(
            "SELECT rowid FROM (SELECT rowid FROM search_index WHERE to_tsvector('simple', tokens) "
            "@@ to_tsquery('simple', :question) LIMIT :ordered) AS found "
            "ORDER BY rowid LIMIT :limit"
        ).bindparams(ordered=max(limit, _ORDERED))
        question = words.postgres_query(conditions)
    rows = connection.execute(statement, {"question": question, "limit": limit})
    return [int(row[0]) for row in rows]


def refresh(operation: Operation) -> None:
    """Bring the index in line with what an operation touched; runs inside it."""
    touched = _Touched(operation)
    connection = operation.session.connection()
    touched.widen(connection)
    touched.add(Kind.DISPUTE, matters.disputes_of_touched(connection, operation))
    stale = [entry_id(kind, record_id) for kind in KINDS for record_id in touched.stale[kind]]
    for part in parts(stale):
        connection.execute(_INDEX.delete().where(_INDEX.c.rowid.in_(part)))
    for kind in KINDS:
        write(connection, kind, touched.live[kind])


def write(connection: Connection, kind: Kind, ids: Iterable[int]) -> int:
    """Write the entries of records that have none; return how many."""
    count, key, to_words = 0, table(kind.value).c.id, _WORDS[kind]
    for among in _portions(key, sorted(ids)):
        rows = connection.execute(_SELECTS[kind]().where(among).order_by(key)).all()
        entries = [{"rowid": entry_id(kind, row[0]), "tokens": to_words(row)} for row in rows]
        insert_rows(connection, _INDEX, entries)
        count += len(entries)
    return count


def _portions(key: ColumnElement[int], ids: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that together choose all ids; a run of keys needs no list of them."""
    for portion in parts(ids, _PORTION):
        if portion[-1] - portion[0] == len(portion) - 1:
            yield key.between(portion[0], portion[-1])
        else:
            yield from (key.in_(part) for part in parts(portion))


class _Touched:
    """Which entries an operation makes stale, and which must be written.

    Attributes:
        stale: Per kind, records whose entry is removed first.
        live: Per kind, records whose entry is written.
    """

    def __init__(self, operation: Operation) -> None:
        self.stale: dict[Kind, set[int]] = {kind: set() for kind in KINDS}
        self.live: dict[Kind, set[int]] = {kind: set() for kind in KINDS}
        self._moved: dict[str, set[int]] = {"area": set(), "unit": set(), "household": set()}
        names = {kind.value: kind for kind in KINDS}
        for (name, record_id), entry in operation.recorder.entries.items():
            if entry.action == UPDATE and name in self._moved:
                self._moved[name].add(record_id)
            kind = names.get(name)
            if kind is None:
                continue
            if entry.action != CREATE or operation.undoes is not None:
                self.stale[kind].add(record_id)
            if entry.action != DELETE:
                self.live[kind].add(record_id)

    def widen(self, connection: Connection) -> None:
        """Add what shows a changed place, household number or unit in its own entry."""
        household, resident, cadre = table("household"), table("resident"), table("cadre")
        self._add(connection, Kind.HOUSEHOLD, household.c.group_id, self._moved["area"])
        self._add(connection, Kind.HOUSEHOLD, household.c.village_id, self._moved["area"])
        self._add(connection, Kind.CADRE, cadre.c.unit_id, self._moved["unit"])
        shown = self._moved["household"] | (self.stale[Kind.HOUSEHOLD] & self.live[Kind.HOUSEHOLD])
        self._add(connection, Kind.RESIDENT, resident.c.household_id, shown)

    def _add(
        self, connection: Connection, kind: Kind, link: ColumnElement[Any], targets: set[int]
    ) -> None:
        found: set[int] = set()
        for part in parts(sorted(targets)):
            statement = select(table(kind.value).c.id).where(link.in_(part))
            found.update(row[0] for row in connection.execute(statement))
        self.add(kind, found)

    def add(self, kind: Kind, found: set[int]) -> None:
        """Let entries be written anew; those just made are not yet there, which is harmless."""
        gone = self.stale[kind] - self.live[kind]
        self.stale[kind] |= found
        self.live[kind] |= found - gone


_village = Area.__table__.alias("village")
_group = Area.__table__.alias("grp")


def _household_select() -> Select[Any]:
    household = table("household")
    return (
        select(
            household.c.id,
            household.c.number,
            _village.c.name,
            _group.c.name,
            household.c.door,
        )
        .join(_village, _village.c.id == household.c.village_id)
        .outerjoin(_group, _group.c.id == household.c.group_id)
    )


def _resident_select() -> Select[Any]:
    household, resident = table("household"), table("resident")
    return (
        select(
            resident.c.id,
            resident.c.name,
            resident.c.phone,
            resident.c.other_phones,
            resident.c.id_number,
            household.c.number,
            _village.c.name,
            _group.c.name,
        )
        .join(household, household.c.id == resident.c.household_id)
        .join(_village, _village.c.id == household.c.village_id)
        .outerjoin(_group, _group.c.id == household.c.group_id)
    )


def _cadre_select() -> Select[Any]:
    cadre, unit = table("cadre"), table("unit")
    return select(cadre.c.id, cadre.c.name, cadre.c.phone, unit.c.name, cadre.c.post).outerjoin(
        unit, unit.c.id == cadre.c.unit_id
    )


def _card_select() -> Select[Any]:
    card = table("contact_card")
    return select(card.c.id, card.c.number)


def _household_words(row: Sequence[Any]) -> str:
    _, number, village, group, door = row
    return words.entry(
        words.number_words(number),
        words.place_words(f"{village}{group or ''}"),
        words.place_words(door or ""),
    )


def _resident_words(row: Sequence[Any]) -> str:
    _, name, phone, others, id_number, number, village, group = row
    further = others.replace("，", ",").split(",") if others else ()
    return words.entry(
        words.name_words(name),
        words.digit_words(phone, *further, id_number),
        words.number_words(number),
        words.place_words(f"{village}{group or ''}"),
    )


def _cadre_words(row: Sequence[Any]) -> str:
    _, name, phone, unit, post = row
    return words.entry(
        words.name_words(name),
        words.digit_words(phone),
        words.place_words(unit or ""),
        words.place_words(post or ""),
    )


def _card_words(row: Sequence[Any]) -> str:
    return words.digit_words(row[1])


_SELECTS = {
    Kind.HOUSEHOLD: _household_select,
    Kind.RESIDENT: _resident_select,
    Kind.CADRE: _cadre_select,
    Kind.CONTACT_CARD: _card_select,
    Kind.CONCERN: matters.concern_select,
    Kind.DISPUTE: matters.dispute_select,
    Kind.VISIT_SHEET: matters.visit_sheet_select,
}
_WORDS = {
    Kind.HOUSEHOLD: _household_words,
    Kind.RESIDENT: _resident_words,
    Kind.CADRE: _cadre_words,
    Kind.CONTACT_CARD: _card_words,
    Kind.CONCERN: matters.concern_words,
    Kind.DISPUTE: matters.dispute_words,
    Kind.VISIT_SHEET: matters.visit_sheet_words,
}
