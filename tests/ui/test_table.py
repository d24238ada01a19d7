"""The list: a million ids, pages on demand, selection by id, columns kept, copying."""

from array import array
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication

from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import (
    CACHED_PAGES,
    PAGE_ROWS,
    RIGHT,
    TONE_ROLE,
    WAITING_TEXT,
    Column,
    IdTableModel,
)
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from tests.fakes import InlineLanes


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    size: int


COLUMNS = (
    Column[Row](key="number", title="户编号", text=lambda r: f"{r.id:04d}", tip=lambda r: r.name),
    Column[Row](key="head", title="户主", text=lambda r: r.name),
    Column[Row](
        key="size",
        title="人口",
        text=lambda r: str(r.size),
        align=RIGHT,
        tone=lambda r: Tone.RED if r.size == 0 else None,
    ),
    Column[Row](key="note", title="备注", text=lambda r: "a\tb\nc", hidden=True, sortable=False),
)


class Store:
    def __init__(self):
        self.asked = []
        self.word = "户"

    def fetch(self, ids):
        self.asked.append(list(ids))
        return {one: Row(one, f"{self.word}{one}", one % 7) for one in ids}


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def pane(qtbot, store):
    made = TablePane("test", COLUMNS, store.fetch, InlineLanes(), measure="户")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def ids(*numbers):
    return array("q", numbers)


def cell(pane, row, column=1):
    return pane.model.index(row, column).data()


def test_the_model_keeps_qts_rules(qtmodeltester, store):
    model = IdTableModel(COLUMNS, store.fetch, InlineLanes())
    model.set_ids(ids(3, 1, 2))
    qtmodeltester.check(model)


def test_rows_follow_the_ids_and_columns_describe_them(pane):
    pane.show_ids(ids(9, 7, 8))
    assert [cell(pane, row) for row in range(3)] == ["户9", "户7", "户8"]
    index = pane.model.index(1, 2)
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert index.data(TONE_ROLE) is Tone.RED
    assert pane.model.index(0, 2).data(TONE_ROLE) is None
    assert pane.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "户9"
    assert pane.model.headerData(1, Qt.Orientation.Horizontal) == "户主"


def test_a_million_rows_ask_only_for_what_is_seen(pane, store, qtbot):
    pane.show_ids(array("q", range(1_000_000)))
    assert pane.count_label.text() == "共 1,000,000 户"
    qtbot.keyClick(pane.view, Qt.Key.Key_End)
    assert pane.current_id() == 999_999
    pane.view.grab()
    qtbot.waitUntil(lambda: cell(pane, 999_990) == "户999990")
    qtbot.keyClick(pane.view, Qt.Key.Key_Home)
    assert pane.current_id() == 0
    assert sum(map(len, store.asked)) <= 10 * PAGE_ROWS


def test_a_row_on_its_way_shows_an_ellipsis_and_is_asked_for_once(pane, store, qtbot):
    pane.show_ids(array("q", range(5000)))
    store.asked.clear()
    assert cell(pane, 4999) == WAITING_TEXT
    assert cell(pane, 4998) == WAITING_TEXT
    qtbot.waitUntil(lambda: cell(pane, 4999) == "户4999")
    assert len(store.asked) == 1
    assert cell(pane, 4801) == "户4801"
    assert len(store.asked) == 1


def test_the_cache_does_not_grow_without_end(qapp, store, qtbot):
    model = IdTableModel(COLUMNS, store.fetch, InlineLanes())
    model.set_ids(array("q", range(CACHED_PAGES * PAGE_ROWS * 2)))
    last = model.rowCount() - 1
    for row in range(0, last, PAGE_ROWS):
        model.index(row, 0).data()
        qtbot.waitUntil(lambda row=row: model.row_at(row) is not None)
    assert model.row_at(last) is not None
    assert model.row_at(PAGE_ROWS) is None


def test_a_record_that_vanished_is_blank(pane, store):
    pane.model.set_ids(ids())
    store.fetch = None
    model = IdTableModel(COLUMNS, lambda wanted: {1: Row(1, "甲", 1)}, InlineLanes())
    model.set_ids(ids(1, 2))
    assert model.index(0, 1).data() == "甲"
    assert model.index(1, 1).data() is None


