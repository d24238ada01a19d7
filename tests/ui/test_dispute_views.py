"""矛盾纠纷: dossier, zero reports and settings, and what leaves the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_desktop.domain.matters.category import Scheme
from liaison_desktop.domain.matters.dispute import DisputeDraft, DisputeFilter
from liaison_desktop.domain.matters.half_month import half_month
from liaison_desktop.domain.terms.dispute import PaperKind, Side
from liaison_desktop.ui.matters.dispute_page import DOSSIER, SETTINGS, ZERO, DisputePage
from tests.ui.dispute_desk import accepted, heads, opened, outsider, registered, show


@pytest.fixture
def outsiders(practice_office):
    """Two disputes between outsiders, beside whatever the practice station has."""
    return tuple(registered(practice_office, first) for first in ("古月", "白云"))


@pytest.fixture
def page(desk, outsiders, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def told(desk):
    heard = []
    desk.noticed.connect(lambda text, action, then: heard.append((text, action, then)))
    return heard


def test_zero_report_with_one_key(page, desk, told):
    page.show_view(ZERO)
    view = page.zero
    rows = desk.office.zero_reports.villages(*view.days)
    quiet = next(place for place, row in enumerate(rows) if not row.disputes)
    view.tree.setCurrentItem(view.tree.topLevelItem(quiet))
    QTest.keyClick(view.tree, Qt.Key.Key_Return)
    reported = desk.office.zero_reports.villages(*view.days)[quiet]
    assert reported.zero_on == desk.office.context.today()
    assert "零报告" in view.tree.topLevelItem(quiet).text(2)
    told[-1][2]()
    assert desk.office.zero_reports.villages(*view.days)[quiet].zero_on is None


def test_village_with_disputes_opens_them(page, desk):
    first = heads(desk.office)[0]
    village = next(one for one in desk.office.areas.villages() if one.name == first.village)
    today = desk.office.context.today()
    parties = (outsider(Side.FIRST, "古月"), outsider(Side.SECOND, "江河"))
    key = desk.office.disputes.save(
        DisputeDraft(None, 0, {"found_on": today}, parties, village_id=village.id)
    )[0]
    page.show_view(ZERO)
    tree = page.zero.tree
    place = next(n for n in range(tree.topLevelItemCount())
                 if tree.topLevelItem(n).text(0) == village.name)  # fmt: skip
    tree.setCurrentItem(tree.topLevelItem(place))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert page.segments.current() == "ledger"
    assert key in page.ledger.list.model.ids
    since, until = half_month(today)
    assert page.ledger.filter() == DisputeFilter(since=since, until=until, village_id=village.id)


def test_committee_word_limits_and_classes_are_set(page, desk):
    page.show_view(SETTINGS)
    settings = page.settings
    card = settings.committees
    card.form.set_value("word", "试")
    card.save()
    assert "试" in {one.word for one in desk.office.committees.rows()}
    settings.limits.form.set_value("red", 2)
    settings.limits.save()
    assert desk.office.disputes.risk_limits().days()["red"] == 2
    table = settings.reporting
    table.form.set_value(Scheme.JUDICIAL.value, "其他")
    table.save()
    code = table._current.code
    assert desk.office.reporting_classes.rows(Scheme.JUDICIAL)[code] == "其他"
    table.restore()
    assert desk.office.reporting_classes.overrides(Scheme.JUDICIAL) == {}


def test_dossier_lamps_words_and_the_words_of_the_record_again(page, desk, outsiders):
    accepted(desk, outsiders[0])
    show(page, outsiders[0])
    page.show_view(DOSSIER)
    view = page.dossier
    lamps = {lamp.kind: lamp for lamp in view.papers.lamps}
    assert lamps[PaperKind.ACCEPTANCE].present
    assert lamps[PaperKind.RIGHTS].required
    assert not lamps[PaperKind.RIGHTS].present
    shown = [
        view.papers.topLevelItem(place).text(1) for place in range(view.papers.topLevelItemCount())
    ]
    words = dict(zip((lamp.kind for lamp in view.papers.lamps), shown, strict=True))
    assert words[PaperKind.RIGHTS] == "必须，缺"
    assert words[PaperKind.IDENTITY] == "缺复印件"
    assert view.papers.choose((PaperKind.ACCEPTANCE, 0))
    assert view.preview.page_count == 1
    assert view.words.form.values()["facts"] == "争水"
    view.words.form.set_value("facts", "两家争一股水")
    view.keep()
    content = desk.office.dossiers.content(outsiders[0], PaperKind.ACCEPTANCE)
    assert content.text("facts") == "两家争一股水"
    view.words.form.focus_field("facts")
    assert view.words.restore_button.isEnabled()
    view.words.restore_button.click()
    content = desk.office.dossiers.content(outsiders[0], PaperKind.ACCEPTANCE)
    assert content.text("facts") == "争水"
    assert view.words.form.values()["facts"] == "争水"


def test_the_keys_stay_in_the_words_that_were_saved(page, desk, outsiders, qtbot):
    accepted(desk, outsiders[0])
    show(page, outsiders[0])
    page.show_view(DOSSIER)
    words = page.dossier.words
    page.dossier.papers.choose((PaperKind.ACCEPTANCE, 0))
    with qtbot.waitActive(page):
        page.activateWindow()
    words.form.focus_field("note")
    qtbot.keyClicks(words.form.editor("note"), "ok")
    page.dossier.keep()
    content = desk.office.dossiers.content(outsiders[0], PaperKind.ACCEPTANCE)
    assert content.text("note") == "ok"
    assert words.form.editor("note").hasFocus()


def test_half_typed_words_of_a_paper_survive(page, desk, outsiders, qtbot):
    accepted(desk, outsiders[0])
    show(page, outsiders[0])
    page.show_view(DOSSIER)
    view = page.dossier
    view.papers.choose((PaperKind.ACCEPTANCE, 0))
    view.words.form.set_value("note", "手写的备注")
    view.keep_draft()
    again = DisputePage(desk)
    qtbot.addWidget(again)
    again.show()
    show(again, outsiders[0])
    again.show_view(DOSSIER)
    assert again.dossier.papers.current() == (PaperKind.ACCEPTANCE, 0)
    assert again.dossier.words.form.values()["note"] == "手写的备注"
    again.dossier.keep()
    assert desk.office.drafts.find("dossier", str(outsiders[0])) is None


def test_dossier_without_a_dispute_leads_to_the_ledger(empty_desk, qtbot):
    page = DisputePage(empty_desk)
    qtbot.addWidget(page)
    page.show()
    page.show_view(DOSSIER)
    assert page.dossier._empty.isVisible()
    page.dossier._empty._button.click()
    assert page.segments.current() == "ledger"


def test_ledger_prints_what_is_listed(page, desk):
    papers = []
    desk.print_wanted.connect(lambda what, paper: papers.append((what, paper)))
    page.commands()["print"]()
    ((what, paper),) = papers
    assert what == "paper"
    assert not paper.asks_purpose
    assert paper.draw(None, "")[:5] == b"%PDF-"


def test_export_and_import_know_the_ledger(page, desk):
    asked = []
    desk.export_wanted.connect(lambda what, which: asked.append((what, which)))
    desk.import_wanted.connect(lambda noun, path: asked.append((noun, path)))
    page.commands()["export"]()
    page.commands()["import"]()
    assert asked == [("disputes", DisputeFilter()), ("disputes", "")]
