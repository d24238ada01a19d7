"""统计图表: charts, indicators, questions and the meeting pack, worked with the keys."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.own_indicator import Measure
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.ui.figures.chart_places import bar_words, source_of
from liaison_desktop.ui.figures.figures_page import INDICATORS
from liaison_desktop.ui.page import DISPUTES, Destination
from tests.ui.figures_desk import ids, register, type_into, village

HALF = parse_period("2023H1")


def test_charts_are_those_of_the_office(page, desk):
    office = desk.office
    wanted = office.charts.several(office.charts.keys(), HALF)
    shown = [page.charts.cards[chart.key] for chart in wanted]
    assert [card.chart for card in shown] == list(wanted)
    assert [card.headline.text() for card in shown] == [chart.headline for chart in wanted]
    assert [card.note.text() for card in shown] == [chart.note for chart in wanted]


def test_arrows_walk_the_bars_and_enter_opens_their_records(page, desk):
    card = page.charts.cards["disputes_by_month"]
    card.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(card.canvas, key)
    assert (card.canvas.current.category, card.canvas.current.series) == (1, 1)
    QTest.keyClick(card.canvas, Qt.Key.Key_Return)
    records = page.charts.records
    source = source_of(card.chart, card.canvas.current)
    assert source.key == "disputes_settled"
    assert not records.isHidden()
    assert ids(records.records.records) == sorted(
        desk.office.figures.record_ids(source.key, HALF, source.scope)
    )
    value = card.chart.series[1].values[1]
    assert len(records.records.records) == value
    assert f"{value}起" in records.heading.text()
    QTest.keyClick(records, Qt.Key.Key_Escape)
    assert records.isHidden()
    assert card.canvas.hasFocus()


def test_enter_in_the_records_goes_to_the_record(page, went):
    card = page.charts.cards["dispute_classes"]
    card.setFocus()
    QTest.keyClick(card.canvas, Qt.Key.Key_Home)
    QTest.keyClick(card.canvas, Qt.Key.Key_Return)
    records = page.charts.records.records
    QTest.keyClick(records.list.view, Qt.Key.Key_Return)
    first = records.records[0]
    assert went == [Destination(DISPUTES, Kind.DISPUTE, first.id)]


def test_click_on_a_bar_opens_it_and_the_pointer_is_told_its_definition(page):
    card = page.charts.cards["dispute_classes"]
    canvas = card.canvas
    bar = canvas.places.bars[2]
    spot = canvas._graphics.mapFrom(canvas, canvas.place_of(bar).toPoint())
    QTest.mouseClick(canvas._graphics.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert canvas.current == bar
    assert page.charts.records.heading.text() == bar_words(card.chart, bar)
    hint = page.charts.hint(card.chart, bar)
    assert bar_words(card.chart, bar) in hint
    assert "口径：排查日期在期内的矛盾纠纷。" in hint
    # Beside all bars there is nothing to open.
    page.charts.close_records()
    QTest.mouseClick(canvas._graphics.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert page.charts.records.isHidden()


def test_bars_without_records_of_their_own_say_so(page):
    card = page.charts.cards["quota_bullets"]
    bar = next(one for one in card.canvas.places.bars if one.series == 1)
    page.charts.open_bar(card.chart, bar)
    assert page.charts.records.records.records == ()


def test_period_and_area_are_chosen_for_the_whole_page(page, desk, drawn):
    part = village(desk)
    type_into(page.scope.box, part.label[:1])
    assert page.scope.scope() == Scope((part,))
    drawn()
    chart = desk.office.charts.one("dispute_classes", HALF, Scope((part,)))
    assert page.charts.cards["dispute_classes"].chart == chart
    page.show_view(INDICATORS)
    found = {line.term.key: line.figure.value for line in page.indicators.lines}
    figures = desk.office.figures.all(HALF, Scope((part,)))
    assert found == {figure.key: figure.value for figure in figures}
    page.period.step(1)
    later = parse_period("2023H2")
    assert page.indicators.lines[0].figure == desk.office.figures.one(
        page.indicators.lines[0].term.key, later, Scope((part,))
    )


def test_the_keys_of_the_period_miss_no_press(page):
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.period.period() == parse_period(f"{HALF.first.year - 2}H2")


def test_lists_have_no_empty_columns(page):
    card = page.charts.cards["dispute_classes"]
    page.charts.open_bar(card.chart, card.canvas.places.bars[0])
    shown = page.charts.records.records.list.columns.visible()
    assert [one.key for one in shown] == ["record", "on"]


def test_no_key_of_a_view_is_one_of_the_menus(page):
    for show in (page.charts, page.indicators, page.questions, page.meeting):
        for one in show.findChildren(QAbstractButton):
            assert one.shortcut().toString() not in {f"Alt+{letter}" for letter in "FEVSH"}


def test_initials_pick_an_area_and_nonsense_gives_way(page, desk):
    part = village(desk)
    box = page.scope.box
    type_into(box, "zhc")
    assert page.scope.scope() == Scope((part,))
    type_into(box, "没有这个地方")
    assert page.scope.scope() == Scope((part,))
    assert box.currentText() == part.label
    type_into(box, "qz")
    assert page.scope.scope() == Scope()


def test_period_without_records_says_what_to_enter(page, went, drawn):
    page.period.step(-1)
    drawn()
    card = page.charts.cards["dispute_classes"]
    assert card.chart.empty
    assert not card.canvas.empty_state.isHidden()
    assert not card.copy_button.isEnabled()
    card.canvas.empty_state._button.click()
    assert went == [Destination(DISPUTES)]
    page.period.step(1)
    drawn()
    assert card.canvas.empty_state.isHidden()


def test_a_change_is_drawn_and_the_open_list_follows(page, desk, drawn):
    card = page.charts.cards["dispute_classes"]
    place = card.chart.categories.index("邻里纠纷")
    bar = next(one for one in card.canvas.places.bars if one.category == place)
    page.charts.open_bar(card.chart, bar)
    before = card.chart.series[0].values[place]
    for _ in range(9):  # now it is the first of the sorted bars
        register(desk)
    drawn()
    assert card.chart.categories[0] == "邻里纠纷"
    assert card.chart.series[0].values[0] == before + 9
    assert card.headline.text() == card.chart.headline
    assert len(page.charts.records.records.records) == before + 9
    assert f"{before + 9}起" in page.charts.records.heading.text()


def test_ctrl_c_copies_the_picture_that_would_be_printed(page, told):
    card = page.charts.cards["dispute_classes"]
    card.setFocus()
    QTest.keyClick(card.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 1000
    assert told == ["图片已复制，可以粘贴到文档或聊天里"]


@pytest.mark.parametrize(
    ("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".pdf", b"%PDF")]
)
def test_a_chart_is_saved_as_picture_or_pdf(page, target, suffix, start):
    page.charts.cards["dispute_classes"].save(suffix)
    assert target(suffix).read_bytes().startswith(start)


# 指标


def test_indicators_show_values_comparisons_and_what_is_missing(page, desk):
    page.show_view(INDICATORS)
    lines = {line.term.key: line for line in page.indicators.lines}
    assert [line.figure for line in lines.values()] == list(desk.office.figures.all(HALF))
    model = page.indicators.list.model
    texts = {
        model.data(model.index(row, 1)): [model.data(model.index(row, n)) for n in (2, 3, 4)]
        for row in range(model.rowCount())
    }
    assert texts["排查矛盾纠纷"] == ["36", "起", "上年同期无数据"]
    assert texts["调解成功率"] == ["57.1%", "%", "上年同期无数据"]
    assert texts["协调项目"] == ["—", "个", "—"]
    assert page.indicators.chips.chip("all").text() == f"全部 {len(lines)}"
    page.indicators.chips.chip("disputes").click()
    assert all(line.group == "disputes" for line in page.indicators._shown())


def test_an_indicator_is_explained_divided_and_listed(page, desk):
    page.show_view(INDICATORS)
    page.indicators.show_indicator("dispute_settle_rate")
    detail = page.indicators.detail
    assert detail.value.text() == "57.1%"
    assert detail.made_of.text() == "调解成功 16 ÷ 参与调解 28"
    assert "口径：" in detail.meaning.text()
    page.indicators.show_indicator("disputes_found")
    detail.by.setCurrentIndex(detail.by.findText("按类别"))
    divided = desk.office.figures.divided("disputes_found", HALF, Dimension.CATEGORY)
    assert [row[0] for row in detail.table.table.rows] == [
        *(one.part.label for one in divided.parts),
        "合计",
    ]
    assert len(detail.records.records.records) == 36
    detail.table.setFocus()
    QTest.keyClick(detail.table, Qt.Key.Key_Down)
    row = detail.table.currentIndex().row()
    part = divided.parts[row].part
    found = desk.office.figures.record_ids("disputes_found", HALF, Scope((part,)))
    assert ids(detail.records.records.records) == sorted(found)
    QTest.keyClick(detail.table, Qt.Key.Key_End)
    assert len(detail.records.records.records) == 36


def test_copied_division_is_a_table(page):
    page.show_view(INDICATORS)
    page.indicators.show_indicator("disputes_found")
    page.indicators.detail.table.setFocus()
    QTest.keyClick(page.indicators.detail.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "村\t排查矛盾纠纷（起）\t占比"
    assert lines[-1] == "合计\t36\t100%"


def test_indicators_are_exported_as_a_workbook(page, target):
    page.show_view(INDICATORS)
    page.indicators.export()
    sheet = load_workbook(target(".xlsx")).active
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["排查矛盾纠纷"][2] == 36
    assert rows["调解成功率"][4:6] == (16, 28)
    assert rows["协调项目"][2] is None


def test_own_indicator_is_made_shown_changed_and_deleted(page, desk):
    office = desk.office
    page.show_view(INDICATORS)
    page.commands()["new"]()
    editor = page.indicators.editor
    editor.name.setText("合同纠纷占比")
    editor.measure.segment(Measure.SHARE.value).click()
    type_into(editor.first, "pcmdjf")
    assert editor.first.key() == "disputes_found"
    type_into(editor.first_limits.box, "hetong")
    type_into(editor.second, "pcmdjf")
    assert editor.unit.text() == "%"
    assert editor.value.text() == "22.2%"
    assert "（8 ÷ 36）" in editor.sentence.text()
    page.commands()["save"]()
    own = office.own_indicators.rows()[-1]
    assert (own.label, own.unit, own.measure) == ("合同纠纷占比", "%", Measure.SHARE)
    assert office.figures.one(own.key, HALF).value == 22.2
    assert page.indicators.current().term.key == own.key
    assert page.indicators.detail.value.text() == "22.2%"
    page.commands()["edit"]()
    editor.name.setText("合同类占比")
    page.commands()["save"]()
    assert office.own_indicators.rows()[-1].label == "合同类占比"
    page.commands()["delete"]()
    assert office.own_indicators.rows() == ()
    desk.take_back()
    assert office.own_indicators.rows()[-1].label == "合同类占比"
    assert [line.term.label for line in page.indicators.lines][-1] == "合同类占比"


def test_own_indicator_says_what_is_wrong_when_it_is_saved(page, desk):
    page.show_view(INDICATORS)
    page.indicators.begin_new()
    editor = page.indicators.editor
    assert editor._words["label"].isHidden()
    editor.save()
    assert editor._words["label"].text() == "请填写指标的名称。"
    editor.measure.segment(Measure.SUM.value).click()
    type_into(editor.second, "pcmdjf")
    assert "不能相加" in editor._words["second"].text()
    assert desk.office.own_indicators.rows() == ()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert page.indicators._side.currentWidget() is page.indicators.detail


def test_limits_are_taken_away_again(page):
    page.show_view(INDICATORS)
    page.indicators.begin_new()
    limits = page.indicators.editor.first_limits
    type_into(limits.box, "zhc")
    assert [part.dimension for part in limits.scope().parts] == [Dimension.VILLAGE]
    limits.buttons[0].click()
    assert limits.scope() == Scope()


def test_shipped_indicators_are_not_changed(page, told):
    page.show_view(INDICATORS)
    page.commands()["edit"]()
    assert told == ["程序自带的指标不能修改；可以按 Ctrl+N 新建自定指标"]


def test_what_is_typed_of_an_own_indicator_outlives_a_change(page, desk):
    page.show_view(INDICATORS)
    page.indicators.begin_new()
    page.indicators.editor.name.setText("半成品")
    desk.bus.tell(desk.office.own_indicators.save(page.indicators.editor.draft())[1])
    assert page.indicators._side.currentWidget() is page.indicators.editor
    assert page.indicators.editor.name.text() == "半成品"


# 问数
