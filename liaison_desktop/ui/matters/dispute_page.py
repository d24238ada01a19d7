"""矛盾纠纷: ledger, dossier, zero reports and settings, each a view of the page."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.dispute import DisputeFilter, DisputeRow
from liaison_desktop.domain.matters.half_month import Days
from liaison_desktop.ui.matters.dispute_ledger import DisputeLedger
from liaison_desktop.ui.matters.dispute_settings import DisputeSettings
from liaison_desktop.ui.matters.dossier_view import DossierView
from liaison_desktop.ui.matters.zero_report_view import ZeroReportView
from liaison_desktop.ui.page import DISPUTES, Destination, Page
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.views_page import ViewsPage

LEDGER, DOSSIER, ZERO, SETTINGS = "ledger", "dossier", "zero", "settings"
_VIEWS = (
    (LEDGER, "台账", "Alt+1"),
    (DOSSIER, "卷宗", "Alt+2"),
    (ZERO, "零报告", "Alt+3"),
    (SETTINGS, "设置", "Alt+4"),
)


class DisputePage(ViewsPage):
    """Disputes in four views; 卷宗 follows the dispute marked in the ledger."""

    name: ClassVar[str] = DISPUTES
    views = _VIEWS

    @cached_property
    def ledger(self) -> DisputeLedger:
        """The view 台账."""
        view = self.added(DisputeLedger(self.desk))
        view.dossier_wanted.connect(lambda _key: self.show_view(DOSSIER))
        return view

    @property
    def list(self) -> TablePane[DisputeRow]:
        """The list of the ledger."""
        return self.ledger.list

    @cached_property
    def dossier(self) -> DossierView:
        """The view 卷宗."""
        view = self.added(DossierView(self.desk))
        view.ledger_wanted.connect(lambda: self.show_view(LEDGER))
        return view

    @cached_property
    def zero(self) -> ZeroReportView:
        """The view 零报告."""
        view = self.added(ZeroReportView(self.desk))
        view.disputes_wanted.connect(self._on_village_wanted)
        return view

    @cached_property
    def settings(self) -> DisputeSettings:
        """The view 设置."""
        return self.added(DisputeSettings(self.desk))

    def show_view(self, key: str) -> None:
        """Bring a view into sight and give it the keys."""
        if key == DOSSIER:
            shown = self.ledger.dispute_pane.view
            self.dossier.show_dispute(shown.detail.id if shown is not None else None)
        super().show_view(key)

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
            self.dossier.show_dispute(destination.record)
            self.bring(DOSSIER)
        elif destination.view == "new":
            self.ledger.begin_new()

    def view_of(self, key: str) -> Page:
        """Return a view, built when it is first asked for."""
        views: dict[str, Callable[[], Page]] = {
            DOSSIER: lambda: self.dossier,
            ZERO: lambda: self.zero,
            SETTINGS: lambda: self.settings,
        }
        return views.get(key, lambda: self.ledger)()

    def _on_village_wanted(self, village: int, days: Days) -> None:
        self.show_view(LEDGER)
        wanted = DisputeFilter(village_id=village, since=days[0], until=days[1])
        self.ledger.show_destination(Destination(DISPUTES, filter=wanted))
