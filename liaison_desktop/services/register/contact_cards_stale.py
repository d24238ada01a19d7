"""Which cards no longer say the truth (待换发), and what is wrong on them.

A card keeps what it prints in its ``shown_*`` columns. It is stale when one of them
differs from what would be printed today, or when its cadre is no longer responsible for
the household. Nothing is marked anywhere: put the old phone number back and the card is
right again (domain.md 3.3, R11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    FromClause,
    RowMapping,
    Select,
    func,
    literal,
    or_,
    select,
)

from liaison_desktop.domain.terms.contact_card import VALID_STATES
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, not_closed
from liaison_desktop.services.register.household_place import HouseholdPlace, household_place

RESPONSIBLE = "联系干部已变更"
CLOSED = "农户已注销"

# Column of the snapshot after ``shown_`` to the words for it.
SHOWN = {
    "village": "村",
    "group": "村民小组",
    "household_number": "户编号",
    "head": "户主",
    "cadre": "干部姓名",
    "post": "职务",
    "unit": "单位",
    "address": "单位地址",
    "phone": "联系电话",
    "email": "邮箱",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What cards of a household and a cadre would print now, as SQL.

    Attributes:
        source: Household with its village, group and head, joined with cadre and unit.
        place: The aliases of village, group and head in it.
        columns: One expression for each key of ``SHOWN``; blank is "".
    """

    source: FromClause
    place: HouseholdPlace
    columns: dict[str, ColumnElement[str]]


def truth(
    start: FromClause, *, household_id: ColumnElement[int], cadre_id: ColumnElement[int]
) -> Truth:
    """Join to a source what a card of its household and cadre would print.

    Args:
        start: Where the two keys come from: the cards, or the pairings.
        household_id: Its column of the household.
        cadre_id: Its column of the cadre.
    """
    household, cadre, unit = table("household"), table("cadre"), table("unit")
    place = household_place()
    source = (
        start.join(household, household.c.id == household_id)
        .join(cadre, cadre.c.id == cadre_id)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
    )
    columns = {
        "village": place.village.c.name,
        "group": _text(place.group.c.name),
        "household_number": household.c.number,
        "head": _text(place.head.c.name),
        "cadre": cadre.c.name,
        "post": _text(cadre.c.post),
        "unit": _text(unit.c.name),
        "address": func.coalesce(func.nullif(cadre.c.address, ""), unit.c.address, ""),
        "phone": _text(cadre.c.phone),
        "email": _text(cadre.c.email),
    }
    return Truth(place.join(source), place, columns)


def _text(column: ColumnElement[str]) -> ColumnElement[str]:
    return func.coalesce(column, "")


def is_valid() -> ColumnElement[bool]:
    """Say in SQL that a card is one of those in use: made or handed out."""
    return table("contact_card").c.state.in_([state.value for state in VALID_STATES])


def stale_cards(day: date) -> Select[tuple[int]]:
    """Return the query of the keys of all stale cards, for ``IN`` and for counting."""
    card = table("contact_card")
    now = truth(card, household_id=card.c.household_id, cadre_id=card.c.cadre_id)
    return select(card.c.id).select_from(now.source).where(is_valid(), _differs(now, day))


def stale_households(day: date) -> Select[tuple[int]]:
    """Return the query of the keys of households with a stale card."""
    card = table("contact_card")
    return select(card.c.household_id).where(card.c.id.in_(stale_cards(day)))


def _differs(now: Truth, day: date) -> ColumnElement[bool]:
    card = table("contact_card")
    unequal = [card.c[f"shown_{name}"] != column for name, column in now.columns.items()]
    return or_(*unequal, ~_responsible(day), ~not_closed(day))


def _responsible(day: date) -> ColumnElement[bool]:
    """Say that the card's cadre is responsible for its household on a day."""
    card, pairing = table("contact_card"), table("pairing").alias("in_force")
    return (
        select(literal(1))
        .select_from(pairing)
        .where(
            pairing.c.household_id == card.c.household_id,
            pairing.c.cadre_id == card.c.cadre_id,
            current_on(day, pairing),
        )
        .correlate(card)
        .exists()
    )


def now_beside_shown(day: date) -> Select[tuple[int, str, str, str]]:
    """Return the query of every card's truth beside its snapshot.

    Columns: ``id``, ``state``, ``now_NAME`` and ``shown_NAME`` for each name of
    ``SHOWN``, ``responsible`` and ``kept``. The caller adds which cards.
    """
    card = table("contact_card")
    now = truth(card, household_id=card.c.household_id, cadre_id=card.c.cadre_id)
    chosen = [column.label(f"now_{name}") for name, column in now.columns.items()]
    shown = [card.c[f"shown_{name}"] for name in SHOWN]
    flags = (_responsible(day).label("responsible"), not_closed(day).label("kept"))
    return select(card.c.id, card.c.state, *chosen, *shown, *flags).select_from(now.source)


def reasons(row: RowMapping) -> tuple[str, ...]:
    """Return the words for what is wrong on a valid card.

    Args:
        row: A row of ``now_beside_shown``.

    Returns:
        Empty when the card is right or no longer in use.
    """
    if row["state"] not in {state.value for state in VALID_STATES}:
        return ()
    return tuple(_reasons(row))


def _reasons(row: RowMapping) -> Iterable[str]:
    if not row["kept"]:
        yield CLOSED
    if not row["responsible"]:
        yield RESPONSIBLE
    for name, label in SHOWN.items():
        if row[f"now_{name}"] != row[f"shown_{name}"]:
            yield label
