"""What a 户编号 in a roster may be trusted with, and which number a new household gets.

Villages number their households from 1 in every group, a file a group, and number them
anew when one moves in: a number alone does not make two households one. Where nobody of
the row's people lives in the stored household, the number only counts if neither the
group nor anybody's place elsewhere speaks against it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from liaison_desktop.domain.person_name import name_key
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.services.register.household_import_known import KnownHousehold
from liaison_desktop.services.register.household_import_plan import (
    PlannedHousehold,
    PlannedVillage,
)

_SERIES = re.compile(r"(\d+)-(\d+)")
_LAST_RUN = re.compile(r"0*(\d+)\D*$")

_Place = tuple[int | None, str]


class Whereabouts:
    """Tells where the people of a village live, by the store and by the file."""

    def __init__(
        self, known: Sequence[KnownHousehold], households: Sequence[PlannedHousehold]
    ) -> None:
        self._stored_numbers: dict[str, set[int]] = defaultdict(set)
        self._stored_heads: dict[_Place, set[int]] = defaultdict(set)
        self._file_numbers: dict[str, set[int]] = defaultdict(set)
        self._file_heads: dict[_Place, set[int]] = defaultdict(set)
        for one in known:
            for person in one.people:
                if person.id_number:
                    self._stored_numbers[person.id_number].add(one.id)
                if person.is_head:
                    self._stored_heads[one.group_id, name_key(person.name)].add(one.id)
        for household in households:
            for member in household.members:
                if number := member.values.get("id_number"):
                    self._file_numbers[str(number)].add(household.key)
                if member.source.is_head:
                    place = (_group_id(household), name_key(member.source.name))
                    self._file_heads[place].add(household.key)

    def contradict(self, household: PlannedHousehold, known: KnownHousehold) -> bool:
        """Tell that a household is not the stored one, though it bears its number."""
        if _share_somebody(household, known):
            return False
        group = _group_id(household)
        if household.group is not None and known.group_id is not None and group != known.group_id:
            return True
        if household.renumbered:
            return True
        return self._lives_elsewhere(household, known) or self._moved_on(household, known)

    def _lives_elsewhere(self, household: PlannedHousehold, known: KnownHousehold) -> bool:
        """Tell whether somebody of the row is stored in another household."""
        found: set[int] = set()
        for member in household.members:
            found |= self._stored_numbers.get(str(member.values.get("id_number", "")), set())
            if member.source.is_head:
                place = (_group_id(household), name_key(member.source.name))
                found |= self._stored_heads.get(place, set())
        return bool(found - {known.id})

    def _moved_on(self, household: PlannedHousehold, known: KnownHousehold) -> bool:
        """Tell whether the file has somebody of the stored household in another row."""
        found: set[int] = set()
        for person in known.people:
            found |= self._file_numbers.get(person.id_number, set())
            if person.is_head:
                found |= self._file_heads.get((known.group_id, name_key(person.name)), set())
        return bool(found - {household.key})


def _group_id(household: PlannedHousehold) -> int | None:
    return household.group.id if household.group is not None else None


def _share_somebody(household: PlannedHousehold, known: KnownHousehold) -> bool:
    """Tell whether somebody stands in both: by identity number, else by name.

    In another group a namesake with another number is somebody else; in the same group
    the number was corrected.
    """
    if not household.members or not known.people:
        return True
    strict = household.group is not None and _group_id(household) != known.group_id
    for member in household.members:
        number, name = member.values.get("id_number", ""), name_key(member.source.name)
        for person in known.people:
            if number and number == person.id_number:
                return True
            clash = strict and number and person.id_number
            if name and name == name_key(person.name) and not clash:
                return True
    return False


def number_households(village: PlannedVillage, households: Iterable[PlannedHousehold]) -> None:
    """Give new households a number that is free in their village (DESIGN 7).

    Without one in the file it is 组-户 in file order; a number another household bears
    becomes 组-户 or gets a tail. A stored household keeps the number it has.
    """
    households = list(households)
    used = {one.number for one in village.known}
    used.update(one.number for one in households if one.number)
    taken = {one.number for one in village.known}
    last: dict[int, int] = defaultdict(int)
    for number in used:
        if found := _SERIES.fullmatch(number):
            last[int(found[1])] = max(last[int(found[1])], int(found[2]))
    for household in households:
        if household.known is not None:
            _keep_number(household, household.known)
        elif not household.number:
            series = household.group.series if household.group else 0
            last[series] += 1
            household.number = f"{series:02d}-{last[series]:03d}"
        elif household.number in taken:
            written = household.number
            household.number = free_number(household, used | taken)
            household.doubts = (
                *household.doubts,
                f"户编号{written}已是另一户的，暂编为{household.number}",
            )
        taken.add(household.number)


def _keep_number(household: PlannedHousehold, known: KnownHousehold) -> None:
    """Keep the stored number; say so where the file has quite another one."""
    written, household.number = household.number, known.number
    if written and not household.renumbered and _last_run(written) != _last_run(known.number):
        household.doubts = (
            *household.doubts,
            f"文件中户编号为{written}，已存的是{known.number}，没有改动",
        )


def _last_run(number: str) -> str:
    found = _LAST_RUN.search(number)
    return found[1] if found else number


def free_number(household: PlannedHousehold, used: Iterable[str]) -> str:
    """Return a number for a household whose own is another's already.

    Args:
        household: Its ``number`` is the one written.
        used: The numbers that are not free.
    """
    written, group, bearers = household.number, household.group, frozenset(used)
    if group is not None and group.series and written.isascii() and written.isdigit():
        number = f"{group.series:02d}-{int(written):03d}"
        if number not in bearers and len(number) <= len(clipped("household", "number", number)):
            return number
    count = 2
    while (number := _with_tail(written, count)) in bearers:
        count += 1
    return number


def _with_tail(written: str, count: int) -> str:
    ending = f"-{count}"
    room = clipped("household", "number", written + ending)
    return written[: len(room) - len(ending)] + ending
