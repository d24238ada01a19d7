"""Choosing the days a ledger shows: this month, this half-year, or any dates."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from liaison_desktop.ui.day_span import DaySpan
from liaison_desktop.ui.layout_parts import line_of

Days = tuple[date | None, date | None]
_ALWAYS, _OWN = "", "own"
_CAPTIONS = (
    (_ALWAYS, "全部日期"),
    ("month", "本月"),
    ("last_month", "上月"),
    ("quarter", "本季度"),
    ("half", "本半年"),
    ("last_half", "上半年度"),
    ("year", "今年"),
    ("last_year", "去年"),
    (_OWN, "自选日期…"),
)


class PeriodBox(QWidget):
    """A box of periods; 自选日期 opens two dates beside it."""

    changed = Signal()
    """Other days were chosen."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Make a box that shows all days.

        Args:
            today: Returns the present day.
        """
        super().__init__()
        self._today = today
        self.box = QComboBox()
        for key, caption in _CAPTIONS:
            self.box.addItem(caption, key)
        self.box.setAccessibleName("日期范围")
        self.span = DaySpan(today)
        self.span.edited.connect(self.changed)
        self.span.hide()
        line = line_of(self.box, self.span, gap=6)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.box.currentIndexChanged.connect(self._on_chosen)

    def days(self) -> Days:
        """Return the first and the last day, None where open."""
        key = str(self.box.currentData())
        if key == _OWN:
            return self.span.days()
        return days_of(key, self._today())

    def show_days(self, since: date | None, until: date | None) -> None:
        """Show these days, as a named period where they are one."""
        keys = [key for key, _ in _CAPTIONS if key != _OWN]
        named = (key for key in keys if days_of(key, self._today()) == (since, until))
        key = next(named, _OWN)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(key))
        self.span.show_days(since, until)
        self.span.setVisible(key == _OWN)

    def _on_chosen(self) -> None:
        own = self.box.currentData() == _OWN
        self.span.setVisible(own)
        if own:
            self.span.since.setFocus()
        self.changed.emit()


def days_of(key: str, today: date) -> Days:
    """Return the first and last day of a named period, None and None for all days."""
    half = 1 if today.month <= 6 else 7
    quarter = (today.month - 1) // 3 * 3 + 1
    month = today.replace(day=1)
    periods: dict[str, Days] = {
        "month": _months(today.year, today.month, 1),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        "quarter": _months(today.year, quarter, 3),
        "half": _months(today.year, half, 6),
        "last_half": _months(today.year - (half == 1), 7 if half == 1 else 1, 6),
        "year": _months(today.year, 1, 12),
        "last_year": _months(today.year - 1, 1, 12),
    }
    return periods.get(key, (None, None))


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of some months within one year."""
    after = month + count
    end = date(year + 1, 1, 1) if after > 12 else date(year, after, 1)
    return date(year, month, 1), end - timedelta(days=1)
