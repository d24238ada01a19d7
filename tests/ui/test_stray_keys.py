"""Alt and a letter that is no command just now types nothing; what types signs still does."""

import pytest
from PySide6.QtCore import Qt

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.editors import make_editor
from tests.ui.conftest import TODAY

ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("kind", "codes"),
    [(FieldType.TEXT, ""), (FieldType.LONG_TEXT, ""), (FieldType.DATE, ""),
     (FieldType.CODE, "satisfaction")],
)  # fmt: skip
def test_alt_and_a_letter_is_not_typed(qtbot, kind, codes):
    editor = make_editor(Field("one", "一栏", kind, codes=codes), code_list, lambda: TODAY)
    qtbot.addWidget(editor.widget)
    editor.widget.show()
    qtbot.keyClick(editor.focus_widget, Qt.Key.Key_X, ALT)
    assert editor.value() is None
    qtbot.keyClick(editor.focus_widget, Qt.Key.Key_X)
    assert editor.value() == "x"


def test_signs_of_altgr_are_typed(qtbot):
    editor = make_editor(Field("one", "一栏"), code_list, lambda: TODAY)
    qtbot.addWidget(editor.widget)
    qtbot.keyClick(editor.focus_widget, Qt.Key.Key_At, Qt.KeyboardModifier.GroupSwitchModifier)
    assert editor.value() == "@"
