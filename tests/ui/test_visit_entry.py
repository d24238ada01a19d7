"""连续录入 by keyboard alone: what is typed is stored line by line."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.draft_keeper import KEPT_AFTER_MS
from liaison_desktop.ui.matters.entry_row import RowState
from liaison_desktop.ui.matters.phrase_edit import kept_phrases
from liaison_desktop.ui.matters.visit_page import ENTRY, VisitPage
from liaison_desktop.ui.page import VISITS, Destination

ENTER, UP, ESC, F4 = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_F4


class Typist:
    """Sits at the page and types; knows only where the keys are."""

    def __init__(self, page):
        self.page = page

    @property
    def focus(self):
        # A list hanging below a field counts as the active window where there is no screen.
        self.page.activateWindow()
        return QApplication.focusWidget()

    def type(self, *keys):
        for key in keys:
            widget = self.focus
            if not isinstance(key, str):
                QTest.keyClick(widget, key)
            elif key.isascii():
                QTest.keyClicks(widget, key)
            else:
                event = QInputMethodEvent()
                event.setCommitString(key)
                QApplication.sendEvent(widget, event)

    def household(self, text):
        """Type until the list stands, then take its first."""
        self.type(text)
        self.focus._ask()
        self.type(ENTER)


def opened(desk, qtbot):
    page = VisitPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    page.activateWindow()
    page.show_view(ENTRY)
    return page


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def typist(page):
    return Typist(page)


@pytest.fixture
def households(desk):
    office = desk.office
    return list(office.households.rows(office.households.ids(HouseholdFilter())).values())


@pytest.fixture
def new_visits(desk):
    known = set(desk.office.visits.ids(VisitFilter()))

    def read():
        fresh = set(desk.office.visits.ids(VisitFilter())) - known
        return [desk.office.visits.detail(key) for key in sorted(fresh)]

    return read


def a_cadre(desk):
    rows = desk.office.cadres.rows(desk.office.cadres.ids(CadreFilter())).values()
    return next(row for row in rows if row.name == "任家富")


def line(typist, household, said="ys"):
    typist.type(ENTER, ENTER)
    typist.household(household.number)
    typist.type(ENTER, said, ENTER, ENTER, ENTER)


def test_a_line_typed_with_short_forms_is_stored_at_once(
    desk, page, typist, households, new_visits
):
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type("tj", ENTER, "ys", ENTER, "xc", ENTER, ENTER)
    (visit,) = new_visits()
    assert visit.values["on"] == date(2023, 3, 5)
    assert [one.id for one in visit.cadres] == [a_cadre(desk).id]
    assert [one.id for one in visit.households] == [households[0].id]
    assert visit.values["way"] == "field"
    assert visit.values["said"] == "饮水困难"
    assert visit.values["answered"] == "已当场讲解政策"
    rows = page.entry.grid.lines.rows
    assert rows[0].state is RowState.SAVED
    assert page.entry.grid.row is rows[1]
    assert rows[1].text("on") == "3月5日"
    assert rows[1].text("cadres") == "任家富"
    assert "已录 1 条" in page.entry.pace.text()


def test_each_line_is_an_operation_of_its_own(desk, page, typist, households, new_visits):
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, "ys", ENTER, ENTER, ENTER)
    line(typist, households[1])
    assert len(new_visits()) == 2
    desk.take_back()
    assert len(new_visits()) == 1
    row = page.entry.grid.lines.rows[1]
    assert row.state is RowState.PROBLEM
    assert "已被撤销" in row.sentence
    typist.type(UP, ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, ENTER)
    assert len(new_visits()) == 2


def test_a_number_and_enter_need_not_wait_for_the_list(typist, households, new_visits):
    typist.type("3.5", ENTER, "rjf", ENTER, households[6].number, ENTER)
    assert typist.focus.property("cell") == "way"
    typist.type(ENTER, "ys", ENTER, ENTER, ENTER)
    assert [one.id for one in new_visits()[0].households] == [households[6].id]


def test_ditto_by_f4_and_by_the_sign(desk, page, typist, households, new_visits):
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, "wf", ENTER, "dj", ENTER, ENTER)
    typist.type(ENTER, ENTER, F4, ENTER, ENTER, '"', ENTER, "〃", ENTER, ENTER)
    first, second = new_visits()
    assert second.households == first.households
    assert second.values["said"] == first.values["said"]
    assert second.values["answered"] == first.values["answered"]
    assert "当天走访这户已有一条记录" in page.entry.grid.lines.rows[1].sentence


def test_somebody_nobody_knows_is_stored_as_typed_and_waits(desk, page, typist, new_visits):
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household("欧阳无此人")
    typist.type(ENTER, "路不好走", ENTER, ENTER, ENTER)
    (visit,) = new_visits()
    assert [(one.id, one.name) for one in visit.households] == [(None, "欧阳无此人")]
    assert visit.values["said"] == "路不好走"
    assert "待核对" in page.entry.grid.lines.rows[0].sentence
    assert visit.id in {one.visit_id for one in desk.office.visits.unresolved()}


def test_an_unreadable_day_is_told_at_once_and_keeps_the_keys(page, typist):
    typist.type("13.45", ENTER)
    row = page.entry.grid.lines.rows[0]
    assert row.state is RowState.PROBLEM
    assert "日期看不懂" in row.sentence
    assert typist.focus.property("cell") == "on"
    typist.type("3.6", ENTER)
    assert row.sentence == ""
    assert typist.focus.property("cell") == "cadres"


def test_a_day_to_come_is_told_at_once_until_it_is_mended(page, typist):
    typist.type("12.5", ENTER)
    row = page.entry.grid.lines.rows[0]
    assert (row.state, row.sentence) == (RowState.PROBLEM, "走访日期在今天之后，请核对。")
    assert typist.focus.property("cell") == "cadres"
    page.entry.edit()
    typist.type("3.6", ENTER)
    assert (row.state, row.sentence) == (RowState.OPEN, "")


def test_a_day_to_come_is_refused_below_the_line(page, typist, households, new_visits):
    typist.type("12.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, ENTER, ENTER, ENTER)
    assert new_visits() == []
    row = page.entry.grid.lines.rows[0]
    assert row.state is RowState.PROBLEM
    assert row.sentence == "走访日期在今天之后，请核对。"
    assert "1 条没有保存" in page.entry.pace.text()


def test_the_year_chosen_above_is_the_year_of_short_days(page, typist, households, new_visits):
    page.entry.years.setCurrentIndex(1)
    page.entry.edit()
    typist.type("12.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, ENTER, ENTER, ENTER)
    assert new_visits()[0].values["on"] == date(2022, 12, 5)


def test_going_back_up_corrects_a_stored_line(page, typist, households, new_visits):
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, "ys", ENTER, ENTER, ENTER)
    typist.type(UP, ENTER, ENTER)
    typist.type(ENTER, ENTER)
    assert typist.focus.property("cell") == "said"
    typist.type("yd", ENTER, ENTER, ENTER)
    (visit,) = new_visits()
    assert visit.values["said"] == "电压不稳"
    assert visit.version > 1


def test_esc_gives_up_the_line_being_typed(page, typist, new_visits):
    typist.type("3.5", ENTER, ENTER, "某人", ESC, ESC)
    row = page.entry.grid.lines.rows[0]
    assert not row.worth_saving
    assert not row.touched
    assert new_visits() == []


def test_ctrl_delete_takes_a_stored_line_away(desk, page, typist, households, new_visits):
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, "ys", ENTER, ENTER, ENTER, UP)
    QTest.keyClick(typist.focus, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert new_visits() == []
    assert len(page.entry.grid.lines.rows) == 1


def test_what_is_half_typed_survives_a_power_cut(desk, page, qtbot, households, new_visits):
    typist = Typist(page)
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, "ys", ENTER)
    page.entry._drafts._soon.timeout.emit()
    assert KEPT_AFTER_MS < 2000
    again = opened(desk, qtbot)
    row = again.entry.grid.lines.rows[0]
    assert row.cells["on"] == date(2023, 3, 5)
    assert [one.id for one in row.cells["households"]] == [households[0].id]
    assert row.cells["said"] == "饮水困难"
    Typist(again).type(*(ENTER,) * 7)
    assert len(new_visits()) == 1
    assert desk.office.drafts.find("visit_grid", "") is None
    third = opened(desk, qtbot)
    assert not third.entry.grid.lines.rows[0].worth_saving


def test_phrases_are_edited_as_text_and_used(desk, page, typist, households, new_visits):
    page.entry.phrase_button.click()
    page.entry.panel.text.setPlainText("lj 垃圾清运不及时\n坏行\n")
    page.entry.panel.keep()
    assert kept_phrases(desk.settings) == (("lj", "垃圾清运不及时"),)
    typist.type("3.5", ENTER, "rjf", ENTER)
    typist.household(households[0].number)
    typist.type(ENTER, "lj", ENTER, ENTER, ENTER)
    assert new_visits()[0].values["said"] == "垃圾清运不及时"


def test_a_sheet_that_came_back_stands_in_lines(desk, page, typist, households, new_visits):
    cadre = a_cadre(desk)
    route = [households[4].id, households[2].id]
    key, _ = desk.office.visit_sheets.make("中和村走访", route, cadre_id=cadre.id)
    page.show_destination(Destination(VISITS, Kind.VISIT_SHEET, key))
    rows = page.entry.grid.lines.rows
    assert [row.cells["households"][0].id for row in rows[:2]] == route
    assert [row.text("cadres") for row in rows[:2]] == ["任家富", "任家富"]
    typist.type("6.1", *(ENTER,) * 4, "ys", ENTER, ENTER, ENTER)
    (visit,) = new_visits()
    assert visit.sheet_id == key
    assert [one.id for one in visit.households] == route[:1]
    page.show_destination(Destination(VISITS, Kind.VISIT_SHEET, key))
    waiting = [row for row in page.entry.grid.lines.rows if row.id is None and row.sheet_id]
    assert [row.cells["households"][0].id for row in waiting] == route[1:]
