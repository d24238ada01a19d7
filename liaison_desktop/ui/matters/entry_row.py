"""A line of 连续录入: what is typed of one visit, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.visit import Named, VisitDetail, VisitDraft
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.ui.matters.person_box import shown_household

DATE, CADRES, HOUSEHOLD, WAY, SAID, ANSWERED, NOTE = (
    "on",
    "cadres",
    "households",
    "way",
    "said",
    "answered",
    "note",
)
Cell = Value | tuple[Named, ...]
CELLS = (DATE, CADRES, HOUSEHOLD, WAY, SAID, ANSWERED, NOTE)
TEXTS = (SAID, ANSWERED, NOTE)


class RowState(Enum):
    """What became of a line."""

    OPEN = "open"
    SAVING = "saving"
    SAVED = "saved"
    PROBLEM = "problem"


@dataclass(slots=True, eq=False)
class EntryRow:
    """One visit being typed.

    Attributes:
        cells: ``on`` (a date, or the text that is none), ``cadres`` and ``households``
            (tuples of ``Named``), ``way`` (code), ``said``, ``answered``, ``note``.
        touched: Whether a person changed something since it was last stored.
        sentence: What is to be known about it, "" for nothing.
        id, version: Of the stored visit.
        sheet_id: The visit sheet it comes from.
    """

    cells: dict[str, Any] = field(default_factory=dict)
    state: RowState = RowState.OPEN
    touched: bool = False
    sentence: str = ""
    id: int | None = None
    version: int = 0
    sheet_id: int | None = None

    @property
    def worth_saving(self) -> bool:
        """Whether something of a visit stands here, not only what was taken from above."""
        return any(self.cells.get(name) for name in (HOUSEHOLD, *TEXTS))

    @property
    def pending(self) -> bool:
        """Whether something typed would be lost without a draft."""
        return self.touched and (self.id is not None or self.worth_saving)

    def text(self, name: str) -> str:
        """Return what a cell shows."""
        value = self.cells.get(name)
        if value in (None, "", ()):
            return ""
        if name == DATE:
            return f"{value.month}月{value.day}日" if isinstance(value, date) else str(value)
        if name in (CADRES, HOUSEHOLD):
            return "、".join(shown_household(one.name) for one in value)
        return code_list("visit_way").label_of(value) if name == WAY else str(value)

    def waits(self, name: str) -> bool:
        """Tell whether somebody in a cell is not found in the register."""
        return name in (CADRES, HOUSEHOLD) and any(
            one.id is None for one in self.cells.get(name) or ()
        )

    def draft(self, stored: VisitDetail | None) -> VisitDraft:
        """Return what is to be saved.

        Args:
            stored: The visit as it stands, whose other fields are kept; None for a new one.
        """
        own = {name: self.cells.get(name) for name in (DATE, WAY, *TEXTS)}
        before = {} if stored is None else dict(stored.values)
        merged = {**before, **own}
        return VisitDraft(
            id=self.id,
            version=self.version,
            values={name: value for name, value in merged.items() if value not in (None, "")},
            households=tuple(self.cells.get(HOUSEHOLD) or ()),
            cadres=tuple(self.cells.get(CADRES) or ()),
            sheet_id=self.sheet_id if stored is None else stored.sheet_id,
            village_id=None if stored is None else stored.village_id,
        )

    def take(self, detail: VisitDetail) -> None:
        """Become what is stored."""
        self.id, self.version = detail.id, detail.version
        self.cells = {
            **{name: detail.values.get(name, "") for name in (DATE, WAY, *TEXTS)},
            HOUSEHOLD: detail.households,
            CADRES: detail.cadres,
        }
        self.touched = False

    def kept(self) -> dict[str, Any]:
        """Return the line as a draft keeps it."""
        people = {
            name: [[one.id, one.name] for one in self.cells.get(name) or ()]
            for name in (CADRES, HOUSEHOLD)
        }
        plain = {name: self.cells.get(name) for name in (DATE, WAY, *TEXTS)}
        return {
            **plain,
            **people,
            "id": self.id,
            "version": self.version,
            "sheet": self.sheet_id,
        }


def row_of(kept: Mapping[str, Any]) -> EntryRow:
    """Return a line a draft kept."""
    people = {
        name: tuple(Named(key, words) for key, words in kept.get(name) or ())
        for name in (CADRES, HOUSEHOLD)
    }
    plain = {name: kept.get(name) for name in (DATE, WAY, *TEXTS)}
    return EntryRow(
        cells={**plain, **people},
        touched=True,
        id=kept.get("id"),
        version=int(kept.get("version") or 0),
        sheet_id=kept.get("sheet"),
    )
