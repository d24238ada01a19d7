from dataclasses import replace

import pytest

from liaison_desktop.documents.dispute_ledger import DisputeLine, dispute_ledger
from liaison_desktop.documents.ledger import (
    LYING,
    UPRIGHT,
    Ledger,
    LedgerColumn,
    ledger_pages,
    ledger_pdf,
    undrawable,
)
from liaison_desktop.documents.page import Align, Rect, Text
from liaison_desktop.domain.progress import CancelledError
from tests.documents import paper

COLUMNS = (
    LedgerColumn("序号", 1, Align.CENTRE),
    LedgerColumn("日期", 2, Align.CENTRE),
    LedgerColumn("事项", 8),
    LedgerColumn("金额\n（元）", 2, Align.RIGHT),
)
LEDGER = Ledger(
    "民情台账",
    COLUMNS,
    tuple((str(n), "2023-05-08", f"第{n}件<b>水管</b>漏水", "1200") for n in range(1, 61)),
    head=(("填报单位：罗雄镇群众工作站", "2023年上半年"),),
    foot=(("填报人：", "审核人：", "日期：　　年　　月　　日"),),
)


def texts_of(pdf):
    return ["".join(paper.page_text(pdf, page).split()) for page in range(paper.page_count(pdf))]


def boxes_of(page):
    return [mark for mark in page.parts[0].marks if isinstance(mark, Rect)]


def test_every_row_is_printed_under_a_head_on_every_page():
    pages = texts_of(ledger_pdf(LEDGER))
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert "序号日期事项金额（元）" in text
        assert f"第{number}页共{len(pages)}页" in text
    for n in range(1, 61):
        assert f"第{n}件<b>水管</b>漏水" in "".join(pages)
    assert "民情台账" in pages[0]
    assert "填报单位：罗雄镇群众工作站" in pages[0]
    assert "审核人：" in pages[-1]
    assert all("审核人" not in text for text in pages[:-1])


@pytest.mark.parametrize(("upright", "frame"), [(False, LYING), (True, UPRIGHT)])
def test_columns_fill_the_width_and_rows_stay_on_the_paper(upright, frame):
    for page in ledger_pages(replace(LEDGER, upright=upright)):
        assert (page.width, page.height) == (frame.width, frame.height)
        rows = {}
        for box in boxes_of(page):
            rows.setdefault(round(box.y, 3), []).append(box)
            assert box.y + box.height <= frame.end + 0.02
        for row in rows.values():
            assert min(box.x for box in row) == pytest.approx(frame.left)
            assert sum(box.width for box in row) == pytest.approx(frame.wide)


def test_a_row_longer_than_a_page_runs_on_and_loses_nothing():
    endless = "".join(f"第{n}次到现场查看，" for n in range(900))
    ledger = replace(LEDGER, rows=(("7", "2023-05-08", endless, ""),))
    pages = texts_of(ledger_pdf(ledger))
    assert len(pages) > 2
    text = "".join(page.replace("序号日期事项金额（元）", "").split("第1页共")[0] for page in pages)
    for n in (0, 450, 899):
        assert f"第{n}次到" in text
    for page in ledger_pages(ledger):
        marks = [mark for mark in page.parts[0].marks if isinstance(mark, Text)]
        assert any(mark.text == "7" for mark in marks), "the number is repeated"
        lowest = max(mark.y for mark in marks if mark.text.startswith("第") is False)
        assert lowest <= LYING.end + 9


def test_a_date_that_nearly_fits_stays_on_one_line():
    narrow = replace(LEDGER, columns=(COLUMNS[0], LedgerColumn("日期", 0.8), *COLUMNS[2:]))
    marks = [mark for mark in ledger_pages(narrow)[0].parts[0].marks if isinstance(mark, Text)]
    dates = [mark for mark in marks if mark.text == "2023-05-08"]
    assert dates
    assert all(6 < mark.size < 9 for mark in dates), {mark.size for mark in dates}


def test_an_empty_ledger_says_so():
    assert "本期无记录" in texts_of(ledger_pdf(replace(LEDGER, rows=())))[0]


def test_short_values_stand_in_the_middle_and_amounts_on_the_right():
    marks = [mark for mark in ledger_pages(LEDGER)[0].parts[0].marks if isinstance(mark, Text)]
    assert {mark.align for mark in marks if mark.text == "2023-05-08"} == {Align.CENTRE}
    assert {mark.align for mark in marks if mark.text == "1200"} == {Align.RIGHT}
    assert {mark.align for mark in marks if "水管" in mark.text} == {Align.LEFT}


def test_a_row_of_another_length_is_a_mistake_and_rare_words_are_listed():
    with pytest.raises(ValueError, match="zip"):
        ledger_pdf(replace(LEDGER, rows=(("1", "2"),)))
    lost = replace(LEDGER, rows=(("1", "", "李\U0003134f家", ""),))
    assert undrawable(lost) == {"李\U0003134f家": frozenset("\U0003134f")}
    assert "㛃䶮堃" in texts_of(ledger_pdf(replace(LEDGER, rows=(("1", "", "㛃䶮堃", ""),))))[0]


def test_cancelling_stops_the_drawing():
    class Impatient:
        def step(self, done, total, sentence):
            raise CancelledError

    with pytest.raises(CancelledError):
        ledger_pdf(LEDGER, Impatient())


def test_the_dispute_ledger_prints_a_line_whole():
    line = DisputeLine(
        number="JF2023-0007",
        found_on="2023-05-08",
        place="中和村第3组",
        title="张三与㛃䶮堃界址纠纷",
        parties="张三\n㛃䶮堃",
        category="宅基地使用",
        people="2",
        amount="12000",
        risk="黄",
        facts="滴水沟归属争执",
        owner="村委会\n岳青松",
        limit_on="2023-05-23",
        measures="现场勘验",
        result="达成协议\n2023-05-12",
        agreement="第003号",
        follow_up="2023-06-07\n满意",
    )
    text = texts_of(ledger_pdf(dispute_ledger([line], "罗雄镇群众工作站", "2023年上半年")))[0]
    assert text.startswith("2023年上半年矛盾纠纷排查调处台账")
    assert "填报单位（盖章）：罗雄镇群众工作站" in text
    assert "共1件" in text
    for name in DisputeLine.__dataclass_fields__:
        for part in getattr(line, name).split("\n"):
            assert part in text, name


def test_a_month_without_disputes_is_a_zero_report():
    assert "零报告" in texts_of(ledger_pdf(dispute_ledger([], "中和村", "2023年6月")))[0]
