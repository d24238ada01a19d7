"""What the store already knows of the villages a roster speaks of, read in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.register.roster import Value
from liaison_desktop.models.batches import parts
from liaison_desktop.models.system.journal import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.household_place import household_place

_PERSON = ("id", "household_id", "name", "relation", "relation_code", "is_head", "id_state")
_HOUSEHOLD = ("id", "village_id", "group_id", "number", "number_key")


@dataclass(slots=True)
class KnownPerson:
    """A stored person: what matching needs, and the fields the roster names.

    Attributes:
        id, household_id: Keys.
        name, relation, relation_code, is_head, id_state: As stored; blanks are "".
        id_number, birth: Identity number, "" if none, and date of birth.
        values: Field to stored value, only for fields of the roster.
        taken: Whether a row of the file was found to be this person.
    """

    id: int
    household_id: int
    name: str
    relation: str
    relation_code: str
    is_head: bool
    id_state: str
    id_number: str
    birth: Value | None
    values: dict[str, Any]
    taken: bool = False


@dataclass(slots=True)
class KnownHousehold:
    """A stored household with its people.

    Attributes:
        id, village_id, group_id, number, number_key: As stored.
        values: Field to stored value, only for fields of the roster.
        people: In the order of the household.
        last_position: Position of the last of them, 0 without any.
        taken: Whether a row of the file was found to be this household.
    """

    id: int
    village_id: int
    group_id: int | None
    number: str
    number_key: str
    values: dict[str, Any]
    people: list[KnownPerson] = field(default_factory=list)
    last_position: int = 0
    taken: bool = False

    @property
    def head(self) -> KnownPerson | None:
        """The stored head, None without one."""
        return next((person for person in self.people if person.is_head), None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an identity number in the store.

    Attributes:
        person_id, household_id: Keys.
        household: 村/户编号.
        name: The holder's name.
    """

    person_id: int
    household_id: int
    household: str
    name: str


def newest_operation(session: Session) -> int:
    """Return the number of the newest operation, 0 in a new store."""
    return session.scalar(select(func.max(Operation.id))) or 0


def load_households(
    session: Session,
    village_ids: Collection[int],
    household_fields: Sequence[str],
    person_fields: Sequence[str],
) -> dict[int, list[KnownHousehold]]:
    """Read all households of some villages, with their people.

    Args:
        session: A session.
        village_ids: The villages.
        household_fields: Fields of the household whose stored values are needed.
        person_fields: The same of its people.

    Returns:
        Village to its households in the order of their numbers.
    """
    households: dict[int, KnownHousehold] = {}
    by_village: dict[int, list[KnownHousehold]] = defaultdict(list)
    columns = table("household").c
    chosen = [columns[name] for name in (*_HOUSEHOLD, *household_fields)]
    for part in parts(sorted(village_ids)):
        statement = select(*chosen).where(columns.village_id.in_(part)).order_by(columns.number_key)
        for row in session.execute(statement):
            key, village_id, group_id, number, sort_key, *stored = row
            values = dict(zip(household_fields, stored, strict=True))
            known = KnownHousehold(key, village_id, group_id, number, sort_key, values)
            households[known.id] = known
            by_village[known.village_id].append(known)
    if households:
        _load_people(session, village_ids, person_fields, households)
    return by_village


def _load_people(
    session: Session,
    village_ids: Collection[int],
    fields: Sequence[str],
    households: dict[int, KnownHousehold],
) -> None:
    person, household = table("resident").c, table("household").c
    chosen = [person[name] for name in _PERSON]
    chosen += [person.position, person.id_number, person.birth, *(person[name] for name in fields)]
    for part in parts(sorted(village_ids)):
        statement = (
            select(*chosen)
            .join_from(table("resident"), table("household"), household.id == person.household_id)
            .where(household.village_id.in_(part))
            .order_by(person.household_id, person.position, person.id)
        )
        for row in session.execute(statement):
            key, owner, name, relation, code, is_head, state, position, number, birth, *stored = row
            values = dict(zip(fields, stored, strict=True))
            people = households[owner]
            people.last_position = max(people.last_position, position)
            people.people.append(
                KnownPerson(
                    id=key,
                    household_id=owner,
                    name=name,
                    relation=relation or "",
                    relation_code=code or "",
                    is_head=is_head,
                    id_state=state,
                    id_number=number or "",
                    birth=birth,
                    values=values,
                )
            )


def holders_of(session: Session, numbers: Iterable[str]) -> dict[str, list[Holder]]:
    """Return who holds identity numbers anywhere in the store."""
    person, household, place = table("resident"), table("household"), household_place()
    holders: dict[str, list[Holder]] = defaultdict(list)
    if session.scalar(select(person.c.id).limit(1)) is None:
        return holders
    source = person.join(household, household.c.id == person.c.household_id)
    who, where = (person.c.id, household.c.id), (place.village.c.name, household.c.number)
    base = select(person.c.id_number, *who, *where, person.c.name).select_from(
        place.join_village(source)
    )
    for part in parts(sorted(numbers)):
        for number, person_id, household_id, village, house, name in session.execute(
            base.where(person.c.id_number.in_(part)).order_by(person.c.id)
        ):
            holder = Holder(person_id, household_id, f"{village}/{house}", name)
            holders[number].append(holder)
    return holders
