"""Village stays (住村): their list, saving them, days a cadre lived in villages."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.village_days import Span, distinct_days
from liaison_desktop.domain.matters.visit import (
    VillageStayDays,
    VillageStayDraft,
    VillageStayFilter,
    VillageStayRow,
)
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.domain.terms.visit import VILLAGE_STAY_FIELDS
from liaison_desktop.models.cadres.cadre import Cadre
from liaison_desktop.models.matters.visit import VillageStay
from liaison_desktop.models.register.household import Household
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.quota import quotas_by_rank
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.record_values import (
    require_no_blocking,
    stale,
    stored_values,
    too_long,
    typed_values,
)
from liaison_desktop.services.register.household_place import household_place
from liaison_desktop.services.system.history import History

EVERY_STAY = VillageStayFilter()
_INDICATOR = "village_stay"  # of domain.cadres.rule_set.INDICATOR_LABELS
_GONE = "没有找到这次住村记录，可能已被删除或撤销。请刷新列表。"
_STAY = table("village_stay").c


class VillageStays:
    """Who lived in which village, from when to when."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self, wanted: VillageStayFilter = EVERY_STAY) -> tuple[VillageStayRow, ...]:
        """Return the stays of a filter, the latest first."""
        with self._context.store.reading() as session:
            statement = _row_statement().where(*_conditions(wanted))
            stays = session.execute(statement).mappings().all()
            households = _household_names(session, (row["household_id"] for row in stays))
        names = [field.name for field in VILLAGE_STAY_FIELDS]
        return tuple(
            VillageStayRow(
                id=row["id"],
                version=row["version"],
                cadre_id=row["cadre_id"],
                cadre=row["cadre"],
                village_id=row["village_id"],
                village=row["village"],
                household_id=row["household_id"],
                household=households.get(row["household_id"], ""),
                since=row["since"],
                until=row["until"],
                days=(row["until"] - row["since"]).days + 1,
                values={name: row[name] for name in names if row[name] not in (None, "")},
            )
            for row in stays
        )

    def ids(self, wanted: VillageStayFilter = EVERY_STAY) -> "array[int]":
        """Return the keys of the stays of a filter, the latest first."""
        return array("q", (row.id for row in self.rows(wanted)))

    def detail(self, stay_id: int) -> VillageStayRow:
        """Return everything about a stay.

        Raises:
            RefusedError: When it is gone.
        """
        found = self.rows(VillageStayFilter(ids=(stay_id,)))
        if not found:
            raise RefusedError(_GONE)
        return found[0]

    def history(self, stay_id: int) -> tuple[FieldChange, ...]:
        """Return what happened to a stay, newest first."""
        return History(self._context).of_record(Kind.VILLAGE_STAY, [stay_id])

    def problems(self, draft: VillageStayDraft) -> tuple[FieldProblem, ...]:
        """Return what is wrong with what was typed; only some of it blocks saving."""
        with self._context.store.reading() as session:
            return tuple(_problems(session, draft, self._context.today()))

    def save(self, draft: VillageStayDraft) -> tuple[int, Changes]:
        """Store a stay; without 离村日期 it is one of a single day.

        Returns:
            The key of the stay, and what changed.

        Raises:
            RefusedError: When a blocking problem stands; the message is the first.
            ConflictError: When somebody else saved it meanwhile; both values are told.
        """
        today = self._context.today()
        with self._context.store.operation("", self._context.actor) as operation:
            session = operation.session
            require_no_blocking(_problems(session, draft, today))
            values = typed_values(VILLAGE_STAY_FIELDS, draft.values)
            values["until"] = values["until"] or values["since"]
            if draft.id is None:
                stay = VillageStay(public_id=operation.public_id())
                session.add(stay)
            else:
                stay = _current(session, draft.id)
                if stay.version != draft.version:
                    theirs = stored_values(VILLAGE_STAY_FIELDS, stay)
                    raise stale("这次住村记录", VILLAGE_STAY_FIELDS, theirs, values)
            for name, value in values.items():
                setattr(stay, name, value)
            stay.cadre_id = draft.cadre_id
            stay.household_id = draft.household_id
            stay.village_id = _village_of(session, draft)
            session.flush()
            cadre = session.get_one(Cadre, draft.cadre_id)
            done = "登记住村" if draft.id is None else "修改住村"
            span = f"{stay.since:%Y-%m-%d} 至 {stay.until:%Y-%m-%d}"
            operation.sentence = f"{done}：{cadre.name} {span}"
            key = stay.id
        return key, operation.changes

    def delete(self, stay_id: int, version: int) -> Changes:
        """Delete a stay entered by mistake.

        Raises:
            RefusedError: When it is gone.
            ConflictError: When somebody else saved it meanwhile.
        """
        with self._context.store.operation("删除住村记录", self._context.actor) as operation:
            stay = _current(operation.session, stay_id)
            if stay.version != version:
                raise stale("这次住村记录", (), {}, {})
            operation.sentence = f"删除住村记录：{stay.since:%Y-%m-%d}"
            operation.bulk_delete(table("village_stay"), [stay_id])
        return operation.changes

    def days(self, since: date, until: date) -> dict[int, int]:
        """Return for each cadre how many days of a period he lived in villages.

        Args:
            since: First day of the period.
            until: Its last day, included; days still to come do not count.
        """
        last = min(until, self._context.today())
        with self._context.store.reading() as session:
            return village_days(session, since, last)

    def year_days(self, year: int) -> tuple[VillageStayDays, ...]:
        """Return for each cadre the days he lived in villages in a year beside what he should.

        Cadres who neither stayed nor have to are left out; who lacks most comes first.
        """
        first, last = date(year, 1, 1), date(year, 12, 31)
        last = min(last, self._context.today())
        cadre, unit = table("cadre"), table("unit")
        statement = select(
            cadre.c.id, cadre.c.name, cadre.c.rank, cadre.c.until, func.coalesce(unit.c.name, "")
        ).outerjoin(unit, unit.c.id == cadre.c.unit_id)
        with self._context.store.reading() as session:
            lived = village_days(session, first, last)
            quotas = quotas_by_rank(session, self._context.today(), _INDICATOR)
            everybody = list(session.execute(statement))
        found = []
        for key, name, rank, until, place in everybody:
            quota = quotas.get(rank or "", quotas.get(""))
            if until is not None and until <= first:
                quota = None
            if key in lived or quota is not None:
                asked = (quota.value, quota.rule_set) if quota is not None else (None, "")
                found.append(VillageStayDays(key, name, place, lived.get(key, 0), *asked))
        return tuple(sorted(found, key=_lacking))