@pytest.mark.parametrize("count", [10, 60_000])
def test_the_selection_survives_another_order(pane, qtbot, count):
    pane.show_ids(array("q", range(count)))
    select = pane.view.selectionModel().select
    flag = QItemSelectionModel.SelectionFlag
    for row in (2, 3, 7):
        select(pane.model.index(row, 0), flag.Select | flag.Rows)
    pane.view.selectionModel().setCurrentIndex(pane.model.index(7, 0), flag.NoUpdate)
    pane.show_ids(array("q", reversed(range(count))))
    assert list(pane.selected_ids()) == [7, 3, 2]
    assert pane.current_id() == 7


def test_many_selected_rows_survive_another_order(pane):
    pane.show_ids(array("q", range(1000)))
    flag = QItemSelectionModel.SelectionFlag
    for row in range(0, 100, 2):
        pane.view.selectionModel().select(pane.model.index(row, 0), flag.Select | flag.Rows)
    pane.show_ids(array("q", reversed(range(1000))))
    assert sorted(pane.selected_ids()) == list(range(0, 100, 2))


def test_select_all_means_every_id_also_after_sorting(pane, qtbot):
    pane.show_ids(array("q", range(300_000)))
    qtbot.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.selected_count() == 300_000
    assert pane.count_label.text() == "共 300,000 户，已选 300,000"
    pane.show_ids(array("q", reversed(range(300_000))))
    chosen = pane.selected_ids()
    assert (len(chosen), chosen[0], chosen[-1]) == (300_000, 299_999, 0)
    asked = []
    pane.model.flags = asked.append
    pane.view.grab()
    assert len(asked) < 1000  # painting must not walk through the selection


def test_what_comes_to_a_list_of_one_is_not_selected_with_it(pane):
    pane.show_ids(ids(1))
    pane.show_record(1)
    pane.show_ids(ids(2, 1))
    pane.show_record(2)
    assert list(pane.selected_ids()) == [2]


def test_a_selected_record_that_left_the_answer_is_no_longer_selected(pane):
    pane.show_ids(ids(1, 2, 3))
    pane.show_record(2)
    heard = []
    pane.current_changed.connect(heard.append)
    pane.show_ids(ids(1, 3))
    assert list(pane.selected_ids()) == []
    assert heard == [None]


def test_refresh_keeps_order_selection_and_scroll_but_shows_new_values(pane, store, qtbot):
    pane.show_ids(array("q", range(1000)))
    pane.show_record(150)
    top = pane.view.verticalScrollBar().value()
    store.word = "新"
    pane.refresh()
    assert cell(pane, 150) == "户150"
    qtbot.waitUntil(lambda: cell(pane, 150) == "新150")
    assert pane.current_id() == 150
    assert pane.view.verticalScrollBar().value() == top


def test_finding_the_place_of_an_id_is_exact(qapp, store):
    model = IdTableModel(COLUMNS, store.fetch, InlineLanes())
    # Ids whose bytes contain the bytes of others at odd places.
    model.set_ids(ids(1 << 8, 1 << 16, 1, 1 << 40, 256 + 1, 0))
    assert [model.place_of(one) for one in (1, 256, 257, 0, 5)] == [2, 0, 4, 5, -1]


def test_a_heading_asks_for_another_order_and_turns_it(pane, qtbot):
    pane.show_ids(ids(1, 2))
    asked = []
    pane.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    header = pane.view.horizontalHeader()

    def click(column):
        place = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(1)
    click(1)
    click(2)
    assert asked == [("head", False), ("head", True), ("size", False)]
    assert header.sortIndicatorSection() == 2
    pane.columns.set_hidden("note", hidden=False)
    click(3)
    assert len(asked) == 3
    assert header.sortIndicatorSection() == 2


