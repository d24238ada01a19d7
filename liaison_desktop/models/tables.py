"""Every table of the store, so that ``Base.metadata`` is complete once this is imported."""

from sqlalchemy import Table

from liaison_desktop.models.base import Base, Journaled
from liaison_desktop.models.cadres.cadre import Cadre, Team, Unit
from liaison_desktop.models.cadres.pairing import Pairing
from liaison_desktop.models.cadres.rule_set import Rule, RuleSet
from liaison_desktop.models.figures.closed_period import ClosedPaper, ClosedPeriod
from liaison_desktop.models.figures.own_indicator import OwnIndicator, PinnedQuestion
from liaison_desktop.models.figures.reporting import FormMapping, OwedReport, SentReport
from liaison_desktop.models.figures.summary import SignedFinding, Summary, SummaryTemplate
from liaison_desktop.models.matters.attachment import Attachment
from liaison_desktop.models.matters.calendar_day import CalendarDay
from liaison_desktop.models.matters.concern import (
    Concern,
    ConcernPause,
    ConcernStep,
    PublicNotice,
    PublicNoticeLine,
)
from liaison_desktop.models.matters.dispute import (
    Agreement,
    Dispute,
    DisputePause,
    DisputeStep,
    DossierText,
    FollowUp,
    Inquiry,
    Mediation,
    MediationCommittee,
    Party,
    ZeroReport,
)
from liaison_desktop.models.matters.reporting import ReportingClass
from liaison_desktop.models.matters.visit import (
    Diary,
    VillageStay,
    Visit,
    VisitCadre,
    VisitHousehold,
    VisitSheet,
    VisitSheetHousehold,
)
from liaison_desktop.models.register.area import Area, Station
from liaison_desktop.models.register.contact_card import CardEvent, ContactCard
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.models.system.desk_state import Counter, FormDraft, Setting
from liaison_desktop.models.system.journal import Change, Desk, Operation

DOMAIN_CLASSES: tuple[type[Journaled], ...] = (
    Area,
    Station,
    Unit,
    Team,
    Cadre,
    Household,
    Resident,
    Pairing,
    ContactCard,
    CardEvent,
    RuleSet,
    Rule,
    VisitSheet,
    VisitSheetHousehold,
    Visit,
    VisitHousehold,
    VisitCadre,
    VillageStay,
    Diary,
    MediationCommittee,
    Dispute,
    Party,
    Inquiry,
    Mediation,
    Agreement,
    FollowUp,
    DisputeStep,
    DisputePause,
    DossierText,
    ZeroReport,
    Concern,
    ConcernStep,
    ConcernPause,
    PublicNotice,
    PublicNoticeLine,
    Attachment,
    CalendarDay,
    ReportingClass,
    OwnIndicator,
    PinnedQuestion,
    Summary,
    SummaryTemplate,
    SignedFinding,
    ClosedPeriod,
    ClosedPaper,
    OwedReport,
    SentReport,
    FormMapping,
)
UPKEEP_CLASSES: tuple[type[Base], ...] = (Desk, Operation, Change, Setting, Counter, FormDraft)

metadata = Base.metadata


def table(name: str) -> Table:
    """Return the table of that name.

    Raises:
        KeyError: When there is none.
    """
    return metadata.tables[name]


def domain_tables() -> tuple[Table, ...]:
    """Return the journaled tables, parents before children."""
    names = {str(getattr(cls, "__tablename__")) for cls in DOMAIN_CLASSES}  # noqa: B009
    return tuple(t for t in metadata.sorted_tables if t.name in names)
