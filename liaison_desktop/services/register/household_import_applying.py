"""Stores a planned import: new records in batches, changed cells in batches, one operation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.register.import_plan import Choice, Count
from liaison_desktop.domain.register.place_name import number_key
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.areas import Areas
from liaison_desktop.services.register.household_import_known import KnownHousehold, KnownPerson
from liaison_desktop.services.register.household_import_plan import (
    GROUP,
    HEAD,
    ID_NUMBER,
    Cell,
    HouseholdPlan,
    PlannedHousehold,
    PlannedMember,
)

_Blank = Mapping[str, None]
_BATCH = 4000  # households stored between two looks at 取消
_SENTENCE = "正在存入农户和家庭成员"


@dataclass(slots=True)
class _Tally:
    """What was really done."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def note(self, *, new: bool, cells: bool) -> None:
        """Count one record."""
        if new:
            self.new += 1
        elif cells:
            self.changed += 1
        else:
            self.same += 1

    def count(self) -> Count:
        """Return it as people see it."""
        return Count(self.new, self.changed, self.same)


@dataclass(slots=True)
class _Updates:
    """Changed cells of one table: key to column to new value, and the stored ones."""

    new: dict[int, dict[str, Any]] = field(default_factory=dict)

    def put(self, key: int, column: str, value: object) -> None:
        """Note one changed cell."""
        self.new.setdefault(key, {})[column] = value

    def by_columns(self) -> Iterator[list[dict[str, Any]]]:
        """Yield rows with the same columns together."""
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for key, cells in self.new.items():
            groups.setdefault(tuple(sorted(cells)), []).append({"id": key, **cells})
        yield from groups.values()


@dataclass(frozen=True, slots=True)
class _Columns:
    """The fields the new records of a plan carry, blank; every row of a batch has them all."""

    household: _Blank
    resident: _Blank


def _columns(households: Iterable[PlannedHousehold]) -> _Columns:
    houses: set[str] = set()
    people: set[str] = set()
    for household in households:
        if household.known is None:
            houses.update(household.values)
        for member in household.members:
            if member.known is None:
                people.update(member.values)
    return _Columns(dict.fromkeys(sorted(houses)), dict.fromkeys(sorted(people)))


def _state(member: PlannedMember) -> str:
    """Return the ``IdState`` of a new person; a withheld number counts as missing."""
    if ID_NUMBER in member.source.values and ID_NUMBER not in member.values:
        return IdState.MISSING
    return member.source.id_state


@dataclass(slots=True)
class _People:
    """New people of a batch.

    Attributes:
        columns: The fields their rows carry, blank.
        rows: One a person.
        waiting: Indexes of those who become head when the old one has stepped down.
    """

    columns: _Blank
    rows: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)


