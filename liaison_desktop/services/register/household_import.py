"""Importing household rosters: a plan that stores nothing, then one operation.

The same file again changes nothing; blank cells never erase; a damaged number never
takes the place of a good one; a roster never removes anybody (domain.md 12.3).
"""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import ConflictError
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.import_plan import Choice, Count, ImportReport
from liaison_desktop.domain.register.roster import Roster
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.areas import Areas
from liaison_desktop.services.register.household_import_applying import Applying
from liaison_desktop.services.register.household_import_building import Places, build
from liaison_desktop.services.register.household_import_comparing import compare, summarise
from liaison_desktop.services.register.household_import_duplicates import withhold_duplicates
from liaison_desktop.services.register.household_import_known import newest_operation
from liaison_desktop.services.register.household_import_matching import match_households
from liaison_desktop.services.register.household_import_plan import (
    HouseholdPlan,
    PlannedHousehold,
    PlannedVillage,
)
from liaison_desktop.services.register.roster_parcel import read_roster
from liaison_desktop.services.system.collection import without_collection
from liaison_desktop.services.system.workbook_import import Corrections, Given, WorkbookImport

_MOVED_ON = "预览之后数据已有变动，请重新预览这个文件再导入。"
_COMPARING = "正在与已有数据核对"


class HouseholdImport(WorkbookImport[Roster, HouseholdPlan]):
    """Reads rosters of households, shows what they would change, and stores it."""

    kind = "households"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._areas = Areas(context)

    def plan_roster(
        self, roster: Roster, source: Path, *, village: str = "", progress: Progress | None = None
    ) -> HouseholdPlan:
        """Compare a roster that was read already with the store.

        Args:
            roster: The file as read.
            source: The file.
            village: The village of rows that name none, "" for none.
            progress: Told where the work is; may cancel.

        Raises:
            InputRefusedError: When rows name no village and none is given.
            RefusedError: When there is no station yet.
        """
        with without_collection(), self._context.store.reading() as session:
            return _planned(session, roster, source, village, progress or Silence())

    def apply(
        self,
        plan: HouseholdPlan,
        choice: Choice | None = None,
        *,
        since: date | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Store a plan as one operation; without any change there is no operation.

        Args:
            plan: What ``plan`` returned.
            choice: Rows and cells to leave out.
            since: From when new households and people are kept, None for an open start.
            progress: Told where the work is; a cancel leaves nothing behind.

        Raises:
            ConflictError: When the store has changed since so that the plan would differ.
        """
        progress = progress or Silence()
        sentence = f"导入{plan.source.name}"
        store = self._context.store
        with without_collection(), store.operation(sentence, self._context.actor) as operation:
            if newest_operation(operation.session) != plan.mark:
                plan = _same_again(operation.session, plan, progress)
            applying = Applying(operation, self._areas, choice or Choice(), since)
            applying.run(plan, progress)
            operation.sentence = _sentence(plan.source.name, applying.counts)
        summary = plan.summary
        return ImportReport(
            counts=applying.counts,
            problems=summary.problems,
            changes=operation.changes,
            notes=summary.notes,
            mappings=summary.mappings,
        )

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> Roster:
        return read_roster(path, corrections, progress)

    def _compared(self, file: Roster, given: Given, progress: Progress) -> HouseholdPlan:
        return self.plan_roster(file, given.source, village=given.village, progress=progress)


def _planned(
    session: Session, roster: Roster, source: Path, village: str, progress: Progress
) -> HouseholdPlan:
    """Make the plan from what one consistent state of the store holds."""
    places = Places(session)
    households = build(roster, places, village)
    places.load(roster)
    in_village: dict[int, tuple[PlannedVillage, list[PlannedHousehold]]] = {}
    for household in households:
        own = in_village.setdefault(id(household.village), (household.village, []))
        own[1].append(household)
    for done, (place, own_households) in enumerate(in_village.values()):
        progress.step(done, len(in_village), _COMPARING)
        match_households(place, own_households)
    duplicates = withhold_duplicates(session, households)
    progress.step(len(in_village), len(in_village), _COMPARING)
    for household in households:
        compare(household)
    return HouseholdPlan(
        summary=summarise(households, roster, duplicates),
        source=source,
        roster=roster,
        village=village,
        mark=newest_operation(session),
        households=households,
    )


def _same_again(session: Session, plan: HouseholdPlan, progress: Progress) -> HouseholdPlan:
    """Return the plan made anew, if it is still what the person saw.

    Raises:
        ConflictError: When it is not.
    """
    anew = _planned(session, plan.roster, plan.source, plan.village, progress)
    if anew.summary.rows != plan.summary.rows:
        raise ConflictError(_MOVED_ON, {})
    return anew


def _sentence(name: str, counts: dict[str, Count]) -> str:
    households, residents = counts["households"], counts["residents"]
    parts = []
    if households.new or residents.new:
        parts.append(f"新增{households.new}户{residents.new}人")
    if households.changed or residents.changed:
        parts.append(f"变更{households.changed}户{residents.changed}人")
    return f"导入{name}：{'，'.join(parts)}"