def _lacking(one: VillageStayDays) -> tuple[int, int, str]:
    return (one.days - (one.quota or 0), -one.days, one.cadre)


def village_days(session: Session, first: date, last: date) -> dict[int, int]:
    """Return for each cadre how many different days of a period he lived in villages."""
    spans: dict[int, list[Span]] = defaultdict(list)
    statement = select(_STAY.cadre_id, _STAY.since, _STAY.until).where(
        _STAY.until >= first, _STAY.since <= last
    )
    for cadre_id, since, until in session.execute(statement):
        spans[cadre_id].append((since, until))
    return {key: distinct_days(own, first, last) for key, own in spans.items()}


def _conditions(wanted: VillageStayFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield _STAY.until >= wanted.since
    if wanted.until is not None:
        yield _STAY.since <= wanted.until
    if wanted.cadre_id is not None:
        yield _STAY.cadre_id == wanted.cadre_id
    if wanted.village_id is not None:
        yield _STAY.village_id == wanted.village_id
    if wanted.unpaid:
        yield _STAY.board_fee > 0
        yield _STAY.fee_paid_on.is_(None)
    if wanted.ids is not None:
        yield _STAY.id.in_(wanted.ids)


def _row_statement() -> Select[tuple[object, ...]]:
    stay, cadre, area = table("village_stay"), table("cadre"), table("area")
    return (
        select(
            stay, cadre.c.name.label("cadre"), func.coalesce(area.c.name, "").label("village")
        )
        .join(cadre, cadre.c.id == stay.c.cadre_id)
        .outerjoin(area, area.c.id == stay.c.village_id)
        .order_by(stay.c.since.desc(), stay.c.id.desc())
    )  # fmt: skip


def _household_names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    household, place = table("household"), household_place()
    wanted = sorted({key for key in ids if key is not None})
    statement = (
        select(household.c.id, *place.columns)
        .select_from(place.join(household))
        .where(household.c.id.in_(wanted))
    )
    return {
        key: f"{village}/{number} {head}".strip()
        for key, village, _, number, head in session.execute(statement)
    }


def _problems(session: Session, draft: VillageStayDraft, today: date) -> Iterator[FieldProblem]:
    since, until = draft.values.get("since"), draft.values.get("until")
    yield from too_long("village_stay", VILLAGE_STAY_FIELDS, draft.values)
    if session.get(Cadre, draft.cadre_id) is None:
        yield FieldProblem(None, "cadre", "请选择住村的干部。", blocking=True)
    fee = draft.values.get("board_fee")
    if isinstance(fee, int | float) and fee < 0:
        yield FieldProblem(None, "board_fee", "食宿费不能小于 0。", blocking=True)
    if not isinstance(since, date):
        yield FieldProblem(None, "since", "请填写住村日期。", blocking=True)
        return
    if since > today:
        yield FieldProblem(None, "since", "住村日期在今天之后，请核对。", blocking=True)
    last = until if isinstance(until, date) else since
    if last < since:
        yield FieldProblem(None, "until", "离村日期早于住村日期，请核对。", blocking=True)
    elif last > today:
        message = "离村日期在今天之后；还没到的日子不计入住村天数。"
        yield FieldProblem(None, "until", message, blocking=False)
    others = select(_STAY.id).where(
        _STAY.cadre_id == draft.cadre_id,
        _STAY.id != (draft.id or 0),
        _STAY.since <= last,
        _STAY.until >= since,
    )
    if session.scalar(others.limit(1)) is not None:
        message = "这名干部的另一次住村与这几天有重叠，重叠的日子只计一次。"
        yield FieldProblem(None, "since", message, blocking=False)


def _current(session: Session, stay_id: int) -> VillageStay:
    stay = session.get(VillageStay, stay_id)
    if stay is None:
        raise RefusedError(_GONE)
    return stay


def _village_of(session: Session, draft: VillageStayDraft) -> int | None:
    """Return the village of the stay; the one of the household where a household is named."""
    if draft.household_id is None:
        return draft.village_id
    return session.get_one(Household, draft.household_id).village_id
