"""The practice station: made-up rosters taken in as an office would take them in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from liaison_desktop import paths
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office, open_office

COUNTY, TOWNSHIP = "罗平县", "罗雄镇"
HOUSEHOLD_ROSTERS = ("中和村农户花名册.xlsx", "补歹村农户信息表.xls")
CADRE_ROSTER = "挂钩干部名册.xlsx"
PAIRING_ROSTER = "结对安排表.xlsx"
VISIT_LEDGER = "走访登记表(3月).xlsx"
CONCERN_LEDGER = "民情台账.xlsx"
DISPUTE_LEDGER = "矛盾纠纷排查调处台账.xlsx"
RULE_SETS = ("luoping_pairing", "luoping_village_stay", "luoping_home_visits")


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """What the practice station holds.

    Attributes:
        counts: Noun to number of records: ``households``, ``residents``, ``cadres``,
            ``pairings``, ``visits``, ``concerns``, ``disputes``, ``cards``.
        problems: How many things in the rosters a person should look at.
    """

    counts: dict[str, int]
    problems: int


def make_practice_station(
    data: Path,
    database: str = "",
    *,
    progress: Progress | None = None,
    today: Callable[[], date] = date.today,
) -> PracticeReport:
    """Make a station full of made-up people: rosters imported, pairings made, cards issued.

    It keeps the rules of its county, so that quotas and summaries have something to say.

    Args:
        data: The data folder.
        database: An SQLAlchemy URL of a shared database; "" for the SQLite file.
        progress: Told after every step.
        today: The day it is.

    Raises:
        RefusedError: When there is a store already; it is left as it is.
    """
    if not database and paths.store_file(data).exists():
        raise RefusedError(f"{data} 中已有数据库，演练站只能建在新的数据文件夹里。")
    with open_office(data, database, actor="演练", create=True, today=today) as office:
        office.areas.set_up_station(COUNTY, TOWNSHIP)
        for key in RULE_SETS:
            office.rule_sets.adopt(key)
        return _fill(office, progress or Silence())


def _fill(office: Office, progress: Progress) -> PracticeReport:
    households, cadres = office.household_import, office.cadre_import
    steps: Sequence[tuple[Any, str]] = (
        *((households, name) for name in HOUSEHOLD_ROSTERS),
        (cadres, CADRE_ROSTER),
        (office.pairing_import, PAIRING_ROSTER),
        (office.visit_import, VISIT_LEDGER),
        (office.concern_import, CONCERN_LEDGER),
        (office.dispute_import, DISPUTE_LEDGER),
    )
    counts: dict[str, int] = {}
    problems = 0
    for done, (service, name) in enumerate(steps):
        progress.step(done, len(steps) + 1, f"正在导入{name}")
        report = service.apply(service.plan(paths.resource("practice", name)))
        for noun, count in report.counts.items():
            counts[noun] = counts.get(noun, 0) + count.new
        problems += len(report.problems)
    progress.step(len(steps), len(steps) + 1, "正在制作联系卡")
    counts["cards"] = len(office.cards.issue(HouseholdFilter(), None).cards)
    return PracticeReport(counts, problems)
