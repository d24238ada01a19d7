"""Runs of contact cards (民情联系卡) as PDF.

``plan_sides`` says what stands on which sheet; ``draw_sides`` draws any stretch of that
plan.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from liaison_desktop.documents.card_back import back, back_stamp, heading_of
from liaison_desktop.documents.card_front import front, front_stamp
from liaison_desktop.documents.card_measures import MEASURES
from liaison_desktop.documents.page import Ink, Page, Placed, Stamp
from liaison_desktop.documents.sheet import (
    SheetGrid,
    SheetOptions,
    SidePlan,
    crop_marks,
    grid_of,
    plan_sides,
)
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, missing_glyphs
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.contact_card import CardContent

FILE_TITLE = "民情联系卡"


def contact_cards_pdf(
    cards: Sequence[CardContent], options: SheetOptions, progress: Progress
) -> bytes:
    """Return the PDF of cards, in order, each layout on its own sheets.

    Args:
        cards: What to print; their ``layout`` says in which size.
        options: How they are put on paper.
        progress: Told after every side of a sheet, in cards.

    Raises:
        RefusedError: When there is no card, or the start cell does not exist.
        CancelledError: When the progress wants the work to stop.
    """
    if not cards:
        raise RefusedError("没有可打印的联系卡，请先制卡或调整筛选条件。")
    return draw_sides(plan_sides(cards, options), options, progress)


def draw_sides(sides: Sequence[SidePlan], options: SheetOptions, progress: Progress) -> bytes:
    """Draw a stretch of a plan (plain values: it may come from another process)."""
    total = sum(len(side.cells) for side in sides)
    surface = Surface(FILE_TITLE)
    done = 0
    for side in sides:
        surface.add(side_page(side, options))
        done += len(side.cells)
        progress.step(done, total, "正在排版民情联系卡")
    return surface.finish()


def side_page(side: SidePlan, options: SheetOptions) -> Page:
    """Return one side of a sheet as a page."""
    grid = grid_of(side.layout, options)
    parts = []
    if options.crop_marks:
        parts.append(Placed(0, 0, (), (_crop_stamp(grid),)))
    place = _placed_back if side.back else _placed_front
    for cell, card in side.cells:
        parts.append(place(card, *grid.origin(cell), options))
    correction = options.back if side.back else options.front
    return Page(grid.width, grid.height, tuple(parts), correction)


def undrawable(cards: Iterable[CardContent]) -> dict[str, frozenset[str]]:
    """Return what is printed on the cards but cannot be drawn: text to its characters."""
    texts = {text for card in cards for text in _texts(card)}
    return missing_glyphs(sorted(texts))


def _texts(card: CardContent) -> tuple[str, ...]:
    return (
        card.title, card.village, card.group, card.household_number, card.head, card.cadre,
        card.post, card.unit, card.address, card.phone, card.email, card.team, card.station,
        card.liaison, card.liaison_phone, card.hotline, *card.promises,
    )  # fmt: skip


def _placed_front(card: CardContent, x: float, y: float, options: SheetOptions) -> Placed:
    measures = MEASURES[card.layout]
    with_code = bool(clean(card.phone))
    stamp = front_stamp(measures, clean(card.title), _ink(options), caption=with_code)
    return Placed(x, y, front(card, measures), (stamp,))


def _placed_back(card: CardContent, x: float, y: float, options: SheetOptions) -> Placed:
    measures = MEASURES[card.layout]
    stamp = back_stamp(measures, heading_of(card), options.notice, _ink(options))
    return Placed(x, y, back(card, measures, options.notice), (stamp,))


@lru_cache
def _crop_stamp(grid: SheetGrid) -> Stamp:
    return Stamp(f"cuts-{grid.columns}x{grid.rows}-{grid.width:.0f}", crop_marks(grid))


def _ink(options: SheetOptions) -> Ink:
    return Ink.RED if options.red_title else Ink.BLACK
