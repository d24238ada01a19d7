"""Numbers of persons typed into a text: in part in heads and records, whole in the editor."""

from PySide6.QtWidgets import QLabel, QTreeWidget

from liaison_desktop.domain.matters.dispute import Mediation
from liaison_desktop.domain.terms.dispute import MediationOutcome
from tests.ui import concern_acts, dispute_desk

ID_NUMBER, PHONE = "532324195807150018", "138 8741 2345"
TEXT = f"水管破裂，{PHONE}，{ID_NUMBER}"


def said(widget) -> str:
    """Everything the labels and trees of a widget say."""
    texts = [one.text() for one in widget.findChildren(QLabel)]
    for tree in widget.findChildren(QTreeWidget):
        for top in (tree.topLevelItem(n) for n in range(tree.topLevelItemCount())):
            lines = [top, *(top.child(n) for n in range(top.childCount()))]
            texts += [line.text(column) for line in lines for column in range(tree.columnCount())]
            texts += [line.toolTip(2) for line in lines]
    return "\n".join(texts)


def assert_in_part(text: str) -> None:
    assert "138****2345" in text
    for number in (PHONE, PHONE.replace(" ", ""), ID_NUMBER):
        assert number not in text


def test_concern(desk, qtbot):
    page = concern_acts.opened(desk, qtbot)
    key = concern_acts.registered(desk, title=TEXT)
    concern_acts.take(desk, key, "progress", TEXT)
    page.refresh()
    page.ledger.list.show_record(key)
    pane = page.ledger.pane
    assert pane.detail.id == key
    assert_in_part(said(pane.head))
    assert_in_part("\n".join(pane.record.lines()))
    assert_in_part(said(pane.record))
    assert pane.editor.form.values()["title"] == TEXT


def test_dispute(desk, qtbot, practice_office):
    office = practice_office
    today = office.context.today()
    key = dispute_desk.registered(office, "古月", title=TEXT, place=TEXT)
    office.disputes.accept(key, office.disputes.detail(key).version, today, "party")
    session = Mediation(None, 0, MediationOutcome.ADJOURNED, {"on": today, "text": TEXT})
    office.disputes.mediate(key, office.disputes.detail(key).version, session)
    page = dispute_desk.opened(desk, qtbot)
    pane = dispute_desk.show(page, key)
    assert_in_part(said(pane.head))
    assert_in_part(said(pane.record))
    assert pane.editor.form.values()["place"] == TEXT
