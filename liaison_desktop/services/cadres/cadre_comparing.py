"""What a cadre roster (干部名册) says, compared with the store."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.person_name import name_key, read_name
from liaison_desktop.domain.register.import_plan import CellChange, PlanRow, RowState
from liaison_desktop.domain.register.place_name import plain_name
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem, TableRow, Value
from liaison_desktop.domain.terms.cadre import CADRE_FIELD_OF, CADRE_FIELDS
from liaison_desktop.models.column_limits import clipped, fitting
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_editing import FIELDS, OWN, words
from liaison_desktop.services.cadres.list_file import text_of

_Key = tuple[str, str]  # name and unit, for comparing
_NAMED = ("unit", "team")  # tables whose rows a cadre names
_BACKWARDS = "离岗日期早于到岗日期，没有采用，请核对。"


@dataclass(frozen=True, slots=True)
class CadreChange:
    """What is to be written for one row.

    Attributes:
        cadre_id: The stored cadre, None for a new one.
        values: Field to new value; ``unit`` and ``team`` by name.
    """

    cadre_id: int | None
    values: Mapping[str, Value]


@dataclass(slots=True)
class CadreComparison:
    """Compares a cadre roster with the store.

    Cadres match by name and unit, and by phone among namesakes. A cadre of the same name
    and phone in another unit was transferred (R11). Namesakes nobody can tell apart are
    told and not stored.

    Attributes:
        session: A reading session.
        rows: A plan row for each row of the file.
        problems: What a person should look at.
        changes: Key of a plan row to what is to be written.
    """

    session: Session
    rows: list[PlanRow] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    changes: dict[int, CadreChange] = field(default_factory=dict)

    def run(self, rows: Sequence[TableRow]) -> None:
        """Work out every row."""
        stored = _stored(self.session)
        matches = _matched(_distinct(rows), stored)
        for n, row in enumerate(rows):
            known = matches.get(n, _REPEATED)
            if known is _UNCLEAR:
                self._unclear(row)
            elif known is _REPEATED:
                self._row(row, RowState.SAME)
            elif known is None:
                self.changes[len(self.rows)] = CadreChange(None, self._values(row, {}))
                self._row(row, RowState.NEW)
            else:
                self._compare(row, known)

    def _compare(self, row: TableRow, known: Mapping[str, Any]) -> None:
        new = {
            name: value
            for name, value in self._values(row, known).items()
            if name != "name" and not _equal(name, known[name], value)
        }
        cells = tuple(
            CellChange(
                name, CADRE_FIELD_OF[name].label, words(name, known[name]), words(name, value)
            )
            for name, value in new.items()
        )
        if new:
            self.changes[len(self.rows)] = CadreChange(known["id"], new)
        self._row(row, RowState.CHANGED if new else RowState.SAME, cells)

    def _values(self, row: TableRow, known: Mapping[str, Any]) -> dict[str, Value]:
        """Return the values of a row, without an end before the beginning."""
        values = _values(row)
        since, until = values.get("since") or known.get("since"), values.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            del values["until"]
            self._problem(row, "until", ProblemCode.NUMBER_UNCLEAR, _BACKWARDS)
        return values

    def _problem(self, row: TableRow, field: str, code: str, message: str) -> None:
        name = read_name(text_of(row, "name")).name
        self.problems.append(RosterProblem(row.sheet, row.line, "", name, field, code, message))

    def _unclear(self, row: TableRow) -> None:
        name = read_name(text_of(row, "name")).name
        message = f"有几名干部叫{name}，凭单位和电话分不清，没有存入。请在窗口中修改。"
        self._problem(row, "name", ProblemCode.AMBIGUOUS, message)
        self._row(row, RowState.DOUBTFUL, (), (message,))

    def _row(
        self,
        row: TableRow,
        state: RowState,
        changes: tuple[CellChange, ...] = (),
        problems: tuple[str, ...] = (),
    ) -> None:
        self.rows.append(
            PlanRow(
                key=len(self.rows),
                sheet=row.sheet,
                line=row.line,
                noun="cadre",
                state=state,
                household="",
                name=read_name(text_of(row, "name")).name,
                changes=changes,
                problems=problems,
            )
        )


_UNCLEAR: dict[str, Any] = {"unclear": True}
_REPEATED: dict[str, Any] = {"repeated": True}


def _stored(session: Session) -> list[dict[str, Any]]:
    """Read all cadres with unit and team by name; blanks are ""."""
    cadre, unit, team = table("cadre"), table("unit"), table("team")
    statement = (
        select(
            cadre.c.id,
            cadre.c.name,
            func.coalesce(unit.c.name, "").label("unit"),
            func.coalesce(team.c.name, "").label("team"),
            *(cadre.c[described.name] for described in FIELDS),
        )
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .outerjoin(team, team.c.id == cadre.c.team_id)
        .order_by(cadre.c.id)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def _values(row: TableRow) -> dict[str, Value]:
    """Return the values of a row that fit their columns; blanks are absent."""
    values: dict[str, Value] = {"name": read_name(text_of(row, "name")).name}
    for described in CADRE_FIELDS[1:]:
        value = row.values.get(described.name, "")
        if described.name in OWN and isinstance(value, str):
            value = " ".join(value.split())
        if value != "":
            values[described.name] = value
    return _fitting(values)


def _fitting(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values cut to their columns, unit and team to those of their names."""
    fit = fitting("cadre", values)
    for name in _NAMED:
        if name in fit:
            fit[name] = clipped(name, "name", str(fit[name]))
    return fit


