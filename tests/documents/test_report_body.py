"""What stands where in an official paper: headings, annex list, 落款, red head, 版记."""

import datetime
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Ink
from liaison_desktop.documents.page import Text as TextMark
from liaison_desktop.documents.report_paper import report_pages, report_pdf, undrawable
from tests.documents import report_papers as papers
from tests.documents.matter_paper import LOST, RARE

CELL = 156 / 28
BODY = papers.block("BODY", papers.FIGURES)


def lines(pdf, page):
    return [papers.joined(line) for y, line in papers.rows(pdf, page).items() if y < 265]


def start(pdf, page, text):
    """Where the last line that begins with a text begins: characters from the left edge."""
    edge = 28 if page % 2 == 0 else 26
    return [
        (line[0].x - edge) / CELL
        for line in papers.rows(pdf, page).values()
        if papers.joined(line).startswith(text)
    ][-1]


def page_count(pdf):
    return len(pypdfium2.PdfDocument(pdf))


def styles(paper):
    """Every drawn text with its style of type."""
    return {
        mark.text: mark.style
        for page in report_pages(paper)
        for part in page.parts
        for mark in part.marks
        if isinstance(mark, TextMark)
    }


def test_title_addressee_and_text_follow_each_other_with_a_blank_line():
    pdf = report_pdf(
        papers.paper(papers.block("ADDRESSEE", "县群众工作站："), BODY, title="工作总结")
    )
    found = [(round((y - 37) / (225 / 22)), papers.joined(line)) for y, line in
             papers.rows(pdf, 0).items()][:3]  # fmt: skip
    assert [row for row, _ in found] == [1, 2, 3]
    assert found[1][1] == "县群众工作站："
    assert start(pdf, 0, "县群众工作站") == pytest.approx(0, abs=0.02)


def test_every_rank_of_heading_has_its_face():
    paper = papers.paper(
        papers.block("HEADING_1", "一、甲"),
        papers.block("HEADING_2", "（一）乙"),
        papers.block("HEADING_3", "丙"),
        papers.block("BODY", "丁"),
    )
    found = styles(paper)
    assert found["一、甲"] is Style.HEI
    assert found["（一）乙"] is Style.KAI
    assert found["丙"] is found["丁"] is Style.FANG


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.integers(1, 3))
def test_no_page_ends_with_a_heading_and_the_signature_is_never_alone(count, headings):
    body = [papers.block("BODY", "众" * 20 + "。")] * count
    body += [papers.block(f"HEADING_{n}", f"标题{n}") for n in range(1, headings + 1)]
    body.append(papers.block("BODY", "正文" * 20 + "。"))
    pdf = report_pdf(papers.paper(*body, tables=()))
    for page in range(page_count(pdf)):
        assert not lines(pdf, page)[-1].startswith("标题")
    last = lines(pdf, page_count(pdf) - 1)
    assert last[-2:] == [papers.NAME, "2023年7月5日"]
    assert len(last) > 2


def test_headings_of_empty_parts_do_not_leave_half_a_page_empty():
    body = [papers.block("BODY", "众" * 20 + "。")] * 16
    body += [papers.block("HEADING_2", f"（{numeral}）空") for numeral in "一二三四五六七八"]
    pdf = report_pdf(papers.paper(*body))
    assert len(lines(pdf, 0)) == 21
    assert lines(pdf, 1)[-3:] == ["（八）空", papers.NAME, "2023年7月5日"]


def test_the_date_begins_two_characters_right_of_the_name():
    pdf = report_pdf(papers.paper(BODY))
    name, day = start(pdf, 0, papers.NAME), start(pdf, 0, "2023年7月5日")
    assert name + 11 == pytest.approx(26, abs=0.05)
    assert day - name == pytest.approx(2, abs=0.05)


def test_a_date_longer_than_the_name_keeps_two_characters_and_pushes_the_name():
    paper = papers.paper(BODY, signed=False)
    blocks = (*paper.blocks, papers.block("SIGNATURE", "中和村"),
              papers.block("DATE", "2023年7月5日"))  # fmt: skip
    pdf = report_pdf(replace(paper, blocks=blocks))
    name, day = start(pdf, 0, "中和村"), start(pdf, 0, "2023年7月5日")
    assert day + 6 == pytest.approx(26, abs=0.05)
    assert day - name == pytest.approx(2, abs=0.05)


