"""填表 of 总结报告: the statutory forms of the office, and blank forms of upper offices."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.services.figures.dispute_forms import FORM_KIND_OF
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.dispute_forms_view import DisputeFormsView
from liaison_desktop.ui.figures.form_fill_view import FormFillView
from liaison_desktop.ui.layout_parts import STRETCH, line_of, pad
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments

STATUTORY, FILLING = "statutory", "filling"
_FORM = "form:"


class FormView(Page):
    """Two views; each asks the store when it comes into sight."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.DISPUTE, Kind.VISIT, Kind.CONCERN, Kind.FORM_MAPPING, Kind.AREA}
    )

    def __init__(self, desk: DeskContext) -> None:
        """Make the page for a desk."""
        super().__init__(desk)
        self.setProperty("role", "page")
        self.segments = Segments(((STATUTORY, "统计表", "Alt+7"), (FILLING, "填上级的表", "Alt+8")))
        self.statutory = DisputeFormsView(desk)
        self.filling = FormFillView(desk)
        self._stack = QStackedWidget()
        for part in (self.statutory, self.filling):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.setSpacing(theme.metrics().gap)
        column.addLayout(line_of(self.segments, STRETCH))
        column.addWidget(self._stack, 1)
        self.segments.chosen.connect(self.show_view)
        self.setFocusProxy(self.statutory)

    def refresh(self) -> None:
        """Ask the store for the view in sight."""
        self._shown().refresh()

    def show_view(self, key: str) -> None:
        """Bring a view into sight and give it the keys."""
        self.segments.choose(key)
        shown = self.filling if key == FILLING else self.statutory
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        shown.refresh()
        shown.setFocus()

    def show_destination(self, destination: Destination) -> None:
        """Show what an owed report is made from: ``filter`` is that and the period."""
        wanted = destination.filter
        if not isinstance(wanted, tuple):
            return
        made_from, period = wanted
        asked = period if isinstance(period, Period) else None
        if made_from in FORM_KIND_OF:
            self.show_view(STATUTORY)
            self.statutory.show_form(made_from, asked)
        elif str(made_from).startswith(_FORM):
            self.show_view(FILLING)
            number = str(made_from).removeprefix(_FORM)
            if number.isdecimal():
                self.filling.show_kept(int(number), asked)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do, in the view in sight when they are given."""
        names = ("new", "save", "delete", "print", "export", "import", "refresh")
        return {name: partial(self._run, name) for name in names}

    def _run(self, name: str) -> None:
        call = self._shown().commands().get(name)
        if call is not None:
            call()

    def _shown(self) -> DisputeFormsView | FormFillView:
        return self.filling if self.segments.current() == FILLING else self.statutory
