"""A chart with its headline above, its keys, its note below, and what can be done with it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_tone import Tone, tones
from liaison_desktop.domain.figures.chart_words import axis_unit, line_of, series_words
from liaison_desktop.domain.figures.number_words import PERCENT
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.chart_canvas import ChartCanvas
from liaison_desktop.ui.figures.chart_files import FILTERS
from liaison_desktop.ui.figures.chart_marks import fill_bar
from liaison_desktop.ui.figures.chart_places import LYING
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, pad
from liaison_desktop.ui.layout_parts import line_of as line
from liaison_desktop.ui.tokens import COLOURS

PICTURES = (".png", ".svg", ".pdf")
_MOST_NAMES, _MOST_ROWS = 12, 14


class ChartCard(QFrame):
    """One chart; Ctrl+C copies it as a picture."""

    copy_wanted = Signal(object)
    """The ``Chart`` is to be copied as a picture."""
    save_wanted = Signal(object, str)
    """The ``Chart`` is to be saved: ``.png``, ``.svg`` or ``.pdf``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.chart: Chart | None = None
        self.headline = label("", "section", wrap=True)
        self.title = label("", "caption")
        self.note = label("", "caption", wrap=True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.canvas = ChartCanvas()
        self._keys = QWidget()
        self._key_line = FlowLayout(self._keys, gap=theme.metrics().px(12))
        self.copy_button = _tool("copy", "复制为图片（Ctrl+C）")
        self.save_button = _tool("save", "另存为图片或 PDF")
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self._offer_files)
        self._lay_out()

    def show_chart(self, chart: Chart) -> None:
        """Show a chart."""
        self.chart = chart
        self.headline.setText(chart.headline)
        unit = axis_unit(chart)
        said = f"{chart.title}（单位：{unit}）" if unit not in ("", PERCENT) else chart.title
        self.title.setText(said)
        self.note.setText(chart.note)
        self._show_keys(chart)
        self.canvas.show_chart(chart)
        self.canvas.setMinimumHeight(self.canvas.wanted_height())
        for made in (self.copy_button, self.save_button):
            made.setEnabled(not chart.empty)

    @property
    def is_wide(self) -> bool:
        """Whether its chart needs the room of two."""
        chart = self.chart
        if chart is None or chart.empty:
            return False
        most = _MOST_ROWS if chart.kind in LYING else _MOST_NAMES
        return len(chart.categories) > most

    def copy(self) -> None:
        """Ask for a picture in the clipboard."""
        if self.chart is not None and not self.chart.empty:
            self.copy_wanted.emit(self.chart)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _offer_files(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for suffix in PICTURES:
            action = menu.addAction(FILTERS[suffix])
            action.triggered.connect(lambda _on=False, chosen=suffix: self.save(chosen))
        menu.popup(self.save_button.mapToGlobal(self.save_button.rect().bottomLeft()))

    def save(self, suffix: str) -> None:
        """Ask for a file."""
        if self.chart is not None:
            self.save_wanted.emit(self.chart, suffix)

    def _show_keys(self, chart: Chart) -> None:
        while (item := self._key_line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        several = len(chart.series) > 1 and chart.kind is not ChartKind.MATRIX
        shown = several and not chart.empty
        self._keys.setVisible(shown)
        if not shown:
            return
        rate, shared = line_of(chart), axis_unit(chart)
        for one, tone in zip(chart.series, tones(chart), strict=True):
            words = one.name if shared and one is not rate else series_words(one)
            self._key_line.addWidget(_key(words, tone, rate=one is rate))

    def _lay_out(self) -> None:
        words = QWidget()
        words.setLayout(column_of(self.headline, self.title, gap=2))
        head = line(words, self.copy_button, self.save_button, gap=2)
        head.setStretch(0, 1)
        for one in (words, self.copy_button, self.save_button):
            head.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        pad(column, across=14, down=10)
        column.setSpacing(theme.metrics().px(4))
        column.addLayout(head)
        column.addWidget(self._keys)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.note)
        self.setFocusProxy(self.canvas)


class _Swatch(QWidget):
    """The look of a series."""

    def __init__(self, tone: Tone, *, rate: bool) -> None:
        super().__init__()
        self._tone, self._rate = tone, rate
        px = theme.metrics().px
        self.setFixedSize(QSize(px(22), px(13)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as its bars are drawn."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if not self._rate:
            fill_bar(painter, box.adjusted(0, 0, -1, -1), self._tone)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._tone.colour), 2))
            middle = QPointF(0, box.center().y())
            painter.drawLine(middle, middle + QPointF(box.right(), 0))
            painter.setBrush(QColor(COLOURS.surface))
            painter.drawEllipse(box.center(), 4, 4)
        painter.end()


def _key(words: str, tone: Tone, *, rate: bool) -> QWidget:
    made = QWidget()
    made.setLayout(line(_Swatch(tone, rate=rate), label(words, "caption"), STRETCH, gap=5))
    return made


def _tool(name: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(name))
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made
