"""Draws the bars of a chart with their values, hatches and names; pyqtgraph holds the frame."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_tone import Hatch, Tone, shade, tones
from liaison_desktop.domain.figures.chart_words import NO_DATA, largest_of, value_words
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.chart_places import LYING, Bar, Box, Places
from liaison_desktop.ui.tokens import COLOURS

_HATCHES = {
    Hatch.RISING: Qt.BrushStyle.BDiagPattern,
    Hatch.LEVEL: Qt.BrushStyle.HorPattern,
    Hatch.CROSSED: Qt.BrushStyle.DiagCrossPattern,
}
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
_WHITE = QColor("#ffffff")
_SMALLEST_PX = 9


def fill_bar(painter: QPainter, box: QRectF, tone: Tone) -> None:
    """Fill a bar in its tone: ground, hatch, outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, QColor(tone.ground))
    hatch = _HATCHES.get(tone.hatch)
    if hatch is not None:
        painter.fillRect(box, QBrush(QColor(tone.colour), hatch))
    if not tone.dark:
        painter.setPen(QPen(QColor(tone.colour), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class ChartMarks(QGraphicsItem):
    """Everything of a chart but the frame and the ticks; in pixels of the plot."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._places = Places(())
        self._looks: tuple[Tone, ...] = ()
        self._area = QRectF()
        self._names = 0.0
        self.current: Bar | None = None
        self.pointed: Bar | None = None
        self.setZValue(100)  # over the lines of the axis

    def show_places(self, chart: Chart, places: Places, area: QRectF, names: float) -> None:
        """Draw a chart.

        Args:
            chart: The chart.
            places: Where its bars stand.
            area: All that may be drawn on, the names of the categories included.
            names: Width of the names at the left, or their height below.
        """
        self.prepareGeometryChange()
        self._chart, self._places, self._area, self._names = chart, places, area, names
        self._looks = tones(chart)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return what may be drawn on."""
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw it."""
        chart = self._chart
        if chart is None or not self._places.bars:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font())
        if chart.kind is ChartKind.MATRIX:
            self._paint_cells(painter, chart)
        else:
            self._paint_bars(painter, chart)
        self._paint_names(painter, chart)
        self._paint_ticks(painter)
        self._paint_marked(painter)

    def _paint_bars(self, painter: QPainter, chart: Chart) -> None:
        for bar in self._places.bars:
            if not bar.point and chart.series[bar.series].values[bar.category]:
                fill_bar(painter, _rect(bar.box), self._looks[bar.series])
        if chart.kind is ChartKind.STACK:
            self._paint_stack_words(painter, chart)
        else:
            label = self._label_beside if chart.kind in LYING else self._label_above
            for bar in self._places.bars:
                if bar.words and not bar.point:
                    label(painter, chart, bar)
        self._paint_line(painter, chart)
        if chart.kind in LYING:
            painter.setPen(QPen(QColor(COLOURS.line_strong), 1))
            floor = self._places.slots[-1].bottom
            painter.drawLine(QPointF(0, 0), QPointF(0, floor))

    def _label_above(self, painter: QPainter, chart: Chart, bar: Bar) -> None:
        known = chart.series[bar.series].values[bar.category] is not None
        wide = (bar.box.right - bar.box.left) * 1.3
        slot = self._places.slots[bar.category]
        if not known and len(chart.series) == 1:
            wide = slot.right - slot.left
        high = QFontMetricsF(painter.font()).height()
        if _width(painter.font(), bar.words) > wide and not known:
            _write_down(painter, bar)
            return
        place = QRectF(bar.box.middle - wide / 2, bar.box.top - high - 2, wide, high)
        _write_fitted(painter, place, bar.words, faint=not known)

    def _label_beside(self, painter: QPainter, chart: Chart, bar: Bar) -> None:
        known = chart.series[bar.series].values[bar.category] is not None
        painter.setPen(QColor(COLOURS.ink if known else COLOURS.ink_faint))
        right = max(
            one.box.right for one in self._places.bars if one.category == bar.category
        ) if chart.kind is ChartKind.BULLETS else bar.box.right  # fmt: skip
        place = QRectF(right + 5, bar.box.centre - 12, 200, 24)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, bar.words)

    def _paint_stack_words(self, painter: QPainter, chart: Chart) -> None:
        measured = QFontMetricsF(painter.font())
        for number, slot in enumerate(self._places.slots):
            parts = [bar for bar in self._places.bars if bar.category == number]
            values = [one.values[number] for one in chart.series]
            highest = min(bar.box.top for bar in parts)
            above = QRectF(slot.left, highest - measured.height() - 1, slot.right - slot.left,
                           measured.height())  # fmt: skip
            if all(value is None for value in values):
                _write_fitted(painter, above, NO_DATA, faint=True)
                continue
            lowest = parts[0].box.bottom + measured.height()
            for bar in parts:
                if chart.series[bar.series].values[number]:
                    lowest = self._part_words(painter, bar, lowest)
            total = sum(value for value in values if value is not None)
            _write_fitted(painter, above, f"计{value_words(total, '')}", faint=False)

    def _part_words(self, painter: QPainter, bar: Bar, lowest: float) -> float:
        """Write the value of a part inside it, or beside it when it is too thin."""
        box, measured = _rect(bar.box), QFontMetricsF(painter.font())
        wide, high = measured.horizontalAdvance(bar.words) + 6, measured.height() - 2
        if box.height() >= high and box.width() >= wide:
            inside = QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)
            if not self._looks[bar.series].dark:
                painter.fillRect(inside, _WHITE)
            painter.setPen(_WHITE if self._looks[bar.series].dark else QColor(COLOURS.ink))
            painter.drawText(inside, _CENTRED, bar.words)
            return bar.box.top + high / 2
        centre = min(bar.box.centre, lowest - high)
        painter.setPen(QColor(COLOURS.ink))
        beside = QRectF(box.right() + 5, centre - high / 2, wide + 40, high)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, bar.words)
        return centre

    def _paint_line(self, painter: QPainter, chart: Chart) -> None:
        points = [bar for bar in self._places.bars if bar.point]
        if not points:
            return
        values = chart.series[-1].values
        colour = QColor(self._looks[-1].colour)
        painter.setPen(QPen(colour, 2))
        for one, other in pairwise(points):
            if values[one.category] is not None and values[other.category] is not None:
                painter.drawLine(_point(one), _point(other))
        high = QFontMetricsF(painter.font()).height()
        for bar in points:
            known = values[bar.category] is not None
            slot = self._places.slots[bar.category]
            above = QRectF(slot.left, bar.box.top - high - 4, slot.right - slot.left, high)
            wide = _width(painter.font(), bar.words)
            painter.fillRect(QRectF(bar.box.middle - wide / 2, above.top(), wide, high), _WHITE)
            _write_fitted(painter, above, bar.words, faint=not known)
            if known:
                painter.setPen(QPen(colour, 2))
                painter.setBrush(_WHITE)
                painter.drawEllipse(_point(bar), 4, 4)

    def _paint_cells(self, painter: QPainter, chart: Chart) -> None:
        most = largest_of(chart)
        for bar in self._places.bars:
            value = chart.series[bar.series].values[bar.category]
            box = _rect(bar.box).adjusted(1, 1, -1, -1)
            if value is None:
                continue
            colour, white = shade(float(value) / float(most))
            painter.fillRect(box, QColor(colour))
            painter.setPen(_WHITE if white else QColor(COLOURS.ink))
            painter.drawText(box, _CENTRED, bar.words)

    def _paint_names(self, painter: QPainter, chart: Chart) -> None:
        painter.setPen(QColor(COLOURS.ink_soft))
        slots = self._places.slots
        if chart.kind is ChartKind.MATRIX:
            self._paint_matrix_names(painter, chart)
            return
        for name, slot in zip(chart.categories, slots, strict=True):
            if chart.kind in LYING:
                place = QRectF(-self._names, slot.top, self._names - 6, slot.bottom - slot.top)
                _write_name(painter, place, name, Qt.AlignmentFlag.AlignRight)
            else:
                place = QRectF(slot.left + 1, slot.bottom + 4, slot.right - slot.left - 2,
                               self._names - 4)  # fmt: skip
                painter.drawText(place, _TOP, parted(name, place.width(), painter.font()))

    def _paint_matrix_names(self, painter: QPainter, chart: Chart) -> None:
        high = self._places.slots[0].bottom / len(chart.rows)
        for number, name in enumerate(chart.rows):
            place = QRectF(-self._names, number * high, self._names - 6, high)
            _write_name(painter, place, name, Qt.AlignmentFlag.AlignRight)
        for name, slot in zip(chart.categories, self._places.slots, strict=True):
            above = QRectF(slot.left, self._area.top(), slot.right - slot.left, -self._area.top())
            _write_name(painter, above.adjusted(1, 0, -1, -3), name, Qt.AlignmentFlag.AlignHCenter)

    def _paint_ticks(self, painter: QPainter) -> None:
        """Write the ticks: the axis of pyqtgraph leaves out those at its ends."""
        painter.setPen(QColor(COLOURS.ink_faint))
        middle, wide = Qt.AlignmentFlag.AlignVCenter, theme.metrics().px(60)
        for y, words in self._places.ticks:
            painter.drawText(QRectF(-wide - 8, y - 12, wide, 24), _RIGHT | middle, words)
        right = self._places.slots[-1].right
        for y, words in self._places.rate_ticks:
            painter.drawText(QRectF(right + 6, y - 12, wide, 24), middle, words)

    def _paint_marked(self, painter: QPainter) -> None:
        """Frame the bar the pointer is on and the one the keys are on."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bar, thick in ((self.pointed, 1.5), (self.current, 2.5)):
            if bar is not None:
                painter.setPen(QPen(QColor(COLOURS.ink), thick))
                painter.drawRoundedRect(_rect(bar.box).adjusted(-2, -2, 2, 2), 2, 2)


_RIGHT = Qt.AlignmentFlag.AlignRight
_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere


def parted(name: str, wide: float, font: QFont) -> str:
    """Return a name that begins a new line at its bracket where one line does not hold it."""
    return name if _width(font, name) <= wide else name.replace("（", "\n（")


def small_font() -> QFont:
    """Return the type of everything in a chart."""
    font = QFont(QFont().family())
    font.setPixelSize(theme.metrics().small)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _width(font: QFont, words: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)


def _rect(box: Box) -> QRectF:
    return QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))


