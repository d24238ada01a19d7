"""填表 of 总结报告: forms previewed or refused with their records, blanks mapped and filled."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.form_mapping import Filling
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.ui.figures.form_view import FILLING, STATUTORY, FormView
from liaison_desktop.ui.page import SUMMARIES, Destination
from tests.blank_forms import monthly_form

H1 = parse_period("2023H1")
KEY = Qt.Key


@pytest.fixture
def view(qtbot, desk):
    made = FormView(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def filling(view, tmp_path):
    """The view on an opened blank."""
    view.show_view(FILLING)
    view.filling.open(monthly_form(tmp_path / "blank.xlsx"))
    return view.filling


def test_a_form_that_does_not_foot_names_its_records(view, desk) -> None:
    forms = view.statutory
    assert "相差" in forms.told.text()
    assert len(forms.records.records) == 36
    assert not forms.print_button.isEnabled()
    went = []
    desk.went.connect(went.append)
    forms.records.list.open_requested.emit(0)
    assert went[0].kind is Kind.DISPUTE


def test_the_arrows_walk_the_forms_and_a_file_is_saved(view, qtbot, tmp_path) -> None:
    forms = view.statutory
    qtbot.keyClick(forms.list, KEY.Key_Down)
    assert forms.kind().key == "judicial"
    assert forms.view.page_count == 1
    assert forms.print_button.isEnabled()
    forms.save(tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    asked = []
    forms._desk.print_wanted.connect(lambda what, which: asked.append((what, which)))
    view.commands()["print"]()
    assert asked[0][0] == "paper"
    assert asked[0][1].title == "2023年6月人民调解工作情况统计表"


def test_an_owed_report_opens_its_form(view) -> None:
    view.show_destination(Destination(SUMMARIES, view="forms", filter=("grid", H1)))
    assert view.statutory.kind().key == "grid"
    assert view.statutory.period.period() == H1


def test_a_blank_is_mapped_by_keys_and_filled(filling, qtbot, monkeypatch, tmp_path) -> None:
    grid, choice = filling.work.grid, filling.work.choice
    assert filling.work.tabs.isVisible()
    assert filling.work.tabs.height() >= filling.open_button.height() // 2
    grid.go_to("B4")
    assert choice.indicator.key() == "disputes_found"
    assert choice.trial.text() == "2023年6月会填：3"
    qtbot.keyClick(grid, KEY.Key_Space)
    assert [one.cell for one in filling.work.mapping.cells] == ["B4"]
    qtbot.keyClick(grid, KEY.Key_Right)
    assert grid.address() == "C4"
    assert choice.indicator.key() == "disputes_mediated"
    choice.take_button.click()
    qtbot.keyClick(grid, KEY.Key_Delete)
    assert [one.cell for one in filling.work.mapping.cells] == ["B4"]
    filling.work.accept_all()
    filling.work.to_whom.setText("县综治办")
    filling.period.show_period(H1)
    out = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    filling.fill_button.click()
    sheet = openpyxl.load_workbook(out)["综治月报"]
    assert [sheet["B4"].value, sheet["C4"].value, sheet["D4"].value] == [36, None, 16]
    told = [line.detail for line in filling.work.result.findings.lines()]
    assert any("没有对应" in one for one in told)
    filling.work.result.sent_button.click()
    (line,) = filling._desk.office.owed_reports.sent()
    assert line.to_whom == "县综治办"
    assert not filling.work.result.sent_button.isEnabled()


def test_the_period_is_the_one_the_form_names(filling) -> None:
    assert filling.period.period() == parse_period("2023-06")


def test_every_suggestion_is_taken_by_a_key(filling, qtbot, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or ("", ""))
    filling.work.to_whom.setText("县综治办")
    filling.ask_and_fill()
    assert not asked  # nothing would be filled
    offered = int("".join(filter(str.isdigit, filling.accept_button.text())))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    filling.window().activateWindow()
    qtbot.waitUntil(filling.window().isActiveWindow)
    qtbot.keyClick(filling.work.grid, KEY.Key_A, both)
    qtbot.waitUntil(lambda: bool(filling.work.mapping.cells))  # a key presses a button visibly
    assert len(filling.work.mapping.cells) == offered
    filling.ask_and_fill()
    assert asked


def test_fields_fixed_words_and_lists_are_chosen(filling) -> None:
    choice, grid = filling.work.choice, filling.work.grid
    grid.go_to("E6")
    choice.kinds.segment(Filling.FIELD.value).click()
    choice.field.choose("typed")
    choice.typed.setText("王五")
    choice.take_button.click()
    filling.work.tabs.setCurrentIndex(1)
    grid.go_to("B2")
    assert choice.kinds.current() == Filling.LIST.value
    choice.list_of.choose("disputes_found")
    choice.list_of.chosen.emit("disputes_found")
    choice.column.choose("number")
    choice.take_button.click()
    assert [(one.cell, one.field) for one in filling.work.mapping.cells] == [
        ("E6", "text:王五"),
        ("B2", "disputes_found:number"),
    ]


def test_a_kept_form_comes_back_with_its_cells(filling, desk, qtbot) -> None:
    filling.work.accept_all()
    filling.work.name.setText("综治月报")
    filling.work.to_whom.setText("县综治办")
    filling.save()
    assert [line.text for line in filling.list.lines()] == ["综治月报"]
    other = FormView(desk)
    qtbot.addWidget(other)
    other.show()
    other.show_view(FILLING)
    assert other.filling.work.name.text() == "综治月报"
    other.filling.work.grid.go_to("B4")
    assert other.filling.work.choice.indicator.key() == "disputes_found"
    other.filling.delete()
    assert other.filling.list.lines() == []


def test_a_hostile_file_is_told_in_words(view, lanes, tmp_path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    view.show_view(FILLING)
    view.filling.open(path)
    assert "另存为 .xlsx" in lanes.told[-1].message


def test_an_opened_blank_keeps_the_keys_when_another_view_was_looked_at(filling, view) -> None:
    view.show_view(STATUTORY)
    view.show_view(FILLING)
    assert view.focusProxy() is filling
    assert filling.focusProxy() is filling.work.grid


def test_to_whom_a_form_goes_is_asked_before_where_it_is_saved(
    filling, view, desk, monkeypatch
) -> None:
    asked, told = [], []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or ("", ""))
    desk.noticed.connect(lambda text, _action, _then: told.append(text))
    filling.work.to_whom.clear()
    filling.ask_and_fill()
    filling.save()
    assert not asked
    assert told == ["请先填写报送对象"] * 2
    assert view.window().focusWidget() is filling.work.to_whom
