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
    from liaison_desktop.services.figures.figures import Figures
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

    def _service(self, module: str, name: str) -> object:
        """Make a service; the property that asks names its type."""
        found = importlib.import_module(f"liaison_desktop.services.{module}")
        return getattr(found, name)(self.context)


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
    return Office(Context(store, actor, today), data)
