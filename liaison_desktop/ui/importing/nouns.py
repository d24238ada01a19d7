"""The kinds of workbook the wizard takes in, in words, fields and services."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_desktop.domain.terms import cadre, household, resident
from liaison_desktop.domain.terms.concern_list import CONCERN_COLUMNS
from liaison_desktop.domain.terms.dispute_list import DISPUTE_COLUMNS
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.domain.terms.visit_list import VISIT_COLUMNS
from liaison_desktop.ui.page import CADRES, CONCERNS, DISPUTES, HOUSEHOLDS, VISITS, Destination

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office
    from liaison_desktop.services.system.workbook_import import WorkbookImport

PAIRINGS = "pairings"
Corrections = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of workbook.

    Attributes:
        key: ``households``, ``cadres``, ``pairings``, ``concerns`` …
        caption: What people call the file.
        hint: Which columns it has.
        service: Name of the import service of the office.
        place: Where what was imported is looked at.
        asks_village: Whether rows may lack a village.
        targets: ``(target, words)`` a column can be understood as.
        asks_since: Whether a day may be named from which its records hold; the rows of a
            ledger have days of their own.
    """

    key: str
    caption: str
    hint: str
    service: str
    place: Destination
    asks_village: bool
    targets: tuple[tuple[str, str], ...]
    asks_since: bool = True

    def importer(self, office: "Office") -> "WorkbookImport[Any, Any]":
        """Return the service of an office."""
        service: WorkbookImport[Any, Any] = getattr(office, self.service)
        return service


def _targets(owner: str, words: str, fields: tuple[Field, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{owner}.{field.name}", f"{words}·{field.label}") for field in fields)


NOUNS: tuple[Noun, ...] = (
    Noun(
        HOUSEHOLDS,
        "农户花名册",
        "一人一行或一户一行都可以；有姓名、与户主关系、身份证号等列即可",
        "household_import",
        Destination(HOUSEHOLDS),
        asks_village=True,
        targets=(
            *_targets("household", "农户", household.KEY_FIELDS),
            *_targets("resident", "成员", (*resident.KEY_FIELDS, *resident.FIELDS)),
            *_targets("household", "农户", household.FIELDS),
        ),
    ),
    Noun(
        CADRES,
        "干部名册",
        "有姓名、单位、职务、联系电话等列",
        "cadre_import",
        Destination(CADRES),
        asks_village=False,
        targets=_targets("cadre", "干部", cadre.CADRE_FIELDS),
    ),
    Noun(
        VISITS,
        "走访登记表",
        "有走访日期、走访干部、走访对象（户主或户编号）、走访方式、反映的问题等列",
        "visit_import",
        Destination(VISITS),
        asks_village=True,
        targets=_targets("visit", "走访", VISIT_COLUMNS),
        asks_since=False,
    ),
    Noun(
        CONCERNS,
        "民情台账",
        "有申请人（反映人）、申办事项（内容）、责任人、登记日期、办理情况等列",
        "concern_import",
        Destination(CONCERNS),
        asks_village=True,
        targets=_targets("concern", "民情", CONCERN_COLUMNS),
        asks_since=False,
    ),
    Noun(
        DISPUTES,
        "矛盾纠纷台账",
        "有排查日期、双方当事人、纠纷类别、基本情况、调解结果等列",
        "dispute_import",
        Destination(DISPUTES),
        asks_village=True,
        targets=_targets("dispute", "纠纷", DISPUTE_COLUMNS),
        asks_since=False,
    ),
    Noun(
        PAIRINGS,
        "结对安排表",
        "有干部姓名和联系户（户主姓名或户编号）等列",
        "pairing_import",
        Destination(CADRES, view="pairing"),
        asks_village=True,
        targets=_targets("pairing", "结对", cadre.PAIRING_FIELDS),
    ),
)
NOUN_OF: Mapping[str, Noun] = {noun.key: noun for noun in NOUNS}
COUNTED: Mapping[str, tuple[str, str]] = {
    "households": ("农户", "户"),
    "residents": ("成员", "人"),
    "cadres": ("干部", "人"),
    "pairings": ("结对", "户"),
    "visits": ("走访", "次"),
    "concerns": ("民情事项", "件"),
    "disputes": ("矛盾纠纷", "件"),
}
"""Noun of a count to its words and its measure word."""


def guessed_noun(path: Path, otherwise: str = HOUSEHOLDS) -> str:
    """Return the kind a file's name speaks of, ``otherwise`` when it does not say."""
    name = path.name
    if any(word in name for word in ("走访", "入户", "家访")) and "台账" not in name:
        return VISITS
    if "纠纷" in name or "调解" in name:
        return DISPUTES
    if any(word in name for word in ("民情台账", "民情事项", "来访", "接访")):
        return CONCERNS
    if "结对" in name or "安排" in name:
        return PAIRINGS
    if "干部" in name or "挂钩" in name:
        return CADRES
    return HOUSEHOLDS if "农户" in name or "花名册" in name else otherwise
