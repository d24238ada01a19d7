from datetime import date

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui import theme
from liaison_desktop.ui.actions import COMMANDS, shortcut_clashes
from liaison_desktop.ui.importing import blank_list
from liaison_desktop.ui.importing.wizard import ImportWizard
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.page import (
    CADRES,
    CONCERNS,
    DISPUTES,
    HOUSEHOLDS,
    TODAY,
    VISITS,
    DeskContext,
    Destination,
)
from liaison_desktop.ui.status_line import NO_STATE_SECRETS
from liaison_desktop.ui.tabs import TABS, tab_called
from liaison_desktop.ui.window_menus import WINDOW_COMMANDS, window_commands


@pytest.fixture
def window(desk, qtbot):
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_starts_on_today_with_only_its_page_built(window):
    assert window.page().name == TODAY
    assert window.stack.count() == 1


def test_tells_station_operator_and_reminder(window):
    assert window.windowTitle() == "罗雄镇群众工作站 — 群众工作站"
    assert window.status.station.text() == "罗平县罗雄镇群众工作站"
    assert window.status.operator.text() == "操作人：张三"
    assert window.status.reminder.text() == NO_STATE_SECRETS
    assert "212" in window.status.kept.text()


def test_every_tab_opens(window):
    for place, tab in enumerate(TABS):
        window.tabs.setCurrentIndex(place)
        assert window.page().name == tab.name
    assert window.stack.count() == len(TABS)


def test_tabs_are_walked_with_the_keys(window):
    window.action("next_tab").trigger()
    assert window.page().name == HOUSEHOLDS
    window.action("previous_tab").trigger()
    assert window.page().name == TODAY


def test_tab_is_found_by_name_or_caption():
    assert tab_called("农户").name == tab_called("households").name == HOUSEHOLDS
    assert tab_called("不存在") is None


def test_search_opens_the_household(window, desk, qtbot):
    window.action("find").trigger()
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "ZH0007")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page().name == HOUSEHOLDS
    assert window.page().pane.detail.number == "ZH0007"


def test_scanned_card_opens_its_household_from_any_tab(window, desk):
    card = desk.office.cards.rows(desk.office.cards.ids()[20:21]).popitem()[1]
    window.scanner.scanned.emit(card.number)
    assert window.page().name == HOUSEHOLDS
    assert window.page().pane.detail.id == card.household_id


@pytest.mark.parametrize(
    ("ledger", "page", "wanted"),
    [
        ("concerns", CONCERNS, ConcernFilter),
        ("disputes", DISPUTES, DisputeFilter),
    ],
    ids=["concern", "dispute"],
)
def test_scanned_receipt_opens_its_matter(window, desk, ledger, page, wanted):
    service = getattr(desk.office, ledger)
    detail = service.detail(service.ids(wanted())[3])
    window.scanner.scanned.emit(detail.code)
    assert window.page().name == page
    assert window.page().list.current_id() == detail.id


def test_a_code_of_no_matter_is_told_in_words(window):
    code = MatterNumber(Noun.CONCERN, 2023, 9999).code
    window.scanner.scanned.emit(code)
    assert "民2023-9999" in window.notice._text.text()


def test_unknown_scan_is_told_and_changes_nothing(window):
    window.scanner.scanned.emit("1234567890123")
    assert window.page().name == TODAY
    assert window.notice.isVisible()


def test_undo_command_names_the_last_own_operation_and_takes_it_back(window, desk):
    assert not window.action("undo").isEnabled()
    key = desk.office.households.ids(HouseholdFilter())[0]
    detail = desk.office.households.detail(key)
    desk.done(desk.office.households.close(key, detail.version, date(2023, 6, 1), "迁出"), "已注销")
    assert window.action("undo").text() == "撤销：注销中和村/ZH0001：迁出"
    window.action("undo").trigger()
    assert desk.office.households.detail(key).until is None
    window.action("redo").trigger()
    assert desk.office.households.detail(key).until == date(2023, 6, 1)