class Applying:
    """One run of a plan inside an operation."""

    def __init__(
        self, operation: Operation, areas: Areas, choice: Choice, since: date | None
    ) -> None:
        self._operation = operation
        self._areas = areas
        self._choice = choice
        self._since = since
        self._made: dict[int, int] = {}
        self._households = _Updates()
        self._residents = _Updates()
        self._old_heads: list[int] = []
        self._new_heads: list[int] = []
        self.households = _Tally()
        self.residents = _Tally()

    @property
    def counts(self) -> dict[str, Count]:
        """What was done, by noun."""
        return {"households": self.households.count(), "residents": self.residents.count()}

    def run(self, plan: HouseholdPlan, progress: Progress) -> None:
        """Store what the plan says and the choice leaves in.

        Args:
            plan: The plan, true to the store as it is now.
            progress: Told after each batch; may cancel.
        """
        taken = [one for one in plan.households if self._takes(one.key) or one.known is not None]
        self._make_groups(taken)
        columns = _columns(taken)
        done = 0
        for batch in parts(taken, _BATCH):
            progress.step(done, len(taken), _SENTENCE)
            self._store(batch, columns)
            done += len(batch)
        progress.step(done, len(taken), _SENTENCE)
        self._update()

    def _takes(self, key: int) -> bool:
        return key not in self._choice.left_rows

    def _store(self, households: Sequence[PlannedHousehold], columns: _Columns) -> None:
        """Insert the new ones of a batch and note the changed cells of the others."""
        new = [one for one in households if one.known is None]
        rows = [self._household_row(one, columns.household) for one in new]
        keys = self._operation.bulk_insert(table("household"), rows)
        owners = {one.key: key for one, key in zip(new, keys, strict=True)}
        people = _People(columns.resident)
        for household in households:
            cells = self._cells(household.key, household.cells)
            self._note_household(household, cells)
            if household.known is None:
                self._add_household(people, household, owners[household.key])
            else:
                self._add_members(people, household, household.known, cells)
        inserted = self._operation.bulk_insert(table("resident"), people.rows)
        self._new_heads += [inserted[index] for index in people.waiting]

    def _household_row(self, household: PlannedHousehold, columns: _Blank) -> dict[str, Any]:
        self.households.note(new=True, cells=False)
        return {
            **columns,
            **household.values,
            "village_id": self._village(household),
            "group_id": self._group(household),
            "number": household.number,
            "number_key": number_key(household.number),
            "since": self._since,
            "until": None,
        }

    def _village(self, household: PlannedHousehold) -> int:
        village = household.village
        if village.id is not None:
            return village.id
        # Kept here and not in the plan: a cancelled run leaves the plan as it was.
        if id(village) not in self._made:
            self._made[id(village)] = self._areas.ensure_village(self._operation, village.name)
        return self._made[id(village)]

    def _make_groups(self, households: Iterable[PlannedHousehold]) -> None:
        """Make the village groups that households to be stored need, in one batch."""
        missing: dict[int, dict[str, Any]] = {}
        for household in households:
            group = household.group
            if group is None or group.id is not None or id(group) in missing:
                continue
            cells = self._cells(household.key, household.cells)
            if household.known is None or any(cell.field == GROUP for cell in cells):
                missing[id(group)] = {
                    "parent_id": self._village(household),
                    "level": Level.GROUP.value,
                    "name": group.name,
                    "position": group.series,
                }
        keys = self._operation.bulk_insert(table("area"), list(missing.values()))
        self._made.update(zip(missing, keys, strict=True))

    def _group(self, household: PlannedHousehold) -> int | None:
        group = household.group
        if group is None or group.id is not None:
            return group.id if group else None
        return self._made[id(group)]

    def _cells(self, key: int, cells: Sequence[Cell]) -> list[Cell]:
        """Return the cells of a row that are not left out."""
        if not cells or not self._takes(key):
            return []
        left = self._choice.left_cells
        return [cell for cell in cells if (key, cell.field) not in left]

    def _note_household(self, household: PlannedHousehold, cells: Sequence[Cell]) -> None:
        known = household.known
        if known is None:
            return
        self.households.note(new=False, cells=bool(cells))
        for cell in cells:
            if cell.field == GROUP:
                group_id = self._group(household)
                self._households.put(known.id, "group_id", group_id)
            elif cell.field == HEAD:
                self._note_head(household)
            else:
                self._households.put(known.id, cell.field, cell.new)

    def _note_head(self, household: PlannedHousehold) -> None:
        """Let the old head step down before anybody else is one: there is one at a time."""
        known, head = household.known, household.head
        if known is not None and known.head is not None:
            self._old_heads.append(known.head.id)
        if head is not None and head.known is not None:
            self._new_heads.append(head.known.id)

    def _add_household(self, people: _People, household: PlannedHousehold, owner: int) -> None:
        """Add the rows of all people of a new household."""
        head = household.head
        for position, member in enumerate(household.members, start=1):
            if self._takes(member.key):
                row = self._person_row(member, people.columns)
                row |= {"household_id": owner, "position": position, "is_head": member is head}
                people.rows.append(row)

    def _add_members(
        self,
        people: _People,
        household: PlannedHousehold,
        known: KnownHousehold,
        cells: Sequence[Cell],
    ) -> None:
        """Add the rows of new people of a stored household; note the others' changed cells."""
        position = known.last_position
        new_head = household.head if any(cell.field == HEAD for cell in cells) else None
        for member in household.members:
            if member.known is not None:
                self._note_member(member, member.known)
            elif self._takes(member.key):
                position += 1
                row = self._person_row(member, people.columns)
                row |= {"household_id": known.id, "position": position}
                if member is new_head:  # when the old one has stepped down
                    people.waiting.append(len(people.rows))
                people.rows.append(row)

    def _person_row(self, member: PlannedMember, columns: _Blank) -> dict[str, Any]:
        self.residents.note(new=True, cells=False)
        source, values = member.source, member.values
        free = self._number_is_free(member)
        row = {
            **columns,
            **values,
            "is_head": False,
            "name": source.name,
            "name_key": pinyin_key(source.name),
            "relation": source.relation or None,
            "relation_code": source.relation_code or None,
            "id_state": _state(member) if free else IdState.MISSING,
            "since": self._since,
            "until": None,
        }
        if not free:
            row[ID_NUMBER] = None
        return row

    def _number_is_free(self, member: PlannedMember) -> bool:
        """Tell whether the number's present holder really gets another one in this run."""
        waits = member.waits_for
        return waits is None or (
            self._takes(waits) and (waits, ID_NUMBER) not in self._choice.left_cells
        )

    def _note_member(self, member: PlannedMember, known: KnownPerson) -> None:
        cells = self._cells(member.key, member.cells)
        if not self._number_is_free(member):
            cells = [cell for cell in cells if cell.field != ID_NUMBER]
        self.residents.note(new=False, cells=bool(cells))
        for cell in cells:
            self._residents.put(known.id, cell.field, cell.new)
            if cell.field == "name":
                self._residents.put(known.id, "name_key", pinyin_key(cell.new))
            elif cell.field == "relation":
                code = member.source.relation_code or None
                self._residents.put(known.id, "relation_code", code)
            elif cell.field == ID_NUMBER:
                self._residents.put(known.id, "id_state", member.source.id_state)

    def _update(self) -> None:
        """Store the changed cells."""
        household, resident = table("household"), table("resident")
        for rows in self._households.by_columns():
            self._operation.bulk_update(household, rows)
        if self._old_heads:
            stepping_down = [{"id": key, "is_head": False} for key in self._old_heads]
            self._operation.bulk_update(resident, stepping_down)
        for rows in self._residents.by_columns():
            self._operation.bulk_update(resident, rows)
        if self._new_heads:
            self._operation.bulk_update(
                resident, [{"id": key, "is_head": True} for key in self._new_heads]
            )
