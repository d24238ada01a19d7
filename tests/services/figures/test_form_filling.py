"""填表机: mapped once, filled ever after; what is missing is yellow; what left is logged."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.form_mapping import YEAR_SO_FAR, Filling, MappedCell
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.services.figures.form_filling import OpenedForm
from liaison_desktop.services.office import Office
from tests.blank_forms import LIST_ROWS, monthly_form

H1 = parse_period("2023H1")
SHEET = "综治月报"


def opened(office: Office, path: Path, **more: object) -> OpenedForm:
    return office.form_filling.open(monthly_form(path, **more))  # type: ignore[arg-type]


def kept(office: Office, form: OpenedForm, *cells: MappedCell) -> int:
    mapping = replace(form.mapping, to_whom="县综治办", cells=(*form.suggestions, *cells))
    return office.form_filling.save(mapping, form.content)[0]


def test_the_words_of_a_form_suggest_what_fills_it(practice_office: Office, tmp_path: Path) -> None:
    form = opened(practice_office, tmp_path / "b.xlsx", villages=("中和村", "合计", "无此村"))
    found = {one.cell: one for one in form.suggestions if one.sheet == SHEET}
    question = found["B4"].question
    assert question is not None
    assert (question.indicator, question.scope.label) == ("disputes_found", "中和村")
    whole = found["B5"].question
    assert whole is not None
    assert whole.scope.parts == ()
    assert "B6" not in found, "a village nobody knows must not get the total"
    before, so_far = found["F4"], found["G4"].question
    assert before.question is not None
    assert (before.question.against, before.aspect) == (Against.YEAR_AGO, "base")
    assert so_far is not None
    assert so_far.period == YEAR_SO_FAR
    assert (found["B2"].field, found["F2"].field, found["B7"].field) == (
        "station",
        "today",
        "person",
    )
    assert "H4" not in found
    assert not [one for one in form.suggestions if one.sheet == "名单"]


def test_next_month_one_press_fills_it(practice_office: Office, tmp_path: Path) -> None:
    office, forms = practice_office, practice_office.form_filling
    lists = (
        MappedCell("名单", f"{column}2", head, Filling.LIST, field=f"disputes_found:{key}")
        for column, head, key in (
            ("A", "序号", "order"),
            ("B", "编号", "number"),
            ("D", "类别", "category"),
        )
    )
    key = kept(office, opened(office, tmp_path / "june.xlsx"), *lists)
    blank = monthly_form(tmp_path / "july.xlsx", month="2023年7月")
    mapping = forms.by_blank(blank)
    assert mapping.id == key
    filled = forms.fill(key, H1, tmp_path / "out.xlsx", blank)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet, listed = book[SHEET], book["名单"]
    station = str(sheet["B2"].value)
    assert "罗雄镇" in station
    assert sheet["F2"].value == "填报日期：2023年7月3日"
    assert [sheet.cell(4, column).value for column in range(2, 8)] == [36, 28, 16, 0.571, 0, 36]
    assert sheet["H4"].value == "=B4+C4"
    assert [listed.cell(row, 1).value for row in range(2, 2 + LIST_ROWS)] == [1, 2, 3, 4, 5, 6]
    assert listed["B2"].value == "纠2023-0001"
    told = {one.cell: one.sentence for one in filled.findings}
    assert "36 行，表上只有 6 行" in told["A2"]
    assert "没有对应" in told["E6"]
    assert "没有数据" in told["E5"]
    assert sheet["E6"].fill.fgColor.rgb == "FFFFFF00"
    assert sheet["B4"].fill.fgColor.rgb != "FFFFFF00"
    assert dict(filled.figures)[f"{SHEET}!B4 中和村 · 排查数"] == "36"
    assert openpyxl.load_workbook(blank)[SHEET]["B4"].value is None
    with pytest.raises(RefusedError, match="盖掉空白表"):
        forms.fill(key, H1, blank, blank)
    again = forms.fill(key, H1, tmp_path / "again.xlsx")
    assert again.figures == filled.figures


def test_a_closed_period_is_compared_with_what_was_reported(
    practice_office: Office, tmp_path: Path
) -> None:
    office = practice_office
    key = kept(office, opened(office, tmp_path / "june.xlsx"))
    report = office.summaries.save(office.summaries.draft("E", H1))[0]
    office.closings.close(report, H1, {})
    as_reported = office.form_filling.fill(key, H1, tmp_path / "same.xlsx")
    assert not [one for one in as_reported.findings if "上报的是" in one.sentence]
    first = office.disputes.ids(DisputeFilter(), Sort("found_on"))[0]
    office.disputes.void(first, office.disputes.detail(first).version, "重复登记")
    filled = office.form_filling.fill(key, H1, tmp_path / "later.xlsx")
    told = {one.cell: one.sentence for one in filled.findings}
    assert told["B4"] == "2023年上半年封账时上报的是36起，台账现在是35起，请确认按哪个数报。"


def test_what_was_sent_is_kept_with_every_figure(practice_office: Office, tmp_path: Path) -> None:
    office = practice_office
    key = kept(office, opened(office, tmp_path / "june.xlsx"))
    filled = office.form_filling.fill(key, H1, tmp_path / "out.xlsx")
    office.form_filling.record_sent(filled, date(2023, 7, 3), "电子邮件")
    (line,) = office.owed_reports.sent()
    assert (line.to_whom, line.period, line.way) == ("县综治办", "2023H1", "电子邮件")
    assert line.figures == filled.figures
    assert line.sha256 == filled.sha256


def test_months_shares_and_changes(practice_office: Office) -> None:
    forms = practice_office.form_filling

    def value(question: Question, **more: str) -> str:
        cell = MappedCell(SHEET, "B4", "", Filling.FIGURE, question)
        return forms.value(replace(cell, **more), H1)  # type: ignore[arg-type]

    march = ScopePart(Dimension.MONTH, "03", "3月")
    found = practice_office.figures.one("disputes_found", parse_period("2023-03")).value
    assert value(Question("", "disputes_found", Scope((march,)))) == str(found)
    assert value(Question("", "dispute_amount"), style="wan_2") == "7.85"
    assert value(Question("", "disputes_found", against=Against.YEAR_AGO), aspect="delta") == "36"
    assert value(Question("", "disputes_found", against=Against.YEAR_AGO), aspect="percent") == ""
    assert value(Question("", "dispute_settle_rate"), aspect="denominator") == "28"
    assert value(Question("", "projects")) == ""
    risky = practice_office.figures.divided("disputes_found", H1, Dimension.CATEGORY).parts[1]
    shared = value(Question("", "disputes_found", Scope((risky.part,))), aspect="share")
    assert float(shared) == round(100 * float(risky.figure.value or 0) / 36 + 1e-9, 1)


def test_lists_leave_out_names_of_parties_and_numbers(practice_office: Office) -> None:
    lists = practice_office.form_filling.choices().lists
    columns = {one.key for one in lists["disputes_found"]}
    assert {"number", "found_on", "category"} <= columns
    assert not columns & {"first_side", "second_side", "first_phone", "title", "facts", "demands"}
    assert "phone" not in {one.key for one in lists["cadres"]}
    assert "dispute_settle_rate" not in lists


def test_mappings_are_saved_changed_and_undone(practice_office: Office, tmp_path: Path) -> None:
    office, forms = practice_office, practice_office.form_filling
    form = opened(office, tmp_path / "june.xlsx")
    with pytest.raises(InputRefusedError, match="对应"):
        forms.save(replace(form.mapping, to_whom="县综治办"), form.content)
    with pytest.raises(InputRefusedError, match="报送对象"):
        forms.save(replace(form.mapping, cells=form.suggestions), form.content)
    key = kept(office, form)
    with pytest.raises(RefusedError, match="已经有填表方案"):
        kept(office, form)
    again = forms.again(key)
    assert again.suggestions == ()
    assert again.form == form.form
    changed = again.mapping.with_cell(replace(again.mapping.cells[0], filling=Filling.KEEP))
    assert len(changed.cells) == len(again.mapping.cells) - 1
    forms.save(changed, again.content)
    with pytest.raises(ConflictError):
        forms.save(again.mapping, again.content)
    (row,) = forms.rows()
    assert row.cells == changed.cells
    assert row.version is not None
    forms.delete(key, row.version)
    assert forms.rows() == ()
    office.undo.take_back()
    assert [one.name for one in forms.rows()] == [row.name]


def test_another_form_is_not_filled_by_this_mapping(
    practice_office: Office, tmp_path: Path
) -> None:
    office = practice_office
    key = kept(office, opened(office, tmp_path / "june.xlsx"))
    other = monthly_form(tmp_path / "other.xlsx", villages=("大补懂村",))
    with pytest.raises(InputRefusedError, match="表样不一样"):
        office.form_filling.fill(key, H1, tmp_path / "out.xlsx", other)
    with pytest.raises(RefusedError, match="还没有"):
        office.form_filling.by_blank(other)
    assert not (tmp_path / "out.xlsx").exists()
