"""What every list has: where its rows come from, and the small buttons beside its filters."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.register.contact_card import CardRow
from liaison_desktop.domain.register.household import HouseholdRow
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table import TablePane

Row = TypeVar("Row")
Fetch = Callable[[Sequence[int]], Mapping[int, Row]]


def household_rows(desk: DeskContext) -> Fetch[HouseholdRow]:
    """Return what fetches lines of households; the service is imported on the lane."""

    def fetch(ids: Sequence[int]) -> Mapping[int, HouseholdRow]:
        return desk.office.households.rows(ids)

    return fetch


def card_rows(desk: DeskContext) -> Fetch[CardRow]:
    """Return what fetches lines of cards; the service is imported on the lane."""

    def fetch(ids: Sequence[int]) -> Mapping[int, CardRow]:
        return desk.office.cards.rows(ids)

    return fetch


def cadre_rows(desk: DeskContext) -> Fetch[CadreRow]:
    """Return what fetches lines of cadres; the service is imported on the lane."""

    def fetch(ids: Sequence[int]) -> Mapping[int, CadreRow]:
        return desk.office.cadres.rows(ids)

    return fetch


def column_button(pane: TablePane[Row]) -> QToolButton:
    """Return the button that opens the column chooser of a list."""
    made = QToolButton()
    made.setIcon(icon("columns"))
    made.setToolTip("选择显示的列（也可右键点表头）")
    made.setAccessibleName("选择显示的列")

    def choose() -> None:
        pane.columns.menu(pane).popup(made.mapToGlobal(QPoint(0, made.height())))

    made.clicked.connect(choose)
    return made
