"""Choosing a period: 周, 月, 季, 半年, 年 with arrows to its neighbours, or any two days."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from liaison_desktop.domain.figures.period import (
    Period,
    days_period,
    half_year_of,
    month_period,
    quarter,
    week_period,
    year_period,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.day_span import DaySpan
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.layout_parts import label, line_of

_ONE_DAY = timedelta(days=1)
_OWN = "days"
_MAKERS: dict[str, tuple[str, Callable[[date], Period]]] = {
    "half": ("半年", half_year_of),
    "quarter": ("季度", lambda day: quarter(day.year, (day.month + 2) // 3)),
    "month": ("月", lambda day: month_period(day.year, day.month)),
    "year": ("年", lambda day: year_period(day.year)),
    "week": ("周", lambda day: week_period(*day.isocalendar()[:2])),
}


class PeriodChoice(QWidget):
    """A box of lengths, arrows to the period before and after, or two days of one's own."""

    changed = Signal()
    """Another period was chosen."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Show the half-year of today.

        Args:
            today: Returns the present day.
        """
        super().__init__()
        self._today = today
        self._period = half_year_of(today())
        self.length = QComboBox()
        for key, (caption, _) in _MAKERS.items():
            self.length.addItem(caption, key)
        self.length.addItem("任意日期", _OWN)
        self.length.setAccessibleName("期间长短")
        self.before = _arrow("previous", "上一期（Ctrl+PgUp）")
        self.after = _arrow("next", "下一期（Ctrl+PgDown）")
        self.words = label("", "section")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.keep_width(self.words, least=116)
        self.span = DaySpan(today, steady=True)
        self.span.edited.connect(self._on_days_typed)
        self._named = QWidget()
        self._named.setLayout(line_of(self.before, self.words, self.after, gap=4))
        self.setLayout(line_of(self.length, self._named, self.span, gap=6))
        self.length.currentIndexChanged.connect(self._on_length_chosen)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        # Not keys of the buttons: a button pressed again within 0.1 s swallows the press.
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.step, by))
        self.show_period(self._period)

    def period(self) -> Period:
        """Return the period chosen."""
        return self._period

    def show_period(self, period: Period) -> None:
        """Show a period without telling anyone."""
        self._period = period
        fits = (key for key, (_, make) in _MAKERS.items() if make(period.first).key == period.key)
        key = next(fits, _OWN)
        with QSignalBlocker(self.length):
            self.length.setCurrentIndex(self.length.findData(key))
        self.words.setText(period.label)
        self.words.ensurePolished()  # in the letters it will be shown in
        least = theme.metrics().px(116)
        self.words.setMinimumWidth(max(least, self.words.sizeHint().width()))
        self.span.show_days(period.first, period.last)
        self._named.setVisible(key != _OWN)
        self.span.setVisible(key == _OWN)

    def step(self, by: int) -> None:
        """Go to the period after or before."""
        key = str(self.length.currentData())
        if key == _OWN:
            return
        day = self._period.last + _ONE_DAY if by > 0 else self._period.first - _ONE_DAY
        self._choose(_MAKERS[key][1](day))

    def _on_length_chosen(self) -> None:
        key, period = str(self.length.currentData()), self._period
        if key != _OWN:
            inside = min(max(self._today(), period.first), period.last)
            self._choose(_MAKERS[key][1](inside))
            return
        self._named.hide()
        self.span.show()
        self.span.since.setFocus()
        self.span.since.selectAll()

    def _on_days_typed(self) -> None:
        first, last = self.span.days()
        if first is not None and last is not None and first <= last:
            period = days_period(first, last)
            if (period.first, period.last) != (self._period.first, self._period.last):
                self._period = period
                self.changed.emit()

    def _choose(self, period: Period) -> None:
        self.show_period(period)
        self.changed.emit()


def _arrow(icon_name: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made