def test_undo_key_in_a_field_undoes_typing_only(window, desk, qtbot):
    key = desk.office.households.ids(HouseholdFilter())[0]
    detail = desk.office.households.detail(key)
    desk.done(desk.office.households.close(key, detail.version, date(2023, 6, 1), "迁出"), "已注销")
    window.search.setFocus()
    qtbot.keyClicks(window.search, "abc")
    qtbot.keyClick(window.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.search.text() == ""
    assert desk.office.households.detail(key).until is not None


def test_page_commands_follow_the_page(window):
    assert not window.action("new").isEnabled()
    window.show_page(HOUSEHOLDS)
    assert window.action("new").isEnabled()
    window.action("new").trigger()
    assert window.page().pane.editor.is_new


@pytest.mark.parametrize(
    ("name", "first", "other"),
    [
        (CADRES, "cadres", "coverage"),
        (CONCERNS, "ledger", "month_end"),
        (DISPUTES, "ledger", "zero"),
    ],
)
def test_page_commands_follow_the_view(window, name, first, other):
    page = window.show_page(name)
    page.show_view(other)
    window.show_page(HOUSEHOLDS)
    window.show_page(name)
    assert not window.action("edit").isEnabled()
    page.show_view(first)
    assert window.action("edit").isEnabled()
    assert window.action("save").isEnabled()


def test_save_takes_the_item_whose_initials_are_being_typed(window, desk, qtbot):
    page = window.show_page(CONCERNS)
    window.action("new").trigger()
    form = page.ledger.pane.editor.form
    form.set_value("title", "水管破裂")
    with qtbot.waitActive(window):
        window.activateWindow()
    form.focus_field("category")
    qtbot.keyClicks(form.editor("category"), "s")
    assert form.editor("category").listing
    window.action("save").trigger()
    stored = desk.office.concerns.detail(page.list.current_id())
    assert (stored.values["title"], stored.values["category"]) == ("水管破裂", "difficulty")


def test_ledgers_are_imported_from_the_menu(window):
    nouns = []
    window.desk.import_wanted.disconnect()
    window.desk.import_wanted.connect(lambda noun, _path: nouns.append(noun))
    for noun in ("visits", "concerns", "disputes"):
        window.action(f"import_{noun}").trigger()
    assert nouns == ["visits", "concerns", "disputes"]


def test_changes_reach_a_hidden_page_when_it_is_shown(window, desk):
    window.show_page(HOUSEHOLDS)
    window.show_page(TODAY)
    key = desk.office.households.ids(HouseholdFilter())[0]
    detail = desk.office.households.detail(key)
    desk.done(desk.office.households.close(key, detail.version, date(2023, 6, 1), "迁出"), "已注销")
    window.show_page(HOUSEHOLDS)
    assert len(window.page().list.model.ids) == 211


def test_text_size_is_kept(window, desk, qtbot):
    window.action("larger_text").trigger()
    window.action("larger_text").trigger()
    try:
        assert theme.metrics().percent == 100  # dressing takes a moment: once, after the last
        assert desk.settings.value("window/text_percent") in (130, "130")
        assert window._text_sizes[130].isChecked()
        assert window.notice._text.text() == "文字大小 130 %"
        qtbot.waitUntil(lambda: theme.metrics().percent == 130)
    finally:
        window._text_sizes[100].trigger()
    assert theme.metrics().percent == 100


def test_widths_follow_the_text_size(window, qtbot):
    window.resize(1366, 720)
    places = window.show_page(HOUSEHOLDS).places
    before = places.minimumWidth()
    window._text_sizes[150].trigger()
    try:
        assert places.minimumWidth() == before * 3 // 2
        everywhere, village = (places.tree.topLevelItem(row).font(0) for row in (0, 1))
        for font in (everywhere, village):
            assert font.resolve(places.tree.font()).pixelSize() == places.tree.font().pixelSize()
        assert everywhere.bold()
        assert not village.bold()
        box = window.search
        qtbot.waitUntil(lambda: box.parentWidget().rect().contains(box.geometry()))
        assert box.width() == theme.metrics().px(330)
    finally:
        window._text_sizes[100].trigger()
    assert places.minimumWidth() == before


def test_household_found_has_the_keys_and_escape_leads_back_from_the_record(window, desk, qtbot):
    window.show()
    key = desk.office.households.ids(HouseholdFilter())[4]
    desk.navigate(Kind.HOUSEHOLD, key)
    page = window.page()
    assert page.list.view.hasFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    assert page.list.current_id() == desk.office.households.ids(HouseholdFilter())[5]
    window.action("edit").trigger()
    assert not page.list.view.hasFocus()
    focused = QApplication.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Escape)  # leaves the cell
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.list.view.hasFocus()


def test_geometry_is_kept(desk, qtbot):
    first = MainWindow(desk)
    qtbot.addWidget(first)
    first.resize(790, 640)
    first.show()
    first.close()
    second = MainWindow(DeskContext(desk.office, desk.lanes, settings=QSettings()))
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (790, 640)


