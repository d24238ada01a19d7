"""Large text on the 1366×768 screens of townships: what is typed keeps most of the height."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from liaison_desktop.ui import theme
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.page import CONCERNS, DISPUTES, SUMMARIES
from tests.ui.dispute_desk import registered

ALT = Qt.KeyboardModifier.AltModifier
FIELDS = (QLineEdit, QComboBox, QPlainTextEdit)


@pytest.fixture
def on_screen(desk, qtbot, qapp):
    """Returns a tab in a window as large as the screen, at a text size."""
    windows = []

    def show(page, percent):
        theme.apply_theme(qapp, percent)
        window = MainWindow(desk, page=page)
        qtbot.addWidget(window)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        windows.append(window)
        return window.page()

    yield show
    for window in windows:
        window.close()
    theme.apply_theme(qapp, 100)


def drafted(page):
    page.drafting.begin_new()
    QTest.keyClick(page.drafting.new.structures, Qt.Key.Key_Return)
    return page.drafting.work


def in_sight(field, window):
    """Whether nothing cuts a field off."""
    place = QRect(field.mapTo(window, QPoint()), field.size())
    part = field.parentWidget()
    while part is not window:
        if not QRect(part.mapTo(window, QPoint()), part.size()).contains(place):
            return False
        part = part.parentWidget()
    return True


def fields_in_sight(form):
    own = (one for kind in FIELDS for one in form.findChildren(kind) if one.isVisible())
    boxes = (one for one in own if not isinstance(one.parentWidget(), QComboBox))
    return sum(in_sight(one, form.window()) for one in boxes)


@pytest.mark.parametrize(("percent", "least"), [(150, 300), (125, 400)])
def test_the_text_of_a_summary_keeps_most_of_the_height(on_screen, qtbot, percent, least):
    work = drafted(on_screen(SUMMARIES, percent))
    qtbot.waitUntil(lambda: work.editor.viewport().height() >= least)
    assert work.head.save_button.isVisible()
    assert work.head.save_button.toolTip().startswith("保存")


def test_day_and_annexes_come_when_they_are_asked_for(on_screen, qtbot):
    work = drafted(on_screen(SUMMARIES, 150))
    assert not work.foot.isVisible()
    entry = work.head.more.menu().actions()[-1]
    entry.trigger()
    assert work.foot.tables.isVisible()
    qtbot.waitUntil(work.foot.day.hasFocus)
    entry.trigger()
    assert not work.foot.isVisible()
    work.foot.tell("还有 1 处红色问题")
    assert work.foot.told.isVisible()


def test_at_usual_text_the_summary_has_its_captions(on_screen):
    work = drafted(on_screen(SUMMARIES, 100))
    assert work.foot.tables.isVisible()
    assert work.head.export_button.isVisible()
    assert not work.head.more.isVisible()
    assert work.head.close_button.text() == "上报并封账"


def test_the_strip_of_a_number_hides_none_of_its_boxes(on_screen, qtbot):
    work = drafted(on_screen(SUMMARIES, 150))
    work.begin_number()
    strip = work.number_strip
    below = strip.insert_button.geometry
    qtbot.waitUntil(lambda: 0 < strip.style_box.geometry().bottom() < below().top())


@pytest.mark.parametrize("name", [CONCERNS, DISPUTES])
@pytest.mark.parametrize("new", [False, True])
def test_a_form_shows_five_fields(on_screen, desk, qtbot, name, new):
    registered(desk.office, "古月")
    view = on_screen(name, 150).view()
    (view.begin_new if new else view.pane.edit)()
    qtbot.waitUntil(lambda: fields_in_sight(view.pane.form_side()) >= 5)


@pytest.mark.parametrize("name", [CONCERNS, DISPUTES])
def test_esc_and_the_button_lead_back_to_the_list(on_screen, desk, qtbot, name):
    registered(desk.office, "古月")
    view = on_screen(name, 150).view()
    width, new = view.list.width(), view.new_button.visibleRegion
    back = view.pane.foot().list_button
    for leave in (
        lambda: QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Escape),
        back.click,
    ):
        view.pane.edit()
        qtbot.waitUntil(lambda: view.list.width() == 0 and back.isVisible())
        qtbot.waitUntil(lambda: new().isEmpty())
        leave()
        qtbot.waitUntil(lambda: view.list.width() == width and not back.isVisible())
        assert view.list.isAncestorOf(view.window().focusWidget())
        qtbot.waitUntil(lambda: not new().isEmpty())


def test_a_step_is_begun_by_its_key_from_the_form(on_screen, desk, qtbot):
    registered(desk.office, "古月")
    view = on_screen(DISPUTES, 150).view()
    view.pane.edit()
    qtbot.waitUntil(lambda: view.list.width() == 0)
    QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_A, ALT)
    qtbot.waitUntil(lambda: view.pane.panel.is_open and view.list.width() > 0)


def test_at_usual_text_list_and_form_stay_beside_each_other(on_screen, qtbot):
    view = on_screen(CONCERNS, 100).view()
    view.pane.edit()
    qtbot.waitUntil(view.pane.editor.form.editor("title").hasFocus)
    assert view.list.width() > 400
    assert not view.pane.foot().list_button.isVisible()
