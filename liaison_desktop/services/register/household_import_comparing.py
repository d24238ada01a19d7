"""Compares the rows of a roster with what is stored, cell by cell, and tells the result."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from liaison_desktop.domain.person_name import same_name
from liaison_desktop.domain.register.import_plan import (
    CellChange,
    Count,
    PlanRow,
    PlanSummary,
    RowState,
)
from liaison_desktop.domain.register.roster import ProblemCode, Roster, RosterProblem
from liaison_desktop.domain.shown import Shown, shown
from liaison_desktop.domain.terms import household as household_terms
from liaison_desktop.domain.terms import resident as resident_terms
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.models.column_limits import fitting
from liaison_desktop.services.register.household_import_duplicates import may_replace
from liaison_desktop.services.register.household_import_known import KnownPerson
from liaison_desktop.services.register.household_import_plan import (
    GROUP,
    HEAD,
    ID_NUMBER,
    NOTE,
    Cell,
    PlannedHousehold,
    PlannedMember,
)

_HOUSEHOLD_FIELDS = {f.name: f for f in (*household_terms.KEY_FIELDS, *household_terms.FIELDS)}
_PERSON_FIELDS = {f.name: f for f in (*resident_terms.KEY_FIELDS, *resident_terms.FIELDS)}
_DAMAGE = frozenset(
    (
        ProblemCode.ID_PRECISION_LOST,
        ProblemCode.ID_INVALID,
        ProblemCode.PHONE_INVALID,
        ProblemCode.NUMBER_UNCLEAR,
    )
)


def compare(household: PlannedHousehold) -> None:
    """Find what would change on a stored household and its people."""
    for member in household.members:
        _settle_birth_part(member)
    if household.known is None:
        return
    household.cells = tuple(_household_cells(household))
    for member in household.members:
        if member.known is not None:
            member.cells = tuple(_person_cells(member, member.known))


def _settle_birth_part(member: PlannedMember) -> None:
    """Keep half a date of birth as a remark, unless the stored one begins like that."""
    part = member.source.birth_part
    if part is None:
        return
    stored = member.known.birth if member.known is not None else None
    if isinstance(stored, date) and part in ((stored.year, 0), (stored.year, stored.month)):
        return
    year, month = part
    words = f"出生日期：{year}年{month}月" if month else f"出生日期：{year}年"
    said = member.values.get(NOTE)
    member.values |= fitting("resident", {NOTE: f"{said}；{words}" if said else words})


def _household_cells(household: PlannedHousehold) -> Iterator[Cell]:
    known = household.known
    if known is None:
        return
    group, head = household.group, household.head
    if group is not None and (group.id is None or group.id != known.group_id):
        yield Cell(GROUP, _group_name(household), group.name)
    if head is not None and (head.known is None or not head.known.is_head):
        yield Cell(HEAD, known.head.name if known.head else "", head.source.name)
    for name, new in household.values.items():
        old = known.values[name]
        if old != new:
            yield Cell(name, old, new)


def _group_name(household: PlannedHousehold) -> str:
    known = household.known
    groups = household.village.groups.values()
    return next((one.name for one in groups if known and one.id == known.group_id), "")


def _person_cells(member: PlannedMember, known: KnownPerson) -> Iterator[Cell]:
    source = member.source
    if source.name != known.name and not same_name(source.name, known.name):
        yield Cell("name", known.name, source.name)
    if source.relation and source.relation != known.relation:
        yield Cell("relation", known.relation, source.relation)
    stored = known.values
    for name, new in member.values.items():
        old = stored[name]
        if old != new and (name != ID_NUMBER or may_replace(member, known)):
            yield Cell(name, old, new)


def summarise(
    households: Sequence[PlannedHousehold], roster: Roster, duplicates: Sequence[RosterProblem]
) -> PlanSummary:
    """Return the plan as people see it.

    Args:
        households: Matched and compared.
        roster: The file as read.
        duplicates: Problems the comparison found.
    """
    found = [*duplicates, *_own_problems(households)]
    problems = _ordered(_placed(households, roster), found, roster)
    teller = _Teller(problems)
    rows = [row for household in households for row in teller.rows(household)]
    return PlanSummary(
        counts=count(households),
        rows=tuple(rows),
        problems=problems,
        mappings=roster.mappings,
        notes=roster.notes,
    )


def count(households: Sequence[PlannedHousehold]) -> dict[str, Count]:
    """Count the households and residents that are new, changed and the same."""
    houses = Counter(_kind(one.cells, new=one.known is None) for one in households)
    people = Counter(
        _kind(member.cells, new=member.known is None)
        for one in households
        for member in one.members
    )
    return {"households": Count(**houses), "residents": Count(**people)}


def _kind(cells: tuple[Cell, ...], *, new: bool) -> str:
    return "new" if new else "changed" if cells else "same"


def _own_problems(households: Sequence[PlannedHousehold]) -> Iterator[RosterProblem]:
    """Yield what only the comparison shows of households: repeated numbers, replaced heads."""
    for household in households:
        for doubt in household.doubts:
            yield _problem(household, "number", ProblemCode.AMBIGUOUS, f"{doubt}，请核对。")
        known, head = household.known, household.head
        old = known.head if known is not None else None
        if old is not None and head is not None and head.known is not old and not old.taken:
            text = f"户主由{old.name}改为{head.source.name}，但文件中没有{old.name}，请核对其关系。"
            yield _problem(household, HEAD, ProblemCode.HEAD_TWICE, text)


def _problem(household: PlannedHousehold, field: str, code: str, message: str) -> RosterProblem:
    source, head = household.source, household.head
    name = head.source.name if head else ""
    return RosterProblem(source.sheet, source.line, household.label, name, field, code, message)


def _placed(households: Sequence[PlannedHousehold], roster: Roster) -> tuple[RosterProblem, ...]:
    """Write 村/户编号 into the problems the reading found."""
    if not roster.problems:
        return ()
    labels: dict[tuple[str, int], str] = {}
    for household in households:
        labels.setdefault((household.source.sheet, household.source.line), household.label)
        for member in household.members:
            labels.setdefault((member.sheet, member.source.line), household.label)
    return tuple(
        RosterProblem(
            sheet=one.sheet,
            line=one.line,
            household=labels.get((one.sheet, one.line), one.household),
            name=one.name,
            field=one.field,
            code=one.code,
            message=one.message,
        )
        for one in roster.problems
    )


def _ordered(
    read: Sequence[RosterProblem], found: Sequence[RosterProblem], roster: Roster
) -> tuple[RosterProblem, ...]:
    """Return all problems in the order of the file."""
    if not found:
        return tuple(read)
    sheets = {mapping.sheet: place for place, mapping in enumerate(roster.mappings)}
    return tuple(
        sorted((*read, *found), key=lambda one: (sheets.get(one.sheet, len(sheets)), one.line))
    )


class _Teller:
    """Makes the rows of a plan."""

    def __init__(self, problems: Sequence[RosterProblem]) -> None:
        self._problems: dict[tuple[str, int], list[RosterProblem]] = defaultdict(list)
        for problem in problems:
            self._problems[problem.sheet, problem.line].append(problem)

    def rows(self, household: PlannedHousehold) -> Iterator[PlanRow]:
        """Yield the rows of a household and its people that are not the same."""
        label = household.label
        if household.known is None or household.cells:
            yield self._household_row(household, label)
        for member in household.members:
            if member.known is None or member.cells:
                yield self._member_row(member, label)

    def _household_row(self, household: PlannedHousehold, label: str) -> PlanRow:
        source, head = household.source, household.head
        own = [one for one in self._problems.get((source.sheet, source.line), ()) if not one.name]
        return PlanRow(
            key=household.key,
            sheet=source.sheet,
            line=source.line,
            noun="household",
            state=_state(household.doubts, own, new=household.known is None),
            household=label,
            name=head.source.name if head else "",
            changes=tuple(_told(cell, _HOUSEHOLD_FIELDS) for cell in household.cells),
            problems=(*household.doubts, *(one.message for one in own)),
        )

    def _member_row(self, member: PlannedMember, label: str) -> PlanRow:
        source = member.source
        line = self._problems.get((member.sheet, source.line), ())
        own = [one for one in line if one.name == source.name]
        return PlanRow(
            key=member.key,
            sheet=member.sheet,
            line=source.line,
            noun="resident",
            state=_state(member.doubts, own, new=member.known is None),
            household=label,
            name=source.name,
            changes=tuple(_told(cell, _PERSON_FIELDS) for cell in member.cells),
            problems=tuple(one.message for one in own),
        )


def _state(doubts: tuple[str, ...], problems: Sequence[RosterProblem], *, new: bool) -> RowState:
    if doubts:
        return RowState.DOUBTFUL
    if not new:
        return RowState.CHANGED
    if problems and any(problem.code in _DAMAGE for problem in problems):
        return RowState.DAMAGED
    return RowState.NEW


def _told(cell: Cell, fields: dict[str, Field]) -> CellChange:
    field = fields[cell.field]
    return CellChange(cell.field, field.label, _text(field, cell.old), _text(field, cell.new))


def _text(field: Field, value: Shown) -> str:
    """Return a value as the plan shows it: numbers masked, dates whole (they are compared)."""
    return value.isoformat() if isinstance(value, date) else shown(field, value)