def test_closing_keeps_what_was_typed(window, desk):
    page = window.show_page(HOUSEHOLDS)
    model = page.pane.editor.members.members
    model.setData(model.index(0, 0), "改到一半")
    window.close()
    assert [draft.form for draft in desk.office.drafts.all()] == ["household"]


def test_unfinished_form_is_offered_at_the_next_start(window, desk, qtbot):
    page = window.show_page(HOUSEHOLDS)
    page.list.show_record(page.list.model.ids[7])
    model = page.pane.editor.members.members
    model.setData(model.index(0, 0), "改到一半")
    window.close()
    again = MainWindow(DeskContext(desk.office, desk.lanes, settings=QSettings()))
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(again.notice.isVisible)
    again.notice._action.click()
    assert again.page().pane.editor.members.members.members[0].name == "改到一半"


def dispute_form(page):
    return page.ledger.dispute_pane.editor.form


def visit_form(page):
    return page.ledger.pane.editor.form


def diary_form(page):
    return page.diaries.pane.editor.form


@pytest.mark.parametrize(
    "typed",
    [
        (DISPUTES, "", dispute_form, "facts"),
        (VISITS, "", visit_form, "said"),
        (VISITS, "diaries", diary_form, "content"),
    ],
    ids=["dispute", "visit", "diary"],
)
def test_a_new_record_half_typed_is_taken_up_again(window, desk, qtbot, typed):
    tab, view, form, field = typed
    page = window.show_page(tab)
    page.show_destination(Destination(tab, view=view))
    page.commands()["new"]()
    form(page).set_value(field, "只写了一半")
    window.close()
    again = MainWindow(DeskContext(desk.office, desk.lanes, settings=QSettings()))
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(again.notice.isVisible)
    again.notice._action.click()
    assert again.page().name == tab
    assert form(again.page()).values()[field] == "只写了一半"


def test_workbook_dropped_opens_the_wizard(window, tmp_path):
    file = tmp_path / "干部名册.xlsx"
    file.write_bytes(b"")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    window.dropEvent(event)
    wizard = window.findChild(ImportWizard)
    assert wizard.files.path == file
    assert wizard.files.kind.current() == "cadres"


@pytest.mark.parametrize("name", ["operations", "check", "settings", "about", "keys", "help"])
def test_menu_opens_its_dialog(window, name):
    window.action(name).trigger()
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert dialog.windowTitle()


def test_destination_opens_a_record_of_its_kind(window, desk):
    key = desk.office.households.ids(HouseholdFilter())[5]
    desk.navigate(Kind.HOUSEHOLD, key)
    assert window.page().pane.detail.id == key
    desk.go(Destination(TODAY))
    assert window.page().name == TODAY


def test_another_operator_signs_from_now_on(window, desk):
    desk.set_operator("李四")
    assert window.status.operator.text() == "操作人：李四"
    key = desk.office.households.ids(HouseholdFilter())[0]
    detail = desk.office.households.detail(key)
    desk.office.households.close(key, detail.version, date(2023, 6, 1), "迁出")
    assert desk.office.history.operations(1)[0].actor == "李四"


def test_no_keys_serve_two_commands():
    assert shortcut_clashes((*COMMANDS, *WINDOW_COMMANDS)) == []
    assert {spec.id for spec in window_commands()} >= {"find", "undo", "quit", "operations"}


def test_every_key_of_the_window_is_heard_through_it(window):
    deaf = [one for one, action in window.actions_by_id.items() if action not in window.actions()]
    assert deaf == []


def test_window_takes_the_whole_of_a_screen_that_is_too_small(desk, qtbot):
    window = MainWindow(desk)
    qtbot.addWidget(window)
    too_small = window.screen().availableSize().width() < 1280
    assert window.isMaximized() is too_small


def test_blank_roster_is_saved_from_the_menu(window, tmp_path, monkeypatch):
    out = tmp_path / "空白.xlsx"
    monkeypatch.setattr(blank_list, "ask_out", lambda parent, proposed: out)
    window.action("blank_roster").trigger()
    assert out.exists()
    assert str(out) in window.notice._text.text()


@pytest.mark.parametrize("name", [tab.name for tab in TABS])
def test_every_tab_fits_a_small_screen_at_large_text(qapp, desk, qtbot, name):
    theme.apply_theme(qapp, 150)
    try:
        window = MainWindow(desk, page=name)
        qtbot.addWidget(window)
        window.show()
        assert window.minimumSizeHint().height() <= 720
        assert window.minimumSizeHint().width() <= 1366
    finally:
        theme.apply_theme(qapp)
