from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.matters.dispute_page import DisputePage
from liaison_desktop.ui.page import CADRES, CARDS, CONCERNS, HOUSEHOLDS, SUMMARIES, Destination
from liaison_desktop.ui.today.coverage_bar import CoverageBar
from liaison_desktop.ui.today.today_page import TodayPage
from liaison_desktop.ui.tokens import Tone


@pytest.fixture
def went(desk):
    places = []
    desk.went.connect(places.append)
    return places


def shown(desk, qtbot):
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return page


def block(page, key):
    return next(one for one in page.blocks if one.area.key == key)


def test_what_is_due_stands_in_areas_with_counts(desk, qtbot):
    page = shown(desk, qtbot)
    assert [one.area.key for one in page.blocks] == [
        "concern_limit", "dispute_limit", "zero_report", "month_end", "waiting", "numbers",
    ]  # fmt: skip
    assert block(page, "waiting").area.count == 212
    assert len(block(page, "waiting").area.lines) == 3
    damaged = desk.office.households.count(HouseholdFilter(with_problems=True))
    assert block(page, "numbers").area.count == damaged
    assert "6 月 30 日" in page.day.text()


def test_a_zero_report_owed_is_made_from_its_button(desk, qtbot, went):
    page = shown(desk, qtbot)
    due = block(page, "zero_report")
    owing = due.area.count
    assert due.area.lines[0].title.split("，")[1] == "也没有零报告"
    due.buttons[0].click()
    disputes = DisputePage(desk)
    qtbot.addWidget(disputes)
    disputes.show()
    disputes.show_destination(went[0])
    view = disputes.zero
    assert view.tree.currentItem().text(0) in due.area.lines[0].title
    assert view.days[1].isoformat() in due.area.lines[0].detail
    view.report_button.click()
    page.refresh()
    assert block(page, "zero_report").area.count == owing - 1


def test_a_report_owed_leads_to_the_list_of_reports(desk, qtbot, went):
    report = desk.office.owed_reports.shipped()[2]
    key, _ = desk.office.owed_reports.save(replace(report, since=date(2023, 6, 1)))
    page = shown(desk, qtbot)
    due = block(page, "owed_report")
    assert (due.area.count, due.area.tone) == (1, Tone.RED)
    assert due.area.lines[0].title.startswith("2023年5月《矛盾纠纷排查情况表（月报）》")
    due.buttons[0].click()
    assert went[-1] == Destination(SUMMARIES, Kind.OWED_REPORT, key, view="owed")


def test_what_is_overdue_is_said_with_its_person_and_days(desk, qtbot, went):
    page = shown(desk, qtbot)
    area = block(page, "concern_limit").area
    assert area.tone is Tone.RED
    assert area.lines[0].title.endswith("已超期 160 天")
    assert area.lines[0].detail == "邹勇琼 · 期限 2023-01-21"
    assert area.count == 14
    block(page, "concern_limit").buttons[0].click()
    assert (went[0].page, went[0].kind) == (CONCERNS, Kind.CONCERN)
    assert desk.office.concerns.detail(went[0].record).number == "民2023-0002"
    block(page, "concern_limit").more.click()
    assert went[1] == Destination(CONCERNS, filter=ConcernFilter(overdue=True))


def test_one_person_sees_only_what_is_his(desk, qtbot):
    page = shown(desk, qtbot)
    cadres = desk.office.cadres
    him = next(
        row for row in cadres.rows(cadres.ids(CadreFilter())).values() if row.name == "邹勇琼"
    )
    page.person.set_cadre(him.id)
    page.refresh()
    assert [one.area.key for one in page.blocks] == ["concern_limit"]
    assert all("邹勇琼" in line.detail for line in block(page, "concern_limit").area.lines)


def test_button_of_a_line_opens_the_place(desk, qtbot, went):
    page = shown(desk, qtbot)
    block(page, "waiting").buttons[0].click()
    card = desk.office.cards.ids(went[0].filter)[0]
    assert (went[0].page, went[0].kind, went[0].record) == (CARDS, Kind.CONTACT_CARD, card)
    block(page, "numbers").more.click()
    assert went[1] == Destination(HOUSEHOLDS, filter=HouseholdFilter(with_problems=True))


def test_household_that_lost_its_cadre_comes_up_at_once(desk, qtbot, went):
    page = shown(desk, qtbot)
    key = desk.office.households.ids(HouseholdFilter())[0]
    pairing = desk.office.households.detail(key).pairings[0]
    desk.done(desk.office.pairings.end([pairing.pairing_id], date(2023, 6, 1)), "已结束")
    unpaired = block(page, "unpaired")
    assert unpaired.area.count == 1
    assert "中和村 中和一组 ZH0001" in unpaired.area.lines[0].title
    unpaired.buttons[0].click()
    assert went[-1] == Destination(CADRES, Kind.HOUSEHOLD, key, view="pairing")
    assert page.households.figures.text() == "211 / 212 户"
    assert page.households.percent.text() == "99.5 %"


def test_paired_households_without_a_card_lead_to_making_them(desk, qtbot, went):
    cards = desk.office.cards
    cards.void(cards.ids()[:2], "印错")
    page = shown(desk, qtbot)
    cardless = block(page, "cardless")
    assert cardless.area.count == 2
    cardless.buttons[0].click()
    assert went[-1] == Destination(CARDS, filter=HouseholdFilter(paired=True, card="none"))


def test_nothing_due_is_said_calmly(desk, qtbot):
    office = desk.office
    for operation in office.history.operations(20):
        if "台账" in operation.sentence or "走访登记表" in operation.sentence:
            office.undo.take_back(operation.number)
    office.cards.hand_out(office.cards.ids(), date(2023, 6, 20))
    for key in office.households.ids(HouseholdFilter(with_problems=True)):
        detail = office.households.detail(key)
        office.households.close(key, detail.version, date(2023, 6, 1), "")
    office.cards.take_back(office.cards.ids(CardFilter(stale=True)), date(2023, 6, 20))
    page = shown(desk, qtbot)
    assert page.blocks == []
    assert page.empty.isVisible()


def test_empty_station_is_led_to_the_import(empty_desk, qtbot):
    wanted = []
    empty_desk.import_wanted.connect(lambda noun, path: wanted.append((noun, path)))
    page = shown(empty_desk, qtbot)
    page.empty.action_requested.emit()
    assert wanted == [("households", "")]
    assert page.households.percent.text() == "—"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 3, "33.3 %"), (2, 3, "66.7 %"), (1, 2000, "0.1 %"), (1, 2001, "0.0 %"), (0, 0, "—")],
)
def test_percentages_are_rounded_half_up(qtbot, part, whole, text):
    bar = CoverageBar("农户覆盖率", "户")
    qtbot.addWidget(bar)
    bar.show_figures(part, whole)
    assert bar.percent.text() == text
