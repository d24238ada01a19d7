from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.report_page import TITLE_SIZE, WIDE
from liaison_desktop.documents.report_title import title_lines, title_marks
from liaison_desktop.documents.text import width

EM = 22 / 72 * 25.4
TITLES = {
    "罗雄镇2023年上半年工作总结": ("罗雄镇2023年上半年工作总结",),
    "罗平县罗雄镇群众工作站2023年上半年工作总结": (
        "罗平县罗雄镇群众工作站2023年上半年", "工作总结",
    ),
    "关于罗雄镇中和村矛盾纠纷排查调处工作情况的报告": (
        "关于罗雄镇中和村", "矛盾纠纷排查调处工作情况的报告",
    ),
    "罗平县科学技术协会干部直接联系群众工作2023年上半年情况汇报": (
        "罗平县科学技术协会干部直接联系群众工作", "2023年上半年情况汇报",
    ),
    "黄石市2023年6月矛盾纠纷排查调处情况通报": (
        "黄石市2023年6月", "矛盾纠纷排查调处情况通报",
    ),
    "罗平县罗雄镇人民政府关于2023年上半年干部结对联户和走访群众工作情况的报告": (
        "罗平县罗雄镇人民政府", "关于2023年上半年干部结对联户", "和走访群众工作情况的报告",
    ),
}  # fmt: skip
WORDS = st.sampled_from(
    ("罗平县", "罗雄镇", "群众工作站", "人民政府", "关于", "2023年上半年", "矛盾纠纷", "排查调处",
     "干部", "结对联户", "走访", "情况的报告", "工作总结",
     "2023年1月1日至6月30日", "和", "《信访工作条例》")
)  # fmt: skip


def wide(line):
    return width(line, Style.TITLE, TITLE_SIZE)


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_broken_by_meaning(title):
    assert title_lines(title) == TITLES[title]


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_neither_rectangles_nor_hourglasses(title):
    wides = [wide(line) for line in title_lines(title)]
    steps = [after - before for before, after in pairwise(wides)]
    assert all(abs(step) > 0.8 * EM for step in steps)
    assert not any(a < 0 < b for a, b in pairwise(steps))


def test_a_line_break_a_person_made_wins():
    assert title_lines("罗雄镇\n2023年上半年工作总结") == ("罗雄镇", "2023年上半年工作总结")


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14).map("".join))
def test_any_title_is_whole_fits_and_breaks_no_figure(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    for line in lines:
        assert wide(line) <= WIDE + 0.01
    for before, after in pairwise(lines):
        assert not (before[-1].isdigit() and after[0] in "0123456789年月日")


def test_a_title_without_known_words_is_still_broken_evenly():
    lines = title_lines("甲乙丙丁" * 8)
    assert "".join(lines) == "甲乙丙丁" * 8
    assert all(wide(line) <= WIDE for line in lines)


def test_lines_stand_in_the_middle_and_keep_to_as_many_rows():
    marks = title_marks(("甲乙丙丁", "戊己"))
    assert [mark.x for mark in marks] == [WIDE / 2] * 2
    assert marks[1].y + 0.12 * EM < 2 * 225 / 22 + 0.1
