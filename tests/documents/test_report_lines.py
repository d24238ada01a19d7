import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.report_clusters import clusters
from liaison_desktop.documents.report_lines import Measure, set_paragraph
from liaison_desktop.documents.report_paper import report_pdf
from liaison_desktop.documents.text import clean
from tests.documents import report_papers as papers

NEVER_FIRST = set("，。、；：？！）》】」』”’％")
NEVER_LAST = set("（《【「『“‘〔")
PIECES = st.one_of(
    st.sampled_from("中和村三组矛盾纠纷排查调处工作㛃䶮𬭊"),
    st.sampled_from("，。、；：？！（）《》“”"),
    st.sampled_from(
        ("2023年", "16起", "57.1%", "7.85万元", "3.5个百分点", "〔2023〕5号", "GB/T 9704", "212户",
         "179个", "＿＿件", "——", "……", "群众工作", "矛盾纠纷排查调处", "a", "QQ", "1998", " ")
    ),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=160).map("".join).map(clean)
WHOLE = re.compile(
    r"\d+(?:\.\d+)?(?:年|起|%|万元|个百分点|户|个)|〔2023〕5号|GB/T 9704|＿＿件|——|……"
)


def lines_of(text, first=2):
    return [line.text for line in set_paragraph(text, Style.FANG, Measure(first))]


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("中中中中中中中中中中2023年2023年7.85万元3.5个百分点 ，")
@example("中中中中中中中中中中中中中中中中中中中中中中中中中（ 中")
def test_any_text_is_whole_and_no_line_begins_or_ends_with_a_forbidden_mark(text):
    assume(not re.search(r"[，。、；：？！（）《》“”…—]{8}", text))
    lines = lines_of(text)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines[1:]:
        assert line[0] not in NEVER_FIRST
    for line in lines[:-1]:
        assert line[-1] not in NEVER_LAST


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("中中中中中3.5个百分点矛盾纠纷排查调处GB/T 97042023年")
def test_figures_stay_with_their_unit_on_one_line(text):
    joined = "".join(text.split(" "))
    assume(not re.search(r"[0-9＿％%.A-Za-z—…〔〕号/]{24}", joined))
    lines = lines_of(text)
    for figure in WHOLE.finditer(text):
        assert any(squeezed(figure.group()) in squeezed(line) for line in lines)


def gap_needed(line):
    """Return the cells between characters that would bring a line to the right edge."""
    texts = [one.text for one in clusters(line.text.strip(), Style.FANG)]
    places = sum(not (a == b and a in "—…") for a, b in pairwise(texts))
    return (28 - line.cells) / places if places else 28


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("2023年7.85万元3.5个百分点GB/T 9704中GB/T 97042023年")
def test_every_line_but_the_last_ends_at_the_right_edge_or_is_left_uneven(text):
    assume(not re.search(r"[，。、；：？！（）《》“”…—]{8}", text))
    for line in set_paragraph(text, Style.FANG, Measure(2))[:-1]:
        assert line.cells <= 28 + 1e-6
        assert line.cells == pytest.approx(28) or gap_needed(line) > 0.5


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=6))
def test_a_pdf_says_what_the_paper_says_in_order(paragraphs):
    paper = papers.paper(*(papers.block("BODY", text) for text in paragraphs))
    said = squeezed(papers.TITLE + "".join(paragraphs) + papers.NAME + "2023年7月5日")
    drawn = re.sub(r"—\d+—$", "", papers.text_of(report_pdf(paper), 0, 1))
    assert said.startswith(drawn)
    assert squeezed(re.sub(r"\s", "", drawn)) == said[: len(drawn)]


def test_28_characters_make_a_line_and_the_29th_begins_the_next():
    assert list(map(len, lines_of("众" * 57, first=0))) == [28, 28, 1]
    assert list(map(len, lines_of("众" * 57))) == [26, 28, 3]


def test_four_digits_take_the_room_of_two_characters():
    assert list(map(len, lines_of("众" * 24 + "1998年" + "众" * 30))) == [26 - 2, 28 + 2, 5]


def test_a_mark_at_the_end_is_squeezed_in_where_there_are_marks_to_give_room():
    text = "众，众、众；众：众，众、" + "众" * 14 + "，" + "众" * 9
    lines = lines_of(text)
    assert lines[0].endswith("，")
    assert len(lines[0]) == 27


def test_otherwise_the_character_before_the_mark_is_carried_over():
    lines = lines_of("众" * 26 + "，" + "众" * 9)
    assert lines == ["众" * 25, "众，" + "众" * 9]


def test_a_word_longer_than_a_line_is_broken_and_nothing_lost():
    lines = lines_of("1" * 200)
    assert "".join(lines) == "1" * 200
    assert len(lines) > 2


def test_addresses_may_be_broken_after_their_marks():
    lines = lines_of("网址" * 10 + "http://example.cn/county/township/station/index.html")
    assert len(lines) == 2
    assert lines[0][-1] in "/."


def test_what_a_person_typed_is_not_parsed():
    text = papers.text_of(report_pdf(papers.paper(papers.block("BODY", "<b>甲</b>&amp;乙"))))
    assert "<b>甲</b>&amp;乙" in text
