"""What the card page asks the store: list, counts and choices; runs on the read lane."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office
from liaison_desktop.ui.register.card_columns import CHIPS, TO_MAKE, card_filter


@dataclass(frozen=True, slots=True)
class CardQuery:
    """What the filters of the page say.

    Attributes:
        households: Place, or the only household shown.
        cadre_id: Cards that carry this cadre, None for any.
        chip: The saved filter.
        sort: Order of the list.
    """

    households: HouseholdFilter
    cadre_id: int | None
    chip: str
    sort: Sort

    def cards(self, chip: str | None = None) -> CardFilter:
        """Return the cards meant, of this chip or another."""
        base = replace(self.households, include_closed=True)
        return replace(card_filter(base, chip or self.chip), cadre_id=self.cadre_id)

    def to_make(self) -> HouseholdFilter:
        """Return the households meant that have no valid card."""
        return replace(self.households, include_closed=False, card="none", cadre_id=self.cadre_id)


@dataclass(frozen=True, slots=True)
class CardSurroundings:
    """What stands around the list; it may come a moment later.

    Attributes:
        counts: Number of records of each chip.
        areas: Villages and groups.
        cadres: Those in their post, by pinyin.
    """

    counts: Mapping[str, int]
    areas: tuple[AreaRow, ...]
    cadres: tuple[CadreRow, ...]

    @property
    def any_household(self) -> bool:
        """Tell whether the store holds any household."""
        return any(area.households for area in self.areas)


def read_ids(office: Office, query: CardQuery) -> "array[int]":
    """Read the list: cards, or households for the chip 待制."""
    if query.chip == TO_MAKE:
        return office.households.ids(query.to_make(), query.sort)
    return office.cards.ids(query.cards(), query.sort)


def read_surroundings(office: Office, query: CardQuery) -> CardSurroundings:
    """Read what stands around the list."""
    in_post = office.cadres.ids(CadreFilter(), Sort())
    rows = office.cadres.rows(in_post)
    return CardSurroundings(
        counts={chip.key: _count(office, query, chip.key) for chip in CHIPS},
        areas=office.areas.tree(),
        cadres=tuple(rows[key] for key in in_post if key in rows),
    )


def _count(office: Office, query: CardQuery, chip: str) -> int:
    if chip == TO_MAKE:
        return office.households.count(query.to_make())
    return office.cards.count(query.cards(chip))
