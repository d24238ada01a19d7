"""总结报告: drafting, what is owed, forms, closed periods, 归档目录 and sentence templates."""

import importlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.summary_view import SummaryView
from liaison_desktop.ui.layout_parts import STRETCH, line_of
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments

DRAFT, OWED, FORMS, CLOSED = "draft", "owed", "forms", "closed"
ARCHIVE, TEMPLATES = "archive", "templates"
_VIEWS = (
    (DRAFT, "起草", "Alt+1"),
    (OWED, "应报材料", "Alt+2"),
    (FORMS, "填表", "Alt+3"),
    (CLOSED, "封账", "Alt+4"),
    (ARCHIVE, "归档目录", "Alt+5"),
    (TEMPLATES, "句式", "Alt+6"),
)
# Imported when first shown: module of this folder and class.
_CLASSES = {
    DRAFT: ("summary_view", "SummaryView"),
    OWED: ("owed_view", "OwedView"),
    FORMS: ("form_view", "FormView"),
    CLOSED: ("closed_view", "ClosedView"),
    ARCHIVE: ("archive_view", "ArchiveView"),
    TEMPLATES: ("template_view", "TemplateView"),
}
_SUMMARY = "summary:"
_VIEW_OF_KIND = {Kind.CLOSED_PERIOD: CLOSED, Kind.OWED_REPORT: OWED, Kind.SENT_REPORT: OWED}


class SummaryPage(Page):
    """Each view asks the store for itself when it comes into sight."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._stale = False  # the views know when they are
        self.setProperty("role", "page")
        self.segments = Segments(_VIEWS)
        self._stack = QStackedWidget()
        self._views: dict[str, Page] = {}
        self._lay_out()
        self.segments.chosen.connect(self.show_view)
        self._stack.setCurrentWidget(self.view(DRAFT))
        self.setFocusProxy(self.view(DRAFT))

    @property
    def drafting(self) -> SummaryView:
        """The view 起草."""
        return cast("SummaryView", self.view(DRAFT))

    def view(self, key: str) -> Page:
        """Return a view, built when it is first asked for."""
        if key not in self._views:
            module, name = _CLASSES[key]
            made = getattr(importlib.import_module(f"liaison_desktop.ui.figures.{module}"), name)
            view = made(self.desk)
            if not isinstance(view, Page):
                raise TypeError(f"{name} is not a page")
            self._views[key] = view
            self._stack.addWidget(view)
            if hasattr(view, "making_wanted"):
                view.making_wanted.connect(self._on_making_wanted)
        return self._views[key]

    def refresh(self) -> None:
        """Ask the store for the view in sight."""
        self._view().refresh()

    def show_view(self, key: str) -> None:
        """Bring a view into sight and give it the keys."""
        self.segments.choose(key)
        shown = self.view(key)
        self._stack.setCurrentWidget(shown)
        shown.setFocus()

    def show_destination(self, destination: Destination) -> None:
        """Show a view, a summary, a closed period."""
        key, record = destination.view, destination.record
        if destination.kind in _VIEW_OF_KIND:
            key = _VIEW_OF_KIND[destination.kind]
        self.show_view(key if key in _CLASSES else DRAFT)
        if destination.kind is Kind.SUMMARY and record is not None:
            self.drafting.show_summary(record)
        elif key == "new":
            self.drafting.begin_new()
        elif record is not None:
            self.view(self.segments.current()).show_destination(destination)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do, in the view in sight when they are given."""
        names = ("new", "edit", "save", "delete", "print", "export", "import", "refresh")
        return {name: partial(self._run, name) for name in names}

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        for view in self._views.values():
            view.keep_draft()

    def _on_making_wanted(self, made_from: str, period: str) -> None:
        """Open what makes an owed report."""
        wanted: Period = parse_period(period)
        if made_from.startswith(_SUMMARY):
            self.show_view(DRAFT)
            self.drafting.begin(made_from.removeprefix(_SUMMARY), wanted)
        elif made_from:
            self.show_view(FORMS)
            self.view(FORMS).show_destination(
                Destination(SUMMARIES, view=FORMS, filter=(made_from, wanted))
            )

    def _run(self, name: str) -> None:
        view = self._view()
        call = view.commands().get(name)
        if call is None and name == "refresh":
            call = view.refresh
        if call is None and name == "new":
            self.show_view(DRAFT)
            call = self.drafting.begin_new
        if call is not None:
            call()

    def _view(self) -> Page:
        return self.view(self.segments.current())

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.px(12), 0, 0)
        column.setSpacing(0)
        line = line_of(self.segments, STRETCH)
        line.setContentsMargins(sizes.px(16), 0, sizes.px(16), 0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
