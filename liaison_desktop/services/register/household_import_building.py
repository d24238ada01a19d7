"""Lays a roster out as planned households: their villages and groups, one record a row."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.person_name import same_name
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.register.place_name import (
    group_name,
    group_position,
    group_stem,
    plain_name,
    village_stem,
)
from liaison_desktop.domain.register.roster import Roster, RosterHousehold, RosterMember
from liaison_desktop.models.column_limits import clipped, fitting
from liaison_desktop.models.register.area import Area
from liaison_desktop.services.register.area_lookup import find_village, place_order, township_id
from liaison_desktop.services.register.household_import_known import load_households
from liaison_desktop.services.register.household_import_numbers import free_number
from liaison_desktop.services.register.household_import_plan import (
    NOTE,
    PlannedGroup,
    PlannedHousehold,
    PlannedMember,
    PlannedVillage,
)

_NO_VILLAGE = (
    "花名册中有{count}户没有写明村名（如第{line}行）。请用 --village 指定，或在导入窗口中选择村。"
)


class Places:
    """The villages and groups a roster names, those of the store found by what they mean."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._villages = self._children([township_id(session)], Level.VILLAGE)
        self._by_stem: dict[str, PlannedVillage] = {}

    @property
    def villages(self) -> tuple[PlannedVillage, ...]:
        """The villages named so far, in the order of the file."""
        return tuple(self._by_stem.values())

    def village(self, name: str) -> PlannedVillage:
        """Return the village a written name means."""
        stem = village_stem(name)
        found = self._by_stem.get(stem)
        if found is None:
            stored = find_village(self._villages, name)
            planned = PlannedVillage(plain_name(name) if stored is None else stored.name, None)
            if stored is not None:
                planned.id = stored.id
                self._add_groups(planned, stored)
            found = self._by_stem[stem] = planned
        return found

    def group(self, village: PlannedVillage, name: str) -> PlannedGroup | None:
        """Return the group of a village a written name means, None for a blank name."""
        if not plain_name(name):
            return None
        stem = group_stem(name, village.name)
        found = village.groups.get(stem)
        if found is None:
            series = group_position(name, village.name)
            if series is None:
                series = max((one.series for one in village.groups.values()), default=0) + 1
            found = village.groups[stem] = PlannedGroup(group_name(name), None, series)
        return found

    def load(self, roster: Roster) -> None:
        """Read the stored households of the villages named."""
        fields = sorted({name for one in roster.households for name in one.values})
        names = {name for one in roster.households for m in one.members for name in m.values}
        if any(member.birth_part for one in roster.households for member in one.members):
            names.add(NOTE)
        ids = {village.id: village for village in self.villages if village.id is not None}
        known = load_households(self._session, list(ids), fields, sorted(names))
        for village_id, households in known.items():
            ids[village_id].known = households

    def _add_groups(self, planned: PlannedVillage, village: Area) -> None:
        for group in self._children([village.id], Level.GROUP):
            own = PlannedGroup(group.name, group.id, group.position)
            planned.groups.setdefault(group_stem(group.name, village.name), own)
            for former in filter(None, (group.former_names or "").split("、")):
                planned.groups.setdefault(group_stem(former, village.name), own)

    def _children(self, parents: Sequence[int], level: Level) -> Sequence[Area]:
        statement = select(Area).where(Area.parent_id.in_(parents), Area.level == level.value)
        return place_order(self._session.scalars(statement).all())


def build(roster: Roster, places: Places, default_village: str) -> tuple[PlannedHousehold, ...]:
    """Return the households of a roster in file order, not yet matched.

    Args:
        roster: The file as read.
        places: Filled with the villages and groups it names.
        default_village: The village of rows that name none, "" for none.

    Raises:
        InputRefusedError: When rows name no village and none is given.
    """
    _refuse_without_village(roster, default_village)
    return tuple(_joined(_planned(roster, places, default_village)))


def _refuse_without_village(roster: Roster, default_village: str) -> None:
    if plain_name(default_village):
        return
    without = [one for one in roster.households if not plain_name(one.village)]
    if without:
        raise InputRefusedError(_NO_VILLAGE.format(count=len(without), line=without[0].line))


