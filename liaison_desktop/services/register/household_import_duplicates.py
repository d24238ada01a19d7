"""Withholds identity numbers that would stand on two people (DESIGN 7, domain.md 7.1).

Who already holds the number keeps it; within a file its first bearer does. Everybody
else is stored without it and listed, with the place of the other, never the number.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.services.register.household_import_known import (
    Holder,
    KnownPerson,
    holders_of,
)
from liaison_desktop.services.register.household_import_plan import (
    ID_NUMBER,
    PlannedHousehold,
    PlannedMember,
)

GOOD_STATES = frozenset((IdState.OK, IdState.UPGRADED))


@dataclass(slots=True)
class _Claim:
    """A number that more than one person may bear."""

    number: str
    members: list[PlannedMember]
    holders: list[Holder]


def withhold_duplicates(
    session: Session, households: Sequence[PlannedHousehold]
) -> list[RosterProblem]:
    """Take the number from everybody but its one bearer.

    Args:
        session: A session.
        households: Matched; the ``values`` of their members lose withheld numbers.

    Returns:
        One ``id-duplicate`` problem for each person whose number is withheld.
    """
    members = [member for household in households for member in household.members]
    claims = _claims(session, members)
    if not claims:
        return []
    found = {member.known.id: member for member in members if member.known is not None}
    withheld: dict[int, tuple[PlannedMember, str]] = {}
    while True:
        # A holder whose own new number is withheld keeps the old one, which may
        # withhold another's: look again until nothing is added.
        more = {
            member.key: (member, other)
            for claim in claims
            for member, other in _losers(claim, found, withheld)
            if member.key not in withheld
        }
        if not more:
            break
        withheld |= more
    for member, other in withheld.values():
        del member.values[ID_NUMBER]
        member.waits_for = None
        member.doubts = (*member.doubts, f"身份证号与{other}重复，暂不存入")
    return [_problem(member, other) for _, (member, other) in sorted(withheld.items())]


def _claims(session: Session, members: Sequence[PlannedMember]) -> list[_Claim]:
    bearers: dict[str, list[PlannedMember]] = defaultdict(list)
    for member in members:
        if number := member.values.get(ID_NUMBER):
            bearers[str(number)].append(member)
    holders = holders_of(session, bearers)
    return [
        _Claim(number, claimants, holders.get(number, []))
        for number, claimants in bearers.items()
        if len(claimants) > 1 or _held_elsewhere(claimants[0], holders.get(number, []))
    ]


def _held_elsewhere(member: PlannedMember, holders: Sequence[Holder]) -> bool:
    return any(member.known is None or holder.person_id != member.known.id for holder in holders)


def _losers(
    claim: _Claim,
    found: Mapping[int, PlannedMember],
    withheld: Mapping[int, tuple[PlannedMember, str]],
) -> Iterator[tuple[PlannedMember, str]]:
    """Yield who may not have the number, and who has it (村/户编号 and name)."""
    keeping = [one for one in claim.holders if not _gives_up(one, claim.number, found, withheld)]
    if keeping:
        own = {holder.person_id for holder in keeping}
        other = f"{keeping[0].household} {keeping[0].name}"
        for member in claim.members:
            if member.known is None or member.known.id not in own:
                yield member, other
        return
    owner, *rest = claim.members
    if claim.holders:
        owner.waits_for = found[claim.holders[0].person_id].key
    for member in rest:
        yield member, f"{owner.household.label} {owner.source.name}"


def _gives_up(
    holder: Holder,
    number: str,
    found: Mapping[int, PlannedMember],
    withheld: Mapping[int, tuple[PlannedMember, str]],
) -> bool:
    """Tell whether the file gives the holder another good number."""
    member = found.get(holder.person_id)
    if member is None or member.known is None or member.key in withheld:
        return False
    new = member.values.get(ID_NUMBER)
    return bool(new) and new != number and may_replace(member, member.known)


def may_replace(member: PlannedMember, known: KnownPerson) -> bool:
    """Tell whether the file's number may take the place of the stored one.

    A damaged number never erases a stored good one.
    """
    good = known.id_number and known.id_state in GOOD_STATES
    return not good or member.source.id_state in GOOD_STATES


def _problem(member: PlannedMember, other: str) -> RosterProblem:
    return RosterProblem(
        sheet=member.sheet,
        line=member.source.line,
        household=member.household.label,
        name=member.source.name,
        field=ID_NUMBER,
        code=ProblemCode.ID_DUPLICATE,
        message=f"身份证号与{other}重复，暂不存入，请核对。",
    )
