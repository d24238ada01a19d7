"""Sheets of cards: which card stands where, on which side, with cutting marks.

Sizes and margins are those of domain.md 3.2: cards touch each other, so one cut parts
two of them; marks are 4 mm long and 2 mm off the cards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from liaison_desktop.documents.page import NO_CORRECTION, Correction, Line
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.domain.terms.contact_card import CardLayout, Duplex

MARK_LENGTH, MARK_DISTANCE, MARK_INSIDE = 4.0, 2.0, 5.0

NOTICE = (
    "告知：本站为联系服务您家登记信息，依法保密，您可查询、更正。"
    "凭卡号来电来访，即可查到您家的联系干部。"
)


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """Cards on a sheet; millimetres.

    Attributes:
        width, height: Paper.
        columns, rows: Cards across and down.
        cell_width, cell_height: One card.
        left, top: Paper edge to the first cut; the other two margins are the same.
    """

    width: float
    height: float
    columns: int
    rows: int
    cell_width: float
    cell_height: float
    left: float
    top: float

    @property
    def cells(self) -> int:
        """Number of cards on a sheet."""
        return self.columns * self.rows

    @property
    def across(self) -> tuple[float, ...]:
        """Distances of the upright cuts from the left edge."""
        return tuple(self.left + n * self.cell_width for n in range(self.columns + 1))

    @property
    def down(self) -> tuple[float, ...]:
        """Distances of the level cuts from the top edge."""
        return tuple(self.top + n * self.cell_height for n in range(self.rows + 1))

    def origin(self, cell: int) -> tuple[float, float]:
        """Return the top left corner of a cell, counted from 0 along the rows."""
        row, column = divmod(cell, self.columns)
        return self.left + column * self.cell_width, self.top + row * self.cell_height

    def behind(self, cell: int, duplex: Duplex) -> int:
        """Return the cell of the back side that lies behind a cell of the front.

        Turning over the long edge swaps columns of an upright sheet and rows of a lying
        one; the short edge does the other. By hand a clerk turns over the long edge.
        """
        row, column = divmod(cell, self.columns)
        upright = self.height >= self.width
        if (duplex is not Duplex.SHORT) == upright:
            column = self.columns - 1 - column
        else:
            row = self.rows - 1 - row
        return row * self.columns + column


GRIDS = {
    CardLayout.BUSINESS: SheetGrid(210, 297, 2, 5, 90, 54, 15, 13.5),
    CardLayout.A6: SheetGrid(210, 297, 1, 2, 148, 105, 31, 43.5),
    CardLayout.A5: SheetGrid(210, 297, 1, 2, 210, 148.5, 0, 0),
}
# Borderless: the printer cannot reach the edges, the cards' own white margin covers that.
A6_FOUR = SheetGrid(297, 210, 2, 2, 148.5, 105, 0, 0)


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How cards are put on paper.

    Attributes:
        start: First cell to use on the first sheet, from 1 along the rows, so that a
            part-used sheet is not wasted.
        duplex: How the backs are printed; ``NONE`` prints fronts only.
        front, back: What makes up for the printer's misfeed on either side.
        crop_marks: Whether cutting marks are drawn.
        a6_on_sheet: 2 with margins, or 4 without (cut at the middle lines).
        cut_and_stack: Cards run through the stack, so that the cut piles, put on each
            other, are in order; otherwise they run across each sheet.
        backs_reversed: By hand: backs begin with the last sheet, as a stack taken from a
            face-down tray and put back unturned is drawn in.
        red_title: Title and rules in red; black alone is complete.
        notice: The sentence on the back about what is kept of the household (PIPL 17).
    """

    start: int = 1
    duplex: Duplex = Duplex.NONE
    front: Correction = NO_CORRECTION
    back: Correction = NO_CORRECTION
    crop_marks: bool = True
    a6_on_sheet: int = 2
    cut_and_stack: bool = False
    backs_reversed: bool = True
    red_title: bool = False
    notice: str = NOTICE


@dataclass(frozen=True, slots=True)
class SidePlan:
    """One side of one sheet.

    Attributes:
        layout: Size of its cards.
        back: Whether it is the back.
        cells: Cell and card; cells are those of this side, from 0.
    """

    layout: CardLayout
    back: bool
    cells: tuple[tuple[int, CardContent], ...] = field(default=())


