"""Forms: typed values, Enter, F4, problems inline, one or two columns."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms import household, resident
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.form import Form

FIELDS = (
    Field("name", "姓名", group="基本情况"),
    Field("birth", "出生日期", FieldType.DATE, group="基本情况"),
    Field("ethnicity", "民族", FieldType.CODE, codes="ethnicity", group="基本情况"),
    Field("id_number", "公民身份号码", FieldType.ID_NUMBER, group="基本情况"),
    Field("land", "耕地面积", FieldType.NUMBER, unit="亩", group="生产"),
    Field("months", "务工月数", FieldType.INTEGER, group="生产"),
    Field("health", "健康状况", FieldType.CODE, codes="health", group="生产"),
    Field("low_income", "低保", FieldType.FLAG, group="生产"),
    Field("note", "备注", FieldType.LONG_TEXT, group="其他"),
    Field("place", "住址", group="其他"),
)
TODAY = date(2023, 6, 15)


@pytest.fixture
def form(qtbot):
    made = Form(FIELDS, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 420)
    with qtbot.waitActive(made):
        made.show()
    made.focus_field("name")
    return made


def type_into(qtbot, form, name, text):
    form.focus_field(name)
    qtbot.keyClicks(form.editor(name), text)
    form.focus_field("place" if name != "place" else "name")


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("name", "  Gu Li  ", "Gu Li"),
        ("birth", "3.5", date(2023, 3, 5)),
        ("birth", "1980-12-1", date(1980, 12, 1)),
        ("birth", "19801201", date(1980, 12, 1)),
        ("birth", "22.1.9", date(2022, 1, 9)),
        ("birth", "80.1.9", date(1980, 1, 9)),
        ("birth", "+7", date(2023, 6, 22)),
        ("birth", "2.30", "2.30"),
        ("ethnicity", "hz", "01"),
        ("ethnicity", "yz", "07"),
        ("ethnicity", "07", "07"),
        ("id_number", "53012119800101001x", "53012119800101001X"),
        ("land", "1,234.50", 1234.5),
        ("land", "two", "two"),
        ("months", "11", 11),
        ("months", "1.5", "1.5"),
    ],
)
def test_what_is_typed_becomes_a_value(form, qtbot, name, typed, value):
    type_into(qtbot, form, name, typed)
    assert form.values() == {name: value}


def test_an_unreadable_value_says_so_when_the_field_is_left(form, qtbot):
    form.focus_field("birth")
    qtbot.keyClicks(form.editor("birth"), "abc")
    assert form.problem("birth") == ""
    form.focus_field("name")
    assert "2023-3-5" in form.problem("birth")
    assert form.editor("birth").property("invalid") == "true"
    assert form.unreadable() == {"birth": form.problem("birth")}
    form.focus_field("birth")
    form.editor("birth").selectAll()
    qtbot.keyClicks(form.editor("birth"), "3.5")
    form.focus_field("name")
    assert form.problem("birth") == ""
    assert form.editor("birth").property("invalid") == "false"
    assert form.editor("birth").text() == "2023-03-05"


def test_values_come_back_as_they_were_set(form):
    values = {
        "name": "古丽米娜·买买提",
        "birth": date(1980, 1, 1),
        "ethnicity": "05",
        "land": 3.25,
        "months": 6,
        "low_income": True,
        "note": "两行\n文字",
        "health": code_list("health").value_of("健康"),
    }
    form.set_values(values)
    assert form.values() == values
    assert not form.dirty
    assert form.editor("ethnicity").currentText() == code_list("ethnicity").label_of("05")


def test_a_word_the_code_list_does_not_know_is_kept(form, qtbot):
    form.set_values({"ethnicity": "某某人"})
    assert form.values() == {"ethnicity": "某某人"}
    assert not form.dirty
    form.editor("ethnicity").setFocus()
    form.focus_field("name")
    assert form.values() == {"ethnicity": "某某人"}


def top_of(form, widget):
    return widget.mapTo(form, widget.rect().topLeft()).y()


def test_initials_of_nothing_are_told_but_what_stood_there_stays(form, qtbot):
    form.set_values({"ethnicity": "qt"})
    assert form.unreadable() == {}
    type_into(qtbot, form, "ethnicity", "x")  # "xqt" or "qtx": no item begins so
    assert "按 ↓ 选" in form.problem("ethnicity")
    assert list(form.unreadable()) == ["ethnicity"]
    form.set_values({})
    type_into(qtbot, form, "ethnicity", "hz")
    assert form.problem("ethnicity") == ""
    assert form.values()["ethnicity"] == "01"


def test_dirty_means_another_value_not_another_key_press(form, qtbot):
    form.set_values({"name": "ab", "land": 3.0})
    heard = []
    form.changed.connect(lambda: heard.append(form.dirty))
    qtbot.keyClicks(form.editor("name"), "c")
    assert form.dirty
    form.editor("name").setText("ab")
    assert not form.dirty
    form.editor("land").setText("3.00")
    assert not form.dirty
    assert heard[0] is True
    assert heard[-1] is False
    form.editor("name").setText("z")
    form.mark_stored()
    assert not form.dirty


def test_a_restored_draft_is_dirty_and_keeps_what_cannot_be_read(form):
    form.set_values({"name": "甲"})
    form.restore_draft({"name": "乙", "birth": "昨儿"})
    assert form.dirty
    assert form.values() == {"name": "乙", "birth": "昨儿"}
    assert form.problem("birth")


def test_enter_goes_to_the_next_field_and_says_when_it_was_the_last(form, qtbot):
    for name in ("name", "birth", "ethnicity", "id_number"):
        assert form.editor(name).hasFocus(), name
        qtbot.keyClick(form.editor(name), Qt.Key.Key_Return)
    form.focus_field("place")
    with qtbot.waitSignal(form.completed):
        qtbot.keyClick(form.editor("place"), Qt.Key.Key_Return)


def test_enter_makes_a_new_line_in_long_text_and_ctrl_enter_goes_on(form, qtbot):
    form.focus_field("note")
    qtbot.keyClicks(form.editor("note"), "a")
    qtbot.keyClick(form.editor("note"), Qt.Key.Key_Return)
    qtbot.keyClicks(form.editor("note"), "b")
    assert form.values() == {"note": "a\nb"}
    qtbot.keyClick(form.editor("note"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.editor("place").hasFocus()


def test_f4_repeats_the_value_of_the_record_saved_last(form, qtbot):
    form.set_values({"name": "甲", "ethnicity": "07"})
    form.mark_stored()
    form.set_values({})
    for name in ("name", "ethnicity", "land"):
        form.focus_field(name)
        qtbot.keyClick(form.editor(name), Qt.Key.Key_F4)
    assert form.values() == {"name": "甲", "ethnicity": "07"}
    assert not form.editor("ethnicity").view().isVisible()
    assert form.dirty


def test_a_problem_stands_under_its_field_until_the_field_is_edited(form, qtbot):
    form.set_problems({"name": "请填姓名。", "land": "耕地面积太大。", "unknown": "x"})
    labels = [label for label in form.findChildren(QLabel) if label.text() == "请填姓名。"]
    assert len(labels) == 1
    assert labels[0].isVisible()
    qtbot.waitUntil(lambda: top_of(form, labels[0]) > top_of(form, form.editor("name")) + 30)
    qtbot.keyClicks(form.editor("name"), "x")
    assert form.problem("name") == ""
    assert form.problem("land") == "耕地面积太大。"
    assert form.focus_first_problem()
    assert form.editor("land").hasFocus()


def test_the_field_that_has_the_keys_is_in_sight(form, qtbot):
    form.resize(500, 260)
    form.focus_field("place")
    editor = form.editor("place")

    def in_sight():
        place = editor.mapTo(form.viewport(), editor.rect().bottomLeft())
        return 0 <= place.y() <= form.viewport().height()

    qtbot.waitUntil(in_sight)
    form.focus_field("name")
    assert form.verticalScrollBar().maximum() > 0


def test_a_wide_form_has_two_columns_and_a_narrow_one_has_one(form, qtbot):
    def left_of(name):
        return form.editor(name).mapTo(form, form.editor(name).rect().topLeft()).x()

    assert left_of("birth") > left_of("name") + 200
    form.resize(420, 420)
    qtbot.waitUntil(lambda: left_of("birth") == left_of("name"))
    assert form.widget().width() <= form.viewport().width()


def test_typing_initials_offers_the_best_hit_first(form, qtbot):
    box = form.editor("ethnicity")
    assert box.hits("hz")[0] == "汉族"
    assert box.hits("汉")[0] == "汉族"
    assert box.hits("hanzu")[0] == "汉族"
    assert box.hits("03")[0] == code_list("ethnicity").label_of("03")
    assert box.hits("zzzzzz") == []


def test_choosing_from_the_list_takes_it_and_goes_on(form, qtbot):
    form.focus_field("ethnicity")
    box = form.editor("ethnicity")
    qtbot.keyClicks(box, "m")
    popup = box._completer.popup()
    assert popup.isVisible()
    first = popup.model().index(0, 0).data()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert box.currentText() == first
    assert form.editor("id_number").hasFocus()


def test_several_items_are_typed_one_after_the_other(form, qtbot):
    health = code_list("health")
    first, second = (label for _, label in health.items[:2])
    box = form.editor("health")
    form.focus_field("health")
    box.setEditText(f"{first}、")
    box.lineEdit().setCursorPosition(len(box.currentText()))
    qtbot.keyClicks(box, box._keys[1][2][0])
    box._completer.popup().hide()
    form.focus_field("name")
    assert box.currentText() == f"{first}、{second}"
    assert form.values() == {"health": health.value_of(f"{first}、{second}")}


def test_read_only_lets_nothing_be_typed(form, qtbot):
    form.set_values({"name": "甲"})
    form.set_read_only(read_only=True)
    qtbot.keyClicks(form.editor("name"), "x")
    assert form.values() == {"name": "甲"}


@pytest.mark.parametrize("fields", [household.KEY_FIELDS + household.FIELDS, resident.FIELDS])
def test_every_field_of_the_register_has_an_editor(qtbot, fields):
    form = Form(fields)
    qtbot.addWidget(form)
    assert {field.name for field in fields} == set(form._cells)
    assert form.values() == {}
    groups = {field.group for field in fields}
    shown = {label.text() for label in form.findChildren(QLabel)}
    assert groups <= shown
