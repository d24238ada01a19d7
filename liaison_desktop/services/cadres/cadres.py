"""Cadres (干部): lists and details. Saving them is in ``cadre_editing``."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, case, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.cadre import (
    CadreDetail,
    CadreDraft,
    CadreFilter,
    CadreHousehold,
    CadreRow,
)
from liaison_desktop.domain.cadres.pairing import LeaveReport, NewPairing, PairingReport
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.terms.cadre import CADRE_FIELDS
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres import cadre_editing
from liaison_desktop.services.cadres.in_force import current_on, kept_on, left_by, open_on
from liaison_desktop.services.cadres.pairings import Pairings
from liaison_desktop.services.cadres.quota import quota_column, quotas_by_rank
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.contact_cards_stale import is_valid
from liaison_desktop.services.register.household_place import household_place

PINYIN = Sort()
SORT_KEYS = ("", "name", "unit", "rank", "team", "post", "quota", "households", "cards")


class Cadres:
    """The cadres of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, wanted: CadreFilter, sort: Sort = PINYIN) -> "array[int]":
        """Return the keys of cadres in the order asked for.

        Args:
            wanted: Which cadres.
            sort: One of ``SORT_KEYS``; "" is by pinyin.
        """
        today = self._context.today()
        with self._context.store.reading() as session:
            quota = quota_column(quotas_by_rank(session, today))
            order = self._order(session, sort.key, quota)
            turned = order.desc() if sort.descending else order.asc()
            cadre = table("cadre").c
            statement = (
                select(cadre.id)
                .where(*_conditions(wanted, quota, today))
                .order_by(turned, cadre.name_key, cadre.id)
            )
            return array("q", session.scalars(statement))

    def count(self, wanted: CadreFilter) -> int:
        """Return how many cadres a filter finds."""
        return len(self.ids(wanted))

    def rows(self, ids: Sequence[int]) -> dict[int, CadreRow]:
        """Return list lines by key, in the order of the keys."""
        today = self._context.today()
        found: dict[int, CadreRow] = {}
        with self._context.store.reading() as session:
            statement = _row_statement(quota_column(quotas_by_rank(session, today)), today)
            for part in parts(ids):
                chosen = statement.where(table("cadre").c.id.in_(part))
                for row in session.execute(chosen).mappings():
                    rank = code_list("rank").label_of(row["rank"])
                    found[row["id"]] = CadreRow(**{**row, "rank": rank})
        return {key: found[key] for key in ids if key in found}

    def detail(self, cadre_id: int) -> CadreDetail:
        """Return everything about a cadre.

        Raises:
            RefusedError: When he does not exist (any more).
        """
        cadre, unit, team = table("cadre"), table("unit"), table("team")
        statement = (
            select(
                cadre,
                func.coalesce(unit.c.name, "").label("unit_name"),
                func.coalesce(team.c.name, "").label("team_name"),
            )
            .outerjoin(unit, unit.c.id == cadre.c.unit_id)
            .outerjoin(team, team.c.id == cadre.c.team_id)
            .where(cadre.c.id == cadre_id)
        )
        with self._context.store.reading() as session:
            row = session.execute(statement).mappings().one_or_none()
            if row is None:
                raise RefusedError("没有找到该干部，可能已被撤销。请刷新名单。")
            households = tuple(_households(session, cadre_id))
        return CadreDetail(
            id=row["id"],
            version=row["version"],
            name=row["name"],
            unit=row["unit_name"],
            team=row["team_name"],
            values=_values(row),
            households=households,
        )

    def problems(self, draft: CadreDraft) -> tuple[FieldProblem, ...]:
        """Say what is wrong with a typed cadre; ``member`` is always None."""
        with self._context.store.reading() as session:
            return tuple(cadre_editing.problems(session, draft))

    def save(self, draft: CadreDraft) -> tuple[int, Changes]:
        """Store a cadre; a new unit or team is made by its name.

        Returns:
            Key of the cadre and what was touched.

        Raises:
            InputRefusedError: When a blocking problem stands.
            ConflictError: When someone else saved him meanwhile; both values are given.
        """
        return cadre_editing.save(self._context, draft)

    def leave(self, cadre_id: int, version: int, on: date) -> LeaveReport:
        """Record that a cadre leaves his post; from that day he is responsible for nobody.

        His pairings stay open until they are handed over, so that nothing is forgotten.

        Raises:
            ConflictError: When someone else saved him meanwhile.
        """
        changes = cadre_editing.leave(self._context, cadre_id, version, on)
        return LeaveReport(self.to_hand_over(cadre_id, on), changes)

    def to_hand_over(self, cadre_id: int, on: date | None = None) -> tuple[int, ...]:
        """Return the households a cadre has open pairings with, in print order."""
        day = on or self._context.today()
        pairing, household, place = table("pairing"), table("household"), household_place()
        source = pairing.join(household, household.c.id == pairing.c.household_id)
        statement = (
            select(household.c.id)
            .select_from(place.join(source))
            .where(pairing.c.cadre_id == cadre_id, open_on(day), kept_on(day))
            .order_by(*place.order)
        )
        with self._context.store.reading() as session:
            return tuple(dict.fromkeys(session.scalars(statement)))

    def handover(
        self, from_id: int, to_id: int, household_ids: Sequence[int], on: date
    ) -> PairingReport:
        """Hand households over to another cadre, each in the way it was held (R11).

        The old pairings end the day before ``on``; the new ones begin on it.

        Raises:
            RefusedError: When both are the same, or the new one has left.
        """
        if from_id == to_id:
            raise RefusedError("移交和接收的是同一名干部。请选择另一名干部。")
        pairing, cadre = table("pairing"), table("cadre")
        chosen = set(household_ids)
        with self._context.store.reading() as session:
            names = dict(
                session.execute(
                    select(cadre.c.id, cadre.c.name).where(cadre.c.id.in_((from_id, to_id)))
                ).all()
            )
            held = session.execute(
                select(pairing.c.household_id, pairing.c.way)
                .where(pairing.c.cadre_id == from_id, open_on(on))
                .order_by(pairing.c.id)
            ).all()
        wanted = [
            NewPairing(row.household_id, to_id, row.way, on)
            for row in held
            if row.household_id in chosen
        ]
        sentence = f"{names.get(from_id, '')}移交{names.get(to_id, '')} {len(wanted)} 户"
        pairings = Pairings(self._context)
        return pairings.confirm(wanted, leaving=from_id, sentence=sentence)

    def units(self) -> tuple[str, ...]:
        """Return the names of all units, by pinyin."""
        return self._names("unit")

    def teams(self) -> tuple[str, ...]:
        """Return the names of all teams, by pinyin."""
        return self._names("team")

    def _names(self, kind: str) -> tuple[str, ...]:
        with self._context.store.reading() as session:
            return tuple(sorted(session.scalars(select(table(kind).c.name)), key=pinyin_key))

    def _order(
        self, session: Session, key: str, quota: ColumnElement[int | None]
    ) -> ColumnElement[Any]:
        cadre, today = table("cadre").c, self._context.today()
        if key == "unit":
            return _by_name_of(session, "unit", cadre.unit_id)
        if key == "team":
            return _by_name_of(session, "team", cadre.team_id)
        if key == "rank":
            places = {code: n for n, (code, _) in enumerate(code_list("rank").items)}
            return case(places, value=cadre.rank, else_=len(places))
        columns: dict[str, ColumnElement[Any]] = {
            "post": func.coalesce(cadre.post, ""),
            "quota": func.coalesce(quota, 0),
            "households": _household_count(today),
            "cards": _card_count(),
        }
        return columns.get(key, cadre.name_key)


