"""Which cards are meant, and what a step in their life did."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.register.contact_card import Unissued
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardLayout, CardState


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which cards a list shows or a run prints; every condition given must hold.

    Attributes:
        households: Whose cards; the default is all, closed ones included.
        states: Only these states, empty for all.
        stale: True for 待换发 only, False for cards that are right, None for both.
        layout: Only this size, None for any.
        cadre_id: Cards that carry this cadre, responsible or not, None for any.
        ids: Only these cards, None for any.
        printed: True for cards printed at least once, False for the others, None for both.
    """

    households: HouseholdFilter = field(
        default_factory=lambda: HouseholdFilter(include_closed=True)
    )
    states: tuple[CardState, ...] = ()
    stale: bool | None = None
    layout: CardLayout | None = None
    cadre_id: int | None = None
    ids: tuple[int, ...] | None = None
    printed: bool | None = None


@dataclass(frozen=True, slots=True)
class IssuePreview:
    """What issuing would do; nothing is stored.

    Attributes:
        layouts: How many cards of each size would be made; sizes without any are absent.
        unissued: Households that would get none although they lack one, and why.
    """

    layouts: Mapping[CardLayout, int]
    unissued: tuple[Unissued, ...]

    @property
    def cards(self) -> int:
        """Return how many cards would be made."""
        return sum(self.layouts.values())


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What issuing or replacing did.

    Attributes:
        cards: Keys of the new cards, in print order.
        unissued: Households without a new card, and why.
        changes: For the pages.
    """

    cards: tuple[int, ...]
    unissued: tuple[Unissued, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class LeftCard:
    """A card a step left as it was.

    Attributes:
        card_id: Key.
        number: Card number.
        why: One Chinese clause.
    """

    card_id: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class StepReport:
    """What handing out, taking back or voiding did.

    Attributes:
        cards: Keys of the cards the step was done to.
        left: The others, and why.
        changes: For the pages.
    """

    cards: tuple[int, ...]
    left: tuple[LeftCard, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class CardCounts:
    """The counters of domain.md 3.3.

    Attributes:
        made: Cards ever made.
        handed_out: Cards ever handed out.
        valid: Cards in use: made or handed out.
        waiting: Of those, made but not handed out.
        stale: Of the valid ones, 待换发.
        households: Households kept today.
        households_with_card: Of those, with a valid card that was handed out.
    """

    made: int
    handed_out: int
    valid: int
    waiting: int
    stale: int
    households: int
    households_with_card: int
