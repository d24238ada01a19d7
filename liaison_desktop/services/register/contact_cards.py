"""Contact cards (民情联系卡): issuing, printing, handing out, replacing (domain.md 3)."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.card_issue import (
    CardCounts,
    CardFilter,
    IssuePreview,
    IssueReport,
    StepReport,
)
from liaison_desktop.domain.register.card_number import is_card_number
from liaison_desktop.domain.register.contact_card import CardContent, CardDetail, CardRow
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import (
    CARD_STATE_LABELS,
    VALID_STATES,
    CardEventKind,
    CardLayout,
    ReceiptWay,
)
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.on_demand import on_demand
from liaison_desktop.services.register import contact_cards_issue, contact_cards_steps
from liaison_desktop.services.register.contact_cards_rows import (
    PLACE_ORDER,
    card_contents,
    card_counts,
    card_events,
    card_ids,
    card_rows,
)
from liaison_desktop.services.register.households import Households

if TYPE_CHECKING:
    from liaison_desktop.documents.sheet import SheetOptions

ALL_CARDS = CardFilter()
_GONE = "没有找到该联系卡。请刷新列表。"


class ContactCards:
    """The contact cards of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, wanted: CardFilter = ALL_CARDS, sort: Sort = PLACE_ORDER) -> "array[int]":
        """Return the keys of cards; the natural order is 村→组→户号."""
        households = Households(self._context).ids(wanted.households, Sort())
        with self._context.store.reading() as session:
            return card_ids(session, wanted, households, sort, self._context.today())

    def count(self, wanted: CardFilter = ALL_CARDS) -> int:
        """Return how many cards a filter finds."""
        return len(self.ids(wanted))

    def rows(self, ids: Sequence[int]) -> dict[int, CardRow]:
        """Return list lines by key; stale cards say what is wrong on them."""
        with self._context.store.reading() as session:
            return card_rows(session, ids, self._context.today())

    def detail(self, card_id: int) -> CardDetail:
        """Return a card with its issue log.

        Raises:
            RefusedError: When it does not exist.
        """
        with self._context.store.reading() as session:
            row = card_rows(session, [card_id], self._context.today()).get(card_id)
            if row is None:
                raise RefusedError(_GONE)
            content = card_contents(session, [card_id])[0]
            return CardDetail(row, content, card_events(session, card_id))

    def contents(self, ids: Sequence[int]) -> tuple[CardContent, ...]:
        """Return what cards print, in the order of the keys."""
        with self._context.store.reading() as session:
            return card_contents(session, ids)

    def counts(self) -> CardCounts:
        """Return the counters of domain.md 3.3."""
        with self._context.store.reading() as session:
            return card_counts(session, self._context.today())

    def by_number(self, text: str) -> CardRow | None:
        """Return the card of a typed or scanned number, whatever its state; None if none.

        Blanks and hyphens between the groups are allowed; a wrong check digit finds none.
        """
        if not is_card_number(text):
            return None
        number = text.replace(" ", "").replace("-", "").strip()
        card = table("contact_card").c
        with self._context.store.reading() as session:
            key = session.scalar(select(card.id).where(card.number == number))
            return card_rows(session, [key], self._context.today())[key] if key else None

    def issue(self, wanted: HouseholdFilter, layout: CardLayout | None = None) -> IssueReport:
        """Make cards for households that have a cadre and no valid card from him.

        Args:
            wanted: Which households.
            layout: Size of the cards; None for A6 where someone is 60 or older, else 名片.

        Returns:
            The new cards, and the households without one: no cadre, no head, the cadre
            without a phone, or a card that waits to be replaced.
        """
        households = Households(self._context).ids(wanted, Sort())
        return contact_cards_issue.issue(self._context, households, layout)

    def preview_issue(
        self, wanted: HouseholdFilter, layout: CardLayout | None = None
    ) -> IssuePreview:
        """Return how many cards ``issue`` would make, and who would get none and why."""
        households = Households(self._context).ids(wanted, Sort())
        return contact_cards_issue.preview(self._context, households, layout)

    def replace(self, ids: Sequence[int], layout: CardLayout | None = None) -> IssueReport:
        """Make new cards for cards in use (换发); the old ones become 已换发.

        A card whose cadre is no longer responsible is replaced by one of his successor.
        """
        return self._replace(ids, CardEventKind.REPLACED, layout)

    def preview_replace(self, ids: Sequence[int], layout: CardLayout | None = None) -> IssuePreview:
        """Return how many cards ``replace`` would make, and who would get none and why."""
        ordered = self.ids(CardFilter(ids=tuple(ids)))
        return contact_cards_issue.preview_replace(self._context, ordered, layout)

    def reissue(self, ids: Sequence[int], layout: CardLayout | None = None) -> IssueReport:
        """Make new cards for lost ones (遗失补发); the lost numbers are closed."""
        return self._replace(ids, CardEventKind.REISSUED, layout)

    def hand_out(
        self,
        ids: Sequence[int],
        on: date,
        receiver: str = "",
        way: ReceiptWay = ReceiptWay.SELF,
    ) -> StepReport:
        """Hand made cards out, with who signed for them.

        Args:
            ids: The cards; those not just made, and those that are stale, are left.
            on: Day of handing out.
            receiver: Who signed, "" for the head himself or nobody by name.
            way: 本人, 家属, 张贴 or 代收.

        Raises:
            RefusedError: When none of them can be handed out.
        """
        return contact_cards_steps.hand_out(self._context, ids, on, receiver, way)

    def take_back(self, ids: Sequence[int], on: date, reason: str = "") -> StepReport:
        """Take handed-out cards back (回收).

        Raises:
            RefusedError: When none of them is out.
        """
        return contact_cards_steps.take_back(self._context, ids, on, reason)

    def void(self, ids: Sequence[int], reason: str) -> StepReport:
        """Void cards in use (作废); their numbers are never given again.

        Raises:
            RefusedError: When none of them is in use.
        """
        return contact_cards_steps.void(self._context, ids, reason)

    def mark_printed(self, ids: Sequence[int]) -> StepReport:
        """Note that cards were printed; call it once the printer or the file took them.

        Raises:
            RefusedError: When none of them is in use.
        """
        return contact_cards_steps.mark_printed(self._context, ids)

    def missing_glyphs(self, ids: Sequence[int]) -> dict[str, frozenset[str]]:
        """Return texts of cards that no font can draw, with those characters."""
        # Lists of cards must not wait for the PDF library and its fonts.
        from liaison_desktop.documents.contact_card import undrawable  # noqa: PLC0415 - see above

        return undrawable(self.contents(ids))

    def print_pdf(
        self,
        ids: Sequence[int],
        options: "SheetOptions | None" = None,
        progress: Progress | None = None,
        *,
        layout: CardLayout | None = None,
    ) -> bytes:
        """Return the PDF of cards in print order (村→组→户号), each layout on its own sheets.

        Args:
            ids: Cards in use.
            options: How they are put on paper, None for fronts only from the first cell.
            progress: Told where the work is; may cancel.
            layout: A size for all of them this time, None for each in its own.

        Raises:
            RefusedError: When there is none, or one of them is no longer in use.
        """
        ordered = self.ids(CardFilter(ids=tuple(ids)))
        rows = self.rows(ordered)
        if not ordered:
            raise RefusedError("没有可以打印的联系卡。请先制卡，或调整筛选条件。")
        for row in rows.values():
            if row.state not in VALID_STATES:
                label = CARD_STATE_LABELS[row.state]
                raise RefusedError(f"联系卡 {row.number} {label}，不能打印。请从名单中去掉。")
        contents = self.contents(ordered)
        if layout is not None:
            contents = tuple(replace(content, layout=layout) for content in contents)
        pdf: bytes = on_demand("cards_pdf")(contents, options, progress)
        return pdf

    def _replace(
        self, ids: Sequence[int], kind: CardEventKind, layout: CardLayout | None
    ) -> IssueReport:
        ordered = self.ids(CardFilter(ids=tuple(ids)))
        return contact_cards_issue.replace(self._context, ordered, kind, layout)
