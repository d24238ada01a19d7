"""Nothing on a card overlaps, leaves the safe area or becomes too small, whatever is printed."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.documents.card_back import back, back_stamp, heading_of
from liaison_desktop.documents.card_front import front, front_stamp
from liaison_desktop.documents.card_measures import MEASURES
from liaison_desktop.documents.page import Align, Code, Ink, Text
from liaison_desktop.documents.sheet import NOTICE
from liaison_desktop.documents.text import MM, width
from liaison_desktop.domain.terms.contact_card import CardLayout
from tests.documents import paper

SOURCE = "云南省罗平县（大水井）苗族彝族乡、补歹村民委员会12组·㛃。" * 8
# Every length equally often: drawn letter by letter, long texts would hardly occur.
HAN = st.tuples(st.integers(0, 30), st.integers(0, 80)).map(lambda cut: SOURCE[cut[0] :][: cut[1]])
NAME = st.integers(1, 16).map(lambda count: "古丽米娜·买买提江堃䶮阿不都热合曼"[:count])
CARD = st.fixed_dictionaries(
    {
        "village": HAN, "group": NAME, "head": NAME, "cadre": NAME, "post": HAN, "unit": HAN,
        "address": HAN, "station": HAN, "liaison": NAME, "team": HAN,
        "phone": st.sampled_from(("13800001234", "", "13800001234、0874-8000000")),
        "email": st.sampled_from(("", "y@example.cn", "a.very.long.name@office.town.example.cn")),
        "promises": st.lists(HAN, max_size=4).map(tuple),
    }
)  # fmt: skip


def box(mark):
    """Left, top, right, bottom of what a mark inks, in mm."""
    if isinstance(mark, Code):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    em = mark.size / MM
    long = width(mark.text, mark.style, mark.size) + mark.spacing / MM * (len(mark.text) - 1)
    long *= mark.stretch
    left = mark.x - {Align.LEFT: 0, Align.CENTRE: long / 2, Align.RIGHT: long}[mark.align]
    return left, mark.y - 0.8 * em, left + long, mark.y + 0.08 * em


def overlapping(marks):
    boxes = [(mark, box(mark)) for mark in marks]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.01 and min(a[3], b[3]) - max(a[1], b[1]) > 0.01
    ]


def assert_sound(marks, measures):
    inked = [mark for mark in marks if isinstance(mark, Text | Code)]
    assert overlapping(inked) == []
    for mark in inked:
        left, top, right, bottom = box(mark)
        assert left >= 3
        assert top >= 3
        assert right <= measures.width - 3 + 0.01
        assert bottom <= measures.height - 3
        if isinstance(mark, Text):
            assert mark.size >= 7.5 - 1e-9


@pytest.mark.parametrize("layout", CardLayout)
@settings(max_examples=40, deadline=None)
@given(values=CARD)
def test_fronts_are_sound(layout, values):
    measures = MEASURES[layout]
    card = paper.card(layout=layout, **values)
    stamp = front_stamp(measures, card.title, Ink.BLACK, caption=bool(card.phone))
    marks = (*stamp.marks, *front(card, measures))
    assert_sound(marks, measures)
    texts = [mark for mark in marks if isinstance(mark, Text)]
    largest = max(texts, key=lambda mark: mark.size)
    if card.phone == "13800001234":
        assert largest.text == card.phone


@pytest.mark.parametrize("layout", CardLayout)
@settings(max_examples=40, deadline=None)
@given(values=CARD)
def test_backs_are_sound(layout, values):
    measures = MEASURES[layout]
    card = paper.card(layout=layout, **values)
    stamp = back_stamp(measures, heading_of(card), NOTICE, Ink.BLACK)
    assert_sound((*stamp.marks, *back(card, measures, NOTICE)), measures)


def test_a_four_line_address_is_printed_whole():
    address = (
        "罗平县大水井乡补歹村上补歹村民小组小河边自然村大青树下"
        "第三排第十二号院内东侧二层小楼原供销合作社旧址左转第三间办公室南侧旁边"
    )
    measures = MEASURES[CardLayout.BUSINESS]
    marks = front(paper.card(address=address), measures)
    lines = [mark.text for mark in marks if isinstance(mark, Text)]
    assert address in "".join(lines)


def test_a_long_place_keeps_its_group_and_a_long_head_the_number():
    card = paper.card(village="大水井苗族彝族乡补歹村民委员会" * 2, head="古丽米娜" * 6)
    texts = [
        mark.text for mark in front(card, MEASURES[CardLayout.BUSINESS]) if isinstance(mark, Text)
    ]
    assert any("…" in text and text.endswith("第3组") for text in texts)
    assert any("…" in text and text.endswith(card.household_number) for text in texts)
