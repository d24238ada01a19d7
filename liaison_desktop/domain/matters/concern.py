"""Concerns (民情事项) and their ledger as lists, editors and prints see them (domain.md 4.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind


@dataclass(frozen=True, slots=True)
class ConcernFilter:
    """Which concerns a list shows; every condition given must hold.

    Attributes:
        since, until: By 登记日期, both included.
        states: Any of these; empty for all but 作废.
        ledger: True only 进入台账, False only 当场答复.
        overdue, amber: Only open ones past their limit, or at 70 % of it.
        owed_feedback: Only what was done or explained and waits for 反馈, or for 销号 after it.
        category, channel, level, satisfaction: Codes, "" for any.
        village_id, household_id, owner_id, first_receiver_id: None for any.
        owner: Name of the owner, "" for any.
        repeated: Only concerns of a household that asked for the same category before.
        text: Part of number, title, content or applicant.
        ids: Only these.
    """

    since: date | None = None
    until: date | None = None
    states: tuple[ConcernState, ...] = ()
    ledger: bool | None = None
    overdue: bool = False
    amber: bool = False
    owed_feedback: bool = False
    category: str = ""
    channel: str = ""
    level: str = ""
    satisfaction: str = ""
    village_id: int | None = None
    household_id: int | None = None
    owner_id: int | None = None
    first_receiver_id: int | None = None
    owner: str = ""
    repeated: bool = False
    text: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One line of the concern ledger.

    Attributes:
        id, number: Key, ``民2023-0007``.
        received_on: 登记日期.
        applicant: Name.
        household: 村/户编号, "" for people without one.
        category, channel, level: Labels.
        title: 申办事项.
        owner, first_receiver: Names.
        limit_on: 办结时限 as it stands today (extensions and pauses counted), None if none.
        light: Of its clock today.
        days: Days left (negative: over), None without a limit or when ended.
        state: Where it stands; ``terms.concern.CONCERN_STATE_LABELS``.
        done_on: 办结日期.
        satisfaction: Label.
        reopened: How often it came back.
    """

    id: int
    number: str
    received_on: date
    applicant: str
    household: str
    category: str
    channel: str
    level: str
    title: str
    owner: str
    first_receiver: str
    limit_on: date | None
    light: Light
    days: int | None
    state: ConcernState
    done_on: date | None
    satisfaction: str
    reopened: int


@dataclass(frozen=True, slots=True)
class ConcernStep:
    """A line of a concern's record."""

    id: int
    kind: ConcernStepKind
    on: date
    by: str
    state: ConcernState
    level: str
    old_limit: date | None
    new_limit: date | None
    approved_by: str
    note: str


@dataclass(frozen=True, slots=True)
class MatterPause:
    """A time in which a matter's clock stood still."""

    id: int
    since: date
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ConcernDetail:
    """Everything about one concern; ``values`` of ``terms.concern.CONCERN_FIELDS``."""

    id: int
    version: int
    number: str
    code: str
    state: ConcernState
    village_id: int | None
    village: str
    household_id: int | None
    household: str
    resident_id: int | None
    first_receiver_id: int | None
    first_receiver: str
    owner_id: int | None
    owner: str
    visit_id: int | None
    dispute_id: int | None
    reopened: int
    struck_off_by: str
    values: Mapping[str, Value]
    steps: tuple[ConcernStep, ...]
    pauses: tuple[MatterPause, ...]
    limit_today: date | None
    light: Light


@dataclass(frozen=True, slots=True)
class ConcernDraft:
    """What was typed about a concern.

    Attributes:
        first_receiver, owner: Names; with a key where a cadre of the register is meant. The
            first receiver is only taken for a new concern; the owner, left blank, is the
            first receiver (首访负责制).
        answered: 当场答复: counted, outside the ledger.
        step_note: Kept as 办理进展 with a saved change.
    """

    id: int | None
    version: int
    values: Mapping[str, Value] = field(default_factory=dict)
    household_id: int | None = None
    resident_id: int | None = None
    village_id: int | None = None
    first_receiver: str = ""
    first_receiver_id: int | None = None
    owner: str = ""
    owner_id: int | None = None
    visit_id: int | None = None
    answered: bool = False
    step_note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit offered for a concern or dispute: so many days, working or not."""

    label: str
    days: int
    working: bool


@dataclass(frozen=True, slots=True)
class Escalation:
    """What goes with a concern that is passed up (R94-R96).

    Attributes:
        level: Code of the level it goes to, above its own.
        note: What the higher level is asked to do.
        plan: 方案措施, "" keeps what is written.
        limit_on: The limit of one that has none yet; None, or one that has: it stays.
    """

    level: str
    note: str
    plan: str = ""
    limit_on: date | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """How the people were told what became of their concern (R97).

    Attributes:
        on: 反馈日期.
        way: Code of 反馈方式.
        to: 反馈对象.
        satisfaction: Code of 满意度, "" when it was not asked yet.
    """

    on: date
    way: str
    to: str
    satisfaction: str = ""
