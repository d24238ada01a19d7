"""矛盾纠纷: ledger, dossier, zero reports and settings, each a view of the page."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.dispute import DisputeFilter, DisputeRow
from liaison_desktop.domain.matters.half_month import Days
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, line_of
from liaison_desktop.ui.matters.dispute_ledger import DisputeLedger
from liaison_desktop.ui.matters.dispute_settings import DisputeSettings
from liaison_desktop.ui.matters.dossier_view import DossierView
from liaison_desktop.ui.matters.zero_report_view import ZeroReportView
from liaison_desktop.ui.page import DISPUTES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.table import TablePane

LEDGER, DOSSIER, ZERO, SETTINGS = "ledger", "dossier", "zero", "settings"
_VIEWS = (
    (LEDGER, "台账", "Alt+1"),
    (DOSSIER, "卷宗", "Alt+2"),
    (ZERO, "零报告", "Alt+3"),
    (SETTINGS, "设置", "Alt+4"),
)


class DisputePage(Page):
    """Each view asks the store for itself when it comes into sight."""

    name: ClassVar[str] = DISPUTES
    concerns: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._stale = False  # the views know when they are
        self.setProperty("role", "page")
        self.segments = Segments(_VIEWS)
        self._stack = QStackedWidget()
        self._lay_out()
        self.segments.chosen.connect(self.show_view)
        self._stack.setCurrentWidget(self.ledger)

    @cached_property
    def ledger(self) -> DisputeLedger:
        """The view 台账; the others are built when they are first shown."""
        view = DisputeLedger(self.desk)
        view.dossier_wanted.connect(lambda _key: self.show_view(DOSSIER))
        self._stack.addWidget(view)
        return view

    @property
    def list(self) -> TablePane[DisputeRow]:
        """The list of the ledger."""
        return self.ledger.list

    @cached_property
    def dossier(self) -> DossierView:
        """The view 卷宗."""
        view = DossierView(self.desk)
        view.ledger_wanted.connect(lambda: self.show_view(LEDGER))
        self._stack.addWidget(view)
        return view

    @cached_property
    def zero(self) -> ZeroReportView:
        """The view 零报告."""
        view = ZeroReportView(self.desk)
        view.disputes_wanted.connect(self._on_village_wanted)
        self._stack.addWidget(view)
        return view

    @cached_property
    def settings(self) -> DisputeSettings:
        """The view 设置."""
        view = DisputeSettings(self.desk)
        self._stack.addWidget(view)
        return view

    def refresh(self) -> None:
        """Ask the store for the view in sight."""
        self._view().refresh()

    def show_view(self, view: str) -> None:
        """Bring a view into sight and give it the keys."""
        self.segments.choose(view)
        shown = self._view()
        if view == DOSSIER:
            pane = self.ledger.dispute_pane.view
            self.dossier.show_dispute(pane.detail.id if pane is not None else None)
        self._stack.setCurrentWidget(shown)
        shown.setFocus()

    def show_destination(self, destination: Destination) -> None:
        """Show a view, a list or a dispute."""
        if destination.view in (ZERO, SETTINGS):
            self.show_view(destination.view)
            if destination.kind is Kind.ZERO_REPORT and destination.record is not None:
                self.zero.show_village(destination.record)
            return
        self.show_view(LEDGER)
        self.ledger.show_destination(destination)
        if destination.view == DOSSIER and destination.record is not None:
            self.segments.choose(DOSSIER)
            self.dossier.show_dispute(destination.record)
            self._stack.setCurrentWidget(self.dossier)
        elif destination.view == "new":
            self.ledger.begin_new()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do, in the view in sight when they are given."""
        names = ("new", "edit", "save", "print", "import", "export")
        return {name: partial(self._run, name) for name in names}

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.ledger.keep_draft()
        if "dossier" in self.__dict__:
            self.dossier.keep_draft()

    def _run(self, name: str) -> None:
        call = self._view().commands().get(name)
        if call is None and name == "new":
            self.show_view(LEDGER)
            call = self.ledger.begin_new
        if call is not None:
            call()

    def _view(self) -> Page:
        view = self.segments.current()
        if view == DOSSIER:
            return self.dossier
        if view == ZERO:
            return self.zero
        return self.settings if view == SETTINGS else self.ledger

    def _on_village_wanted(self, village: int, days: Days) -> None:
        self.show_view(LEDGER)
        wanted = DisputeFilter(village_id=village, since=days[0], until=days[1])
        self.ledger.show_destination(Destination(DISPUTES, filter=wanted))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.px(12), 0, 0)
        column.setSpacing(0)
        line = line_of(self.segments, STRETCH)
        line.setContentsMargins(sizes.px(16), 0, sizes.px(16), 0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.ledger)
