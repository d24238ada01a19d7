"""Disputes (矛盾纠纷) as lists, editors and prints see them (domain.md 5, 6.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import MatterPause
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.dispute import (
    AgreementForm,
    DisputeState,
    DisputeStepKind,
    MediationOutcome,
    PaperKind,
    Side,
)


@dataclass(frozen=True, slots=True)
class DisputeFilter:
    """Which disputes a list shows; every condition given must hold.

    Attributes:
        since, until: By 排查日期, both included.
        states: Any of these; empty for all but 作废.
        open, overdue, amber: Only open ones, past their limit, at 70 % of it.
        owed_follow_up: Only agreements past their performance date without a 回访.
        category: Four-digit code or its first two digits, "" for any.
        risk, source: Codes, "" for any.
        village_id, household_id, owner_id, committee_id: None for any.
        unlinked: Only disputes with a party that is neither linked nor marked an outsider.
        text: Part of number, file number, title, place or a party's name.
        ids: Only these.
    """

    since: date | None = None
    until: date | None = None
    states: tuple[DisputeState, ...] = ()
    open: bool = False
    overdue: bool = False
    amber: bool = False
    owed_follow_up: bool = False
    category: str = ""
    risk: str = ""
    source: str = ""
    village_id: int | None = None
    household_id: int | None = None
    owner_id: int | None = None
    committee_id: int | None = None
    unlinked: bool = False
    text: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One line of the dispute ledger; labels where a code is stored."""

    id: int
    number: str
    file_number: str
    found_on: date
    place: str
    title: str
    first_side: str
    second_side: str
    category: str
    risk: str
    owner: str
    limit_on: date | None
    light: Light
    days: int | None
    state: DisputeState
    mediated_on: date | None
    settled_on: date | None
    amount: float | None
    unlinked: int


@dataclass(frozen=True, slots=True)
class Party:
    """A party as typed and stored.

    Attributes:
        id: Key, None for one just typed.
        side: 甲方 or 乙方.
        name: Name; the linked resident's when ``resident_id`` is given.
        values: ``terms.dispute.PARTY_FIELDS`` name to value; of a linked resident what the
            register says, unless typed over.
        version: Row version of a stored one.
    """

    id: int | None
    side: Side
    name: str
    resident_id: int | None = None
    household_id: int | None = None
    household: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A 调查记录; ``values`` of INQUIRY_FIELDS."""

    id: int | None
    version: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Mediation:
    """One session; ``values`` of MEDIATION_FIELDS but the outcome."""

    id: int | None
    version: int
    outcome: MediationOutcome
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A written or oral agreement; ``values`` of AGREEMENT_FIELDS but the form."""

    id: int | None
    version: int
    form: AgreementForm
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A 回访; ``values`` of FOLLOW_UP_FIELDS."""

    id: int | None
    version: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class DisputeStep:
    """A line of a dispute's record."""

    id: int
    kind: DisputeStepKind
    on: date
    by: str
    state: DisputeState
    old_limit: date | None
    new_limit: date | None
    approved_by: str
    note: str


@dataclass(frozen=True, slots=True)
class DisputeDetail:
    """Everything about one dispute; ``values`` of ``terms.dispute.DISPUTE_FIELDS``."""

    id: int
    version: int
    number: str
    code: str
    file_number: str
    state: DisputeState
    village_id: int | None
    village: str
    group_id: int | None
    group: str
    committee_id: int | None
    committee: str
    owner_id: int | None
    owner: str
    reopened: int
    values: Mapping[str, Value]
    parties: tuple[Party, ...]
    inquiries: tuple[Inquiry, ...]
    mediations: tuple[Mediation, ...]
    agreements: tuple[Agreement, ...]
    follow_ups: tuple[FollowUp, ...]
    steps: tuple[DisputeStep, ...]
    pauses: tuple[MatterPause, ...]
    concern_ids: tuple[int, ...]
    limit_today: date | None
    light: Light
    confirm_until: date | None


@dataclass(frozen=True, slots=True)
class DisputeDraft:
    """What was typed about a dispute; the parties are given whole.

    Attributes:
        seen_parties: Keys of the parties the editor read, so that one another desk added
            meanwhile is not taken for removed; None takes any other for removed.
    """

    id: int | None
    version: int
    values: Mapping[str, Value] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()
    village_id: int | None = None
    group_id: int | None = None
    committee_id: int | None = None
    owner: str = ""
    owner_id: int | None = None
    seen_parties: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class EarlierMatter:
    """A matter that came up before between the same families, about the same plot or place.

    Attributes:
        why: ``同两户``, ``同一地块``, ``同一地点``.
    """

    dispute_id: int
    number: str
    title: str
    found_on: date
    state: DisputeState
    why: str


@dataclass(frozen=True, slots=True)
class PaperLamp:
    """Whether a paper of the dossier is there.

    Attributes:
        kind: Which.
        required: 必须 (True) or 按需.
        present: Whether the record or an attachment gives it.
        missing: What to do about it, "" when nothing.
        part: Session, inquiry, agreement or follow-up it is of, 0 for the ones that stand once.
        lacks: In a word, what is missing where it is not the paper itself.
    """

    kind: PaperKind
    required: bool
    present: bool
    missing: str
    part: int = 0
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Committee:
    """A 人民调解委员会."""

    id: int | None
    version: int
    area_id: int
    area: str
    name: str
    word: str
    chair: str = ""
    members: str = ""
    phone: str = ""
    term_until: date | None = None
