"""Choosing a month or a year by two arrows, or by their keys."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from liaison_desktop.domain.date_words import month_words
from liaison_desktop.domain.matters.month_end import next_month, previous_month
from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.layout_parts import label, line_of

EARLIER, LATER = "Ctrl+PgUp", "Ctrl+PgDown"


class Stepper(QWidget):
    """Two arrows with what is shown between them."""

    changed = Signal()
    """Another month or year was chosen."""

    def __init__(self, measure: str) -> None:
        """Make a stepper.

        Args:
            measure: 月 or 年, for the tips.
        """
        super().__init__()
        self.before = _arrow("previous", f"上一{measure}", EARLIER)
        self.after = _arrow("next", f"下一{measure}", LATER)
        self.words = label("", "heading")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumWidth(theme.metrics().px(110))
        line = line_of(self.before, self.words, self.after, gap=4)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))

    def step(self, by: int) -> None:
        """Go on or back."""
        raise NotImplementedError


class MonthStepper(Stepper):
    """A month."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Show the present month."""
        super().__init__("月")
        self._month = today().replace(day=1)
        self.show_month(self._month)

    def month(self) -> date:
        """Return the first day of the month shown."""
        return self._month

    def show_month(self, month: date) -> None:
        """Show a month without telling anyone."""
        self._month = month.replace(day=1)
        self.words.setText(month_words(month))

    def step(self, by: int) -> None:
        """Go to the next or the previous month."""
        neighbour = next_month if by > 0 else previous_month
        self.show_month(date(*neighbour(self._month.year, self._month.month), 1))
        self.changed.emit()


class YearStepper(Stepper):
    """A year."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Show the present year."""
        super().__init__("年")
        self.show_year(today().year)

    def year(self) -> int:
        """Return the year shown."""
        return self._year

    def show_year(self, year: int) -> None:
        """Show a year without telling anyone."""
        self._year = year
        self.words.setText(f"{year}年")

    def step(self, by: int) -> None:
        """Go to the next or the previous year."""
        self.show_year(self._year + by)
        self.changed.emit()


def _arrow(icon_name: str, words: str, keys: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setToolTip(f"{words}（{keys}）")
    made.setAccessibleName(words)
    made.setShortcut(keys)
    return made
