import pytest
import python_calamine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardState
from liaison_desktop.services.system.disclosures import Disclosures
from liaison_desktop.ui.export_dialog import TITLES, ExportDialog


@pytest.fixture
def host(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    return host


@pytest.fixture
def opened(desk, host, tmp_path):
    def opened(noun, which=None):
        dialog = ExportDialog(desk, noun, which, host)
        dialog.path.setText(str(tmp_path / "out.xlsx"))
        dialog.open()
        return dialog

    return opened


def table(tmp_path):
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    return book.get_sheet_by_index(0).to_python()


def press(dialog, qtbot):
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)


def test_every_list_of_the_service_has_a_title(desk):
    assert set(TITLES) == set(desk.office.exports.nouns())


def test_residents_are_masked_unless_a_purpose_is_given(opened, qtbot, tmp_path, desk):
    dialog = opened("residents")
    press(dialog, qtbot)
    rows = table(tmp_path)
    at = rows[0].index("公民身份号码")
    masked = [row[at] for row in rows[1:] if row[at]]
    assert masked
    assert all("*" in number for number in masked)
    assert Disclosures(desk.office.context).all() == ()


def test_full_export_needs_a_purpose_and_keeps_it(opened, qtbot, tmp_path, desk):
    dialog = opened("residents")
    dialog.unmasked.setChecked(True)
    assert not dialog.export_button.isEnabled()
    dialog.purpose.setEditText("上级部门核查")
    press(dialog, qtbot)
    rows = table(tmp_path)
    at = rows[0].index("公民身份号码")
    assert not any("*" in str(row[at]) for row in rows[1:])
    kept = Disclosures(desk.office.context).all()
    assert [(one.noun, one.purpose, one.actor) for one in kept] == [
        ("residents", "上级部门核查", "张三")
    ]


def test_only_the_columns_ticked_and_the_cards_of_the_list_are_written(
    opened, qtbot, tmp_path, desk
):
    ids = tuple(desk.office.cards.ids())[:4]
    desk.office.cards.hand_out(ids, desk.office.context.today())
    dialog = opened("cards", CardFilter(states=(CardState.HANDED_OUT,)))
    dialog._set_all(Qt.CheckState.Unchecked)
    assert not dialog.export_button.isEnabled()
    for row in (0, 6):
        dialog.columns.item(row).setCheckState(Qt.CheckState.Checked)
    told = []
    desk.noticed.connect(lambda text, action, then: told.append((text, action)))
    press(dialog, qtbot)
    rows = table(tmp_path)
    assert rows[0] == ["卡号", "户主姓名"]
    numbers = [row.number for row in desk.office.cards.rows(ids).values()]
    assert sorted(str(row[0]) for row in rows[1:]) == sorted(numbers)
    assert told == [("已导出 4 行到 out.xlsx", "打开文件夹")]
    assert not dialog.isVisible()


def test_households_follow_the_filter_of_the_page(opened, qtbot, tmp_path, desk):
    village = desk.office.areas.villages()[1]
    press(opened("households", HouseholdFilter(village_id=village.id)), qtbot)
    rows = table(tmp_path)
    assert {row[0] for row in rows[1:]} == {village.name}
    assert len(rows) == 81


def test_lists_without_personal_data_ask_no_purpose(opened):
    dialog = opened("coverage")
    assert not dialog.unmasked.isVisible()
    assert dialog.export_button.isEnabled()
    dialog.reject()


def test_folder_that_is_missing_is_told_and_the_dialog_stays(opened, qtbot, tmp_path, lanes):
    dialog = opened("cadres")
    dialog.path.setText(str(tmp_path / "missing" / "x.xlsx"))
    press(dialog, qtbot)
    assert lanes.told
    assert dialog.isVisible()
    assert dialog.export_button.isEnabled()
    dialog.reject()
