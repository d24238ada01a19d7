"""Finds households neither number nor head could place, by the people who live in them.

A roster without 户编号 may have lost its head, or have a new one, or his identity number
was corrected; the rest of the family still tells whose household it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from liaison_desktop.domain.person_name import name_key
from liaison_desktop.services.register.household_import_known import KnownHousehold, KnownPerson
from liaison_desktop.services.register.household_import_plan import (
    PlannedHousehold,
    PlannedMember,
)

_BIRTH = slice(6, 14)
_MISTYPED = 2  # characters a corrected number differs in


def match_by_people(
    known: Sequence[KnownHousehold], households: Iterable[PlannedHousehold]
) -> None:
    """Find the stored household most of whose people are a row's, where there is one.

    Args:
        known: The stored households of the village; those taken are passed over.
        households: Rows without a stored household.
    """
    by_number: dict[str, list[KnownHousehold]] = defaultdict(list)
    by_name: dict[tuple[int | None, str], list[KnownHousehold]] = defaultdict(list)
    for one in known:
        for person in () if one.taken else one.people:
            by_name[one.group_id, name_key(person.name)].append(one)
            if person.id_number:
                by_number[person.id_number].append(one)
    for household in households:
        group = household.group.id if household.group is not None else None
        near = [one for m in household.members for one in by_number.get(_number(m), ())]
        near += [
            one
            for member in household.members
            for one in by_name.get((group, name_key(member.source.name)), ())
        ]
        likely = [one for one in near if not one.taken and _is_family(household, one)]
        if likely:
            best = max(likely, key=lambda one: _common(household, one))
            household.known, best.taken = best, True


def _number(member: PlannedMember) -> str:
    return str(member.values.get("id_number", ""))


def _is_family(household: PlannedHousehold, known: KnownHousehold) -> bool:
    """Tell whether most of a row's people live there; half is enough with the same head."""
    common, people = _common(household, known), len(household.members)
    head, old = household.head, known.head
    same_head = (
        head is not None
        and old is not None
        and name_key(head.source.name) == name_key(old.name)
        and _near(household, known)
    )
    return common * 2 > people or (same_head and common * 2 >= people)


def _near(household: PlannedHousehold, known: KnownHousehold) -> bool:
    return household.group is None or household.group.id == known.group_id


def _common(household: PlannedHousehold, known: KnownHousehold) -> float:
    """Count the people in both; a namesake whose number was corrected counts half."""
    by_name = _near(household, known)
    return sum(
        max((_likeness(member, person, by_name=by_name) for person in known.people), default=0.0)
        for member in household.members
    )


def _likeness(member: PlannedMember, person: KnownPerson, *, by_name: bool) -> float:
    mine, theirs = _number(member), person.id_number
    if mine and mine == theirs:
        return 1.0
    if not by_name or name_key(member.source.name) != name_key(person.name):
        return 0.0
    if not mine or not theirs:
        return 1.0
    return 0.5 if _alike(mine, theirs) else 0.0


def _alike(one: str, other: str) -> bool:
    """Tell whether one number may be the other corrected."""
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and (one[_BIRTH] == other[_BIRTH] or differing <= _MISTYPED)
