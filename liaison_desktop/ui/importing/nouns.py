"""The three kinds of workbook the wizard takes in, in words, fields and services."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_desktop.domain.terms import cadre, household, resident
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.ui.page import CADRES, HOUSEHOLDS, Destination

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office
    from liaison_desktop.services.system.workbook_import import WorkbookImport

PAIRINGS = "pairings"
Corrections = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of workbook.

    Attributes:
        key: ``households``, ``cadres`` or ``pairings``.
        caption: What people call the file.
        hint: Which columns it has.
        service: Name of the import service of the office.
        place: Where what was imported is looked at.
        asks_village: Whether rows may lack a village.
        targets: ``(target, words)`` a column can be understood as.
    """

    key: str
    caption: str
    hint: str
    service: str
    place: Destination
    asks_village: bool
    targets: tuple[tuple[str, str], ...]

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
}
"""Noun of a count to its words and its measure word."""


def guessed_noun(path: Path, otherwise: str = HOUSEHOLDS) -> str:
    """Return the kind a file's name speaks of, ``otherwise`` when it does not say."""
    name = path.name
    if "结对" in name or "安排" in name:
        return PAIRINGS
    if "干部" in name or "挂钩" in name:
        return CADRES
    return HOUSEHOLDS if "农户" in name or "花名册" in name else otherwise
