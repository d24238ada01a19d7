"""What leaves the desk on paper: receipts, the 办理申请单, the printed ledger; working days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.concern import Escalation
from liaison_desktop.domain.matters.work_calendar import shipped_calendar
from tests.services.matters.concern_drafts import Desk, desk_at


@pytest.fixture
def desk(_paired_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(_paired_data, tmp_path / "data") as opened:
        yield opened


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return "".join("".join(texts).split())
    finally:
        document.close()


def test_a_receipt_says_who_owns_it_by_when_and_whom_to_call(desk: Desk) -> None:
    cadre = desk.office.cadres.ids(CadreFilter())[0]
    row = desk.office.cadres.rows([cadre])[cadre]
    key = desk.register(
        household_id=desk.home(),
        applicant=None,
        content="门前路基下沉，雨天进水",
        owner=row.name,
        owner_id=cadre,
        limit_on=date(2023, 4, 1),
        promised="四月前铺好",
    )
    content = desk.office.receipts.content(Kind.CONCERN, key)
    assert (content.number, content.owner, content.owner_phone) == (
        "民2023-0001", row.name, row.phone,
    )  # fmt: skip
    assert (content.limit_on, content.answer) == (date(2023, 4, 1), "四月前铺好")
    assert content.place.startswith("中和村")
    printed = text_of(desk.office.receipts.pdf(Kind.CONCERN, key))
    for said in ("民2023-0001", row.name, "门前路基下沉", "2023年4月1日", content.code):
        assert said in printed


def test_whoever_has_no_number_of_his_own_is_reached_at_the_station(desk: Desk) -> None:
    key = desk.register(owner="驻村工作队")
    assert desk.office.receipts.content(Kind.CONCERN, key).owner_phone == ""
    station = desk.office.areas.station()
    desk.office.areas.save_station(replace(station, hotline="0874-8229449"))
    content = desk.office.receipts.content(Kind.CONCERN, key)
    assert content.owner_phone == "0874-8229449（工作站）"
    dispute, _ = desk.step("convert_to_dispute", key)
    assert desk.office.receipts.content(Kind.DISPUTE, dispute).owner_phone == content.owner_phone
    assert text_of(desk.office.receipts.pdf(Kind.CONCERN, key)).count("（工作站）") >= 1


def test_an_answer_on_the_spot_stands_on_its_receipt(desk: Desk) -> None:
    key = desk.register(answered=True, result="已告知报销流程")
    assert desk.office.receipts.content(Kind.CONCERN, key).answer == "已告知报销流程"


def test_a_dispute_has_a_receipt_too_and_a_card_has_none(desk: Desk) -> None:
    key = desk.register(title="争地界", content="大田地界不清")
    dispute_id, _ = desk.step("convert_to_dispute", key)
    content = desk.office.receipts.content(Kind.DISPUTE, dispute_id)
    assert (content.number, content.applicant) == ("纠2023-0001", "李强")
    assert content.said == "大田地界不清"
    with pytest.raises(RefusedError):
        desk.office.receipts.content(Kind.CONTACT_CARD, 1)
    with pytest.raises(RefusedError):
        desk.office.receipts.content(Kind.CONCERN, 99)


def test_the_application_tells_from_where_to_where_and_what_was_done(desk: Desk) -> None:
    key = desk.register(household_id=desk.home(), level="村", limit_on=date(2023, 4, 1))
    papers = desk.office.concern_papers
    with pytest.raises(RefusedError, match="没有上报"):
        papers.escalation(key)
    desk.step("progress", key, "已现场查看")
    desk.step("escalate", key, Escalation("township", "请协调资金三万元", "列入以工代赈"))
    content = papers.escalation(key)
    assert (content.from_level, content.to_level) == ("村", "镇")
    assert content.asked == "请协调资金三万元"
    assert content.done == ("2023-03-01 已现场查看", "方案措施：列入以工代赈")
    assert "请协调资金三万元" in text_of(papers.escalation_pdf(key))
    desk.step("escalate", key, Escalation("county", "请立项"))
    assert (papers.escalation(key).from_level, papers.escalation(key).to_level) == ("镇", "县")


def test_the_printed_ledger_leaves_out_answers_on_the_spot(desk: Desk) -> None:
    papers = desk.office.concern_papers
    with pytest.raises(RefusedError):
        papers.ledger_pdf()
    desk.register(title="路灯不亮")
    desk.register(title="咨询医保", answered=True, result="已答复")
    printed = text_of(papers.ledger_pdf(period="2023年3月"))
    assert "路灯不亮" in printed
    assert "咨询医保" not in printed


def days_file(path: Path, *rows: tuple) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_an_imported_table_of_days_lies_over_the_shipped_one(desk: Desk, tmp_path: Path) -> None:
    calendar = desk.office.calendar
    year = calendar.known_through() + 1
    path = days_file(
        tmp_path / "调休.xlsx",
        ("放假安排",),
        ("日期", "类别", "名称"),
        (f"{year}-10-01", "休", "国庆节"),
        (f"{year}-10-02", "休", "国庆节"),
        ("2023-03-01", "休", "本县节日"),
        ("2023-03-04", "班", "本县节日"),
        ("说不清", "休", ""),
    )
    report = calendar.import_days(path)
    assert report.days == 4
    assert [line for line, _ in report.problems] == [7]
    assert calendar.known_through() == year
    assert not calendar.calendar().is_working(date(2023, 3, 1))
    assert calendar.calendar().is_working(date(2023, 3, 4))
    assert shipped_calendar().is_working(date(2023, 3, 1))
    assert calendar.import_days(path).changes.operation is None
    desk.office.undo.take_back()
    assert calendar.calendar().is_working(date(2023, 3, 1))


def test_a_table_without_days_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="日期"):
        desk.office.calendar.import_days(days_file(tmp_path / "空.xlsx", ("日期", "类别")))
    assert desk.office.calendar.calendar() == shipped_calendar()
