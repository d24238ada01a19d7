"""干部结对: cadres, coverage, pairing and rule sets, each a view of the page."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_view import CadreView
from liaison_desktop.ui.cadres.coverage_view import CoverageView
from liaison_desktop.ui.cadres.pairing_view import PairingView
from liaison_desktop.ui.cadres.rule_view import RuleView
from liaison_desktop.ui.layout_parts import STRETCH, line_of, pad
from liaison_desktop.ui.page import CADRES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments

PEOPLE, COVERAGE, PAIRING, RULES = "cadres", "coverage", "pairing", "rules"
_VIEWS = (
    (PEOPLE, "干部", "Alt+1"),
    (COVERAGE, "覆盖", "Alt+2"),
    (PAIRING, "结对", "Alt+3"),
    (RULES, "方案", "Alt+4"),
)


class CadrePage(Page):
    """Only the view in sight asks the store; the others ask when they come into sight."""

    name: ClassVar[str] = CADRES
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.CADRE,
            Kind.UNIT,
            Kind.TEAM,
            Kind.PAIRING,
            Kind.HOUSEHOLD,
            Kind.RESIDENT,
            Kind.AREA,
            Kind.CONTACT_CARD,
            Kind.RULE_SET,
        }
    )

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.setProperty("role", "page")
        self.segments = Segments(_VIEWS)
        self._stack = QStackedWidget()
        self._lay_out()
        self.segments.chosen.connect(self.show_view)
        self._stack.setCurrentWidget(self.people)

    @cached_property
    def people(self) -> CadreView:
        """The view 干部; views are built when they are first shown."""
        view = CadreView(self.desk)
        view.pairing_wanted.connect(self._on_cadre_pairing_wanted)
        self._stack.addWidget(view)
        return view

    @cached_property
    def coverage(self) -> CoverageView:
        """The view 覆盖."""
        view = CoverageView(self.desk)
        view.cadre_pairing_wanted.connect(self._on_cadre_pairing_wanted)
        view.pairing_wanted.connect(self._on_pairing_wanted)
        self._stack.addWidget(view)
        return view

    @cached_property
    def pairing(self) -> PairingView:
        """The view 结对."""
        view = PairingView(self.desk)
        self._stack.addWidget(view)
        return view

    @cached_property
    def rules(self) -> RuleView:
        """The view 方案."""
        view = RuleView(self.desk)
        view.cadre_pairing_wanted.connect(self._on_cadre_pairing_wanted)
        self._stack.addWidget(view)
        return view

    def _view(self, view: str) -> CadreView | CoverageView | PairingView | RuleView:
        if view == COVERAGE:
            return self.coverage
        if view == PAIRING:
            return self.pairing
        return self.rules if view == RULES else self.people

    def refresh(self) -> None:
        """Ask the store for the view in sight."""
        self._view(self.segments.current()).refresh()

    def show_view(self, view: str) -> None:
        """Bring a view into sight."""
        self.segments.choose(view)
        self._stack.setCurrentWidget(self._view(view))
        self.commands_changed.emit()
        self.refresh()

    def show_destination(self, destination: Destination) -> None:
        """Show a cadre, a household to be paired, or a view."""
        if destination.kind is Kind.CADRE and destination.record is not None:
            self.show_view(PAIRING if destination.view == PAIRING else PEOPLE)
            self._show_cadre(destination)
        elif destination.kind is Kind.HOUSEHOLD and destination.record is not None:
            self.show_view(PAIRING)
            self.pairing.choose_households((destination.record,))
        elif isinstance(destination.filter, CadreFilter):
            self.show_view(PEOPLE)
            self.people.show_filter(destination.filter)
        elif isinstance(destination.filter, HouseholdFilter):
            self.show_view(PAIRING)
            self.pairing.households.show_filter(destination.filter)
        elif destination.view in {key for key, _, _ in _VIEWS}:
            self.show_view(destination.view)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do in the view in sight."""
        view = self.segments.current()
        commands: dict[str, Callable[[], None]] = {"export": self._view(view).export}
        if view == PEOPLE:
            editor = self.people.detail.editor
            commands |= {
                "new": self.people.begin_new,
                "edit": editor.edit,
                "save": editor.save,
                "import": lambda: self.desk.start_import("cadres"),
            }
        if view == PAIRING:
            commands |= {
                "save": self.pairing.pair,
                "import": lambda: self.desk.start_import("pairings"),
            }
        return commands

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.people.keep_draft()

    def _show_cadre(self, destination: Destination) -> None:
        if destination.record is None:
            return
        if destination.view == PAIRING:
            self.pairing.choose_cadre(destination.record)
        else:
            self.people.show_cadre(destination.record)

    def _on_cadre_pairing_wanted(self, cadre_id: int) -> None:
        self.show_view(PAIRING)
        self.pairing.choose_cadre(cadre_id)

    def _on_pairing_wanted(self, households: tuple[int, ...] | None) -> None:
        self.show_view(PAIRING)
        if households is None:
            self.pairing.propose_for(HouseholdFilter(paired=False))
        else:
            self.pairing.choose_households(households)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.setSpacing(theme.metrics().px(10))
        column.addLayout(line_of(self.segments, STRETCH))
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.people.list)