def test_with_a_seal_the_name_stands_in_the_middle_over_the_date():
    pdf = report_pdf(papers.paper(BODY, sealed=True))
    name, day = start(pdf, 0, papers.NAME), start(pdf, 0, "2023年7月5日")
    assert day + 6 == pytest.approx(24, abs=0.05)
    assert name + 5.5 == pytest.approx(day + 3, abs=0.05)


def test_several_offices_sign_one_beneath_the_other():
    paper = papers.paper(BODY)
    blocks = list(paper.blocks)
    blocks.insert(-1, papers.block("SIGNATURE", "罗平县司法局"))
    last = lines(report_pdf(replace(paper, blocks=tuple(blocks))), 0)[-3:]
    assert last == [papers.NAME, "罗平县司法局", "2023年7月5日"]


def test_notes_stand_in_brackets_beneath_the_date():
    paper = papers.paper(BODY)
    for note in ("联系人：党政办", "（联系人：党政办）"):
        pdf = report_pdf(replace(paper, blocks=(*paper.blocks, papers.block("NOTE", note))))
        assert lines(pdf, 0)[-1] == "（联系人：党政办）"


def test_annexes_are_listed_under_the_text_without_a_mark_at_their_end():
    other = replace(papers.TABLE, title="纠纷情况表")
    pdf = report_pdf(
        papers.paper(BODY, tables=(papers.TABLE, other), charts=(papers.CHART,),
                     sources=(papers.SOURCE,))
    )  # fmt: skip
    found = lines(pdf, 0)
    at = next(n for n, line in enumerate(found) if line.startswith("附件"))
    assert found[at : at + 4] == [
        "附件：1.干部结对联户情况表", "2.纠纷情况表", "3.统计图", "4.数字出处",
    ]  # fmt: skip
    assert start(pdf, 0, "附件") == pytest.approx(2, abs=0.05)
    assert start(pdf, 0, "2.纠纷") == pytest.approx(5, abs=0.05)


def test_a_single_annex_has_no_number():
    pdf = report_pdf(papers.paper(BODY, tables=(papers.TABLE,)))
    assert "附件：干部结对联户情况表" in lines(pdf, 0)
    assert papers.text_of(pdf, 1, 2).startswith("附件干部结对联户情况表")


def test_a_long_name_of_an_annex_runs_on_beneath_its_first_character():
    table = replace(
        papers.TABLE, title="罗雄镇干部直接联系群众和走访农户及矛盾纠纷排查调处情况统计表"
    )
    pdf = report_pdf(papers.paper(BODY, tables=(table, papers.TABLE)))
    found = lines(pdf, 0)
    at = next(n for n, line in enumerate(found) if line.startswith("附件"))
    assert start(pdf, 0, found[at + 1]) == pytest.approx(6.5, abs=0.05)


def test_tables_repeat_their_heads_and_lose_no_row():
    pdf = report_pdf(papers.paper(BODY, tables=(papers.TABLE,)))
    for page in range(1, page_count(pdf)):
        assert "序号责任小组联系户数走访率" in papers.text_of(pdf, page, page + 1)
    text = papers.text_of(pdf)
    for number in range(1, 31):
        assert f"第{number}责任小组" in text
    assert "注：截至2023年6月30日。" in text


def test_an_empty_table_says_so():
    pdf = report_pdf(papers.paper(BODY, tables=(replace(papers.TABLE, rows=()),)))
    assert "（无）" in papers.text_of(pdf)


def test_charts_stand_two_on_a_page():
    pdf = report_pdf(papers.paper(BODY, charts=(papers.CHART,) * 3))
    assert page_count(pdf) == 3
    headline = papers.CHART.headline
    assert papers.text_of(pdf, 1, 2).count(headline) == 2
    assert papers.text_of(pdf, 2, 3).count(headline) == 1


def test_sources_say_how_every_figure_came_to_be():
    changed = replace(papers.SOURCE, number=2, again="58.6%", agrees=False, records=None)
    pdf = report_pdf(papers.paper(BODY, sources=(papers.SOURCE, changed)))
    text = papers.text_of(pdf, 1)
    for words in ("数字出处", "16÷28=57.1%", "一致", "58.6%", "不一致"):
        assert words in text


