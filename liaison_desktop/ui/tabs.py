"""The tabs of the window, and which page each shows; a page is imported when first shown."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_desktop.ui.page import (
    CADRES,
    CARDS,
    CONCERNS,
    DISPUTES,
    FIGURES,
    HOUSEHOLDS,
    SUMMARIES,
    TODAY,
    VISITS,
    DeskContext,
    Page,
)

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab.

    Attributes:
        name: Name of its page.
        caption: What stands on it.
        icon: Its icon.
        module: Module below ``liaison_desktop.ui`` that holds the page.
        page_class: Class of the page.
        help: File below ``resources/help``, without ``.md``.
        services: Properties of ``Office`` its first list asks.
    """

    name: str
    caption: str
    icon: str
    module: str
    page_class: str
    help: str
    services: tuple[str, ...] = ()

    def warm(self, office: "Office") -> None:
        """Import the page and what it asks, so that showing it need not wait for that."""
        for service in self.services:
            getattr(office, service)
        importlib.import_module(f"liaison_desktop.ui.{self.module}")

    def build(self, desk: DeskContext) -> Page:
        """Return a new page."""
        module = importlib.import_module(f"liaison_desktop.ui.{self.module}")
        page = getattr(module, self.page_class)(desk)
        if not isinstance(page, Page):
            raise TypeError(f"{self.page_class} is not a page")
        return page


TABS: tuple[Tab, ...] = (
    Tab(TODAY, "今日", "today", "today.today_page", "TodayPage", "today",
        ("coverage", "agenda", "households", "cards", "cadres")),
    Tab(HOUSEHOLDS, "农户", "household", "register.household_page", "HouseholdPage", "households",
        ("households", "areas")),
    Tab(CARDS, "联系卡", "card", "register.card_page", "CardPage", "cards",
        ("cards", "areas")),
    Tab(CADRES, "干部结对", "cadre", "cadres.page", "CadrePage", "cadres",
        ("cadres", "pairings", "coverage")),
    Tab(VISITS, "走访日记", "visit", "matters.visit_page", "VisitPage", "visits",
        ("visits",)),
    Tab(CONCERNS, "民情台账", "concern", "matters.concern_page", "ConcernPage", "concerns",
        ("concerns",)),
    Tab(DISPUTES, "矛盾纠纷", "dispute", "matters.dispute_page", "DisputePage", "disputes",
        ("disputes",)),
    Tab(FIGURES, "统计图表", "chart", "figures.figures_page", "FiguresPage", "figures",
        ("figures", "charts")),
    Tab(SUMMARIES, "总结报告", "report", "figures.summary_page", "SummaryPage", "summaries",
        ("summaries",)),
)  # fmt: skip
TAB_OF: Mapping[str, Tab] = {tab.name: tab for tab in TABS}


def tab_called(word: str) -> Tab | None:
    """Return the tab of a name or a caption, e.g. ``households`` or 农户."""
    return next((tab for tab in TABS if word in (tab.name, tab.caption)), None)
