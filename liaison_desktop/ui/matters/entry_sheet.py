"""The households of a 走访单 as lines of 连续录入."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.visit import Named, VisitFilter
from liaison_desktop.ui.matters.entry_row import CADRES, HOUSEHOLD, WAY, EntryRow

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class SheetLines:
    """A visit sheet that came back.

    Attributes:
        rows: A line for each household nothing was entered for yet, in the order of the
            route.
    """

    sheet_id: int
    number: str
    title: str
    rows: tuple[EntryRow, ...]


def read_sheet(office: "Office", sheet_id: int) -> SheetLines:
    """Return the households of a sheet as lines to be typed; runs on a lane.

    Raises:
        RefusedError: When the sheet is gone.
    """
    number = next((row.number for row in office.visit_sheets.rows() if row.id == sheet_id), "")
    if not number:
        raise RefusedError("没有找到这张走访单，可能已被删除或撤销。")
    found = office.visit_sheets.by_code(number)
    entered = {
        one.id
        for key in office.visits.ids(VisitFilter(sheet_id=sheet_id))
        for one in office.visits.detail(key).households
    }
    known = office.households.rows(found.household_ids)
    cadres = () if found.cadre_id is None else office.cadres.rows([found.cadre_id]).values()
    who = tuple(Named(row.id, row.name) for row in cadres)
    rows = []
    for key in found.household_ids:
        if key in entered or key not in known:
            continue
        row = known[key]
        whom = Named(key, f"{row.head} {row.village}/{row.number}".strip())
        cells = {HOUSEHOLD: (whom,), CADRES: who, WAY: "home"}
        rows.append(EntryRow(cells=cells, sheet_id=sheet_id))
    return SheetLines(sheet_id, found.number, found.title, tuple(rows))