def test_a_paper_without_red_head_has_nothing_red_and_no_imprint():
    for page in report_pages(papers.paper(BODY)):
        for part in page.parts:
            assert not any(getattr(mark, "ink", None) is Ink.RED for mark in part.marks)
    assert "印发" not in papers.text_of(report_pdf(papers.paper(BODY)))


RED = papers.paper(
    BODY,
    title="关于2023年上半年工作情况的报告",
    red_head="罗雄镇群众工作站文件",
    document_number="罗群〔2023〕5号",
    copies_to="县委办公室，县人民政府办公室",
    issued_by="罗雄镇群众工作站办公室",
    issued_on=datetime.date(2023, 7, 6),
)


def test_the_red_head_begins_35_mm_beneath_the_edge_of_the_type_area():
    rows = papers.rows(report_pdf(RED), 0)
    head = next(line for line in rows.values() if papers.joined(line) == RED.red_head)
    assert min(glyph.top for glyph in head) == pytest.approx(37 + 35, abs=1.5)
    baselines = list(rows)
    number = next(y for y, line in rows.items() if "〔2023〕5号" in papers.joined(line))
    assert baselines.index(number) == 1
    rule = next(
        mark for part in report_pages(RED)[0].parts for mark in part.marks
        if getattr(mark, "ink", None) is Ink.RED and not isinstance(mark, TextMark)
    )  # fmt: skip
    assert (rule.x1, rule.x2) == (0, 156)
    assert 37 + rule.y1 - (number + 0.12 * 15.75 / papers.MM) == pytest.approx(4, abs=0.1)


def test_the_imprint_stands_at_the_foot_of_the_last_even_page():
    pdf = report_pdf(RED)
    assert page_count(pdf) == 2
    assert lines(pdf, 1) == [
        "抄送：县委办公室，县人民政府办公室。", "罗雄镇群众工作站办公室2023年7月6日印发",
    ]  # fmt: skip
    rules = [mark for mark in report_pages(RED)[1].parts[0].marks if hasattr(mark, "x1")]
    assert [rule.thickness for rule in rules] == [0.35, 0.25, 0.35]
    assert rules[-1].y1 == 225
    assert "—2—" in papers.text_of(pdf, 1)


def test_an_empty_page_before_the_imprint_is_not_numbered_and_neither_is_the_imprints():
    long = replace(RED, blocks=(*RED.blocks[:1], *[BODY] * 8, *RED.blocks[1:]))
    blocks = long.blocks
    while page_count(report_pdf(replace(long, copies_to="", issued_by="", blocks=blocks))) % 2:
        blocks = (*blocks[:2], BODY, *blocks[2:])
    full = replace(long, blocks=blocks, copies_to="县委办公室，" * 150)
    pdf = report_pdf(full)
    count = page_count(pdf)
    assert papers.text_of(pdf, count - 2, count - 1) == ""
    assert f"—{count}—" not in papers.text_of(pdf, count - 1)


def test_the_head_of_the_chain_stands_once_on_the_last_page():
    pdf = report_pdf(papers.paper(BODY, tables=(papers.TABLE,), chain_head="3f9a77c2"))
    text = papers.text_of(pdf)
    assert text.count("操作日志校验值3f9a77c2") == 1
    assert "3f9a77c2" in papers.text_of(pdf, page_count(pdf) - 1)


def test_hints_and_empty_paragraphs_are_not_printed():
    pdf = report_pdf(papers.paper(papers.block("BODY", ""), papers.block("BODY", " \n甲")))
    assert lines(pdf, 0)[2:3] == ["甲"]


def test_what_no_face_draws_is_listed_and_rare_characters_are_not():
    table = replace(papers.TABLE, rows=((RARE, LOST, "1", "2"),))
    paper = papers.paper(papers.block("BODY", RARE), tables=(table,))
    assert undrawable(paper) == {LOST: frozenset("\U0003134f")}
    assert undrawable(papers.paper(papers.block("BODY", "甲" + LOST))).keys() == {"甲" + LOST}


def test_an_empty_paper_is_one_page():
    assert len(report_pages(papers.paper(title="", signed=False))) == 1
