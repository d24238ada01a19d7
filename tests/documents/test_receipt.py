import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.receipt import receipt_pages, receipts_pdf, undrawable
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.matter_number import read_matter_number
from liaison_desktop.domain.matters.receipt import ReceiptContent
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

DPI = 600
UPPER, LOWER = (0, 0, 210, 148.5), (0, 148.5, 210, 148.5)
RECEIPT = ReceiptContent(
    title="民情事项受理回执",
    station=STATION,
    number=str(CONCERN),
    code=CONCERN.code,
    received_on=datetime.date(2023, 3, 15),
    applicant=RARE,
    place="中和村第3组",
    matter="村内道路硬化",
    said="村道雨天积水，学生上学不便，请求铺上水泥。",
    owner="岳青松",
    owner_phone="0874-8229449",
    limit_on=datetime.date(2023, 4, 15),
    answer="十日内实地勘查。",
    station_phone="0874-8229450",
    supervision_phone="0874-8221234",
    receiver="王小二",
)


def half(pdf, box, page=0):
    return "".join(paper.text_in(pdf, page, box).split())


def test_both_halves_say_what_owner_limit_phone_and_number():
    pdf = receipts_pdf([RECEIPT])
    assert paper.page_count(pdf) == 1
    for box in (UPPER, LOWER):
        text = half(pdf, box)
        for value in (
            "民2023-0007", RARE, "中和村第3组", "村内道路硬化", RECEIPT.said, "岳青松",
            "0874-8229449", "2023年4月15日", "十日内实地勘查。", "0874-8229450", "0874-8221234",
            "王小二", STATION, "8202300000007",
        ):  # fmt: skip
            assert value in text
    assert "（存根）" not in half(pdf, UPPER)
    assert "（存根）" in half(pdf, LOWER)
    assert "签收" in half(pdf, LOWER)


def test_both_codes_are_read_as_the_number():
    found = paper.codes(receipts_pdf([RECEIPT]), 0)["Code128"]
    assert [read_matter_number(code) for code in found] == [CONCERN, CONCERN]
    assert paper.codes(receipts_pdf([replace(RECEIPT, code="")]), 0) == {}


def test_the_sheet_is_cut_at_half_an_a4_page():
    pdf = receipts_pdf([RECEIPT])
    column = paper.picture(pdf, 0, DPI)[:, round(6 / 25.4 * DPI)]
    assert paper.strokes(column, DPI) == pytest.approx([148.5], abs=0.1)
    nearest = paper.picture(pdf, 0, DPI)[round(144 / 25.4 * DPI) : round(148 / 25.4 * DPI)]
    assert nearest.min() > 128


def test_a_limit_not_yet_set_is_said():
    text = text_of(receipts_pdf([replace(RECEIPT, limit_on=None, answer="")]))
    assert "待定，确定后告知" in text
    assert "已登记，将按时限办理并反馈。" in text


def test_a_longer_text_is_set_smaller_and_a_long_one_runs_on_in_both_halves():
    longer = replace(RECEIPT, said=RECEIPT.said * 12)
    assert len(receipt_pages(longer)) == 1
    endless = replace(RECEIPT, said=LONG)
    pdf = receipts_pdf([endless])
    count = paper.page_count(pdf)
    assert count > 1
    for box in (UPPER, LOWER):
        assert is_whole("".join(half(pdf, box, page) for page in range(count)))
    assert not beyond(receipt_pages(endless), margin=0)


def test_identity_numbers_never_reach_a_receipt():
    planted = replace(
        RECEIPT, said=f"身份证{IDENTITY}，", answer=f"证号 {IDENTITY}", applicant=f"张三{IDENTITY}"
    )
    text = text_of(receipts_pdf([planted]))
    assert IDENTITY not in text
    assert "****0018" in text


def test_none_is_refused_and_undrawable_names_are_listed():
    with pytest.raises(RefusedError, match="没有要打印的回执"):
        receipts_pdf([])
    assert undrawable([replace(RECEIPT, owner=LOST)]) == {LOST: frozenset("\U0003134f")}