def test_enter_and_double_click_open_the_current_record(pane, qtbot):
    pane.show_ids(ids(5, 6))
    opened = []
    pane.open_requested.connect(opened.append)
    pane.show_record(6)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    pane.show_record(5)
    place = pane.view.visualRect(pane.model.index(0, 1)).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [6, 5]


def test_letters_do_not_make_qt_read_the_whole_store(pane, store, qtbot):
    pane.show_ids(array("q", range(50_000)))
    store.asked.clear()
    qtbot.keyClicks(pane.view, "zs")
    assert store.asked == []


def test_copy_gives_a_table_as_shown(pane, qtbot, store):
    pane.columns.set_hidden("note", hidden=False)
    header = pane.view.horizontalHeader()
    header.moveSection(header.visualIndex(2), 0)
    pane.show_ids(ids(11, 12, 13))
    pane.view.selectAll()
    with qtbot.waitSignal(pane.copied) as heard:
        qtbot.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == [3]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["人口", "户编号", "户主", "备注"]
    assert lines[1].split("\t") == ["4", "0011", "户11", "a b c"]
    assert len(lines) == 4
    assert "mso-number-format" in QGuiApplication.clipboard().mimeData().html()


def test_an_empty_answer_says_what_to_do_next(pane, qtbot):
    pane.set_empty(EmptyText("household", "还没有农户。", "导入花名册"))
    assert not pane.empty_state.isVisible()
    pane.show_ids(ids())
    assert pane.empty_state.isVisible()
    assert pane.empty_state.geometry() == pane.view.viewport().rect()
    with qtbot.waitSignal(pane.empty_action_requested):
        pane.empty_state.action_requested.emit()
    pane.show_ids(ids(1))
    assert not pane.empty_state.isVisible()


def test_columns_are_kept_from_one_window_to_the_next(pane, qtbot, store):
    header = pane.view.horizontalHeader()
    header.resizeSection(0, 222)
    pane.columns.set_hidden("size", hidden=True)
    pane.columns.set_hidden("note", hidden=False)
    header.moveSection(header.visualIndex(3), 0)
    pane.columns.save()
    again = TablePane("test", COLUMNS, store.fetch, InlineLanes())
    qtbot.addWidget(again)
    assert [column.key for column in again.columns.visible()] == ["note", "number", "head"]
    assert again.view.horizontalHeader().sectionSize(0) == 222
    again.columns.reset()
    assert [column.key for column in again.columns.visible()] == ["number", "head", "size"]


def test_a_column_added_since_appears_at_the_end(pane, qtbot, store):
    pane.columns.save()
    more = (Column[Row](key="new", title="新", text=lambda r: ""), *COLUMNS)
    again = TablePane("test", more, store.fetch, InlineLanes())
    qtbot.addWidget(again)
    assert [column.key for column in again.columns.visible()] == ["number", "head", "size", "new"]


def test_the_last_column_cannot_be_hidden(pane):
    for key in ("number", "head", "size"):
        pane.columns.set_hidden(key, hidden=True)
    assert [column.key for column in pane.columns.visible()] == ["size"]


def test_the_column_chooser_lists_columns_and_hides_them(pane, qtbot):
    menu = pane.columns.menu(pane)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert actions["户主"].isChecked()
    assert not actions["备注"].isChecked()
    actions["户主"].trigger()
    assert "head" not in [column.key for column in pane.columns.visible()]
    actions["恢复默认列"].trigger()
    assert "head" in [column.key for column in pane.columns.visible()]


def test_rows_and_columns_grow_with_the_text(pane, qapp):
    width = pane.view.horizontalHeader().sectionSize(0)
    height = pane.view.verticalHeader().defaultSectionSize()
    theme.apply_theme(qapp, 200)
    try:
        assert pane.view.verticalHeader().defaultSectionSize() == 2 * height
        assert pane.view.horizontalHeader().sectionSize(0) == 2 * width
    finally:
        theme.apply_theme(qapp, 100)


def test_a_tone_is_drawn_as_a_chip(pane):
    pane.show_ids(ids(7, 8))
    picture = pane.view.viewport().grab(pane.view.visualRect(pane.model.index(0, 2))).toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    assert "#fbe9e6" in colours