def _point(bar: Bar) -> QPointF:
    return QPointF(bar.box.middle, bar.box.top)


def _write_fitted(painter: QPainter, place: QRectF, words: str, *, faint: bool) -> None:
    """Write words in the middle of a line, smaller when they do not fit, or not at all."""
    font = painter.font()
    wide = _width(font, words)
    painter.setPen(QColor(COLOURS.ink_faint if faint else COLOURS.ink))
    if wide <= place.width():
        painter.drawText(place, _BOTTOM, words)
        return
    smaller = QFont(font)
    smaller.setPixelSize(int(font.pixelSize() * place.width() / wide))
    if smaller.pixelSize() >= _SMALLEST_PX:
        painter.setFont(smaller)
        painter.drawText(place, _BOTTOM, words)
        painter.setFont(font)


_BOTTOM = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom


def _write_down(painter: QPainter, bar: Bar) -> None:
    """Write 无数据 from top to bottom where a column would stand."""
    high = QFontMetricsF(painter.font()).height()
    place = QRectF(bar.box.middle - high, bar.box.bottom - high * len(bar.words) - 2, 2 * high,
                   high * len(bar.words))  # fmt: skip
    painter.setPen(QColor(COLOURS.ink_faint))
    painter.drawText(place, _BOTTOM, "\n".join(bar.words))


def _write_name(painter: QPainter, place: QRectF, name: str, side: Qt.AlignmentFlag) -> None:
    """Write a name in one line, shortened when it is too long."""
    measured = QFontMetricsF(painter.font())
    shown = measured.elidedText(name, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
