import pickle
import re

import pytest

from liaison_desktop.documents.card_measures import MEASURES
from liaison_desktop.documents.contact_card import (
    contact_cards_pdf,
    draw_sides,
    undrawable,
)
from liaison_desktop.documents.sheet import GRIDS, SheetOptions, plan_sides
from liaison_desktop.documents.vcard import Contact, vcard
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import CancelledError, Silence
from liaison_desktop.domain.register.card_number import spoken
from liaison_desktop.domain.terms.contact_card import CardLayout, Duplex
from tests.documents import paper

GRID = GRIDS[CardLayout.BUSINESS]
NAMES = (
    "张三",
    "古丽米娜·买买提",
    "𬭊堃",
    "欧阳㛃",
    "䶮彧",
    "犇喆",
    "<b>&李",
    "王五",
    "赵六",
    "孙七",
    "周八",
    "吴九",
)


def run(count=12, **changes):
    return [
        paper.card(
            n + 1,
            head=NAMES[n % len(NAMES)],
            cadre=f"岳{'一二三四五六七八九十甲乙'[n % 12]}",
            phone=f"138000{n:05d}",
            **changes,
        )
        for n in range(count)
    ]


def printed(cards, **options):
    return contact_cards_pdf(cards, SheetOptions(**options), Silence())


def test_every_card_says_what_it_should_where_it_should():
    cards = run()
    pdf = printed(cards)
    assert paper.page_count(pdf) == 2
    for place, card in enumerate(cards):
        page, cell = divmod(place, 10)
        text = paper.text_in(pdf, page, paper.cell_box(GRID, cell))
        for value in (
            card.title, card.village, card.group, card.head, card.household_number, card.cadre,
            card.post, card.unit, card.address, card.phone, card.email, card.station,
            "2023年5月8日制", spoken(card.number), "扫码存电话",
        ):  # fmt: skip
            assert value in text


def test_every_code_is_read_from_the_page():
    cards = run()
    pdf = printed(cards)
    found = paper.codes(pdf, 0)
    assert sorted(found["Code128"]) == sorted(card.number for card in cards[:10])
    assert sorted(found["QRCode"]) == sorted(
        vcard(Contact(c.cadre, c.unit, c.post, c.phone, c.email, c.address)) for c in cards[:10]
    )


@pytest.mark.parametrize("layout", [CardLayout.A6, CardLayout.A5])
def test_codes_of_the_larger_cards_are_read(layout):
    cards = run(2, layout=layout)
    found = paper.codes(printed(cards), 0, dpi=200)
    assert sorted(found["Code128"]) == sorted(card.number for card in cards)
    assert len(found["QRCode"]) == 2


def test_fonts_are_embedded_in_part_and_nothing_else_is_used():
    pdf = printed([*run(), *run(2, layout=CardLayout.A6)], duplex=Duplex.LONG)
    fonts = paper.fonts(pdf)
    assert len(fonts) >= 3
    assert all(embedded for _, embedded in fonts)
    listed = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert listed
    assert all(re.fullmatch(rb"[A-Z]{6}\+\S+", name) for name in listed)
    assert pdf.count(b"/FontFile2 ") == len(listed)
    assert len(pdf) < 400_000


def test_a_missing_value_leaves_no_label():
    pdf = printed([paper.card(email="", address="", post="", unit="")])
    text = paper.page_text(pdf)
    for label in ("邮箱", "地址", "单位", "职务"):
        assert label not in text
    assert "岳青松" in text


def test_without_a_phone_there_is_nothing_to_store():
    pdf = printed([paper.card(phone="")])
    assert "扫码存电话" not in paper.page_text(pdf)
    assert "电话" not in paper.page_text(pdf)
    assert list(paper.codes(pdf, 0)) == ["Code128"]


def test_the_back_promises_and_informs():
    pdf = printed([paper.card()], duplex=Duplex.LONG)
    text = paper.page_text(pdf, 1)
    for value in (
        "承诺事项", "1.", "每季度入户走访不少于一次。", "王小二", "13900005678", "监督服务电话",
        "0874-8000000", "责任小组：第二责任小组", "告知：",
    ):  # fmt: skip
        assert value in text


