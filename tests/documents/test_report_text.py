from dataclasses import replace

from liaison_desktop.documents.report_text import columns, report_text
from tests.documents import report_papers as papers

BODY = papers.block("BODY", papers.FIGURES)


def test_the_text_is_indented_and_signed_as_on_paper():
    text = report_text(papers.paper(papers.block("ADDRESSEE", "县群众工作站："), BODY))
    lines = text.splitlines()
    assert lines[0].strip() == "罗平县罗雄镇群众工作站2023年上半年"
    assert "县群众工作站：" in lines
    assert "　　" + papers.FIGURES in lines
    name = next(line for line in lines if line.strip() == papers.NAME)
    day = next(line for line in lines if line.strip() == "2023年7月5日")
    indents = [len(line) - len(line.lstrip()) for line in (name, day)]
    assert indents == [30, 34]
    assert columns(name) == 52


def test_tables_are_aligned_by_the_width_of_their_characters():
    text = report_text(papers.paper(BODY, tables=(papers.TABLE,)))
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("序号"))
    row = next(line for line in lines if line.startswith("10  "))
    for left, right in (("责任小组", "第10责任小组"), ("联系户数", "15"), ("走访率", "93.3%")):
        assert columns(head[: head.index(left)]) == columns(row[: row.index(right)])
    assert "注：截至2023年6月30日。" in lines


def test_long_cells_run_on_in_their_column():
    table = replace(papers.TABLE, rows=(("1", "责任" * 40, "15", "93.3%"),))
    text = report_text(papers.paper(BODY, tables=(table,)))
    assert text.count("责任") == 41
    assert max(map(columns, text.splitlines()[-8:])) < 80


def test_charts_give_their_sentence_and_their_data():
    text = report_text(papers.paper(BODY, charts=(papers.CHART,)))
    for words in (papers.CHART.headline, "邻里纠纷  14", papers.CHART.note):
        assert words in text


def test_the_appendix_of_sources_is_there():
    text = report_text(papers.paper(BODY, sources=(papers.SOURCE,)))
    assert "　　附件：数字出处" in text
    for words in ("16 ÷ 28 = 57.1%", "一致"):
        assert words in text


def test_empty_tables_say_so():
    text = report_text(papers.paper(BODY, tables=(replace(papers.TABLE, rows=()),)))
    assert "（无）" in text
