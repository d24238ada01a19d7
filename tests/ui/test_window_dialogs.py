from datetime import date

import pytest

from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui import paper_dialog
from liaison_desktop.ui.check_dialog import CheckDialog
from liaison_desktop.ui.help_pane import HelpPane
from liaison_desktop.ui.history_pane import HistoryPane
from liaison_desktop.ui.preferences_dialog import PreferencesDialog
from liaison_desktop.ui.register.form_print_dialog import FormPrintDialog
from liaison_desktop.ui.tabs import TABS
from liaison_desktop.ui.welcome import Welcome


def opened(dialog, qtbot):
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def sentences(pane):
    column = [one.key for one in pane.list.model.columns].index("sentence")
    return [pane.list.model.index(row, column).data() for row in range(len(pane.list.model.ids))]


def test_history_lists_operations_newest_first(desk, qtbot):
    pane = opened(HistoryPane(desk), qtbot)
    said = sentences(pane)
    assert said[0].startswith("制作联系卡")
    assert said[-1].startswith("建立罗平县罗雄镇")


def test_any_operation_is_taken_back_and_brought_again(desk, qtbot):
    office = desk.office
    key = office.households.ids(HouseholdFilter())[0]
    detail = office.households.detail(key)
    office.households.close(key, detail.version, date(2023, 6, 1), "迁出")
    pane = opened(HistoryPane(desk), qtbot)
    number = pane.list.model.ids[0]
    pane.undo_button.click()
    assert office.households.detail(key).until is None
    assert pane.words.text().startswith(f"已撤销操作 {number}")
    pane.list.show_record(pane.list.model.ids[0])
    assert pane.undo_button.text() == "恢复这一步"
    pane.undo_button.click()
    assert office.households.detail(key).until == date(2023, 6, 1)


def test_history_names_what_an_undo_keeps_or_refuses(desk, qtbot):
    pane = opened(HistoryPane(desk), qtbot)
    roster = next(
        number
        for number, said in zip(pane.list.model.ids, sentences(pane), strict=True)
        if "花名册" in said
    )
    pane.list.show_record(roster)
    pane.undo_button.click()
    assert "保留不动" in pane.words.text()
    assert desk.office.households.count(HouseholdFilter()) > 0


def test_check_says_whether_the_store_is_whole(desk, qtbot):
    went = []
    desk.went.connect(went.append)
    dialog = opened(CheckDialog(desk), qtbot)
    assert dialog.title.text() == "数据库和操作日志完好"
    assert "校验位" in dialog.findings.text()
    dialog.mend_button.click()
    assert went[0].filter == HouseholdFilter(with_problems=True)


def test_preferences_store_station_liaison_and_operator(desk, qtbot):
    dialog = opened(PreferencesDialog(desk), qtbot)
    dialog.person.restore_draft({"operator": "李四"})
    dialog.station.restore_draft(
        {**dialog.station.values(), "hotline": "0874-8229449", "promises": "有事必到\n有诉必应"}
    )
    dialog.villages.item(0, 1).setText("王联络")
    dialog.villages.item(0, 2).setText("13800000001")
    dialog.save_button.click()
    station = desk.office.areas.station()
    assert (station.hotline, station.promises) == ("0874-8229449", ("有事必到", "有诉必应"))
    village = desk.office.areas.villages()[0]
    assert (village.liaison, village.liaison_phone) == ("王联络", "13800000001")
    assert desk.office.history.operations(1)[0].actor == "李四"


def test_preferences_tell_why_nothing_was_stored(desk, qtbot):
    dialog = opened(PreferencesDialog(desk), qtbot)
    dialog.station.restore_draft({**dialog.station.values(), "name": None})
    dialog.save_button.click()
    assert "不能空着" in dialog.problem.text()
    assert dialog.isVisible()


@pytest.mark.parametrize("topic", [tab.help for tab in TABS])
def test_every_tab_has_help(qtbot, topic):
    pane = opened(HelpPane(topic), qtbot)
    assert len(pane.text.toPlainText()) > 100


def test_registration_forms_are_previewed_and_saved(desk, qtbot, tmp_path, monkeypatch):
    out = tmp_path / "登记卡.pdf"
    monkeypatch.setattr(paper_dialog, "ask_pdf", lambda *_args: out)
    ids = tuple(desk.office.households.ids(HouseholdFilter())[:2])
    dialog = opened(FormPrintDialog(desk, HouseholdFilter(ids=ids)), qtbot)
    assert dialog.view.page_count >= 2
    dialog.save_button.click()
    assert out.read_bytes().startswith(b"%PDF")
    dialog.close()


@pytest.fixture
def welcome(qtbot, tmp_path, lanes):
    widget = Welcome(tmp_path / "new", lanes, "张三")
    widget.offices = []
    widget.ready.connect(widget.offices.append)
    yield opened(widget, qtbot)
    for office in widget.offices:
        office.close()


def test_station_is_made_on_the_first_day(welcome):
    welcome.form.editor("county").setText("罗平县")
    welcome.form.editor("township").setText("罗雄镇")
    welcome.start_button.click()
    (office,) = welcome.offices
    assert office.areas.station().name == "罗雄镇群众工作站"


def test_township_is_asked_for(welcome):
    welcome.start_button.click()
    assert welcome.form.problem("county")
    assert welcome.offices == []


def test_folder_with_a_store_is_opened_at_once(welcome, practice_office, tmp_path):
    practice_office.close()
    welcome.choose_folder(tmp_path / "data")
    (office,) = welcome.offices
    assert office.households.count(HouseholdFilter()) == 212