def _planned(roster: Roster, places: Places, default_village: str) -> Iterator[PlannedHousehold]:
    """Yield each household with keys that depend on nothing but its place in the file."""
    key = 0
    for source in roster.households:
        village = places.village(source.village or default_village)
        household = PlannedHousehold(
            key=key,
            source=source,
            village=village,
            group=places.group(village, source.group),
            number=clipped("household", "number", plain_name(source.number)),
            values=fitting("household", source.values),
        )
        household.members = _members(household, source)
        key += 1 + len(source.members)
        yield household


def _members(household: PlannedHousehold, source: RosterHousehold) -> list[PlannedMember]:
    return [
        PlannedMember(
            key=household.key + place,
            sheet=source.sheet,
            source=_fitting_member(member),
            household=household,
            values=fitting("resident", member.values),
        )
        for place, member in enumerate(source.members, start=1)
    ]


def _fitting_member(member: RosterMember) -> RosterMember:
    """Return a person whose name and relation fit their columns."""
    name = clipped("resident", "name", member.name)
    relation = clipped("resident", "relation", member.relation)
    if name == member.name and relation == member.relation:
        return member
    return replace(member, name=name, relation=relation)


def _joined(households: Iterator[PlannedHousehold]) -> Iterator[PlannedHousehold]:
    """Join the parts of a household that stands in two places; part two that share a number."""
    result: list[PlannedHousehold] = []
    by_number: dict[tuple[int, str], list[PlannedHousehold]] = defaultdict(list)
    repeated: list[PlannedHousehold] = []
    used: dict[int, set[str]] = defaultdict(set)
    for household in households:
        earlier = by_number[id(household.village), household.number]
        same = _whole_of(household, earlier) if household.number else None
        if same is not None:
            _join(same, household)
            continue
        if household.number and earlier:
            repeated.append(household)
        used[id(household.village)].add(household.number)
        earlier.append(household)
        result.append(household)
    for household in repeated:
        _number_anew(household, used[id(household.village)])
    yield from result


def _whole_of(part: PlannedHousehold, earlier: list[PlannedHousehold]) -> PlannedHousehold | None:
    """Return the household a part under the same number belongs to, one of its group first."""
    nearest = sorted(earlier, key=lambda one: one.group is not part.group)
    return next((one for one in nearest if _one_household(one, part)), None)


def _one_household(one: PlannedHousehold, other: PlannedHousehold) -> bool:
    """Tell whether two parts under one number are one household: one head, or one has none.

    Groups that both count from 1 may have namesakes under one number; their identity
    numbers tell whether it is the same man.
    """
    first, second = one.head, other.head
    if first is None or second is None:
        return True
    if not same_name(first.source.name, second.source.name):
        return False
    numbers = {first.values.get("id_number"), second.values.get("id_number")}
    apart = one.group is not None and other.group is not None and one.group is not other.group
    return not apart or (len(numbers) == 1 and None not in numbers)


def _number_anew(household: PlannedHousehold, used: set[str]) -> None:
    """Give a second household under one number a number of its own."""
    written = household.number
    household.number = free_number(household, used)
    household.renumbered = True
    used.add(household.number)
    if not household.number.endswith(f"-{written.zfill(3)}"):  # else its group counts from 1
        household.doubts = (f"户编号{written}在文件中重复，户主不同，暂编为{household.number}",)


def _join(whole: PlannedHousehold, part: PlannedHousehold) -> None:
    """Add a later part to a household; a person who stands in both is taken once."""
    whole.values = {**part.values, **whole.values}
    whole.group = whole.group or part.group
    for member in part.members:
        if not any(_repeats(member, one) for one in whole.members):
            member.household = whole
            whole.members.append(member)


def _repeats(member: PlannedMember, one: PlannedMember) -> bool:
    number = member.values.get("id_number")
    same = same_name(member.source.name, one.source.name)
    if number:
        return same and one.values.get("id_number") == number
    return same and member.source.is_head and one.source.is_head
