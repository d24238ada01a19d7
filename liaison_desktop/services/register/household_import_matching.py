"""Finds which stored household and person each row of a roster is (domain.md 12.3-6).

A household is found by its number in its village, unless its people live elsewhere; then,
and without a number, by its head's identity number, else by head and group, else by most
of its people. A person is found within the household by identity number, else by name
and birth, else by name, namesakes by their relation. Every stored record is found once at
most, so nobody without a number collapses into another.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from liaison_desktop.domain.person_name import name_key
from liaison_desktop.domain.register.place_name import number_key, plain_name
from liaison_desktop.services.register.household_import_families import match_by_people
from liaison_desktop.services.register.household_import_known import KnownHousehold, KnownPerson
from liaison_desktop.services.register.household_import_numbers import (
    Whereabouts,
    number_households,
)
from liaison_desktop.services.register.household_import_plan import (
    PlannedHousehold,
    PlannedMember,
    PlannedVillage,
)


def match_households(village: PlannedVillage, households: Sequence[PlannedHousehold]) -> None:
    """Find the stored household of each, and number those without a number.

    Args:
        village: The village of all of them.
        households: In file order.
    """
    if village.known:
        refused = _match_by_number(village.known, households)
        _match_by_head(village.known, households, refused)
        left = [one for one in households if one.known is None and not _trusted(one, refused)]
        match_by_people(village.known, left)
    number_households(village, households)
    for household in households:
        if household.known is not None:
            match_people(household.members, household.known.people)


def _trusted(household: PlannedHousehold, refused: set[int]) -> bool:
    """Tell whether a household has a number of its own that nothing speaks against."""
    numbered = bool(household.number) and not household.renumbered
    return numbered and household.key not in refused


def _match_by_number(
    known: Sequence[KnownHousehold], households: Sequence[PlannedHousehold]
) -> set[int]:
    """Find households by their number: exactly, else but for lost zeros.

    Returns:
        Keys of the rows whose number is, by all the rest, another household's.
    """
    numbered = [one for one in households if one.number]
    whereabouts = Whereabouts(known, households)
    refused: set[int] = set()

    def trusted(household: PlannedHousehold, found: KnownHousehold) -> bool:
        if not whereabouts.contradict(household, found):
            return True
        refused.add(household.key)
        return False

    _claim(known, numbered, lambda one: one.number, lambda one: plain_name(one.number), trusted)
    _claim(
        known,
        numbered,
        lambda one: one.number_key,
        lambda one: number_key(one.number),
        trusted,
    )
    return refused


def _claim(
    known: Iterable[KnownHousehold],
    households: Iterable[PlannedHousehold],
    key_of_known: Callable[[KnownHousehold], str],
    key_of: Callable[[PlannedHousehold], str],
    trusted: Callable[[PlannedHousehold, KnownHousehold], bool] = lambda _, __: True,
) -> None:
    by_key = {key_of_known(one): one for one in known if not one.taken}
    for household in households:
        found = by_key.get(key_of(household)) if household.known is None else None
        if found is not None and not found.taken and trusted(household, found):
            household.known, found.taken = found, True


def _match_by_head(
    known: Sequence[KnownHousehold], households: Sequence[PlannedHousehold], refused: set[int]
) -> None:
    """Find households by their head: those with a number of their own only by his number."""
    _claim(
        [one for one in known if one.head is not None and one.head.id_number],
        [one for one in households if _head_number(one)],
        lambda one: one.head.id_number if one.head else "",
        _head_number,
    )
    by_name: dict[str, list[KnownHousehold]] = defaultdict(list)
    for one in known:
        if not one.taken and one.head is not None:
            by_name[name_key(one.head.name)].append(one)
    for household in households:
        head = household.head
        if household.known is not None or head is None or _trusted(household, refused):
            continue
        candidates = [one for one in by_name[name_key(head.source.name)] if _may_be(household, one)]
        if candidates:
            names = {name_key(member.source.name) for member in household.members}
            best = max(candidates, key=lambda one: _shared(one, names))
            household.known, best.taken = best, True


def _head_number(household: PlannedHousehold) -> str:
    head = household.head
    return str(head.values.get("id_number", "")) if head else ""


def _may_be(household: PlannedHousehold, known: KnownHousehold) -> bool:
    """Tell whether a household may be a stored one with a head of this name."""
    if known.taken:
        return False
    if household.group is not None and known.group_id != household.group.id:
        return False
    mine = _head_number(household)
    theirs = known.head.id_number if known.head else ""
    return not (mine and theirs and mine != theirs)


def _shared(known: KnownHousehold, names: set[str]) -> int:
    return sum(name_key(person.name) in names for person in known.people)


def match_people(members: Sequence[PlannedMember], people: Sequence[KnownPerson]) -> None:
    """Find the stored person of each member of a household."""
    _pair(members, people, _number_of_member, lambda person: person.id_number or None)
    if all(member.known is not None for member in members):
        return
    _pair(members, people, _named_and_born, _known_named_and_born)
    _pair(members, people, _named_and_related, _known_named_and_related)
    _pair(members, people, _named, lambda person: name_key(person.name))
    _pair(members, people, _placed, _known_placed, certain=True)
    _pair_last(members, people)


def _pair_last(members: Sequence[PlannedMember], people: Sequence[KnownPerson]) -> None:
    """Pair the only two left of a household if one may be the other with the name corrected."""
    left = [member for member in members if member.known is None]
    free = [person for person in people if not person.taken]
    if len(left) != 1 or len(free) != 1 or len(members) == 1:
        return
    member, person = left[0], free[0]
    facts = [
        (member.values.get("id_number"), person.id_number),
        (member.values.get("birth"), person.birth),
        (member.values.get("sex"), person.values.get("sex")),
    ]
    clash = any(mine and theirs and mine != theirs for mine, theirs in facts)
    if member.source.relation and member.source.relation == person.relation and not clash:
        member.known, person.taken = person, True


def _pair(
    members: Sequence[PlannedMember],
    people: Sequence[KnownPerson],
    key_of: Callable[[PlannedMember], Hashable],
    key_of_known: Callable[[KnownPerson], Hashable],
    *,
    certain: bool = False,
) -> None:
    """Pair members and people of one key, in their order; None is no key.

    Args:
        members: Of one household; those already paired are passed over.
        people: The stored ones of it.
        key_of: Of a member, what must be equal.
        key_of_known: The same of a stored person.
        certain: Pair only where there is one of each.
    """
    free: dict[Hashable, list[KnownPerson]] = defaultdict(list)
    for person in people:
        if not person.taken and (key := key_of_known(person)) is not None:
            free[key].append(person)
    if not free:
        return
    waiting: dict[Hashable, list[PlannedMember]] = defaultdict(list)
    for member in members:
        if member.known is None and (key := key_of(member)) in free:
            waiting[key].append(member)
    for key, claimants in waiting.items():
        if certain and (len(claimants) > 1 or len(free[key]) > 1):
            continue
        for member in claimants:
            found = next((one for one in free[key] if not _contradict(member, one)), None)
            if found is not None:
                free[key].remove(found)
                member.known, found.taken = found, True


def _contradict(member: PlannedMember, person: KnownPerson) -> bool:
    """Tell that they are two people: numbers, births and relations all differ."""
    mine = member.values.get("id_number")
    if not mine or not person.id_number or mine == person.id_number:
        return False
    other_birth = member.values.get("birth") != person.birth
    return other_birth and member.source.relation != person.relation


def _number_of_member(member: PlannedMember) -> Hashable:
    return member.values.get("id_number")


def _named(member: PlannedMember) -> Hashable:
    return name_key(member.source.name)


def _named_and_born(member: PlannedMember) -> Hashable:
    birth = member.values.get("birth")
    return (name_key(member.source.name), birth) if birth else None


def _known_named_and_born(person: KnownPerson) -> Hashable:
    return (name_key(person.name), person.birth) if person.birth else None


def _named_and_related(member: PlannedMember) -> Hashable:
    return name_key(member.source.name), member.source.relation


def _known_named_and_related(person: KnownPerson) -> Hashable:
    return name_key(person.name), person.relation


def _placed(member: PlannedMember) -> Hashable:
    """Somebody renamed since: same birth, same relation, nobody else like that."""
    birth, relation = member.values.get("birth"), member.source.relation
    return (birth, relation) if birth and relation else None


def _known_placed(person: KnownPerson) -> Hashable:
    return (person.birth, person.relation) if person.birth and person.relation else None
