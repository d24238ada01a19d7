"""What the views of 统计图表 share: the period and the area chosen for the whole page."""

from typing import ClassVar

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import Period, half_year_of
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope
from liaison_desktop.ui.page import DeskContext, Page


class FigureView(Page):
    """A view that asks again when the period, the area or any record is another."""

    concerns: ClassVar[frozenset[Kind]] = frozenset(Kind)

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.period: Period = half_year_of(desk.office.context.today())
        self.scope: Scope = EVERYWHERE

    def show_span(self, period: Period, scope: Scope) -> None:
        """Show figures of a period and an area, now or when the view is seen next."""
        if (period, scope) != (self.period, self.scope):
            self.period, self.scope = period, scope
            self._stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def span_words(self) -> str:
        """Return the period and the area in words."""
        return f"{self.period.label}{self.scope.label}"
