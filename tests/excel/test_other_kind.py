"""A ledger given for another kind is refused in words; what may be meant so is read."""

import pytest

from liaison_desktop import paths
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.excel.concern_list import read_concerns
from liaison_desktop.excel.dispute_list import read_disputes
from liaison_desktop.excel.visit_list import read_visits
from tests.ledger_layouts import LedgerMaker
from tests.roster_files import write_xlsx

READ = {"visits": read_visits, "concerns": read_concerns, "disputes": read_disputes}
SAMPLES = {
    "visits": "走访登记表(3月).xlsx",
    "concerns": "民情台账.xlsx",
    "disputes": "矛盾纠纷排查调处台账.xlsx",
    "households": "中和村农户花名册.xlsx",
    "heads": "补歹村农户信息表.xls",
    "cadres": "挂钩干部名册.xlsx",
    "pairings": "结对安排表.xlsx",
}
CONCERNS = [
    [
        "来访日期",
        "户主",
        "走访方式",
        "申办事项",
        "类别",
        "主办责任人",
        "办结时限",
        "办结日期",
        "满意度",
    ],
    [
        "2023-03-01",
        "王明",
        "座谈",
        "路灯不亮",
        "实际困难",
        "李强",
        "2023-03-30",
        "2023-03-09",
        "满意",
    ],
]


@pytest.mark.parametrize("given", READ)
@pytest.mark.parametrize("sample", SAMPLES)
def test_no_sample_is_taken_for_another_ledger(given, sample):
    path = paths.resource("practice", SAMPLES[sample])
    if given == sample:
        assert READ[given](path).rows
        return
    with pytest.raises(InputRefusedError):
        READ[given](path)


def test_the_sentence_names_both_kinds(tmp_path):
    path = tmp_path / "台账.xlsx"
    write_xlsx(path, [("Sheet1", CONCERNS, ())])
    assert len(read_concerns(path).rows) == 1
    with pytest.raises(InputRefusedError, match="像是民情台账，不是走访登记表"):
        read_visits(path)


def test_a_title_that_says_what_it_is_is_believed(tmp_path):
    path = tmp_path / "台账.xlsx"
    write_xlsx(path, [("Sheet1", [["三月走访收集民情登记"], *CONCERNS], ())])
    assert len(read_visits(path).rows) == 1
    named = tmp_path / "走访台账.xlsx"
    write_xlsx(named, [("Sheet1", CONCERNS, ())])
    assert len(read_visits(named).rows) == 1


@pytest.mark.parametrize("noun", READ)
def test_a_ledger_is_never_doubted_for_its_own_kind(tmp_path, noun):
    for seed in range(60):
        made = LedgerMaker(noun, seed)
        path = made.write(tmp_path, f"{seed}")
        assert len(READ[noun](path).rows) == len(made.records), seed
