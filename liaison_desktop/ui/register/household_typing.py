"""What stands in the editor of a household, as values: to compare, keep and save."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from liaison_desktop.domain.register.household import HouseholdDetail, HouseholdDraft, Member
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.register.household_fields import (
    GROUP,
    NUMBER,
    VILLAGE,
    area_id,
    form_values,
    own_values,
)
from liaison_desktop.ui.register.member_editing import from_plain, to_plain

if TYPE_CHECKING:
    from liaison_desktop.services.register.areas import Areas


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed.

    Attributes:
        values: Values of the form; village and group by key, or by name when new.
        members: The members in order.
    """

    values: Mapping[str, Value]
    members: tuple[Member, ...]


NOTHING_TYPED = Typed({}, ())


def stored_in(detail: HouseholdDetail) -> Typed:
    """Return a stored household as if it had been typed."""
    return Typed(form_values(detail), detail.members)


def to_draft_values(typed: Typed, version: int) -> dict[str, Any]:
    """Return what was typed as ``services.system.drafts`` keeps it."""
    return {"form": dict(typed.values), "members": to_plain(typed.members), "version": version}


def from_draft_values(values: Mapping[str, Any]) -> Typed:
    """Return what had been typed from a kept draft."""
    return Typed(dict(values["form"]), from_plain(values["members"]))


def household_draft(
    typed: Typed, detail: HouseholdDetail | None, areas: "Areas | None" = None
) -> HouseholdDraft:
    """Return what was typed as a draft to check or save.

    Args:
        typed: What was typed.
        detail: The stored household it began from, None for a new one.
        areas: Makes a village or group that is new, on the write lane; None to leave
            them out.
    """
    village_id = area_id(typed.values.get(VILLAGE))
    group_id = area_id(typed.values.get(GROUP))
    if areas is not None:
        if not village_id and typed.values.get(VILLAGE):
            village_id = areas.add_village(str(typed.values[VILLAGE]))[0]
        if group_id is None and village_id and typed.values.get(GROUP):
            group_id = areas.add_group(village_id, str(typed.values[GROUP]))[0]
    draft = HouseholdDraft(
        id=None,
        version=0,
        village_id=village_id or 0,
        group_id=group_id,
        number=str(typed.values.get(NUMBER, "")),
        values=own_values(typed.values),
        members=typed.members,
    )
    if detail is None:
        return draft
    return replace(
        draft,
        id=detail.id,
        version=detail.version,
        since=detail.since,
        until=detail.until,
        seen_members=frozenset(one.id for one in detail.members if one.id is not None),
    )


def over(typed: Typed, theirs: HouseholdDetail) -> Typed:
    """Return what was typed as if it had begun from what another desk stored meanwhile."""
    versions = {member.id: member.version for member in theirs.members}
    members = tuple(
        replace(one, version=versions[one.id]) if one.id in versions else replace(one, id=None)
        for one in typed.members
    )
    return Typed(typed.values, members)


def rebased(later: Typed, saved: Typed, detail: HouseholdDetail) -> Typed:
    """Return what was typed while something was being stored, as begun from what is stored.

    Args:
        later: What stands in the editor now.
        saved: What was handed in to be stored.
        detail: The household as it was stored; its members stand in the order handed in.
    """
    members = []
    for place, member in enumerate(later.members):
        same = place < len(saved.members) and saved.members[place].id == member.id
        if same and len(saved.members) == len(detail.members):
            own = detail.members[place]
            member = replace(member, id=own.id, version=own.version)  # noqa: PLW2901
        members.append(member)
    values = {**later.values, NUMBER: later.values.get(NUMBER) or detail.number}
    return over(Typed(values, tuple(members)), detail)
