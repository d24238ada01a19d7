import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.concern_ledger import (
    concern_ledger,
    concern_ledger_pdf,
    reception_ledger_pdf,
)
from liaison_desktop.documents.ledger import undrawable
from liaison_desktop.documents.visit_ledger import visit_ledger_pdf
from liaison_desktop.domain.matters.ledger_paper import (
    ConcernLedgerLine,
    LedgerPaper,
    ReceptionLine,
    VisitLedgerLine,
)
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, STATION, is_whole, text_of

DAY = datetime.date(2023, 12, 31)
AROUND = LedgerPaper(STATION, "2023年12月", DAY, "王小二")
CONCERN = ConcernLedgerLine(
    RARE, "村道硬化", "实际困难", "岳青松", DAY, "列入计划", DAY, "满意", "12月31日"
)
VISIT = VisitLedgerLine(DAY, "中和村03-0017", RARE, "岳青松", "入户", "水沟堵塞", "清理", None, "")
CALLER = ReceptionLine(DAY, RARE, "中和村第2组", "138****0001", 3, "地界争议", "王小二", "待测量")


def test_the_concern_ledger_has_the_columns_of_the_paper_in_order():
    text = text_of(concern_ledger_pdf([CONCERN], AROUND))
    heads = "序号申请人申办事项主办责任人办结时限办理情况类别办结日期满意度销号"
    row = f"1{RARE}村道硬化岳青松2023年12月31日列入计划实际困难2023年12月31日满意12月31日"
    assert heads + row in text
    for value in ("民情台账", STATION, "填报期间：2023年12月", "填表人：王小二", "审核人："):
        assert value in text


def test_the_list_of_visits():
    text = text_of(visit_ledger_pdf([VISIT], AROUND))
    assert "走访登记表" in text
    assert f"12023年12月31日中和村03-0017{RARE}岳青松入户水沟堵塞清理" in text


def test_the_list_of_callers():
    unknown = replace(CALLER, people=None, visitor="李四")
    text = text_of(reception_ledger_pdf([CALLER, unknown], AROUND))
    assert "群众来访接待登记表" in text
    assert f"12023年12月31日{RARE}中和村第2组138****00013地界争议王小二待测量" in text
    assert "22023年12月31日李四中和村第2组138****0001地界争议" in text


@pytest.mark.parametrize("draw", [concern_ledger_pdf, visit_ledger_pdf, reception_ledger_pdf])
def test_a_ledger_without_lines_and_without_names_leaves_room(draw):
    text = text_of(draw([], LedgerPaper(STATION)))
    assert "本期无记录" in text
    assert "填报日期：年月日" in text
    assert "填报期间" not in text


def test_long_ledgers_repeat_their_head_and_cut_nothing():
    pdf = concern_ledger_pdf([CONCERN] * 60 + [replace(CONCERN, handling=LONG)], AROUND)
    assert is_whole(text_of(pdf))
    for page in range(paper.page_count(pdf)):
        assert "主办责任人" in paper.page_text(pdf, page)


def test_undrawable_names_are_listed():
    ledger = concern_ledger([replace(CONCERN, applicant=LOST)], AROUND)
    assert undrawable(ledger) == {LOST: frozenset("\U0003134f")}
