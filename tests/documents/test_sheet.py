from itertools import pairwise

import pytest

from liaison_desktop.documents.contact_card import contact_cards_pdf
from liaison_desktop.documents.page import Correction
from liaison_desktop.documents.sheet import A6_FOUR, GRIDS, SheetOptions, plan_sides
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import Silence
from liaison_desktop.domain.terms.contact_card import CardLayout, Duplex
from tests.documents import paper

DPI = 600
GRID = GRIDS[CardLayout.BUSINESS]


def cards(count, layout=CardLayout.BUSINESS):
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    return [
        paper.card(n + 1, head=f"张{names[n]}", liaison=f"联{names[n]}", layout=layout)
        for n in range(count)
    ]


def printed(batch, **options):
    return contact_cards_pdf(batch, SheetOptions(**options), Silence())


def across(pdf, height, page=0):
    """Upright cutting marks met on a level line at this height."""
    return paper.strokes(paper.picture(pdf, page, DPI)[round(height / 25.4 * DPI)], DPI)


def down(pdf, distance, page=0):
    """Level cutting marks met on an upright line at this distance from the left."""
    return paper.strokes(paper.picture(pdf, page, DPI)[:, round(distance / 25.4 * DPI)], DPI)


def test_cuts_of_ten_cards_are_true_to_a_tenth_of_a_millimetre():
    pdf = printed(cards(1))
    for height in (9.5, 297 - 9.5):
        assert across(pdf, height) == pytest.approx([15, 105, 195], abs=0.1)
    for distance in (11, 210 - 11):
        assert down(pdf, distance) == pytest.approx(
            [13.5, 67.5, 121.5, 175.5, 229.5, 283.5], abs=0.1
        )


def test_marks_are_four_millimetres_long_and_two_off():
    pdf = printed(cards(1))
    column = paper.picture(pdf, 0, DPI)[:, round(15 / 25.4 * DPI)]
    dark = [y for y in range(round(14 / 25.4 * DPI)) if column[y] < 128]
    assert dark[0] / DPI * 25.4 == pytest.approx(7.5, abs=0.1)
    assert (dark[-1] + 1) / DPI * 25.4 == pytest.approx(11.5, abs=0.1)


def test_cuts_of_a6_and_a5():
    a6 = printed(cards(1, CardLayout.A6))
    assert across(a6, 39.5) == pytest.approx([31, 179], abs=0.1)
    assert down(a6, 27) == pytest.approx([43.5, 148.5, 253.5], abs=0.1)
    a5 = printed(cards(1, CardLayout.A5))
    assert down(a5, 7) == pytest.approx([148.5], abs=0.1)


def test_four_a6_lie_on_a_turned_sheet():
    pdf = printed(cards(4, CardLayout.A6), a6_on_sheet=4)
    assert paper.page_count(pdf) == 1
    assert across(pdf, 7) == pytest.approx([148.5], abs=0.1)
    for cell, card in enumerate(cards(4)):
        assert card.head in paper.text_in(pdf, 0, paper.cell_box(A6_FOUR, cell))
    with pytest.raises(RefusedError, match="2 张或 4 张"):
        printed(cards(1, CardLayout.A6), a6_on_sheet=3)


def test_marks_can_be_left_out():
    assert across(printed(cards(1), crop_marks=False), 9.5) == []


def test_a_correction_moves_one_side_only():
    shift = Correction(x=1.5, y=-0.5)
    pdf = printed(cards(1), duplex=Duplex.LONG, front=shift)
    assert across(pdf, 9.0) == pytest.approx([16.5, 106.5, 196.5], abs=0.1)
    assert down(pdf, 12.5)[0] == pytest.approx(13.0, abs=0.1)
    assert across(pdf, 9.5, page=1) == pytest.approx([15, 105, 195], abs=0.1)


@pytest.mark.parametrize(
    ("duplex", "behind"),
    [
        (Duplex.LONG, [1, 0, 3, 2, 5, 4, 7, 6, 9, 8]),
        (Duplex.MANUAL, [1, 0, 3, 2, 5, 4, 7, 6, 9, 8]),
        (Duplex.SHORT, [8, 9, 6, 7, 4, 5, 2, 3, 0, 1]),
    ],
)
def test_backs_lie_behind_their_fronts(duplex, behind):
    batch = cards(10)
    pdf = printed(batch, duplex=duplex)
    assert paper.page_count(pdf) == 2
    for cell, card in enumerate(batch):
        assert card.head in paper.text_in(pdf, 0, paper.cell_box(GRID, cell))
        assert card.liaison in paper.text_in(pdf, 1, paper.cell_box(GRID, behind[cell]))


def test_a_lying_sheet_turns_the_other_way():
    assert [A6_FOUR.behind(cell, Duplex.LONG) for cell in range(4)] == [2, 3, 0, 1]
    assert [A6_FOUR.behind(cell, Duplex.SHORT) for cell in range(4)] == [1, 0, 3, 2]


def test_fronts_and_backs_alternate_unless_turned_by_hand():
    batch = cards(22)
    sides = plan_sides(batch, SheetOptions(duplex=Duplex.SHORT))
    assert [side.back for side in sides] == [False, True] * 3
    by_hand = plan_sides(batch, SheetOptions(duplex=Duplex.MANUAL))
    assert [side.back for side in by_hand] == [False] * 3 + [True] * 3
    heads = [{card.head for _, card in side.cells} for side in by_hand]
    assert heads[3:] == [heads[2], heads[1], heads[0]]
    unturned = plan_sides(batch, SheetOptions(duplex=Duplex.MANUAL, backs_reversed=False))
    assert [{c.head for _, c in side.cells} for side in unturned[3:]] == heads[:3]


@pytest.mark.parametrize("start", [1, 4])
def test_cut_piles_put_on_each_other_are_in_order(start):
    batch = cards(22)
    sides = plan_sides(batch, SheetOptions(cut_and_stack=True, start=start))
    piles = {}
    for side in sides:
        for cell, card in side.cells:
            piles.setdefault(cell, []).append(card)
    stacked = [card for cell in sorted(piles) for card in piles[cell]]
    assert stacked == batch
    assert all(cell >= start - 1 for cell, _ in sides[0].cells)


def test_cards_touch_so_that_one_cut_parts_two():
    for grid in GRIDS.values():
        for near, far in pairwise(grid.across):
            assert far - near == pytest.approx(grid.cell_width)
        assert grid.across[-1] == pytest.approx(grid.width - grid.left)
        assert grid.down[-1] == pytest.approx(grid.height - grid.top)
