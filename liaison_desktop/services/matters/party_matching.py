"""Which residents the parties of a ledger are: only where it is clear, else nobody."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.person_name import name_key, read_name
from liaison_desktop.domain.register.place_name import group_stem, plain_name, village_stem
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.household_place import household_place

_ORGANISATION = re.compile(
    r"(?:公司|厂|店|矿|场|合作社|企业|集团|银行|信用社|学校|中学|小学|幼儿园|医院|卫生院|卫生室|政府|"
    r"委员会|村委会|居委会|小组|村民组|\d组|[一二三四五六七八九十]组|局|所|站|中心|项目部|工程队|社区|村)$"
)

_SHORT_NAME = 2  # 李站 is a man


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger says of a party.

    Attributes:
        name: As written.
        village, group: Where the dispute or the party is, "" when untold.
        phones: Telephones, the first one first.
        id_number: "" when untold.
    """

    name: str
    village: str = ""
    group: str = ""
    phones: tuple[str, ...] = ()
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class FoundParty:
    """Who a party was taken for.

    Attributes:
        resident_id, household_id: None when he stays unknown.
        code: "" when sure, else ``not-found`` or ``ambiguous``.
        message: One Chinese sentence when not sure.
        phones: Telephones the register has of him.
    """

    resident_id: int | None = None
    household_id: int | None = None
    code: str = ""
    message: str = ""
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """A resident who lives here."""

    id: int
    household_id: int
    village: str
    group: str
    phones: frozenset[str]
    id_number: str


class PartyFinder:
    """The residents of some names, to be found by what a ledger says."""

    def __init__(self, session: Session, names: Iterable[str]) -> None:
        self._by_name: dict[str, list[_Known]] = defaultdict(list)
        wanted = sorted({read_name(name).name for name in names} - {""})
        resident, household, place = table("resident"), table("household"), household_place()
        statement = (
            select(
                resident.c.name, resident.c.id, household.c.id, place.village.c.name,
                func.coalesce(place.group.c.name, ""), resident.c.phone,
                resident.c.other_phones, resident.c.id_number,
            )
            .select_from(
                place.join_village(
                    household.join(resident, resident.c.household_id == household.c.id)
                ).outerjoin(place.group, place.group.c.id == household.c.group_id)
            )
            .where(resident.c.until.is_(None), household.c.until.is_(None))
        )  # fmt: skip
        for part in parts(wanted):
            chosen = statement.where(resident.c.name.in_(part))
            for name, key, home, village, group, phone, others, number in session.execute(chosen):
                phones = frozenset(
                    one for one in (phone, *(others or "").replace("，", "、").split("、")) if one
                )
                known = _Known(key, home, village, group, phones, number or "")
                self._by_name[name_key(name)].append(known)

    def find(self, told: Told) -> FoundParty:
        """Find who a party is.

        Identity number and telephone decide before the place, because the other side of a
        dispute may live elsewhere; so may somebody whose name only one person of the village
        has, in another of its groups. A name with namesakes decides nothing.
        """
        named = self._by_name.get(name_key(read_name(told.name).name), [])
        if not named:
            message = f"登记簿里没有{told.name}，当事人按原样记下，请核对。"
            return FoundParty(code=ProblemCode.NOT_FOUND, message=message)
        if told.id_number:
            same = [one for one in named if one.id_number == told.id_number]
            if len(same) == 1:
                return _taken(same[0])
        by_phone = [one for one in named if one.phones & frozenset(told.phones)]
        if len(by_phone) == 1:
            return _taken(by_phone[0])
        for here in (
            [one for one in named if _lives_in(one, told)],
            [one for one in named if _lives_in(one, replace(told, group=""))],
        ):
            if len(here) == 1:
                return _taken(here[0])
            if here:
                message = f"登记簿里有 {len(here)} 人叫{told.name}，没有对应，请核对是哪一户。"
                return FoundParty(code=ProblemCode.AMBIGUOUS, message=message)
        message = f"{told.name}不在写明的村，别处有 {len(named)} 人同名，没有对应，请核对。"
        return FoundParty(code=ProblemCode.AMBIGUOUS, message=message)


def is_organisation(name: str) -> bool:
    """Tell whether a party is a unit and no person."""
    plain = plain_name(name)
    return len(plain) > _SHORT_NAME and bool(_ORGANISATION.search(plain))


def _taken(known: _Known) -> FoundParty:
    return FoundParty(known.id, known.household_id, phones=known.phones)


def _lives_in(known: _Known, told: Told) -> bool:
    if told.village and village_stem(known.village) != village_stem(told.village):
        return False
    return not told.group or is_group(known.village, known.group, told.group)


def is_group(village: str, group: str, written: str) -> bool:
    """Tell whether a written group, with or without its village, means this one."""
    return bool(group) and group_stem(written, village) == group_stem(group, village)


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """Where a ledger says a dispute is; None and "" where it says nothing known."""

    village_id: int | None = None
    group_id: int | None = None
    village: str = ""


class Places:
    """The villages and groups of the store, to be found by what a ledger says."""

    def __init__(self, session: Session, fallback: Sequence[str]) -> None:
        """Read them.

        Args:
            session: A reading session.
            fallback: Villages given beside the file, for rows that name none.
        """
        area = table("area").c
        rows = session.execute(select(area.id, area.parent_id, area.level, area.name)).all()
        self._villages = {row.id: row.name for row in rows if row.level == "village"}
        self._groups = [row for row in rows if row.level == "group"]
        self._fallback = tuple(fallback)

    def find(self, village: str, group: str) -> ToldPlace:
        """Return the place that is meant; a group alone may tell its village."""
        stems = {village_stem(one) for one in ((village,) if village else self._fallback)}
        chosen = [
            key for key, name in self._villages.items() if not stems or village_stem(name) in stems
        ]
        groups = [
            row
            for row in self._groups
            if group
            and row.parent_id in chosen
            and is_group(self._villages[row.parent_id], row.name, group)
        ]
        if len(groups) == 1:
            key = groups[0].parent_id
            return ToldPlace(key, groups[0].id, self._villages[key])
        if stems and len(chosen) == 1:
            return ToldPlace(chosen[0], None, self._villages[chosen[0]])
        return ToldPlace(village=village)
