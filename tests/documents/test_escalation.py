import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.escalation import escalation_pages, escalation_pdf, undrawable
from liaison_desktop.domain.matters.escalation import EscalationContent
from tests.documents import paper
from tests.documents.matter_paper import (
    CONCERN,
    IDENTITY,
    LONG,
    LOST,
    RARE,
    STATION,
    beyond,
    is_whole,
    text_of,
)

FORM = EscalationContent(
    number=str(CONCERN),
    code=CONCERN.code,
    station=STATION,
    from_level="村",
    to_level="镇",
    to_unit="镇经济发展办",
    applied_on=datetime.date(2023, 3, 20),
    matter="三组到二组村道硬化",
    said="村道雨天积水，学生上学不便。",
    category="实际困难",
    received_on=datetime.date(2023, 3, 15),
    applicant=RARE,
    place="中和村第3组",
    owner="岳青松",
    owner_phone="0874-8229449",
    done=("3月16日 实地查看。", "3月18日 村委会协调。"),
    asked="请镇里列入通组路项目。",
    limit_on=datetime.date(2023, 4, 15),
)


def test_one_page_holds_the_matter_and_boxes_to_sign():
    pdf = escalation_pdf(FORM)
    assert paper.page_count(pdf) == 1
    text = text_of(pdf)
    for value in (
        "民情事项办理申请单", "（村→镇）", "民2023-0007", "2023年3月20日", STATION, "镇经济发展办",
        RARE, "中和村第3组", "岳青松", "0874-8229449", "实际困难", "2023年3月15日",
        "三组到二组村道硬化", "2023年4月15日", FORM.said, "3月16日实地查看。3月18日村委会协调。",
        FORM.asked, "村协调意见", "镇领导意见",
    ):  # fmt: skip
        assert value in text
    assert text.count("签字（盖章）") == 3
    assert paper.codes(pdf, 0)["Code128"] == [CONCERN.code]


@pytest.mark.parametrize(
    ("changes", "opinions"),
    [
        ({"from_level": "镇", "to_level": "县"}, ("镇领导意见", "县级主管单位办理意见")),
        ({"to_level": "市"}, ("申请单位意见", "上级单位办理意见")),
        ({"opinions": ("站长意见",)}, ("站长意见",)),
    ],
)
def test_the_boxes_are_those_of_the_level(changes, opinions):
    text = text_of(escalation_pdf(replace(FORM, **changes)))
    for opinion in opinions:
        assert opinion in text
    assert "村协调意见" not in text


def test_no_identity_number_whatever_was_typed():
    planted = replace(FORM, said=f"证号{IDENTITY}", done=(f"核对{IDENTITY}",), asked=IDENTITY)
    text = text_of(escalation_pdf(planted))
    assert IDENTITY not in text
    assert text.count("****0018") == 3


def test_long_accounts_flow_and_nothing_done_is_said():
    long = replace(FORM, said=LONG, done=())
    text = text_of(escalation_pdf(long))
    assert is_whole(text)
    assert "已做工作无" in text
    assert text.count("签字（盖章）") == 3
    assert not beyond(escalation_pages(long))


def test_undrawable_names_are_listed():
    assert undrawable(replace(FORM, applicant=LOST)) == {LOST: frozenset("\U0003134f")}
