"""What a figure is limited to, and by what it is divided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.indicator import Figure, Indicator
from liaison_desktop.domain.figures.period import Period


class Dimension(Enum):
    """By what a figure can be limited or divided; which of them fit depends on the indicator."""

    VILLAGE = "village"
    GROUP = "group"
    UNIT = "unit"
    TEAM = "team"
    CADRE = "cadre"
    CATEGORY = "category"  # class of the ledger; of disputes the judicial report classes
    SICHUAN = "sichuan"  # of disputes: the nineteen classes of domain.md 6.2
    SOURCE = (
        "source"  # of disputes, grouped 主动/申请/委托移送 (domain.md 5.5); of concerns the channel
    )
    RISK = "risk"
    SCALE = "scale"
    PEOPLE = "people"  # of disputes: how many they concern, in the bands of domain.md 6.2
    LEVEL = "level"  # 办理层级 of concerns; of disputes the level of their committee's area
    WAY = "way"  # of visits, cards, agreements
    STATE = "state"
    GRADE = "grade"  # satisfaction
    MONTH = "month"


DIMENSION_LABELS = {
    Dimension.VILLAGE: "村",
    Dimension.GROUP: "村民小组",
    Dimension.UNIT: "单位",
    Dimension.TEAM: "责任小组",
    Dimension.CADRE: "干部",
    Dimension.CATEGORY: "类别",
    Dimension.SICHUAN: "综治月报类别",
    Dimension.SOURCE: "来源",
    Dimension.RISK: "风险等级",
    Dimension.SCALE: "规模",
    Dimension.PEOPLE: "涉及人数",
    Dimension.LEVEL: "办理层级",
    Dimension.WAY: "方式",
    Dimension.STATE: "状态",
    Dimension.GRADE: "满意度",
    Dimension.MONTH: "月份",
}


@dataclass(frozen=True, slots=True)
class ScopePart:
    """One limit.

    Attributes:
        dimension: By what.
        value: Key of an area, unit, team or cadre as text; a code or class by its own word;
            "" for records that name none (未填).
        label: What people call it.
    """

    dimension: Dimension
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Every limit of a figure; all hold at once."""

    parts: tuple[ScopePart, ...] = ()

    @property
    def label(self) -> str:
        """The limits in words, "" for the whole station."""
        return "·".join(part.label for part in self.parts)


EVERYWHERE = Scope()


def within(scope: Scope, *parts: ScopePart) -> Scope:
    """Return a scope limited further; a limit it has already is not repeated."""
    return Scope((*scope.parts, *(part for part in parts if part not in scope.parts)))


def scope_data(scope: Scope) -> list[dict[str, str]]:
    """Return a scope as plain values for JSON."""
    return [
        {"by": part.dimension.value, "value": part.value, "label": part.label}
        for part in scope.parts
    ]


def scope_of(data: Sequence[Mapping[str, str]]) -> Scope:
    """Return the scope that ``scope_data`` wrote down.

    Raises:
        KeyError: When a part is not whole.
        ValueError: When it names no dimension.
    """
    return Scope(tuple(ScopePart(Dimension(one["by"]), one["value"], one["label"]) for one in data))


@dataclass(frozen=True, slots=True)
class DividedPart:
    """One part of a divided figure."""

    part: ScopePart
    figure: Figure


@dataclass(frozen=True, slots=True)
class Divided:
    """A figure by village, class, month and so on.

    Attributes:
        indicator, period, scope: What was asked.
        by: By what it is divided.
        parts: In the office's order (villages as in the register, classes as in their list with
            其他 last, months in time, people by pinyin); records that name none come last as 未填.
        total: The figure undivided.
        overlapping: Whether one record may stand in several parts (a visit of two cadres), so
            that the parts need not sum to the total.
    """

    indicator: Indicator
    period: Period
    scope: Scope
    by: Dimension
    parts: tuple[DividedPart, ...]
    total: Figure
    overlapping: bool = False
