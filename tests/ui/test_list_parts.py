"""The parts lists are built with: chips, segments, ticks, places, wrapping lines."""

from array import array

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from liaison_desktop.domain.register.area import AreaRow, Level
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, line_of
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.tick_pane import TickPane
from tests.fakes import InlineLanes


def box(width, height=20):
    made = QLabel()
    made.setFixedSize(width, height)
    return made


def shown(qtbot, layout, width):
    host = QWidget()
    host.setLayout(layout)
    qtbot.addWidget(host)
    host.resize(width, 200)
    host.show()
    return host


def test_flow_begins_a_new_line_when_a_line_is_full(qtbot):
    parts = [box(100) for _ in range(3)]
    layout = FlowLayout(gap=10)
    for part in parts:
        layout.addWidget(part)
    host = shown(qtbot, layout, 330)
    assert len({part.y() for part in parts}) == 1
    host.resize(250, 200)
    assert [part.x() for part in parts] == [0, 110, 0]
    assert parts[2].y() > parts[1].y()
    assert layout.heightForWidth(250) == 50
    assert layout.heightForWidth(330) == 20


def test_stretch_pushes_to_the_right_also_what_went_to_the_next_line(qtbot):
    left, right = box(100), box(80)
    host = shown(qtbot, flow_of(left, STRETCH, right), 400)
    assert right.geometry().right() == 399
    host.resize(150, 200)
    assert right.y() > left.y()
    assert right.geometry().right() == 149


def test_flow_keeps_margins_and_leaves_hidden_parts_out(qtbot):
    first, second = box(60), box(60)
    layout = flow_of(first, second, gap=10)
    layout.setContentsMargins(12, 8, 12, 8)
    host = shown(qtbot, layout, 400)
    assert first.x() == 12
    assert layout.heightForWidth(400) == 36
    first.hide()
    layout.activate()
    assert second.x() == 12
    assert host.isVisible()


def test_parts_put_together_stay_together(qtbot):
    caption, field, other = box(50), box(50), box(60)
    host = shown(qtbot, flow_of(other, line_of(caption, field, gap=0), gap=0), 140)
    assert caption.y() == field.y() > other.y()
    assert host.isVisible()


def test_chips_wrap_count_and_walk_with_the_arrows(qtbot):
    chips = FilterChips((Chip("a", "全部"), Chip("b", "缺额"), Chip("c", "超额")))
    qtbot.addWidget(chips)
    chips.show()
    told = []
    chips.chosen.connect(told.append)
    chips.set_counts({"a": 1234, "b": 0})
    assert chips.chip("a").text() == "全部 1,234"
    assert chips.chip("c").text() == "超额"
    qtbot.keyClick(chips, Qt.Key.Key_Right)
    qtbot.keyClick(chips, Qt.Key.Key_Left)
    qtbot.keyClick(chips, Qt.Key.Key_Left)
    assert told == ["b", "a", "c"]
    chips.choose("a")
    assert chips.current() == "a"
    assert told == ["b", "a", "c"]


def test_segments_tell_only_what_the_person_chose(qtbot):
    segments = Segments((("x", "干部", "Alt+1"), ("y", "覆盖", "")))
    qtbot.addWidget(segments)
    segments.show()
    told = []
    segments.chosen.connect(told.append)
    segments.choose("y")
    assert segments.current() == "y"
    qtbot.mouseClick(segments.segment("x"), Qt.MouseButton.LeftButton)
    assert told == ["x"]


@pytest.fixture
def pane(qtbot):
    columns = (Column(key="n", title="号", text=str),)
    pane = TickPane("ticks", columns, lambda ids: {one: one for one in ids}, InlineLanes())
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.show()
    pane.show_ids(array("q", range(1, 501)))
    return pane


def test_space_ticks_all_that_is_selected_and_unticks_it_again(pane, qtbot):
    pane.view.selectRow(2)
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    pane.view.selectAll()
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert len(pane.ticks.all_ticked()) == 500
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert pane.ticks.all_ticked() == frozenset()


def test_click_on_the_box_ticks_one_row(pane, qtbot):
    told = []
    pane.ticks_changed.connect(told.append)
    cell = pane.view.visualRect(pane.model.index(4, 0))
    place = QPoint(cell.left() + 16, cell.center().y())
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list(pane.ticks.ticked()) == [5]
    assert told == [1]


def test_ticks_follow_the_record_through_another_order_and_filter(pane):
    pane.ticks.set_ticks((7, 3), ticked=True)
    pane.show_ids(array("q", (9, 7, 5, 3)))
    assert list(pane.ticks.ticked()) == [7, 3]
    pane.show_ids(array("q", (9, 5)))
    assert list(pane.ticks.ticked()) == []
    assert pane.ticks.all_ticked() == {3, 7}
    pane.tick_shown(ticked=True)
    assert pane.ticks.all_ticked() == {3, 5, 7, 9}


def test_tick_model_is_a_sound_table(pane, qtmodeltester):
    qtmodeltester.check(pane.model)


def areas():
    return (
        AreaRow(1, None, Level.VILLAGE, "中和村", "", 3, 1),
        AreaRow(2, 1, Level.GROUP, "一组", "", 2, 1),
        AreaRow(3, 1, Level.GROUP, "二组", "", 1, 1),
        AreaRow(4, None, Level.VILLAGE, "补歹村", "", 1, 1),
    )


def test_place_offers_the_groups_of_the_village_and_keeps_the_choice(qtbot):
    place = PlaceFilter()
    qtbot.addWidget(place)
    told = []
    place.changed.connect(lambda: told.append((place.village_id(), place.group_id())))
    place.set_areas(areas())
    assert not place.group.isEnabled()
    place.village.setCurrentIndex(1)
    place.group.setCurrentIndex(2)
    assert told == [(1, None), (1, 3)]
    assert place.words() == "中和村二组"
    place.set_areas(areas()[:3])
    assert (place.village_id(), place.group_id()) == (1, 3)
    place.village.setCurrentIndex(0)
    assert told[-1] == (None, None)
    assert place.words() == "全部"
