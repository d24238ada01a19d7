"""The search box: hits while typing, arrows and Enter, nothing stale chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.ui.search_box import SearchBox
from tests.fakes import InlineLanes

HITS = (
    Hit(Kind.RESIDENT, 31, "单兴旺", "中和村 三组", 1),
    Hit(Kind.HOUSEHOLD, 1, "单兴旺", "中和村 三组 0032", 1),
    Hit(Kind.RESIDENT, 32, "单小旺", "补歹村 一组", 2),
    Hit(Kind.CADRE, 9, "单学文", "农业农村服务中心", None),
)


class Index:
    def __init__(self):
        self.asked = []

    def find(self, text):
        self.asked.append(text)
        return tuple(hit for hit in HITS if text in ("s", "sx", hit.title))


@pytest.fixture
def index():
    return Index()


@pytest.fixture
def box(qtbot, index):
    window = QMainWindow()
    page = QWidget()
    window.setCentralWidget(page)
    made = SearchBox(index.find, InlineLanes())
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(800, 600)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    yield made
    window.close()


def test_hits_are_grouped_by_kind_in_the_order_of_their_best(box, qtbot):
    qtbot.keyClicks(box, "sx")
    qtbot.waitUntil(lambda: len(box.hits) == 4)
    assert [hit.id for hit in box.hits] == [31, 32, 1, 9]
    rows = [box.drop.list.item(row).text() for row in range(box.drop.list.count())]
    assert [rows[0], rows[3], rows[5]] == ["家庭成员", "农户", "干部"]
    assert box.drop.isVisible()


def test_quick_typing_asks_once(box, qtbot, index):
    qtbot.keyClicks(box, "sx")
    qtbot.waitUntil(lambda: bool(index.asked))
    assert index.asked == ["sx"]


def test_arrows_step_over_headings_and_enter_chooses(box, qtbot):
    chosen = []
    box.hit_chosen.connect(chosen.append)
    box.search_for("sx")
    for _ in range(2):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [hit.id for hit in chosen] == [1]
    assert not box.drop.isVisible()
    for _ in range(9):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen[-1].id == 9
    for _ in range(9):
        qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen[-1].id == 31


def test_enter_before_the_answer_asks_and_does_not_choose_an_older_hit(box, qtbot, index):
    chosen = []
    box.hit_chosen.connect(chosen.append)
    box.search_for("sx")
    box.setText("单学文")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == []
    assert index.asked[-1] == "单学文"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [hit.id for hit in chosen] == [9]


def test_a_click_chooses(box, qtbot):
    chosen = []
    box.hit_chosen.connect(chosen.append)
    box.search_for("sx")
    hits = box.drop.list
    place = hits.visualItemRect(hits.item(2)).center()
    qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [hit.id for hit in chosen] == [32]


def test_no_hits_says_what_to_try(box):
    box.search_for("zzz")
    assert box.hits == ()
    assert box.drop.isVisible()
    assert "zzz" in box.drop._empty.text()


def test_escape_and_another_field_close_the_list(box, qtbot):
    box.search_for("sx")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.drop.isVisible()
    box.search_for("sx")
    assert box.drop.isVisible()
    box.window().findChildren(QLineEdit)[-1].setFocus()
    assert not box.drop.isVisible()


def test_emptying_the_box_closes_the_list(box, qtbot):
    box.search_for("s")
    assert box.drop.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert not box.drop.isVisible()


def test_the_list_stays_inside_the_window(box):
    box.search_for("sx")
    inside = box.window().rect().contains(box.drop.geometry())
    assert inside
    box.window().resize(500, 220)
    box.activate()
    assert box.window().rect().contains(box.drop.geometry())


def test_activate_selects_the_text(box):
    box.setText("sx")
    box.activate()
    assert box.selectedText() == "sx"
