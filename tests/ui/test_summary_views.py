"""总结报告: what is owed, 归档目录 and sentence templates."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from liaison_desktop.ui.figures.summary_head import PaperFoot
from liaison_desktop.ui.figures.summary_page import (
    ARCHIVE,
    DRAFT,
    FORMS,
    OWED,
    TEMPLATES,
)
from tests.ui.summary_desk import opened

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


def test_report_is_sent_corrected_and_taken_back(page, desk):
    owed = desk.office.owed_reports
    page.show_view(OWED)
    view = page.view(OWED)
    assert (
        "还没有登记应报的材料" in view.due.empty_state.findChildren(type(view.pane.told))[1].text()
    )
    view.show_part("owed")
    place = next(n for n, row in enumerate(owed.shipped()) if row.made_from == "summary:A")
    view.owed.show_record(place)
    view.pane.owed_form.set_value("since", date(2023, 1, 1))
    view.pane.save()
    assert [row.name for row in owed.rows()] == ["群众工作半年总结"]
    view.show_part("due")
    due = owed.due()
    assert due[0].overdue
    assert "逾期" in view.due.model.index(0, 0).data()
    QTest.keyClick(view.due.view, Qt.Key.Key_Return)
    assert view.pane.sent_form.focused_field() == "sent_on"
    view.pane.sent_form.set_value("way", "纸质")
    view.pane.save()
    assert [(one.period, one.way) for one in owed.sent()] == [(due[0].period, "纸质")]
    view.show_part("sent")
    view.pane.sent_form.set_value("sent_on", desk.office.context.today() - timedelta(days=1))
    view.pane.save()
    newest = next(one for one in owed.sent() if not one.corrected)
    assert newest.sent_on == date(2023, 6, 29)
    view.sent.show_record([one.id for one in owed.sent()].index(newest.id))
    view.pane.drop()
    assert [one.withdrawn for one in owed.sent() if not one.corrected] == [True]
    assert owed.due()[0].period == due[0].period


def test_due_report_opens_what_makes_it(page, desk):
    report = next(one for one in desk.office.owed_reports.shipped() if one.made_from == "summary:A")
    desk.office.owed_reports.save(report)
    page.show_view(OWED)
    view = page.view(OWED)
    period = desk.office.owed_reports.due()[0].period
    view.pane.make_button.click()
    new = page.drafting.new
    assert page.segments.current() == DRAFT
    assert new.structures.current().key == "A"
    assert new.period.period().key == period


def test_wrong_owed_report_is_refused_in_words(page, desk):
    page.show_view(OWED)
    view = page.view(OWED)
    view.begin_new()
    view.pane.save()
    assert view.pane.problem.text() == "请填写材料名称和报送对象。"
    assert desk.office.owed_reports.rows() == ()


def test_archive_is_listed_printed_and_exported(page, desk):
    page.show_view(ARCHIVE)
    view = page.view(ARCHIVE)
    titles = [view.list.model.index(row, 2).data() for row in range(view.list.model.rowCount())]
    assert titles == [one.title for one in desk.office.archive.index(2023)]
    papers, exports = [], []
    desk.print_wanted.connect(lambda what, paper: papers.append(paper))
    desk.export_wanted.connect(lambda what, which: exports.append(what))
    view.commands()["print"]()
    view.commands()["export"]()
    assert papers[0].title == "2023年归档目录"
    assert exports == ["archive"]


def test_template_is_seen_filled_refused_kept_and_restored(page, desk):
    page.show_view(TEMPLATES)
    view = page.view(TEMPLATES)
    place = next(n for n, one in enumerate(desk.office.summaries.templates()) if "排查" in one.text)
    view.list.setCurrentRow(place)
    row = desk.office.summaries.templates()[place]
    view.text.setPlainText("本期{排查矛盾纠纷}。")
    view.fill()
    assert view.preview.blocks()[0].text == "本期36起。"
    view.text.setPlainText("本期{没有这样的指标}。")
    view.fill()
    assert "没有这样的指标" in view.problem.text()
    view.save()
    assert desk.office.summaries.templates()[place].text == row.text
    view.text.setPlainText("本期{排查矛盾纠纷}。")
    view.fill()
    view.save()
    assert desk.office.summaries.templates()[place].text == "本期{排查矛盾纠纷}。"
    assert view.restore_button.isEnabled()
    QTest.keyClick(view.list, Qt.Key.Key_R, ALT)
    assert desk.office.summaries.templates()[place].text == row.text
    assert view.text.toPlainText() == row.text


def test_every_view_is_a_key_away(page):
    for place, key in enumerate((DRAFT, OWED, FORMS, "closed", ARCHIVE, TEMPLATES)):
        QTest.keyClick(page, Qt.Key(Qt.Key.Key_1.value + place), ALT)
        assert page.segments.current() == key
        assert page.view(key).isVisible()


def test_the_foot_of_a_narrow_paper_hides_none_of_its_words(qtbot):
    foot = PaperFoot(lambda: date(2026, 11, 22))
    qtbot.addWidget(foot)
    foot.resize(300, foot.layout().heightForWidth(300))
    foot.show()
    for one in (foot.sources, foot.tables, foot.charts, *foot.findChildren(QLabel)):
        assert one.isHidden() or one.width() >= one.sizeHint().width()
    foot.tell("还有 1 处红色问题")
    assert foot.told.isVisible()
