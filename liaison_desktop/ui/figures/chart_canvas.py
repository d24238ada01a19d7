"""A chart on the screen: the value of ``office.charts`` drawn with pyqtgraph, walked with keys."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_words import nothing_words
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.chart_marks import ChartMarks, parted, small_font
from liaison_desktop.ui.figures.chart_places import (
    LYING,
    Bar,
    Places,
    Room,
    bar_words,
    place,
)
from liaison_desktop.ui.tokens import COLOURS

_NAMES_PART = 0.34  # of the width, at most
_MOST_LINES = 4
_STEPS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartCanvas(QWidget):
    """The plot; arrows go from bar to bar, Enter or a click opens the records behind one."""

    opened = Signal(object)
    """Enter or a click on a bar: the ``Bar``."""
    pointed = Signal(object)
    """The pointer or the keys are on a bar: the ``Bar``, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.places = Places(())
        self.hint = bar_words
        self.what_to_do = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._graphics = pg.PlotWidget(background=COLOURS.surface)
        self._graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._graphics.setFrameShape(self._graphics.Shape.NoFrame)
        self._plot = self._graphics.getPlotItem()
        self._frame = self._plot.getViewBox()
        self._marks = ChartMarks()
        self._prepare()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._graphics)
        self.empty_state = EmptyState(self)
        self._graphics.viewport().setMouseTracking(True)
        self._graphics.viewport().installEventFilter(self)
        self._frame.sigResized.connect(self._arrange)

    @property
    def current(self) -> Bar | None:
        """The bar the keys are on."""
        return self._marks.current

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart in place of what was drawn; the bar the keys were on stays, if there is one.

        Args:
            chart: Any chart; an empty one says why it is empty.
        """
        kept = self._marks.current
        self.chart = chart
        self._marks.current = self._marks.pointed = None
        self.setAccessibleName(f"{chart.title}。{chart.headline}")
        self._graphics.setVisible(not chart.empty)
        if chart.empty:
            self.places = Places(())
            self.empty_state.show_text(
                EmptyText("chart", nothing_words(chart), self.what_to_do, "")
            )
            return
        self.empty_state.hide()
        self._make_room(chart)
        self._arrange()
        if kept is not None:
            self._go_to(kept.category, kept.series)

    def sizeHint(self) -> QSize:
        """Return the height the chart wants."""
        return QSize(theme.metrics().px(420), self.wanted_height())

    def wanted_height(self) -> int:
        """Return how high the chart should be: lying charts by their rows."""
        px, chart = theme.metrics().px, self.chart
        if chart is None or chart.empty:
            return px(200)
        if chart.kind in LYING:
            bars = 1 if chart.kind is ChartKind.BULLETS else len(chart.series)
            return max(px(200), px(9 + 17 * bars) * len(chart.categories))
        if chart.kind is ChartKind.MATRIX:
            return max(px(120), px(32) * len(chart.rows) + px(28))
        return px(300 if chart.kind is ChartKind.COLUMNS_AND_LINE else 264)

    def bar_at(self, point: QPointF) -> Bar | None:
        """Return the bar at a point of the plot, with some grace around thin ones."""
        near = [bar for bar in self.places.bars if _near(bar, point)]
        return min(near, key=lambda bar: _distance(bar, point), default=None)

    def place_of(self, bar: Bar) -> QPointF:
        """Return the middle of a bar in this widget's own coordinates."""
        shown = self._plot.mapToScene(
            self._frame.geometry().topLeft() + QPointF(bar.box.middle, bar.box.centre)
        )
        inside = self._graphics.mapFromScene(shown)
        return QPointF(self._graphics.mapTo(self, inside))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk among the bars, open one."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else 10**9, 0)
        elif key in _ENTER and self._marks.current is not None:
            self.opened.emit(self._marks.current)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.chart is not None:
            self.updateGeometry()
            self.show_chart(self.chart)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the pointer over the plot; the wheel turns the page, not the plot."""
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            event.ignore()
            return True
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseMove:
                self._point_at(self._bar_under(event), event)
            elif kind == QEvent.Type.MouseButtonPress and event.button() == _LEFT:
                self._click(self._bar_under(event))
            return kind != QEvent.Type.MouseMove
        if kind == QEvent.Type.Leave:
            self._point_at(None, None)
        return super().eventFilter(watched, event)

    def _bar_under(self, event: QMouseEvent) -> Bar | None:
        scene = self._graphics.mapToScene(event.position().toPoint())
        inside = self._plot.mapFromScene(scene) - self._frame.geometry().topLeft()
        return self.bar_at(inside)

    def _click(self, bar: Bar | None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if bar is not None:
            self._set_current(bar)
            self.opened.emit(bar)

    def _point_at(self, bar: Bar | None, event: QMouseEvent | None) -> None:
        if bar != self._marks.pointed:
            self._marks.pointed = bar
            self._marks.update()
            self.pointed.emit(bar)
            pointing = bar is not None
            self._graphics.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
            )
        if bar is not None and event is not None and self.chart is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.hint(self.chart, bar), self)
        elif event is not None:
            QToolTip.hideText()

    def _step(self, along: int, across: int) -> None:
        """Go to a neighbour: along the categories, across the series."""
        chart, current = self.chart, self._marks.current
        if chart is None:
            return
        if current is None:
            self._go_to(0, 0)
            return
        if chart.kind in LYING:
            along, across = across, along
        if chart.kind in (ChartKind.STACK,):
            across = -across
        self._go_to(current.category + along, current.series + across)

    def _go_to(self, category: int, series: int) -> None:
        if self.chart is None or not self.places.bars:
            return
        category = min(max(category, 0), len(self.chart.categories) - 1)
        series = min(max(series, 0), len(self.chart.series) - 1)
        found = (b for b in self.places.bars if (b.category, b.series) == (category, series))
        self._set_current(next(found))

    def _set_current(self, bar: Bar) -> None:
        self._marks.current = bar
        self._marks.update()
        if self.chart is not None:
            self.setAccessibleDescription(self.hint(self.chart, bar))
        self.pointed.emit(bar)

    def _make_room(self, chart: Chart) -> None:
        """Give names and ticks the room they need around the plot."""
        px, measured = theme.metrics().px, QFontMetricsF(small_font())
        high = measured.height()
        lying, matrix = chart.kind in LYING, chart.kind is ChartKind.MATRIX
        left, bottom, top, right = float(px(44)), 0.0, float(px(4)), float(px(8))
        if lying or matrix:
            names = chart.rows if matrix else chart.categories
            longest = max(measured.horizontalAdvance(name) for name in names) + px(10)
            left = min(longest, self._graphics.width() * _NAMES_PART)
            top = high + px(8) if matrix else top
        else:
            bottom = self._names_height(chart, left, measured)
        if chart.kind is ChartKind.COLUMNS_AND_LINE:
            right = float(px(44))
        for side, room in (("left", left), ("right", right)):
            self._plot.getAxis(side).setWidth(room)
        for side, room in (("bottom", bottom), ("top", top)):
            self._plot.getAxis(side).setHeight(room)
        self._names = left if lying or matrix else bottom
        self._above = top
        self._plot.layout.activate()

    def _names_height(self, chart: Chart, left: float, measured: QFontMetricsF) -> float:
        px = theme.metrics().px
        wide = max((self._graphics.width() - left - px(20)) / len(chart.categories) - 2, px(14))
        lines = max(
            measured.boundingRect(QRectF(0, 0, wide, 9999), _WRAPPED, name).height()
            for name in (parted(one, wide, small_font()) for one in chart.categories)
        )
        return float(min(lines, _MOST_LINES * measured.height())) + px(6)

    def _arrange(self) -> None:
        """Lay the bars out in the plot as large as it is now."""
        chart, box = self.chart, self._frame.geometry()
        if chart is None or chart.empty or box.width() < 1 or box.height() < 1:
            return
        px, measured = theme.metrics().px, QFontMetricsF(small_font())
        beside = 0.0
        if chart.kind in LYING:
            first = place(chart, Room(box.width(), box.height(), measured.height(), 0, px(22)))
            beside = max(measured.horizontalAdvance(bar.words) for bar in first.bars) + px(12)
        thickest = px(22) if chart.kind in LYING else px(46)
        room = Room(box.width(), box.height(), measured.height(), beside, thickest)
        self.places = place(chart, room)
        self._frame.setRange(
            xRange=(0, box.width()), yRange=(0, box.height()), padding=0, disableAutoRange=True
        )
        self._show_ticks(box.height())
        area = QRectF(-self._plot.getAxis("left").width(), -self._above,
                      box.width() + self._plot.getAxis("left").width() + px(60),
                      box.height() + self._above + self._names)  # fmt: skip
        self._marks.setPos(box.topLeft())
        self._marks.show_places(chart, self.places, area, self._names)
        if (current := self._marks.current) is not None:
            self._go_to(current.category, current.series)

    def _show_ticks(self, height: float) -> None:
        """Draw the lines of the ticks; the words stand in ``ChartMarks``."""
        left = self._plot.getAxis("left")
        left.setTicks([[(max(height - y, 0.5), "") for y, _ in self.places.ticks]])
        left.setGrid(46 if self.places.ticks else False)

    def _prepare(self) -> None:
        """Turn everything off that a picture for people does not need."""
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._frame.setMouseEnabled(x=False, y=False)
        self._frame.setDefaultPadding(0)
        for side in ("left", "right", "top", "bottom"):
            axis = self._plot.getAxis(side)
            self._plot.showAxis(side, True)
            axis.setPen(pg.mkPen(QColor(0, 0, 0, 0)))
            axis.setTickPen(pg.mkPen(QColor(0, 0, 0, 0)))
            axis.setStyle(tickLength=0, autoExpandTextSpace=False, hideOverlappingLabels=False)
            axis.setTicks([[]])
        self._plot.getAxis("left").setTickPen(pg.mkPen(COLOURS.line_strong))
        self._names = self._above = 0.0
        self._marks.setParentItem(self._plot)


_LEFT = Qt.MouseButton.LeftButton
_WRAPPED = Qt.TextFlag.TextWrapAnywhere
_GRACE = 6.0


def _near(bar: Bar, point: QPointF) -> bool:
    box = bar.box
    return (
        box.left - _GRACE <= point.x() <= box.right + _GRACE
        and box.top - _GRACE <= point.y() <= box.bottom + _GRACE
    )


def _distance(bar: Bar, point: QPointF) -> tuple[float, float]:
    """Return how far a point is from a bar, then from its middle; inside is 0."""
    box, x, y = bar.box, point.x(), point.y()
    outside = max(box.left - x, x - box.right, 0.0) + max(box.top - y, y - box.bottom, 0.0)
    area = (box.right - box.left) * (box.bottom - box.top)
    return (outside, 0.0 if bar.point else area + 1)