def grid_of(layout: CardLayout, options: SheetOptions) -> SheetGrid:
    """Return the sheet a layout is printed on.

    Raises:
        RefusedError: When A6 is asked for in another number than 2 or 4.
    """
    if layout is CardLayout.A6 and options.a6_on_sheet != 2:
        if options.a6_on_sheet != 4:
            raise RefusedError("A6 卡每张 A4 纸只能排 2 张或 4 张，请重新选择。")
        return A6_FOUR
    return GRIDS[layout]


def plan_sides(cards: Sequence[CardContent], options: SheetOptions) -> tuple[SidePlan, ...]:
    """Return the sides of all sheets in printing order.

    Layouts are not mixed on a sheet: each has its own sheets, in the order in which it
    first appears, and cards keep their order. The plan can be cut anywhere and its parts
    drawn in different processes.

    Raises:
        RefusedError: When the start cell does not exist on the first sheet.
    """
    by_layout: dict[CardLayout, list[CardContent]] = {}
    for card in cards:
        by_layout.setdefault(card.layout, []).append(card)
    fronts: list[SidePlan] = []
    for layout, group in by_layout.items():
        if not fronts:
            require_start(layout, options)
        used = 0 if fronts else options.start - 1
        fronts.extend(_fronts(layout, group, used, options))
    if options.duplex is Duplex.NONE:
        return tuple(fronts)
    backs = [_back(front, options) for front in fronts]
    if options.duplex is Duplex.MANUAL:
        return (*fronts, *(reversed(backs) if options.backs_reversed else backs))
    return tuple(side for pair in zip(fronts, backs, strict=True) for side in pair)


def require_start(layout: CardLayout, options: SheetOptions) -> None:
    """Refuse a start cell that does not exist on a sheet of a layout, the first printed.

    Raises:
        RefusedError: When it does not exist.
    """
    cells = grid_of(layout, options).cells
    if not 1 <= options.start <= cells:
        raise RefusedError(
            f"起始格应在 1 到 {cells} 之间（{layout.value}每张纸 {cells} 格），请重新填写。"
        )


def _fronts(
    layout: CardLayout, cards: Sequence[CardContent], used: int, options: SheetOptions
) -> Iterator[SidePlan]:
    cells = grid_of(layout, options).cells
    sheets = -(-(used + len(cards)) // cells)
    slots = [divmod(slot, cells) for slot in range(used, sheets * cells)]
    if options.cut_and_stack:
        slots.sort(key=lambda slot: (slot[1], slot[0]))
    filled = sorted(zip(slots, cards, strict=False), key=lambda pair: pair[0])
    for _, sheet in groupby(filled, key=lambda pair: pair[0][0]):
        yield SidePlan(layout, back=False, cells=tuple((slot[1], card) for slot, card in sheet))


def _back(front: SidePlan, options: SheetOptions) -> SidePlan:
    grid = grid_of(front.layout, options)
    cells = ((grid.behind(cell, options.duplex), card) for cell, card in front.cells)
    return SidePlan(front.layout, back=True, cells=tuple(cells))


def crop_marks(grid: SheetGrid) -> tuple[Line, ...]:
    """Return the cutting marks of a sheet.

    Where the cards reach the paper's edge the mark lies on the cut itself, just inside
    what printers can reach.
    """
    upright = [
        Line(x, a, x, b)
        for x in _inside(grid.across, grid.width)
        for a, b in _mark_ends(grid.top, grid.height)
    ]
    level = [
        Line(a, y, b, y)
        for y in _inside(grid.down, grid.height)
        for a, b in _mark_ends(grid.left, grid.width)
    ]
    return (*upright, *level)


def _inside(cuts: Iterable[float], paper: float) -> list[float]:
    return [cut for cut in cuts if 0 < cut < paper]


def _mark_ends(margin: float, paper: float) -> tuple[tuple[float, float], tuple[float, float]]:
    outer = margin - MARK_DISTANCE - MARK_LENGTH
    if outer < 0:
        outer = MARK_INSIDE
    inner = outer + MARK_LENGTH
    return (outer, inner), (paper - inner, paper - outer)
