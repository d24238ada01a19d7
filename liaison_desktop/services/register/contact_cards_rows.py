"""Reading contact cards: lists, details, what each prints, counters."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, RowMapping, case, cast, func, select
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
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import kept_on
from liaison_desktop.services.cadres.pairing_changes import chunks
from liaison_desktop.services.register.contact_cards_stale import (
    SHOWN,
    is_valid,
    now_beside_shown,
    reasons,
    stale_cards,
)
from liaison_desktop.services.register.household_place import HouseholdPlace, household_place

PLACE_ORDER = Sort()
_FEW = 500  # keys that go into the query; more are picked out of the answer
SORT_KEYS = (
    "",
    "number",
    "state",
    "village",
    "head",
    "cadre",
    "phone",
    "layout",
    "made_on",
    "printed_on",
    "handed_out_on",
)


def card_ids(
    session: Session,
    wanted: CardFilter,
    household_ids: Sequence[int] | None,
    sort: Sort,
    day: date,
) -> "array[int]":
    """Return the keys of cards in the order asked for.

    Args:
        session: A session.
        wanted: Which cards.
        household_ids: The households of its filter, None for all.
        sort: One of ``SORT_KEYS``; "" is 村→组→户号.
        day: Today.
    """
    card, household, place = table("contact_card"), table("household"), household_place()
    source = card.join(household, household.c.id == card.c.household_id)
    order = _order(sort, place)
    statement = (
        select(card.c.id)
        .select_from(
            place.join(source).join(table("cadre"), table("cadre").c.id == card.c.cadre_id)
        )
        .where(*_conditions(wanted, day))
        .order_by(*order, *place.order, card.c.id)
    )
    places = None if household_ids is None else set(household_ids)
    chosen = None if wanted.ids is None else set(wanted.ids)
    rows = session.execute(statement.add_columns(card.c.household_id))
    return array(
        "q",
        (
            key
            for key, household_id in rows
            if (places is None or household_id in places) and (chosen is None or key in chosen)
        ),
    )


def _order(sort: Sort, place: HouseholdPlace) -> list[ColumnElement[Any]]:
    card = table("contact_card").c
    columns: dict[str, ColumnElement[Any]] = {
        "number": card.number,
        "state": case({state.value: n for n, state in enumerate(CardState)}, value=card.state),
        "head": func.coalesce(place.head.c.name_key, ""),
        "cadre": table("cadre").c.name_key,
        "phone": card.shown_phone,
        "layout": card.layout,
        "made_on": card.made_on,
        "printed_on": card.printed_on,
        "handed_out_on": card.handed_out_on,
    }
    if sort.key not in columns:
        return [column.desc() for column in place.order] if sort.descending else []
    column = columns[sort.key]
    return [column.desc() if sort.descending else column.asc()]


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
    for part in chunks(list(ids)):
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
    team, village = table("team"), table("area").alias("village")
    shown = [card.c[f"shown_{name}"].label(name) for name in SHOWN]
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
        .join(household, household.c.id == card.c.household_id)
        .join(village, village.c.id == household.c.village_id)
        .join(cadre, cadre.c.id == card.c.cadre_id)
        .outerjoin(team, team.c.id == cadre.c.team_id)
    )
    common = station_lines(session)
    found: dict[int, CardContent] = {}
    for part in chunks(list(ids)):
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
