import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.visit_sheet import undrawable, visit_sheet_pages, visit_sheet_pdf
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun, read_matter_number
from liaison_desktop.domain.matters.visit import VisitSheetContent, VisitSheetLine
from liaison_desktop.domain.progress import Silence
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, STATION, beyond, is_whole, text_of

NUMBER = MatterNumber(Noun.VISIT_SHEET, 2023, 17)
LINE = VisitSheetLine(
    household_id=1,
    household="中和村 第3组 03-0017",
    head=RARE,
    size=5,
    phone="13800001234",
    cadre="岳青松",
    last_visit=datetime.date(2023, 2, 1),
    open_concerns=("村内道路硬化（3月31日前）", "申请危房改造（4月10日前）"),
)
SHEET = VisitSheetContent(
    number=str(NUMBER),
    code=NUMBER.code,
    title="中和村走访单",
    station=STATION,
    cadre="岳青松、王小二",
    made_on=datetime.date(2023, 3, 1),
    lines=(LINE,),
)


def sheet_of(count):
    lines = tuple(replace(LINE, household_id=n, head=f"户主{n}号") for n in range(1, count + 1))
    return replace(SHEET, lines=lines)


def test_a_household_is_there_with_all_that_is_open():
    text = text_of(visit_sheet_pdf(SHEET, Silence()))
    for value in (
        "中和村走访单", "走2023-0017", "岳青松、王小二", "2023年3月1日", "共1户", RARE, "（5人）",
        "中和村第3组03-0017", "13800001234", "2023年2月1日", "1.村内道路硬化（3月31日前）",
        "2.申请危房改造（4月10日前）", "□在家□外出", "走访情况", "反映问题", "下次走访", STATION,
    ):  # fmt: skip
        assert value in text


def test_what_is_not_known_is_said():
    new = replace(LINE, last_visit=None, cadre="", open_concerns=())
    text = text_of(visit_sheet_pdf(replace(SHEET, lines=(new,)), Silence()))
    assert "未走访过" in text
    assert "未结对" in text
    assert "未办事项无" in text


def test_every_page_has_the_code_that_brings_up_the_sheet():
    pdf = visit_sheet_pdf(sheet_of(7), Silence())
    count = paper.page_count(pdf)
    assert count == 3
    for page in range(count):
        (code,) = paper.codes(pdf, page)["Code128"]
        assert read_matter_number(code) == NUMBER
        assert f"第{page + 1}页共{count}页" in "".join(paper.page_text(pdf, page).split())
        assert "中和村走访单" in paper.page_text(pdf, page)


def test_a_household_is_never_parted_between_pages():
    pdf = visit_sheet_pdf(sheet_of(10), Silence())
    for page in range(paper.page_count(pdf)):
        text = paper.page_text(pdf, page)
        assert text.count("户主") == text.count("受访签字")


def test_a_long_list_of_concerns_flows():
    busy = replace(LINE, open_concerns=(LONG, "最后一件"))
    sheet = replace(SHEET, lines=(LINE, busy))
    text = text_of(visit_sheet_pdf(sheet, Silence()))
    assert is_whole(text)
    assert "2.最后一件" in text
    assert not beyond(visit_sheet_pages(sheet))


def test_long_headings_stay_clear_of_the_code():
    sheet = replace(SHEET, title="中和村" * 12 + "走访单", cadre="欧阳建国、" * 9)
    pdf = visit_sheet_pdf(sheet, Silence())
    assert paper.codes(pdf, 0)["Code128"] == [NUMBER.code]


def test_no_household_is_refused_and_undrawable_names_are_listed():
    with pytest.raises(RefusedError, match="没有农户"):
        visit_sheet_pdf(replace(SHEET, lines=()), Silence())
    lost = replace(SHEET, lines=(replace(LINE, head=LOST),))
    assert undrawable([SHEET]) == {}
    assert undrawable([lost]) == {LOST: frozenset("\U0003134f")}
