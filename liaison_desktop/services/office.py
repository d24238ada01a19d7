"""The office: one open store with every service, each made when first asked for."""

import importlib
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from sqlalchemy.exc import ArgumentError

from liaison_desktop.domain.errors import StoreError, UsageError
from liaison_desktop.models.store import open_store
from liaison_desktop.services.context import Context

if TYPE_CHECKING:
    from liaison_desktop.services.cadres.cadre_import import CadreImport
    from liaison_desktop.services.cadres.cadres import Cadres
    from liaison_desktop.services.cadres.coverage import CoverageReport
    from liaison_desktop.services.cadres.pairing_import import PairingImport
    from liaison_desktop.services.cadres.pairing_proposal import PairingProposals
    from liaison_desktop.services.cadres.pairings import Pairings
    from liaison_desktop.services.cadres.rule_sets import RuleSets
    from liaison_desktop.services.figures.archive import Archive
    from liaison_desktop.services.figures.charts import Charts
    from liaison_desktop.services.figures.closings import Closings
    from liaison_desktop.services.figures.dispute_forms import DisputeForms
    from liaison_desktop.services.figures.figures import Figures
    from liaison_desktop.services.figures.form_filling import FormFilling
    from liaison_desktop.services.figures.late_entries import LateEntries
    from liaison_desktop.services.figures.owed_reports import OwedReports
    from liaison_desktop.services.figures.own_indicators import OwnIndicators
    from liaison_desktop.services.figures.proofs import Proofs
    from liaison_desktop.services.figures.questions import Questions
    from liaison_desktop.services.figures.summaries import Summaries
    from liaison_desktop.services.matters.agenda import Agenda
    from liaison_desktop.services.matters.attachments import Attachments
    from liaison_desktop.services.matters.committees import Committees
    from liaison_desktop.services.matters.concern_import import ConcernImport
    from liaison_desktop.services.matters.concern_papers import ConcernPapers
    from liaison_desktop.services.matters.concerns import Concerns
    from liaison_desktop.services.matters.diaries import Diaries
    from liaison_desktop.services.matters.dispute_import import DisputeImport
    from liaison_desktop.services.matters.dispute_papers import DisputePapers
    from liaison_desktop.services.matters.disputes import Disputes
    from liaison_desktop.services.matters.dossiers import Dossiers
    from liaison_desktop.services.matters.notices import Notices
    from liaison_desktop.services.matters.receipts import Receipts
    from liaison_desktop.services.matters.reporting_classes import ReportingClasses
    from liaison_desktop.services.matters.village_stays import VillageStays
    from liaison_desktop.services.matters.visit_import import VisitImport
    from liaison_desktop.services.matters.visit_sheets import VisitSheets
    from liaison_desktop.services.matters.visits import Visits
    from liaison_desktop.services.matters.working_days import WorkingDays
    from liaison_desktop.services.matters.zero_reports import ZeroReports
    from liaison_desktop.services.register.areas import Areas
    from liaison_desktop.services.register.contact_cards import ContactCards
    from liaison_desktop.services.register.forms import Forms
    from liaison_desktop.services.register.household_import import HouseholdImport
    from liaison_desktop.services.register.households import Households
    from liaison_desktop.services.system.check import Check
    from liaison_desktop.services.system.disclosures import Disclosures
    from liaison_desktop.services.system.drafts import Drafts
    from liaison_desktop.services.system.export import Exports
    from liaison_desktop.services.system.history import History
    from liaison_desktop.services.system.search import Search
    from liaison_desktop.services.system.undo import Undo

MadeT = TypeVar("MadeT")
DEFAULT_ACTOR = "工作人员"
_SHARED_DRIVER = "psycopg"  # an extra: most desks have no shared database