def _by_name_of(session: Session, kind: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Order by the pinyin of units or teams; there are few of them."""
    named = table(kind).c
    rows = sorted(session.execute(select(named.id, named.name)), key=lambda row: pinyin_key(row[1]))
    if not rows:
        return column
    return case({key: n for n, (key, _) in enumerate(rows)}, value=column, else_=len(rows))


def _household_count(day: date) -> ColumnElement[int]:
    cadre, pairing, household = table("cadre"), table("pairing"), table("household")
    return (
        select(func.count(pairing.c.household_id.distinct()))
        .join(household, household.c.id == pairing.c.household_id)
        .where(pairing.c.cadre_id == cadre.c.id, current_on(day), kept_on(day))
        .correlate(cadre)
        .scalar_subquery()
    )


def _card_count() -> ColumnElement[int]:
    cadre, card = table("cadre"), table("contact_card")
    return (
        select(func.count(card.c.id))
        .where(card.c.cadre_id == cadre.c.id, is_valid())
        .correlate(cadre)
        .scalar_subquery()
    )


def _conditions(
    wanted: CadreFilter, quota: ColumnElement[int | None], day: date
) -> Iterable[ColumnElement[bool]]:
    cadre = table("cadre").c
    if not wanted.include_left:
        yield ~left_by(day)
    if wanted.unit_id is not None:
        yield cadre.unit_id == wanted.unit_id
    if wanted.team_id is not None:
        yield cadre.team_id == wanted.team_id
    if wanted.rank:
        ranks = code_list("rank")
        in_group = [code for code, _ in ranks.items if ranks.group_of(code) == wanted.rank]
        yield or_(cadre.rank == ranks.value_of(wanted.rank), cadre.rank.in_(in_group))
    if wanted.ids is not None:
        yield cadre.id.in_(wanted.ids)
    households = _household_count(day)
    if wanted.state == "none":
        yield households == 0
    elif wanted.state == "short":
        yield households < quota
    elif wanted.state == "over":
        yield households > quota


def _row_statement(quota: ColumnElement[int | None], day: date) -> Select[Any]:
    """Return the query whose columns are the attributes of ``CadreRow``."""
    cadre, unit, team = table("cadre"), table("unit"), table("team")
    return (
        select(
            cadre.c.id,
            cadre.c.name,
            func.coalesce(unit.c.name, "").label("unit"),
            func.coalesce(cadre.c.post, "").label("post"),
            func.coalesce(cadre.c.rank, "").label("rank"),
            func.coalesce(cadre.c.phone, "").label("phone"),
            func.coalesce(team.c.name, "").label("team"),
            quota.label("quota"),
            _household_count(day).label("households"),
            _card_count().label("cards"),
            left_by(day).label("left"),
        )
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .outerjoin(team, team.c.id == cadre.c.team_id)
    )


def _values(row: RowMapping | Mapping[str, Any]) -> dict[str, Any]:
    """Return the described fields of a cadre that are not blank."""
    names = [field.name for field in CADRE_FIELDS if field.name not in cadre_editing.OWN]
    return {name: row[name] for name in names if row[name] not in (None, "")}


def _households(session: Session, cadre_id: int) -> Iterable[CadreHousehold]:
    pairing, household, place = table("pairing"), table("household"), household_place()
    source = pairing.join(household, household.c.id == pairing.c.household_id)
    statement = (
        select(
            pairing.c.id,
            pairing.c.household_id,
            pairing.c.way,
            pairing.c.since,
            pairing.c.until,
            *place.columns,
        )
        .select_from(place.join(source))
        .where(pairing.c.cadre_id == cadre_id)
        .order_by(*place.order, pairing.c.id)
    )
    for row in session.execute(statement):
        yield CadreHousehold(
            pairing_id=row.id,
            household_id=row.household_id,
            household=f"{row.village}/{row.number}",
            group=row.group,
            head=row.head,
            way=code_list("pairing_way").label_of(row.way),
            since=row.since,
            until=row.until,
        )
