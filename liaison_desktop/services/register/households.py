"""Households: lists, one household, saving it, closing it, its history."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.register.household import (
    FieldProblem,
    HouseholdDetail,
    HouseholdDraft,
    HouseholdFilter,
    HouseholdRow,
)
from liaison_desktop.domain.register.place_name import number_key
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Household
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.area_lookup import find_group, find_village
from liaison_desktop.services.register.household_checks import find_problems
from liaison_desktop.services.register.household_detail import GONE, read_detail
from liaison_desktop.services.register.household_query import conditions, sorted_ids
from liaison_desktop.services.register.household_rows import read_rows
from liaison_desktop.services.register.household_saving import Saving
from liaison_desktop.services.system.history import History

_NATURAL = Sort()
_STALE = "这户刚被其他人修改，请核对后再试。"


class Households:
    """Everything the office does with households one at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, wanted: HouseholdFilter) -> HouseholdFilter:
        """Return a filter with its names (village, group, cadre, number) resolved.

        Args:
            wanted: ``number`` may be 村/户编号; ``cadre`` may be 姓名/单位 for namesakes.

        Raises:
            InputRefusedError: When a name means nothing here, or more than one cadre.
        """
        if not (wanted.village or wanted.group or wanted.cadre or wanted.number):
            return wanted
        with self._context.store.reading() as session:
            place, _, number = wanted.number.rpartition("/")
            if place:
                wanted = replace(wanted, village=place, number=number)
            if wanted.village:
                village = _village(session, wanted.village)
                wanted = replace(wanted, village="", village_id=village.id)
            if wanted.group:
                wanted = _with_group(session, wanted)
            if wanted.cadre:
                wanted = replace(wanted, cadre="", cadre_id=_cadre_id(session, wanted.cadre))
            if wanted.number:
                _refuse_unknown_number(session, wanted)
        return wanted

    def ids(self, wanted: HouseholdFilter, sort: Sort = _NATURAL) -> "array[int]":
        """Return the keys of all households of a filter, in order.

        Args:
            wanted: The filter; names in it are resolved.
            sort: A key of ``household_query.SORT_KEYS``; "" is 村→组→户号.
        """
        wanted = self.find(wanted)
        with self._context.store.reading() as session:
            return sorted_ids(session, wanted, sort, self._context.today())

    def rows(self, ids: Sequence[int]) -> dict[int, HouseholdRow]:
        """Return the lines of some households; those that are gone are absent."""
        with self._context.store.reading() as session:
            return read_rows(session, ids, self._context.today())

    def count(self, wanted: HouseholdFilter) -> int:
        """Return how many households a filter has."""
        if wanted.ids is not None:
            return len(self.ids(wanted))
        wanted = self.find(wanted)
        household = table("household")
        statement = select(func.count()).select_from(household)
        with self._context.store.reading() as session:
            where = conditions(wanted, self._context.today())
            return session.scalar(statement.where(*where)) or 0

    def detail(self, household_id: int) -> HouseholdDetail:
        """Return everything about a household, unmasked.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.reading() as session:
            return read_detail(session, household_id, self._context.today())

    def problems(self, draft: HouseholdDraft) -> tuple[FieldProblem, ...]:
        """Return what is wrong with what was typed; only some of it blocks saving."""
        with self._context.store.reading() as session:
            return find_problems(session, draft, self._context.today())

    def save(self, draft: HouseholdDraft) -> tuple[int, Changes]:
        """Store a household and its people as one operation.

        A member left out of the draft is removed; one who moved out keeps his row and
        gets an ``until``. Sex and birth are taken from the identity number when blank.

        Returns:
            The key of the household, and what changed.

        Raises:
            RefusedError: When a blocking problem stands; the message is the first.
            ConflictError: When somebody else saved it meanwhile; both values are told.
        """
        today = self._context.today()
        with self._context.store.operation("", self._context.actor) as operation:
            blocking = [
                one for one in find_problems(operation.session, draft, today) if one.blocking
            ]
            if blocking:
                raise RefusedError(blocking[0].message)
            key = Saving(operation, draft, today).run()
        return key, operation.changes

    def close(self, household_id: int, version: int, on: date, reason: str) -> Changes:
        """注销 a household: from this day on it no longer counts.

        Args:
            household_id: The household.
            version: The row version the person had seen.
            on: From which day.
            reason: Why, for the history.

        Raises:
            ConflictError: When somebody else saved it meanwhile.
            RefusedError: When it is gone, or it was kept only from a later day on.
        """
        return self._set_until(household_id, version, on, f"注销{{label}}：{reason or '未写原因'}")

    def reopen(self, household_id: int, version: int) -> Changes:
        """Take a 注销 back.

        Raises:
            ConflictError: When somebody else saved it meanwhile.
            RefusedError: When it is gone.
        """
        return self._set_until(household_id, version, None, "恢复{label}")

    def _set_until(
        self, household_id: int, version: int, until: date | None, sentence: str
    ) -> Changes:
        with self._context.store.operation("", self._context.actor) as operation:
            household = operation.session.get(Household, household_id)
            if household is None:
                raise RefusedError(GONE)
            if household.version != version:
                theirs = str(household.until or "")
                raise ConflictError(_STALE, {"终止日期": (theirs, str(until or ""))})
            since = household.since
            if since is not None and until is not None and until < since:
                raise RefusedError(
                    f"注销日期 {until.isoformat()} 早于该户的起始日期 {since.isoformat()}，请核对。"
                )
            village = operation.session.get_one(Area, household.village_id)
            operation.sentence = sentence.replace("{label}", f"{village.name}/{household.number}")
            household.until = until
        return operation.changes

    def history(self, household_id: int) -> tuple[FieldChange, ...]:
        """Return what happened to a household and its present people, newest first."""
        person = table("resident").c
        with self._context.store.reading() as session:
            people = list(
                session.scalars(select(person.id).where(person.household_id == household_id))
            )
        history = History(self._context)
        own = history.of_record(Kind.HOUSEHOLD, [household_id])
        theirs = history.of_record(Kind.RESIDENT, people)
        return tuple(sorted((*own, *theirs), key=lambda change: change.at, reverse=True))


def _village(session: Session, name: str) -> Area:
    statement = select(Area).where(Area.level == Level.VILLAGE.value).order_by(Area.position)
    found = find_village(session.scalars(statement).all(), name)
    if found is None:
        raise InputRefusedError(f"没有叫“{name}”的村，请检查村名。")
    return found


def _with_group(session: Session, wanted: HouseholdFilter) -> HouseholdFilter:
    """Resolve the group within its village, or in the whole township if only one has it."""
    statement = select(Area).where(Area.level == Level.GROUP.value).order_by(Area.position)
    if wanted.village_id is not None:
        statement = statement.where(Area.parent_id == wanted.village_id)
    groups = session.scalars(statement).all()
    names = {area.id: area.name for area in session.scalars(select(Area))}
    found = [
        group
        for group in groups
        if group is find_group([group], wanted.group, names.get(group.parent_id or 0, ""))
    ]
    if not found:
        raise InputRefusedError(f"没有叫“{wanted.group}”的村民小组，请检查组名。")
    if len(found) > 1:
        raise InputRefusedError(f"有{len(found)}个村都有“{wanted.group}”，请同时指定村。")
    return replace(wanted, group="", group_id=found[0].id)


def _cadre_id(session: Session, name: str) -> int:
    cadre, unit = table("cadre"), table("unit")
    own, _, place = name.partition("/")
    statement = (
        select(cadre.c.id, unit.c.name)
        .outerjoin_from(cadre, unit, unit.c.id == cadre.c.unit_id)
        .where(cadre.c.name == own.strip())
        .order_by(cadre.c.id)
    )
    found = session.execute(statement).all()
    if place:
        found = [row for row in found if row[1] == place.strip()]
    if not found:
        raise InputRefusedError(f"没有叫“{name}”的干部，请检查姓名。")
    if len(found) > 1:
        units = "、".join(dict.fromkeys(str(row[1] or "未写单位") for row in found))
        raise InputRefusedError(f"有{len(found)}名干部叫“{own}”（{units}），请写成“姓名/单位”。")
    return int(found[0][0])


def _refuse_unknown_number(session: Session, wanted: HouseholdFilter) -> None:
    household = table("household").c
    statement = select(household.id).where(household.number_key == number_key(wanted.number))
    if wanted.village_id is not None:
        statement = statement.where(household.village_id == wanted.village_id)
    if session.scalar(statement.limit(1)) is None:
        raise InputRefusedError(f"没有户编号为“{wanted.number}”的农户，请检查编号。")