class Service(cached_property[MadeT]):
    """A service of an office, imported and made when it is first asked for."""

    def __init__(self, module: str, name: str, *others: str) -> None:
        """Name a service.

        Args:
            module: Its module below ``liaison_desktop.services``.
            name: Its class.
            others: Services of the same office it is made of.
        """

        def make(office: "Office") -> MadeT:
            made = getattr(importlib.import_module(f"liaison_desktop.services.{module}"), name)
            return cast("MadeT", made(office.context, *(getattr(office, one) for one in others)))

        super().__init__(make)


class Office:
    """Every service of one open store.

    A service is imported when it is first used: the history of a store must not wait
    for the PDF library, nor a list for the pinyin tables.

    Attributes:
        context: What the services share.
        data: The data folder.
    """

    areas: "Service[Areas]" = Service("register.areas", "Areas")
    """区划与工作站."""
    households: "Service[Households]" = Service("register.households", "Households")
    """农户."""
    household_import: "Service[HouseholdImport]" = Service(
        "register.household_import", "HouseholdImport"
    )
    """农户花名册导入."""
    cadres: "Service[Cadres]" = Service("cadres.cadres", "Cadres")
    """干部."""
    cadre_import: "Service[CadreImport]" = Service("cadres.cadre_import", "CadreImport")
    """干部名册导入."""
    pairings: "Service[Pairings]" = Service("cadres.pairings", "Pairings")
    """结对联户."""
    proposals: "Service[PairingProposals]" = Service("cadres.pairing_proposal", "PairingProposals")
    """结对方案建议."""
    rule_sets: "Service[RuleSets]" = Service("cadres.rule_sets", "RuleSets")
    """规则方案."""
    pairing_import: "Service[PairingImport]" = Service("cadres.pairing_import", "PairingImport")
    """结对安排表导入."""
    coverage: "Service[CoverageReport]" = Service("cadres.coverage", "CoverageReport")
    """两个全覆盖."""
    cards: "Service[ContactCards]" = Service("register.contact_cards", "ContactCards")
    """民情联系卡."""
    forms: "Service[Forms]" = Service("register.forms", "Forms")
    """民情登记卡."""
    visits: "Service[Visits]" = Service("matters.visits", "Visits")
    """走访."""
    visit_sheets: "Service[VisitSheets]" = Service("matters.visit_sheets", "VisitSheets")
    """走访单."""
    village_stays: "Service[VillageStays]" = Service("matters.village_stays", "VillageStays")
    """住村."""
    diaries: "Service[Diaries]" = Service("matters.diaries", "Diaries")
    """民情日记."""
    visit_import: "Service[VisitImport]" = Service("matters.visit_import", "VisitImport")
    """走访登记表导入."""
    attachments: "Service[Attachments]" = Service("matters.attachments", "Attachments")
    """附件."""
    concerns: "Service[Concerns]" = Service("matters.concerns", "Concerns")
    """民情台账."""
    concern_papers: "Service[ConcernPapers]" = Service("matters.concern_papers", "ConcernPapers")
    """办理申请单和民情台账的打印."""
    concern_import: "Service[ConcernImport]" = Service("matters.concern_import", "ConcernImport")
    """民情台账导入."""
    notices: "Service[Notices]" = Service("matters.notices", "Notices")
    """公示、通报和月末梳理."""
    receipts: "Service[Receipts]" = Service("matters.receipts", "Receipts")
    """回执."""
    calendar: "Service[WorkingDays]" = Service("matters.working_days", "WorkingDays")
    """工作日历."""
    disputes: "Service[Disputes]" = Service("matters.disputes", "Disputes")
    """矛盾纠纷."""
    dispute_import: "Service[DisputeImport]" = Service("matters.dispute_import", "DisputeImport")
    """矛盾纠纷台账导入."""
    dispute_papers: "Service[DisputePapers]" = Service("matters.dispute_papers", "DisputePapers")
    """矛盾纠纷台账打印."""
    zero_reports: "Service[ZeroReports]" = Service("matters.zero_reports", "ZeroReports")
    """零报告."""
    reporting_classes: "Service[ReportingClasses]" = Service(
        "matters.reporting_classes", "ReportingClasses"
    )
    """纠纷统计归类."""
    dossiers: "Service[Dossiers]" = Service("matters.dossiers", "Dossiers")
    """人民调解卷宗."""
    agenda: "Service[Agenda]" = Service("matters.agenda", "Agenda")
    """今日待办和农户时间轴."""
    committees: "Service[Committees]" = Service("matters.committees", "Committees")
    """人民调解委员会."""
    search: "Service[Search]" = Service("system.search", "Search")
    """One search for everything."""
    history: "Service[History]" = Service("system.history", "History")
    """操作日志."""
    undo: "Service[Undo]" = Service("system.undo", "Undo")
    """撤销."""
    check: "Service[Check]" = Service("system.check", "Check")
    """数据核对."""
    figures: "Service[Figures]" = Service("figures.figures", "Figures")
    """统计指标."""
    own_indicators: "Service[OwnIndicators]" = Service("figures.own_indicators", "OwnIndicators")
    """自定指标."""
    questions: "Service[Questions]" = Service("figures.questions", "Questions")
    """领导问数."""
    charts: "Service[Charts]" = Service("figures.charts", "Charts")
    """统计图表."""
    summaries: "Service[Summaries]" = Service("figures.summaries", "Summaries")
    """总结报告."""
    proofs: "Service[Proofs]" = Service("figures.proofs", "Proofs")
    """口径检查."""
    closings: "Service[Closings]" = Service("figures.closings", "Closings", "proofs")
    """封账."""
    late_entries: "Service[LateEntries]" = Service("figures.late_entries", "LateEntries")
    """补录的记录."""
    owed_reports: "Service[OwedReports]" = Service("figures.owed_reports", "OwedReports")
    """应报材料."""
    archive: "Service[Archive]" = Service("figures.archive", "Archive")
    """归档目录."""
    dispute_forms: "Service[DisputeForms]" = Service("figures.dispute_forms", "DisputeForms")
    """统计表和简报."""
    form_filling: "Service[FormFilling]" = Service("figures.form_filling", "FormFilling")
    """填表机."""
    exports: "Service[Exports]" = Service("system.export", "Exports")
    """导出."""
    disclosures: "Service[Disclosures]" = Service("system.disclosures", "Disclosures")
    """个人信息完整输出的登记."""
    drafts: "Service[Drafts]" = Service("system.drafts", "Drafts")
    """未完成的表单."""

    def __init__(self, context: Context, data: Path) -> None:
        self.context = context
        self.data = data

    def close(self) -> None:
        """Let go of the store."""
        self.context.store.close()

    def __enter__(self) -> Self:
        """Use the office in a ``with`` block, which closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the office."""
        self.close()


def open_office(
    data: Path,
    database: str = "",
    *,
    actor: str = DEFAULT_ACTOR,
    create: bool = False,
    today: Callable[[], date] = date.today,
) -> Office:
    """Open the store of a data folder, or a shared database, with its services.

    Args:
        data: The data folder.
        database: An SQLAlchemy URL of a shared PostgreSQL; "" for the SQLite file.
        actor: Name of the person at the desk, for the journal.
        create: Make the store when there is none.
        today: The day it is.

    Raises:
        StoreError: When the store is missing, locked, newer or damaged, or what reaches a
            shared one is not installed.
        UsageError: When the URL names no database.
    """
    try:
        store = open_store(data, database, create=create)
    except (ArgumentError, ModuleNotFoundError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name == _SHARED_DRIVER:
            raise StoreError(
                "本机没有安装连接共享数据库的组件 psycopg，请照安装说明装好后再打开。"
            ) from error
        raise UsageError("数据库地址无法识别，请写成 postgresql+psycopg://主机/库名。") from error
    return Office(Context(store, actor, today, data), data)
