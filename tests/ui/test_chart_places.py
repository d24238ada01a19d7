"""Where bars stand, what is written at them, and how comparisons read in a list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.chart_tone import Hatch, Tone, tones
from liaison_desktop.domain.figures.comparison import Against, compare
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.ui.figures.chart_canvas import ChartCanvas
from liaison_desktop.ui.figures.chart_marks import fill_bar
from liaison_desktop.ui.figures.chart_places import Room, bar_words, place
from liaison_desktop.ui.figures.indicator_lines import change_words, comparison_sentence, number
from liaison_desktop.ui.figures.scope_choice import ChoiceBox

ROOM = Room(400, 300, 16, 50, 46)


def chart(kind, *rows, unit="起", rows_of=()):
    series = tuple(Series(f"第{n}项", tuple(values), unit) for n, values in enumerate(rows))
    names = tuple(f"{n}月" for n in range(len(rows[0])))
    return Chart("made", "图", "句子", kind, names, series, "注", rows_of)


def bars(made, room=ROOM):
    return {(bar.category, bar.series): bar for bar in place(made, room).bars}


def height(bar):
    return bar.box.bottom - bar.box.top


def test_columns_are_as_high_as_their_values_say():
    found = bars(chart(ChartKind.COLUMNS, (4, 8), (2, None)))
    assert height(found[1, 0]) == pytest.approx(2 * height(found[0, 0]))
    assert height(found[0, 0]) == pytest.approx(2 * height(found[0, 1]))
    assert found[0, 0].box.bottom == ROOM.height
    assert height(found[1, 1]) == 0
    assert found[1, 1].words == "无数据"
    assert all(bar.box.right - bar.box.left <= ROOM.thickest for bar in found.values())


def test_axis_begins_at_zero_and_ends_round():
    places = place(chart(ChartKind.COLUMNS, (37, 8)), ROOM)
    assert [words for _, words in places.ticks] == ["0", "10", "20", "30", "40"]
    assert places.ticks[0][0] == ROOM.height
    assert places.ticks[-1][0] > 0, "the value above the highest column has room"


def test_parts_of_a_stack_lie_on_each_other():
    found = bars(chart(ChartKind.STACK, (4,), (3,), (None,)))
    assert found[0, 0].box.top == found[0, 1].box.bottom
    assert height(found[0, 0]) / height(found[0, 1]) == pytest.approx(4 / 3)
    assert height(found[0, 2]) == 0


def test_rate_has_a_band_of_its_own_above_the_columns():
    made = chart(ChartKind.COLUMNS_AND_LINE, (4, 6), (75.0, None))
    made = replace(made, series=(made.series[0], replace(made.series[1], unit="%")))
    places = place(made, ROOM)
    points = [bar for bar in places.bars if bar.point]
    columns = [bar for bar in places.bars if not bar.point]
    assert max(bar.box.top for bar in points) < min(bar.box.top for bar in columns)
    assert [words for _, words in places.rate_ticks] == ["0%", "100%"]
    low, high = (y for y, _ in places.rate_ticks)
    assert points[0].box.top == pytest.approx(low - 0.75 * (low - high))
    assert [bar.words for bar in points] == ["75%", "无数据"]


def test_bullets_set_what_is_done_before_what_is_owed():
    found = bars(chart(ChartKind.BULLETS, (3, 0, None), (5, None, 4)))
    done, owed = found[0, 0], found[0, 1]
    assert done.box.right / owed.box.right == pytest.approx(3 / 5)
    assert height(done) < height(owed)
    assert [found[n, 0].words for n in range(3)] == ["3/5", "0/—", "无数据"]
    assert owed.words == ""


def test_matrix_has_a_cell_for_each_row_and_column():
    made = chart(ChartKind.MATRIX, (1, 2), (None, 4), rows_of=("中和村", "补歹村"))
    found = bars(made)
    assert found[0, 1].box.top == found[0, 0].box.bottom
    assert bar_words(made, found[1, 1]) == "补歹村1月 4起"
    assert bar_words(made, found[0, 1]) == "补歹村0月 无数据"


def test_nothing_is_laid_out_for_an_empty_chart():
    assert place(chart(ChartKind.BARS, (None, None)), ROOM).bars == ()


def test_tones_are_told_apart_without_colour():
    made = chart(ChartKind.COLUMNS, (1,), (2,), (3,), (4,))
    greys = []
    for tone in tones(made):
        image = QImage(24, 24, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        fill_bar(painter, image.rect().toRectF(), tone)
        painter.end()
        inner = [image.pixelColor(x, y).lightness() for x in range(2, 22) for y in range(2, 22)]
        greys.append(tuple(inner))
    assert len(set(greys)) == 4
    plain = Tone("#000000", "#000000", Hatch.NONE)
    assert plain.dark


def test_points_near_a_thin_bar_still_find_it(qtbot):
    canvas = ChartCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(420, 264)
    canvas.show_chart(chart(ChartKind.COLUMNS, (1, 1000)))
    canvas.show()
    thin = canvas.places.bars[0]
    assert canvas.bar_at(QPointF(thin.box.middle, thin.box.top - 4)) == thin
    assert canvas.bar_at(QPointF(thin.box.middle, 5)) is None


def test_walk_stays_inside_and_keeps_its_place(qtbot):
    canvas = ChartCanvas()
    qtbot.addWidget(canvas)
    made = chart(ChartKind.BARS, (4, 6, 1))
    canvas.show_chart(made)
    canvas.show()
    QTest.keyClick(canvas, Qt.Key.Key_End)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.current.category == 2
    assert canvas.accessibleDescription() == "2月 · 第0项 1起"
    canvas.show_chart(replace(made, series=(replace(made.series[0], values=(4, 6, 9)),)))
    assert canvas.current.category == 2
    assert canvas.current.words == "9"
    canvas.show_chart(chart(ChartKind.BARS, (None,)))
    assert canvas.current is None
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current is None


COUNT = Indicator("x", "排查矛盾纠纷", "起", Nature.FLOW, "说明。")
RATE = Indicator("y", "调解成功率", "%", Nature.RATE, "说明。", "调解成功", "参与调解")


def compared(term, now, base):
    def figure(value):
        return Figure(term.key, term.label, value, term.unit, value, None, None)

    against, before = Against.YEAR_AGO, parse_period("2022H1")
    return compare(term, against, figure(now), figure(base), before)


@pytest.mark.parametrize(
    ("term", "now", "base", "words"),
    [
        (COUNT, 48, 36, "▲ 增加12起，上升33.3%"),
        (COUNT, 24, 36, "▼ 减少12起，下降33.3%"),
        (COUNT, 36, 36, "持平"),
        (COUNT, 36, 0, "上年同期无数据"),
        (COUNT, 36, None, "上年同期无数据"),
        (COUNT, None, 36, "—"),
        (RATE, 57.1, 50.0, "▲ 上升7.1个百分点"),
        (RATE, 50.0, 57.1, "▼ 下降7.1个百分点"),
    ],
)
def test_comparisons_read_by_sign_and_keep_points_apart(term, now, base, words):
    assert change_words(compared(term, now, base)) == words


def test_comparison_names_its_base_where_there_is_one():
    assert comparison_sentence(compared(COUNT, 48, 36)) == (
        "同比（2022年上半年 36起）：▲ 增加12起，上升33.3%"
    )
    assert comparison_sentence(compared(COUNT, 48, None)) == "同比：上年同期无数据"


def test_missing_is_not_zero():
    assert [number(None, "起"), number(0, "起"), number(57.0, "%")] == ["—", "0", "57%"]


def test_words_are_found_by_their_own_reading(qtbot):
    box = ChoiceBox([("a", "调解成功"), ("b", "单位"), ("c", "参与调解")], "指标")
    qtbot.addWidget(box)
    assert box.hits("tjcg") == ["调解成功"]
    assert box.hits("dw") == ["单位"]
    box.choose("a")
    assert (box.key(), box.currentText()) == ("a", "调解成功")
    box.offer([("b", "单位")])
    assert (box.key(), box.currentText()) == ("", "")
