"""Where an unfinished form is filled in: the way back to it after the program ended."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from liaison_desktop.domain.changes import Kind
from liaison_desktop.ui.page import (
    CONCERNS,
    PAGE_OF_KIND,
    RECEPTION,
    VISITS,
    Destination,
)

if TYPE_CHECKING:
    from liaison_desktop.services.system.drafts import Draft

_KIND_OF: Mapping[str, Kind] = {
    "household": Kind.HOUSEHOLD,
    "cadre": Kind.CADRE,
    "visit": Kind.VISIT,
    "diary": Kind.DIARY,
    "village_stay": Kind.VILLAGE_STAY,
    "dispute": Kind.DISPUTE,
    "dispute_step": Kind.DISPUTE,
    "dossier": Kind.DISPUTE,
    "concern": Kind.CONCERN,
    "concern_step": Kind.CONCERN,
    "summary": Kind.SUMMARY,
}
# Forms of new records are begun in the view of their kind.
_VIEW_OF_NEW = {"diary": "diaries", "village_stay": "stays"}
_BEGUN = frozenset({"household", "cadre", "visit", "diary", "village_stay", "dispute"})


def place_of(draft: "Draft") -> Destination | None:
    """Return where a draft is taken up again, None for one that has no place of its own."""
    if draft.form == "visit_grid":
        return Destination(VISITS, view="entry")
    if draft.form == "reception":
        home = int(draft.record) if draft.record.isdecimal() else None
        kind = None if home is None else Kind.HOUSEHOLD
        return Destination(CONCERNS, kind, home, view=RECEPTION)
    kind = _KIND_OF.get(draft.form)
    if kind is not None and draft.record.isdecimal():
        return Destination(PAGE_OF_KIND[kind], kind, int(draft.record))
    if draft.form == "concern":
        return Destination(CONCERNS, view=RECEPTION)
    if kind is not None and draft.form in _BEGUN:
        return Destination(PAGE_OF_KIND[kind], view=_VIEW_OF_NEW.get(draft.form, ""))
    return None


def begins_a_record(draft: "Draft") -> bool:
    """Tell whether the draft is of a record that was never stored: its form is begun anew."""
    return draft.form in _BEGUN and not draft.record
