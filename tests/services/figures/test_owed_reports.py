"""应报材料: what is owed, what was sent, what is late, and that a log is only ever corrected."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.reporting import OwedReport, Rhythm, SentReport
from liaison_desktop.domain.matters.agenda import DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.services.office import Office
from tests.services.figures.conftest import TODAY, Records

MONTHLY = OwedReport(
    None, None, "矛盾纠纷月报", "县委政法委", Rhythm.MONTH, due_day=5, since=date(2023, 6, 1)
)


def sent(owed: int | None, period: str, on: date, **more: object) -> SentReport:
    report = SentReport(
        0, owed, period, "矛盾纠纷月报", "县委政法委", on, "", "电子邮件", "", (("visits", "74"),)
    )
    return replace(report, **more)  # type: ignore[arg-type]


def test_what_is_owed_is_due_until_it_is_sent(office: Office) -> None:
    key, _ = office.owed_reports.save(MONTHLY)
    due = office.owed_reports.due()
    assert [(one.period, one.overdue) for one in due] == [
        ("2023-05", True), ("2023-06", True), ("2023-07", True), ("2023-08", False),
    ]  # fmt: skip
    office.owed_reports.record_sent(sent(key, "2023-05", date(2023, 6, 5)))
    office.owed_reports.record_sent(sent(key, "2023-06", date(2023, 7, 6)))
    assert [one.period for one in office.owed_reports.due()] == ["2023-07", "2023-08"]
    span = office.owed_reports.due(date(2023, 6, 1), date(2023, 8, 31))
    assert [(one.period, one.sent_on, one.overdue) for one in span] == [
        ("2023-05", date(2023, 6, 5), False),
        ("2023-06", date(2023, 7, 6), True),
        ("2023-07", None, True),
    ]


def test_a_line_of_the_log_is_corrected_never_taken_back(office: Office) -> None:
    key, _ = office.owed_reports.save(MONTHLY)
    first, _ = office.owed_reports.record_sent(sent(key, "2023-07", date(2023, 8, 10)))
    with pytest.raises(RefusedError, match="报送"):
        office.undo.take_back()
    second, _ = office.owed_reports.record_sent(
        sent(key, "2023-07", date(2023, 8, 4), corrects=first)
    )
    (due,) = office.owed_reports.due(date(2023, 8, 1), date(2023, 8, 31))
    assert (due.sent_on, due.overdue) == (date(2023, 8, 4), False)
    assert {one.id: one.corrected for one in office.owed_reports.sent(2023)} == {
        second: False, first: True,
    }  # fmt: skip
    assert office.owed_reports.sent(2023)[0].figures == (("visits", "74"),)
    with pytest.raises(RefusedError, match="已经更正"):
        office.owed_reports.record_sent(sent(key, "2023-07", TODAY, corrects=first))
    office.owed_reports.record_sent(sent(key, "2023-07", TODAY, corrects=second, withdrawn=True))
    (due,) = office.owed_reports.due(date(2023, 8, 1), date(2023, 8, 31))
    assert (due.sent_on, due.overdue) == (None, True)
    assert office.owed_reports.sent(2022) == ()


def test_what_cannot_be_is_refused(office: Office) -> None:
    key, _ = office.owed_reports.save(MONTHLY)
    for wrong in (
        replace(MONTHLY, name=" "),
        replace(MONTHLY, due_day=32),
        replace(MONTHLY, rhythm=Rhythm.WEEK),
        replace(MONTHLY, until=date(2023, 1, 1)),
        replace(MONTHLY, due_day=None, due_after=999),
    ):
        assert office.owed_reports.problems(wrong)
        with pytest.raises(InputRefusedError):
            office.owed_reports.save(wrong)
    with pytest.raises(ConflictError):
        office.owed_reports.save(replace(MONTHLY, id=key, version=7))
    with pytest.raises(InputRefusedError, match="今天"):
        office.owed_reports.record_sent(sent(key, "2023-07", date(2023, 8, 16)))
    with pytest.raises(RefusedError):
        office.owed_reports.record_sent(sent(99, "2023-07", TODAY))
    office.owed_reports.record_sent(sent(key, "2023-07", TODAY))
    with pytest.raises(RefusedError, match="终止日期"):
        office.owed_reports.delete(key, 1)
    (row,) = office.owed_reports.rows()
    office.owed_reports.save(replace(row, until=date(2023, 7, 31)))
    assert [one.period for one in office.owed_reports.due()] == ["2023-05", "2023-06"]


def test_a_shipped_report_is_switched_on_and_off(office: Office) -> None:
    assert len(office.owed_reports.shipped()) == 10
    key, _ = office.owed_reports.save(office.owed_reports.shipped()[0])
    (row,) = office.owed_reports.rows()
    assert row.since == TODAY
    office.owed_reports.delete(key, row.version or 0)
    assert office.owed_reports.rows() == ()
    office.undo.take_back()
    assert [one.id for one in office.owed_reports.rows()] == [key]


def test_today_says_which_reports_are_late(office: Office) -> None:
    key, _ = office.owed_reports.save(MONTHLY)
    office.owed_reports.save(replace(MONTHLY, name="旬报", due_day=17, same_month=True))
    duties = [one for one in office.agenda.duties() if one.kind is DutyKind.OWED_REPORT]
    assert [(one.light, one.days, one.action) for one in duties] == [
        (Light.RED, -71, "报送"), (Light.RED, -59, "报送"),
    ]  # fmt: skip
    assert duties[0].title == "2023年5月等 3 期《矛盾纠纷月报》报送县委政法委，已超期 71 天"
    assert duties[0].target_id == key


def test_what_was_entered_after_the_period_is_listed(records: Records) -> None:
    office = records.office
    key = records.dispute(number="纠1", found_on=date(2023, 6, 30))
    entries = office.late_entries.of(parse_period("2023H1"))
    assert [(one.id, one.on, one.by) for one in entries] == [(key, date(2023, 6, 30), "工作人员")]
    assert entries[0].record == "纠1/争地"
    assert office.late_entries.of(parse_period("2099")) == ()
    assert (
        office.late_entries.of(parse_period("2023H1"), entries[0].entered_at.replace(year=2099))
        == ()
    )


def test_the_archive_lists_what_a_year_left(records: Records, tmp_path: Path) -> None:
    office = records.office
    records.dispute(number="纠1", found_on=date(2023, 3, 1))
    records.dispute(
        number="纠2", found_on=date(2022, 12, 1), state="filed", filed_on=date(2023, 2, 3),
        file_number="(2023)中和人调字第1号",
    )  # fmt: skip
    office.closings.close(None, parse_period("2023Q1"), {"表.pdf": _one_page()})
    first, _ = office.owed_reports.record_sent(sent(None, "2023-07", date(2023, 8, 4)))
    office.owed_reports.record_sent(sent(None, "2023-07", date(2023, 8, 5), corrects=first))
    assert office.archive.years() == (2023, 2022)
    items = office.archive.index(2023)
    assert [(one.category, one.number, one.title, one.pages) for one in items] == [
        ("台账", "", "矛盾纠纷排查调处台账", None),
        ("总结报告", "", "2023年第一季度统计数字", 1),
        ("报送材料", "", "矛盾纠纷月报", None),
        ("调解卷宗", "(2023)中和人调字第1号", "争地", None),
    ]
    assert items[2].dated == date(2023, 8, 5)
    pdf = pypdfium2.PdfDocument(office.archive.pdf(2023))
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert "2023年度归档目录" in text
    assert "2023年第一季度统计数字" in text
    out = tmp_path / "目录.xlsx"
    assert office.exports.to_workbook("archive", out).rows == 5
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["年度", "类别", "编号", "题名", "日期", "备注"]
    assert sheet["A2"].value == 2023


def _one_page() -> bytes:

    canvas = Canvas("", invariant=True)
    canvas.drawString(10, 10, "1")
    return bytes(canvas.getpdfdata())
