"""The office: one open store with every service, each made when first asked for."""

import importlib
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

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

DEFAULT_ACTOR = "工作人员"
_SHARED_DRIVER = "psycopg"  # an extra: most desks have no shared database


class Office:
    """Every service of one open store.

    A service is imported when it is first used: the history of a store must not wait
    for the PDF library, nor a list for the pinyin tables.

    Attributes:
        context: What the services share.
        data: The data folder.
    """

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

    @cached_property
    def areas(self) -> "Areas":
        """区划与工作站."""
        return cast("Areas", self._service("register.areas", "Areas"))

    @cached_property
    def households(self) -> "Households":
        """农户."""
        return cast("Households", self._service("register.households", "Households"))

    @cached_property
    def household_import(self) -> "HouseholdImport":
        """农户花名册导入."""
        return cast(
            "HouseholdImport", self._service("register.household_import", "HouseholdImport")
        )

    @cached_property
    def cadres(self) -> "Cadres":
        """干部."""
        return cast("Cadres", self._service("cadres.cadres", "Cadres"))

    @cached_property
    def cadre_import(self) -> "CadreImport":
        """干部名册导入."""
        return cast("CadreImport", self._service("cadres.cadre_import", "CadreImport"))

    @cached_property
    def pairings(self) -> "Pairings":
        """结对联户."""
        return cast("Pairings", self._service("cadres.pairings", "Pairings"))

    @cached_property
    def proposals(self) -> "PairingProposals":
        """结对方案建议."""
        return cast(
            "PairingProposals", self._service("cadres.pairing_proposal", "PairingProposals")
        )

    @cached_property
    def rule_sets(self) -> "RuleSets":
        """规则方案."""
        return cast("RuleSets", self._service("cadres.rule_sets", "RuleSets"))

    @cached_property
    def pairing_import(self) -> "PairingImport":
        """结对安排表导入."""
        return cast("PairingImport", self._service("cadres.pairing_import", "PairingImport"))

    @cached_property
    def coverage(self) -> "CoverageReport":
        """两个全覆盖."""
        return cast("CoverageReport", self._service("cadres.coverage", "CoverageReport"))

    @cached_property
    def cards(self) -> "ContactCards":
        """民情联系卡."""
        return cast("ContactCards", self._service("register.contact_cards", "ContactCards"))

    @cached_property
    def forms(self) -> "Forms":
        """民情登记卡."""
        return cast("Forms", self._service("register.forms", "Forms"))

    @cached_property
    def visits(self) -> "Visits":
        """走访."""
        return cast("Visits", self._service("matters.visits", "Visits"))

    @cached_property
    def visit_sheets(self) -> "VisitSheets":
        """走访单."""
        return cast("VisitSheets", self._service("matters.visit_sheets", "VisitSheets"))

    @cached_property
    def village_stays(self) -> "VillageStays":
        """住村."""
        return cast("VillageStays", self._service("matters.village_stays", "VillageStays"))

    @cached_property
    def diaries(self) -> "Diaries":
        """民情日记."""
        return cast("Diaries", self._service("matters.diaries", "Diaries"))

    @cached_property
    def visit_import(self) -> "VisitImport":
        """走访登记表导入."""
        return cast("VisitImport", self._service("matters.visit_import", "VisitImport"))

    @cached_property
    def attachments(self) -> "Attachments":
        """附件."""
        return cast("Attachments", self._service("matters.attachments", "Attachments"))

    @cached_property
    def concerns(self) -> "Concerns":
        """民情台账."""
        return cast("Concerns", self._service("matters.concerns", "Concerns"))

    @cached_property
    def concern_papers(self) -> "ConcernPapers":
        """办理申请单和民情台账的打印."""
        return cast("ConcernPapers", self._service("matters.concern_papers", "ConcernPapers"))

    @cached_property
    def concern_import(self) -> "ConcernImport":
        """民情台账导入."""
        return cast("ConcernImport", self._service("matters.concern_import", "ConcernImport"))

    @cached_property
    def notices(self) -> "Notices":
        """公示、通报和月末梳理."""
        return cast("Notices", self._service("matters.notices", "Notices"))

    @cached_property
    def receipts(self) -> "Receipts":
        """回执."""
        return cast("Receipts", self._service("matters.receipts", "Receipts"))

    @cached_property
    def calendar(self) -> "WorkingDays":
        """工作日历."""
        return cast("WorkingDays", self._service("matters.working_days", "WorkingDays"))

    @cached_property
    def disputes(self) -> "Disputes":
        """矛盾纠纷."""
        return cast("Disputes", self._service("matters.disputes", "Disputes"))

    @cached_property
    def dispute_import(self) -> "DisputeImport":
        """矛盾纠纷台账导入."""
        return cast("DisputeImport", self._service("matters.dispute_import", "DisputeImport"))

    @cached_property
    def dispute_papers(self) -> "DisputePapers":
        """矛盾纠纷台账打印."""
        return cast("DisputePapers", self._service("matters.dispute_papers", "DisputePapers"))

    @cached_property
    def zero_reports(self) -> "ZeroReports":
        """零报告."""
        return cast("ZeroReports", self._service("matters.zero_reports", "ZeroReports"))

    @cached_property
    def reporting_classes(self) -> "ReportingClasses":
        """纠纷统计归类."""
        return cast(
            "ReportingClasses", self._service("matters.reporting_classes", "ReportingClasses")
        )

    @cached_property
    def dossiers(self) -> "Dossiers":
        """人民调解卷宗."""
        return cast("Dossiers", self._service("matters.dossiers", "Dossiers"))

    @cached_property
    def agenda(self) -> "Agenda":
        """今日待办和农户时间轴."""
        return cast("Agenda", self._service("matters.agenda", "Agenda"))

    @cached_property
    def committees(self) -> "Committees":
        """人民调解委员会."""
        return cast("Committees", self._service("matters.committees", "Committees"))

    @cached_property
    def search(self) -> "Search":
        """One search for everything."""
        return cast("Search", self._service("system.search", "Search"))

    @cached_property
    def history(self) -> "History":
        """操作日志."""
        return cast("History", self._service("system.history", "History"))

    @cached_property
    def undo(self) -> "Undo":
        """撤销."""
        return cast("Undo", self._service("system.undo", "Undo"))

    @cached_property
    def check(self) -> "Check":
        """数据核对."""
        return cast("Check", self._service("system.check", "Check"))

    @cached_property
    def figures(self) -> "Figures":
        """统计指标."""
        return cast("Figures", self._service("figures.figures", "Figures"))

    @cached_property
    def own_indicators(self) -> "OwnIndicators":
        """自定指标."""
        return cast("OwnIndicators", self._service("figures.own_indicators", "OwnIndicators"))

    @cached_property
    def questions(self) -> "Questions":
        """领导问数."""
        return cast("Questions", self._service("figures.questions", "Questions"))

    @cached_property
    def charts(self) -> "Charts":
        """统计图表."""
        return cast("Charts", self._service("figures.charts", "Charts"))

    @cached_property
    def summaries(self) -> "Summaries":
        """总结报告."""
        return cast("Summaries", self._service("figures.summaries", "Summaries"))

    @cached_property
    def proofs(self) -> "Proofs":
        """口径检查."""
        return cast("Proofs", self._service("figures.proofs", "Proofs"))

    @cached_property
    def closings(self) -> "Closings":
        """封账."""
        return cast("Closings", self._service("figures.closings", "Closings", self.proofs))

    @cached_property
    def late_entries(self) -> "LateEntries":
        """补录的记录."""
        return cast("LateEntries", self._service("figures.late_entries", "LateEntries"))

    @cached_property
    def owed_reports(self) -> "OwedReports":
        """应报材料."""
        return cast("OwedReports", self._service("figures.owed_reports", "OwedReports"))

    @cached_property
    def archive(self) -> "Archive":
        """归档目录."""
        return cast("Archive", self._service("figures.archive", "Archive"))

    @cached_property
    def dispute_forms(self) -> "DisputeForms":
        """统计表和简报."""
        return cast("DisputeForms", self._service("figures.dispute_forms", "DisputeForms"))

    @cached_property
    def form_filling(self) -> "FormFilling":
        """填表机."""
        return cast("FormFilling", self._service("figures.form_filling", "FormFilling"))

    @cached_property
    def exports(self) -> "Exports":
        """导出."""
        return cast("Exports", self._service("system.export", "Exports"))

    @cached_property
    def disclosures(self) -> "Disclosures":
        """个人信息完整输出的登记."""
        return cast("Disclosures", self._service("system.disclosures", "Disclosures"))

    @cached_property
    def drafts(self) -> "Drafts":
        """未完成的表单."""
        return cast("Drafts", self._service("system.drafts", "Drafts"))

    def _service(self, module: str, name: str, *others: object) -> object:
        """Make a service, perhaps of others; the property that asks names its type."""
        found = importlib.import_module(f"liaison_desktop.services.{module}")
        return getattr(found, name)(self.context, *others)


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