def _equal(name: str, old: object, new: Value) -> bool:
    if name in _NAMED:
        return plain_name(str(old or "")) == plain_name(str(new))
    return old == new


def _distinct(rows: Sequence[TableRow]) -> dict[int, TableRow]:
    """Leave out rows that say the same person again: name, unit and phone alike."""
    seen: set[tuple[str, str, str]] = set()
    kept: dict[int, TableRow] = {}
    for n, row in enumerate(rows):
        person = (*_key(text_of(row, "name"), text_of(row, "unit")), text_of(row, "phone"))
        if person not in seen:
            seen.add(person)
            kept[n] = row
    return kept


def _key(name: str, unit: str) -> _Key:
    return name_key(read_name(name).name), plain_name(unit)


def _matched(
    rows: Mapping[int, TableRow], stored: Iterable[dict[str, Any]]
) -> dict[int, dict[str, Any] | None]:
    """Return for each row the stored cadre, None for a new one, or ``_UNCLEAR``."""
    free: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for known in stored:
        free[name_key(known["name"])].append(known)
    found: dict[int, dict[str, Any] | None] = {}
    for same_unit, same_phone in ((True, True), (False, True), (True, False)):
        waiting = {n: row for n, row in rows.items() if n not in found}
        asked = _by_key(waiting) if same_unit and not same_phone else {}
        for n, row in waiting.items():
            options = [
                known
                for known in free[name_key(read_name(text_of(row, "name")).name)]
                if (not same_phone or _same_phone(row, known))
                and (not same_unit or _same_unit(row, known))
            ]
            alone = same_phone or len(asked.get(_row_key(row), ())) == 1
            if len(options) == 1 and alone:
                found[n] = options[0]
                free[name_key(options[0]["name"])].remove(options[0])
            elif options and not same_phone:
                found[n] = _UNCLEAR
    return {n: found.get(n) for n in rows}


def _by_key(rows: Mapping[int, TableRow]) -> dict[_Key, list[int]]:
    grouped: dict[_Key, list[int]] = defaultdict(list)
    for n, row in rows.items():
        grouped[_row_key(row)].append(n)
    return grouped


def _row_key(row: TableRow) -> _Key:
    return _key(text_of(row, "name"), text_of(row, "unit"))


def _same_phone(row: TableRow, known: Mapping[str, Any]) -> bool:
    phone = text_of(row, "phone")
    return bool(phone) and phone == known["phone"]


def _same_unit(row: TableRow, known: Mapping[str, Any]) -> bool:
    unit = plain_name(text_of(row, "unit"))
    return not unit or not known["unit"] or unit == plain_name(known["unit"])