def test_a_back_without_promises_leaves_room_for_notes():
    pdf = printed([paper.card(promises=(), liaison="", liaison_phone="")], duplex=Duplex.LONG)
    text = paper.page_text(pdf, 1)
    assert "联系记录" in text
    assert "承诺事项" not in text
    assert "联络员" not in text


def test_layouts_have_their_own_sheets_and_keep_order():
    cards = run(6)
    mixed = [
        paper.card(n + 1, head=card.head, layout=CardLayout.A6 if n % 2 else CardLayout.BUSINESS)
        for n, card in enumerate(cards)
    ]
    pdf = printed(mixed)
    assert paper.page_count(pdf) == 3
    first = paper.page_text(pdf, 0)
    assert [first.index(mixed[n].head) for n in (0, 2, 4)] == sorted(
        first.index(mixed[n].head) for n in (0, 2, 4)
    )
    a6 = GRIDS[CardLayout.A6]
    assert mixed[1].head in paper.text_in(pdf, 1, paper.cell_box(a6, 0))
    assert mixed[3].head in paper.text_in(pdf, 1, paper.cell_box(a6, 1))
    assert mixed[5].head in paper.text_in(pdf, 2, paper.cell_box(a6, 0))


def test_printing_starts_at_the_chosen_cell():
    cards = run(5)
    pdf = printed(cards, start=7)
    assert paper.page_count(pdf) == 2
    for cell in range(6):
        assert paper.text_in(pdf, 0, paper.cell_box(GRID, cell)).strip() == ""
    for n in range(4):
        assert cards[n].head in paper.text_in(pdf, 0, paper.cell_box(GRID, 6 + n))
    assert cards[4].head in paper.text_in(pdf, 1, paper.cell_box(GRID, 0))


@pytest.mark.parametrize("start", [0, 11])
def test_a_cell_that_does_not_exist_is_refused(start):
    with pytest.raises(RefusedError, match="1 到 10"):
        printed(run(1), start=start)


def test_nothing_to_print_is_said():
    with pytest.raises(RefusedError, match="没有可打印的联系卡"):
        printed([])


def test_slices_drawn_apart_are_the_whole():
    cards = run(25)
    options = SheetOptions(duplex=Duplex.LONG)
    sides = plan_sides(cards, options)
    assert pickle.dumps(sides)  # slices travel to other processes
    parts = [draw_sides(sides[:2], options, Silence()), draw_sides(sides[2:], options, Silence())]
    whole = contact_cards_pdf(cards, options, Silence())
    texts = [paper.page_text(part, n) for part in parts for n in range(paper.page_count(part))]
    assert paper.page_count(whole) == 6
    assert texts == [paper.page_text(whole, page) for page in range(6)]


def test_the_same_cards_give_the_same_bytes():
    assert printed(run(3)) == printed(run(3))


def test_progress_hears_of_every_side_and_may_stop():
    class Listener:
        def __init__(self):
            self.heard = []

        def step(self, done, total, sentence):
            self.heard.append((done, total))
            if done >= 20:
                raise CancelledError

    listener = Listener()
    with pytest.raises(CancelledError):
        contact_cards_pdf(run(45), SheetOptions(), listener)
    assert listener.heard == [(10, 45), (20, 45)]


def test_names_that_cannot_be_drawn_are_listed_before_printing():
    lost = "李\U0003134f"
    assert undrawable([paper.card(head="𬭊堃"), paper.card(2, head=lost)]) == {
        lost: frozenset("\U0003134f")
    }


def test_a_red_title_is_a_choice_and_black_the_default():
    black = paper.pypdfium2.PdfDocument(printed([paper.card()]))[0].render(scale=2).to_numpy()
    red = paper.pypdfium2.PdfDocument(printed([paper.card()], red_title=True))[0]
    pixels = red.render(scale=2).to_numpy().astype(int)
    assert (black.max(axis=2) == black.min(axis=2)).all()
    assert (pixels[..., 2] - pixels[..., 0] > 100).any()


@pytest.mark.parametrize("layout", CardLayout)
def test_type_is_as_large_as_old_eyes_need(layout):
    measures = MEASURES[layout]
    smallest = min(measures.small, measures.text[1])
    assert smallest >= 7.5
    assert measures.phone >= (13 if layout is CardLayout.BUSINESS else 18)
    assert measures.person >= 12
    assert measures.phone > max(measures.person, measures.title)
