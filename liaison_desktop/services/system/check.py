"""Checks: is the store whole, is the journal's chain unbroken, what should be mended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.terms.resident import ID_STATE_LABELS, IdState
from liaison_desktop.models.driver import damage
from liaison_desktop.models.system.chain import chain_problems, heads
from liaison_desktop.models.system.digest import domain_digest
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import not_closed, not_moved_out
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.frozen import closing_problems

_REPEATED = "id-duplicate"
_NO_HEAD = "head-missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of data trouble and how often it occurs.

    Attributes:
        code: Its code (DESIGN 7), e.g. ``id-check-digit``.
        label: What people call it.
        count: How many records have it.
    """

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        problems: What is broken, in Chinese; empty when store and chain are whole.
        findings: Data quality, worth mending but harmless.
        digest: SHA-256 over all domain values without ids, versions and times.
        heads: Desk name to the hash its chain ends with.
        operations: How many operations the chain has.
    """

    problems: tuple[str, ...]
    findings: tuple[Finding, ...]
    digest: str
    heads: dict[str, str]
    operations: int

    @property
    def whole(self) -> bool:
        """Whether nothing is broken."""
        return not self.problems


class Check:
    """Runs the checks."""

    def __init__(self, context: Context) -> None:
        self._store = context.store
        self._today = context.today

    def run(self) -> CheckReport:
        """Check the file, the journal chain and the data; nothing is changed."""
        with self._store.reading() as session:
            problems = [
                *damage(session.connection()),
                *chain_problems(session),
                *closing_problems(session),
            ]
            return CheckReport(
                tuple(problems),
                tuple(_findings(session, self._today())),
                domain_digest(session.connection()),
                heads(session),
                session.scalar(select(func.count()).select_from(table("operation"))) or 0,
            )


def _findings(session: Session, day: date) -> list[Finding]:
    resident, household = table("resident"), table("household")
    living = resident.join(household, household.c.id == resident.c.household_id)
    kept = (not_moved_out(day), not_closed(day))
    states = session.execute(
        select(resident.c.id_state, func.count())
        .select_from(living)
        .where(resident.c.id_state != IdState.OK, *kept)
        .group_by(resident.c.id_state)
        .order_by(resident.c.id_state)
    )
    found = [Finding(f"id-{state}", ID_STATE_LABELS[state], count) for state, count in states]
    repeated = (
        select(resident.c.id_number)
        .select_from(living)
        .where(resident.c.id_number.is_not(None), *kept)
        .group_by(resident.c.id_number)
        .having(func.count() > 1)
        .subquery()
    )
    headed = select(resident.c.household_id).where(resident.c.is_head, *kept[:1])
    counts = (
        (_REPEATED, "身份证号重复", select(func.count()).select_from(repeated)),
        (
            _NO_HEAD,
            "没有户主的农户",
            select(func.count())
            .select_from(household)
            .where(*kept[1:], household.c.id.not_in(headed)),
        ),
    )
    for code, label, statement in counts:
        count = session.scalar(statement) or 0
        if count:
            found.append(Finding(code, label, count))
    return found
