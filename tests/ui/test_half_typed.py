"""What was typed before anybody was chosen is kept like the rest (Drafts)."""

from tests.ui.concern_acts import opened


def test_a_name_looked_for_survives_a_power_cut(desk, qtbot):
    page = opened(desk, qtbot)
    page.commands()["new"]()
    editor = page.ledger.pane.editor
    qtbot.keyClicks(editor.household.box, "zhaolaoban")
    assert editor.dirty
    editor._drafts._soon.timeout.emit()
    again = opened(desk, qtbot)
    again.commands()["new"]()
    found = again.ledger.pane.editor
    assert found.household.box.text() == "zhaolaoban"
    found.discard()
    assert desk.office.drafts.all() == ()
    again.commands()["new"]()
    assert not found.household.box.text()
    assert not found.dirty
