"""Which household somebody named in a ledger means: by 户编号, else by name and place."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.named_people import WrittenPerson
from liaison_desktop.domain.person_name import name_key, read_name
from liaison_desktop.domain.register.place_name import (
    group_stem,
    number_key,
    plain_name,
    village_stem,
)
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, not_closed, not_moved_out
from liaison_desktop.services.register.household_place import household_place


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A stored household as ledgers name it.

    Attributes:
        id: Key.
        village_id: Key of its village.
        village, group, number, head: Where and who.
        closed: Whether it was 注销 by today.
    """

    id: int
    village_id: int
    village: str
    group: str
    number: str
    head: str
    closed: bool

    @property
    def label(self) -> str:
        """村/户编号."""
        return f"{self.village}/{self.number}"


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """What somebody named in a ledger was taken for.

    Attributes:
        household: None when he stays unknown.
        code: "" when sure, else ``not-found`` or ``ambiguous``.
        trouble: One Chinese sentence when not sure.
    """

    household: KnownHousehold | None
    code: str = ""
    trouble: str = ""


class HouseholdFinder:
    """The households that some written people can mean; read in a handful of queries."""

    def __init__(self, session: Session, people: Iterable[WrittenPerson], day: date) -> None:
        """Read every household in which one of the people lives, or whose number is written.

        Args:
            session: A session.
            people: All people who will be asked for.
            day: The day it is, for who lives where and which cadre is responsible.
        """
        wanted = list(people)
        self._all: dict[int, KnownHousehold] = {}
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._members: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._cadres: dict[int, set[int]] = defaultdict(set)
        self._read_named(session, {n for one in wanted for n in _spellings(one.name)}, day)
        self._read_numbered(session, {number_key(one.number) for one in wanted if one.number}, day)
        self._read_cadres(session, day)

    def find(
        self,
        person: WrittenPerson,
        *,
        villages: Sequence[str] = (),
        group: str = "",
        cadres: Collection[int] = (),
    ) -> FoundHousehold:
        """Return the household a person of a ledger means.

        Args:
            person: Name, 户编号 and what else stood in brackets.
            villages: The villages the row may mean, empty for any.
            group: The group as written.
            cadres: Who went there: among namesakes the one they are responsible for.
        """
        name = read_name(person.name).name
        named = self._named(name)
        strange = False
        if person.number:
            numbered = self._within(self._numbers[number_key(person.number)], villages)
            if found := self._by_number(person, named, numbered, has_name=bool(name)):
                return found
            strange = not numbered
        options = self._within(named, villages)
        if not options:
            options, strange = named, strange or bool(villages)
        options = self._narrowed(options, (person.hint, group))
        return self._chosen(name or person.number, options, cadres, strange=strange)

    def _by_number(
        self, person: WrittenPerson, named: list[int], numbered: list[int], *, has_name: bool
    ) -> FoundHousehold | None:
        """Settle by 户编号, None when the name has to decide."""
        both = [key for key in numbered if not has_name or key in named]
        if len(both) == 1:
            return FoundHousehold(self._all[both[0]])
        if not numbered or len(both) > 1:
            return None
        written = f"户编号{person.number}与姓名{person.name}不是同一户"
        if len(numbered) == 1 and not named:
            known = self._all[numbered[0]]
            message = f"{written}，按户编号认作{known.label}{known.head}，请核对。"
            return FoundHousehold(known, ProblemCode.AMBIGUOUS, message)
        return FoundHousehold(None, ProblemCode.AMBIGUOUS, f"{written}，请核对是哪一户。")

    def _chosen(
        self, written: str, options: list[int], cadres: Collection[int], *, strange: bool
    ) -> FoundHousehold:
        if not options:
            message = f"没有找到{written}这一户，请核对姓名、户编号和所在村。"
            return FoundHousehold(None, ProblemCode.NOT_FOUND, message)
        if len(options) == 1:
            known = self._all[options[0]]
            if not strange:
                return FoundHousehold(known)
            message = f"{written}与所写的村或户编号不符，按唯一同名的{known.label}登记，请核对。"
            return FoundHousehold(known, ProblemCode.AMBIGUOUS, message)
        own = [key for key in options if self._cadres[key] & set(cadres)]
        places = "、".join(self._all[key].label for key in options[:4])
        if len(own) == 1:
            known = self._all[own[0]]
            message = (
                f"{written}有 {len(options)} 户同名（{places}），按联系干部认作{known.label}。"
            )
            return FoundHousehold(known, ProblemCode.AMBIGUOUS, message + "请核对。")
        message = f"{written}有 {len(options)} 户同名（{places}），请写明组或户编号。"
        return FoundHousehold(None, ProblemCode.AMBIGUOUS, message)

    def _named(self, name: str) -> list[int]:
        """Return the households headed by somebody of a name, else those where one lives."""
        if not name:
            return []
        key = name_key(name)
        found = list(dict.fromkeys(self._heads[key] or self._members[key]))
        return [one for one in found if not self._all[one].closed] or found

    def _within(self, keys: Sequence[int], villages: Sequence[str]) -> list[int]:
        stems = {village_stem(village) for village in villages if village}
        return [
            key for key in keys if not stems or village_stem(self._all[key].village) in stems
        ]  # fmt: skip

    def _narrowed(self, keys: list[int], hints: Sequence[str]) -> list[int]:
        """Keep those a group written beside the name fits; a hint that fits none says nothing."""
        for hint in hints:
            plain = plain_name(hint)
            fitting = [key for key in keys if plain and self._fits(self._all[key], plain)]
            keys = fitting or keys
        return keys

    def _fits(self, household: KnownHousehold, hint: str) -> bool:
        if number_key(household.number) == number_key(hint):
            return True
        stem = group_stem(household.group, household.village)
        return bool(household.group) and stem == group_stem(hint, household.village)

    def _read_named(self, session: Session, names: set[str], day: date) -> None:
        person, place = table("resident"), household_place()
        household = table("household")
        source = household.join(person, person.c.household_id == household.c.id)
        columns = (*_household_columns(place.columns, day), person.c.name, person.c.is_head)
        statement = (
            select(*columns)
            .select_from(place.join(source))
            .where(not_moved_out(day))
            .order_by(*place.order)
        )
        for part in parts(sorted(names)):
            for *known, name, is_head in session.execute(statement.where(person.c.name.in_(part))):
                key = self._keep(known)
                (self._heads if is_head else self._members)[name_key(name)].append(key)

    def _read_numbered(self, session: Session, numbers: set[str], day: date) -> None:
        household, place = table("household"), household_place()
        statement = (
            select(*_household_columns(place.columns, day), household.c.number_key)
            .select_from(place.join(household))
            .order_by(*place.order)
        )
        for part in parts(sorted(numbers)):
            chosen = statement.where(household.c.number_key.in_(part))
            for *known, number in session.execute(chosen):
                self._numbers[number].append(self._keep(known))

    def _read_cadres(self, session: Session, day: date) -> None:
        pairing = table("pairing").c
        statement = select(pairing.household_id, pairing.cadre_id).where(current_on(day))
        for part in parts(sorted(self._all)):
            for key, cadre in session.execute(statement.where(pairing.household_id.in_(part))):
                self._cadres[key].add(cadre)

    def _keep(self, row: Sequence[Any]) -> int:
        known = KnownHousehold(*row)
        self._all[known.id] = known
        return known.id


def _household_columns(
    place: Sequence[ColumnElement[str]], day: date
) -> tuple[ColumnElement[object], ...]:
    household = table("household").c
    closed = func.coalesce(~not_closed(day), False)
    return (household.id, household.village_id, *place, closed.label("closed"))


def _spellings(name: str) -> set[str]:
    """Return how the register may hold a written name."""
    read = read_name(name).name
    return {spelling for spelling in (name, read, name_key(read)) if spelling}
