"""Parties, sessions, follow-ups and record lines that an imported dispute ledger brings."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms.dispute import DisputeState, DisputeStepKind
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.dispute_comparing import DisputeChange, PlannedParty
from liaison_desktop.services.matters.dispute_told import side_of

_KEPT = ("id", "public_id", "version")
_SAID = "台账导入"
_STEP_OF = {
    DisputeState.AGREED: DisputeStepKind.AGREED,
    DisputeState.ENDED: DisputeStepKind.ENDED,
}


def blank_row(name: str) -> dict[str, Any]:
    """Return a row of a table with every column blank, so that all rows have the same ones."""
    return {column.name: None for column in table(name).c if column.name not in _KEPT}


class ImportedParts:
    """Collects the parts of many disputes and writes each table at once."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._blank: dict[str, dict[str, Any]] = {}

    def write(self) -> None:
        """Write what was collected."""
        for name, rows in self._rows.items():
            self._operation.bulk_insert(table(name), rows)

    def of_new(self, key: int, change: DisputeChange, stored: Mapping[str, Any]) -> None:
        """Collect the parts of a new dispute."""
        line = change.told.row
        for place, party in enumerate(change.parties, start=1):
            self._add("party", key, position=place, **_party(party))
        self._session(key, change)
        state = stored["state"]
        self._step(key, DisputeStepKind.FOUND, stored["found_on"], state, _SAID)
        if line.progress:
            day = stored["mediated_on"] or stored["found_on"]
            self._step(key, DisputeStepKind.PROGRESS, day, state, line.progress)
        if line.follow_up is not None:
            graded = code_list("satisfaction").value_of(line.satisfaction)
            satisfaction = clipped("follow_up", "satisfaction", graded) or None
            self._add("follow_up", key, on=line.follow_up, satisfaction=satisfaction)

    def of_changed(self, change: DisputeChange) -> None:
        """Collect what a stored dispute gains."""
        key, told = int(change.dispute_id or 0), change.told
        if "mediated_on" in change.values:
            self._session(key, change)
        if "state" in change.values:
            days = (told.values.get(name) for name in ("settled_on", "ended_on", "mediated_on"))
            day = next((day for day in days if day is not None), told.values["found_on"])
            kind = _STEP_OF.get(told.state, DisputeStepKind.PROGRESS)
            self._step(key, kind, day, told.state.value, _SAID)

    def _session(self, key: int, change: DisputeChange) -> None:
        """Add the session on the day of mediation; what was said in it no ledger tells."""
        told = change.told
        if told.outcome is not None:
            mediator = clipped("mediation", "mediator", told.row.mediator) or None
            on, outcome = told.values["mediated_on"], told.outcome.value
            self._add("mediation", key, on=on, outcome=outcome, mediator=mediator)

    def _step(self, key: int, kind: DisputeStepKind, on: date, state: str, note: str) -> None:
        by = self._operation.actor
        self._add("dispute_step", key, kind=kind.value, on=on, by=by, state=state, note=note)

    def _add(self, of: str, key: int, /, **values: object) -> None:
        blank = self._blank.setdefault(of, blank_row(of))
        self._rows[of].append({**blank, "dispute_id": key, **values})


def _party(planned: PlannedParty) -> dict[str, Any]:
    """Return the columns of a party; of a linked one the register says the rest."""
    row, found = planned.row, planned.found
    linked = found.resident_id is not None
    told = tuple(one for one in (row.phone, *row.other_phones) if one not in ("", *found.phones))
    return {
        "side": side_of(row).value,
        "name": clipped("party", "name", row.name),
        "resident_id": found.resident_id,
        "household_id": found.household_id,
        "phone": clipped("party", "phone", "、".join(told)) or None,
        "id_number": None if linked else row.id_number or None,
        "address": None if linked else clipped("party", "address", row.address) or None,
        "is_organisation": True if planned.organisation else None,
    }
