"""Two days and what lies between them: 从 … 至 …."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import label, line_of

_WIDTH = 108  # of a day, pixels at 100 %


class DaySpan(QWidget):
    """The first and the last day, typed; either may be left open."""

    edited = Signal()
    """One of the days was typed."""

    def __init__(self, today: Callable[[], date], *, steady: bool = False) -> None:
        """Make two empty days.

        Args:
            today: Returns the present day.
            steady: Whether the days keep their width where there is little room.
        """
        super().__init__()
        self.since = DateEditor(Field("since", "从", FieldType.DATE), today)
        self.until = DateEditor(Field("until", "到", FieldType.DATE), today)
        wide = theme.metrics().px(_WIDTH)
        for one, name in ((self.since, "从哪天"), (self.until, "到哪天")):
            one.setMaximumWidth(wide)
            if steady:
                one.setMinimumWidth(wide)
            one.setAccessibleName(name)
            one.editingFinished.connect(self.edited)
        self.setLayout(line_of(self.since, label("至", "field"), self.until, gap=4))

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day, None where open or not readable."""
        return _day(self.since), _day(self.until)

    def show_days(self, first: date | None, last: date | None) -> None:
        """Show two days."""
        self.since.set_value(first)
        self.until.set_value(last)


def _day(editor: DateEditor) -> date | None:
    value = editor.value()
    return value if isinstance(value, date) else None
