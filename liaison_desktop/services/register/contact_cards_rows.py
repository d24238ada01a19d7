"""Reading contact cards: lists, details, what each prints, counters."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    RowMapping,
    and_,
    case,
    cast,
    func,
    select,
)
from sqlalchemy.orm import Session

from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.card_issue import CardCounts, CardFilter
from liaison_desktop.domain.register.contact_card import CardContent, CardEvent, CardRow
from liaison_desktop.domain.terms.contact_card import (
    RECEIPT_LABELS,
    CardEventKind,
    CardLayout,
    CardState,
    ReceiptWay,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import kept_on
from liaison_desktop.services.register.contact_cards_stale import (
    SHOWN,
    is_valid,
    now_beside_shown,
    reasons,
    stale_cards,
)
from liaison_desktop.services.register.household_place import household_place

PLACE_ORDER = Sort()
_FEW = 500  # keys that go into the query; more are picked out of the answer


def card_ids(
    session: Session,
    wanted: CardFilter,
    household_ids: Sequence[int],
    sort: Sort,
    day: date,
) -> "array[int]":
    """Return the keys of cards in the order asked for.

    The place order is that of the households, which are sorted already; joining and
    sorting the places again in SQL takes several times as long.

    Args:
        session: A session.
        wanted: Which cards.
        household_ids: The households of its filter, in print order.
        sort: One of ``SORT_KEYS``; "" is 村→组→户号. Blanks come last in both directions.
        day: Today.
    """
    card = table("contact_card").c
    key = _SORT_COLUMNS.get(sort.key)
    columns = [card.id, card.household_id] + ([] if key is None else [key()])
    statement = select(*columns).where(*_conditions(wanted, day)).order_by(card.id)
    if sort.key in ("head", "cadre"):
        statement = statement.select_from(_named(sort.key))
    place = {household_id: n for n, household_id in enumerate(household_ids)}
    chosen = None if wanted.ids is None else frozenset(wanted.ids)
    rows = [
        row
        for row in session.execute(statement)
        if row[1] in place and (chosen is None or row[0] in chosen)
    ]
    rows.sort(key=lambda row: place[row[1]], reverse=sort.descending and key is None)
    if key is None:
        return array("q", (row[0] for row in rows))
    filled = [row for row in rows if row[2] not in (None, "")]
    filled.sort(key=lambda row: row[2], reverse=sort.descending)
    blank = [row for row in rows if row[2] in (None, "")]
    return array("q", (row[0] for row in (*filled, *blank)))


def _named(key: str) -> FromClause:
    """Join what carries the pinyin key of heads or cadres."""
    card, person, cadre = table("contact_card"), table("resident"), table("cadre")
    if key == "cadre":
        return card.join(cadre, cadre.c.id == card.c.cadre_id)
    is_head = and_(person.c.household_id == card.c.household_id, person.c.is_head)
    return card.outerjoin(person, is_head)


def _state_place() -> ColumnElement[Any]:
    places = {state.value: n for n, state in enumerate(CardState)}
    return case(places, value=table("contact_card").c.state)


_SORT_COLUMNS: dict[str, Callable[[], ColumnElement[Any]]] = {
    "number": lambda: table("contact_card").c.number,
    "state": _state_place,
    "head": lambda: table("resident").c.name_key,
    "cadre": lambda: table("cadre").c.name_key,
    "phone": lambda: table("contact_card").c.shown_phone,
    "layout": lambda: table("contact_card").c.layout,
    "made_on": lambda: table("contact_card").c.made_on,
    "printed_on": lambda: table("contact_card").c.printed_on,
    "handed_out_on": lambda: table("contact_card").c.handed_out_on,
}
SORT_KEYS = ("", *_SORT_COLUMNS)


def _conditions(wanted: CardFilter, day: date) -> Iterable[ColumnElement[bool]]:
    card = table("contact_card").c
    if wanted.states:
        yield card.state.in_([state.value for state in wanted.states])
    if wanted.stale is True:
        yield card.id.in_(stale_cards(day))
    elif wanted.stale is False:
        yield card.id.not_in(stale_cards(day))
    if wanted.layout is not None:
        yield card.layout == wanted.layout.value
    if wanted.cadre_id is not None:
        yield card.cadre_id == wanted.cadre_id
    if wanted.printed is not None:
        yield card.printed_on.is_not(None) if wanted.printed else card.printed_on.is_(None)
    if wanted.ids is not None and len(wanted.ids) <= _FEW:
        yield card.id.in_(wanted.ids)


def card_rows(session: Session, ids: Sequence[int], day: date) -> dict[int, CardRow]:
    """Return list lines by key, in the order of the keys."""
    card = table("contact_card")
    extra = [
        card.c[name]
        for name in (
            "number", "household_id", "layout", "made_on", "printed_on", "handed_out_on",
            "receiver", "receipt_way",
        )
    ]  # fmt: skip
    statement = now_beside_shown(day).add_columns(*extra)
    found: dict[int, CardRow] = {}
    for part in parts(ids):
        for row in session.execute(statement.where(card.c.id.in_(part))).mappings():
            found[row["id"]] = _card_row(row)
    return {key: found[key] for key in ids if key in found}


def _card_row(row: RowMapping) -> CardRow:
    why = reasons(row)
    way = RECEIPT_LABELS[ReceiptWay(row["receipt_way"])] if row["receipt_way"] else ""
    receiver = row["receiver"] or ""
    return CardRow(
        id=row["id"],
        number=row["number"],
        state=CardState(row["state"]),
        stale=bool(why),
        stale_reasons=why,
        household_id=row["household_id"],
        village=row["now_village"],
        group=row["now_group"],
        household_number=row["now_household_number"],
        head=row["now_head"],
        cadre=row["shown_cadre"],
        phone=row["shown_phone"],
        layout=CardLayout(row["layout"]),
        made_on=row["made_on"],
        printed_on=row["printed_on"],
        handed_out_on=row["handed_out_on"],
        receiver=f"{receiver}（{way}）" if receiver and way else receiver or way,
    )


def card_events(session: Session, card_id: int) -> tuple[CardEvent, ...]:
    """Return the issue log of a card, the oldest entry first."""
    event = table("card_event").c
    statement = (
        select(event.kind, event.on, event.by, event.receiver, event.note)
        .where(event.card_id == card_id)
        .order_by(event.id)
    )
    return tuple(
        CardEvent(CardEventKind(kind), on, by, receiver or "", note or "")
        for kind, on, by, receiver, note in session.execute(statement)
    )


def card_contents(session: Session, ids: Sequence[int]) -> tuple[CardContent, ...]:
    """Return what cards print, in the order of the keys.

    Whom and who are as they were when the card was made; the station's own lines and the
    village's 民情联络员 are today's.
    """
    card, household, cadre = table("contact_card"), table("household"), table("cadre")
    team, place = table("team"), household_place()
    village = place.village
    shown = [card.c[f"shown_{name}"].label(name) for name in SHOWN]
    source = card.join(household, household.c.id == card.c.household_id).join(
        cadre, cadre.c.id == card.c.cadre_id
    )
    statement = (
        select(
            card.c.id,
            card.c.number,
            card.c.made_on,
            card.c.layout,
            *shown,
            func.coalesce(team.c.name, "").label("team"),
            func.coalesce(village.c.liaison, "").label("liaison"),
            func.coalesce(village.c.liaison_phone, "").label("liaison_phone"),
        )
        .select_from(place.join_village(source))
        .outerjoin(team, team.c.id == cadre.c.team_id)
    )
    common = station_lines(session)
    found: dict[int, CardContent] = {}
    for part in parts(ids):
        for row in session.execute(statement.where(card.c.id.in_(part))).mappings():
            values = {name: row[name] for name in row if name not in ("id", "layout")}
            found[row["id"]] = CardContent(**values, **common, layout=CardLayout(row["layout"]))
    return tuple(found[key] for key in ids if key in found)


def station_lines(session: Session) -> dict[str, Any]:
    """Return what the station prints on every card."""
    station, township = table("station"), table("area").alias("township")
    county = table("area").alias("county")
    statement = (
        select(station, func.coalesce(county.c.name, "").label("county"))
        .join(township, township.c.id == station.c.area_id)
        .outerjoin(county, county.c.id == township.c.parent_id)
        .order_by(station.c.id)
        .limit(1)
    )
    row = session.execute(statement).mappings().first()
    if row is None:
        return {"title": "民情联系卡", "station": "", "hotline": "", "promises": ()}
    name = row["name"] if row["name"].startswith(row["county"]) else row["county"] + row["name"]
    promises = tuple(line for line in (row["promises"] or "").splitlines() if line.strip())
    return {
        "title": row["card_title"],
        "station": name,
        "hotline": row["hotline"] or "",
        "promises": promises,
    }


def card_counts(session: Session, day: date) -> CardCounts:
    """Return the counters of domain.md 3.3."""
    card, household = table("contact_card"), table("household")

    def count(*conditions: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count(card.c.id)).where(*conditions)) or 0

    given = select(card.c.household_id).where(card.c.state == CardState.HANDED_OUT.value)
    with_card = func.sum(cast(household.c.id.in_(given), Integer))
    households, covered = session.execute(
        select(func.count(household.c.id), func.coalesce(with_card, 0)).where(kept_on(day))
    ).one()
    return CardCounts(
        made=count(),
        handed_out=count(card.c.handed_out_on.is_not(None)),
        valid=count(is_valid()),
        waiting=count(card.c.state == CardState.MADE.value),
        stale=count(card.c.id.in_(stale_cards(day))),
        households=households,
        households_with_card=int(covered),
    )
