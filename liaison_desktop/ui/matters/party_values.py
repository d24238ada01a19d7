"""What is known of a party: from the register, as kept in a draft, and in one line of words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from liaison_desktop.domain.matters.dispute import Party
from liaison_desktop.domain.register.household import HouseholdDetail, Member
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.dispute import PARTY_FIELD_OF, PARTY_FIELDS, Side

DETAIL_NAMES = (
    "is_outsider", "is_organisation", "sex", "ethnicity", "birth_date", "phone", "id_number",
    "occupation", "address", "agent", "agent_powers", "refused_on",
)  # fmt: skip
DETAIL_FIELDS = tuple(PARTY_FIELD_OF[name] for name in DETAIL_NAMES)
_SAID = ("sex", "birth_date", "occupation", "phone", "address")
_OF_REGISTER = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "birth_date": "birth",
    "id_number": "id_number",
    "occupation": "occupation",
    "phone": "phone",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A person found in the register.

    Attributes:
        name: Name.
        resident_id, household_id: Keys.
        household: 村/户编号.
        values: What the register says, by ``PARTY_FIELDS`` name.
    """

    name: str
    resident_id: int | None
    household_id: int
    household: str
    values: Mapping[str, Value] = field(default_factory=dict)


def known_of(detail: HouseholdDetail, resident_id: int | None) -> Known:
    """Return a member of a household as a party, its head when nobody is named."""
    member = _member(detail, resident_id)
    address = f"{detail.village}{detail.group}"
    if member is None:
        return Known(detail.label, None, detail.id, detail.label, {"address": address})
    said = {name: member.values.get(own) for name, own in _OF_REGISTER.items()}
    values: dict[str, Value] = {name: value for name, value in said.items() if value}
    return Known(member.name, member.id, detail.id, detail.label, {**values, "address": address})


def _member(detail: HouseholdDetail, resident_id: int | None) -> Member | None:
    wanted = (one for one in detail.members if one.id == resident_id)
    heads = (one for one in detail.members if one.is_head)
    return next(wanted, None) or next(heads, None)


def party_words(party: Party) -> str:
    """Return what tells a party from namesakes, in one line; numbers masked."""
    texts = [shown(PARTY_FIELD_OF[name], party.values.get(name)) for name in _SAID]
    if party.values.get("birth_date"):
        texts[1] = f"{texts[1]}年生"
    agent = party.values.get("agent")
    more = [f"代理人 {agent}"] if agent else []
    if party.values.get("refused_on"):
        more.append("拒绝调解")
    return " · ".join(text for text in (party.household, *texts, *more) if text)


def is_unlinked(party: Party) -> bool:
    """Tell whether somebody should still say who a party is."""
    marked = party.values.get("is_outsider") or party.values.get("is_organisation")
    return bool(party.name) and party.resident_id is None and not marked


def kept_party(party: Party) -> dict[str, Any]:
    """Return a party as a draft keeps it."""
    return {
        "id": party.id,
        "side": party.side.value,
        "name": party.name,
        "resident_id": party.resident_id,
        "household_id": party.household_id,
        "household": party.household,
        "values": dict(party.values),
        "version": party.version,
    }


def party_of_draft(kept: Mapping[str, Any]) -> Party:
    """Return a party a draft kept."""
    return Party(
        id=kept.get("id"),
        side=Side(kept["side"]),
        name=str(kept.get("name", "")),
        resident_id=kept.get("resident_id"),
        household_id=kept.get("household_id"),
        household=str(kept.get("household", "")),
        values=dict(kept.get("values") or {}),
        version=int(kept.get("version") or 0),
    )


def plain(party: Party) -> Party:
    """Return a party without blanks, so that two can be compared."""
    names = {one.name for one in PARTY_FIELDS} - {"name"}
    values = {
        name: value
        for name, value in party.values.items()
        if name in names and value not in (None, "", False)
    }
    return replace(party, name=party.name.strip(), values=values)
