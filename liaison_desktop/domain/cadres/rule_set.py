"""Rule sets (规则方案): who must do how much of what in which period (domain.md 1.15)."""

from dataclasses import dataclass
from datetime import date

PAIRED_HOUSEHOLDS = "paired_households"

# Identifier of what a rule measures to the office's word.
INDICATOR_LABELS = {
    PAIRED_HOUSEHOLDS: "联户",
    "paired_villages": "联村",
    "paired_students": "联学生",
    "paired_projects": "联项目",
    "paired_members": "结对党员",
    "paired_villagers": "结对群众",
    "paired_poor_members": "结对困难党员",
    "paired_poor_villagers": "结对困难群众",
    "village_stay": "住村",
    "research": "调研",
    "home_visits": "入户走访",
    "talk_meetings": "下访恳谈",
    "talk_households": "恳谈户数",
    "single_talks": "个别访谈",
    "deeds": "实事",
    "duty": "值班",
    "joint_activities": "集中活动",
    "patrols": "巡查",
    "briefings": "碰头会",
    "party_lessons": "党课",
    "model_households": "示范户",
    "analysis_meetings": "民情分析联席会",
    "key_households": "重点户必访",
}
COMPARISONS = {"=": "等于", ">=": "不少于", "<=": "不多于"}
PERIOD_LABELS = {
    "": "长期",
    "week": "每周",
    "month": "每月",
    "quarter": "每季",
    "half_year": "每半年",
    "year": "每年",
    "campaign": "活动期",
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule.

    Attributes:
        indicator: Key of ``INDICATOR_LABELS``.
        applies_to: Class of rank or post in the office's words, "" for everybody.
        comparison: ``=``, ``>=`` or ``<=``.
        value: The figure.
        unit: Its measure word, e.g. 户, 天.
        period: Key of ``PERIOD_LABELS``.
        counting: 计数口径 or a remark, "" if none.
    """

    indicator: str
    applies_to: str
    comparison: str
    value: float
    unit: str
    period: str
    counting: str = ""


@dataclass(frozen=True, slots=True)
class ShippedRuleSet:
    """A rule set that ships as a choice.

    Attributes:
        key: Identifier in ``resources/rule_sets.json``.
        name: Its name.
        source: Where it comes from.
        rules: Its lines.
    """

    key: str
    name: str
    source: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class RuleSetRow:
    """A rule set this station has adopted."""

    id: int
    version: int
    name: str
    source: str
    since: date | None
    until: date | None
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class QuotaGap:
    """How a cadre stands against what is asked (R21).

    Attributes:
        cadre_id, cadre, unit, rank: The cadre; rank as shown.
        quota: 应联系户数; from himself, else from the rule set.
        comparison: ``=``, ``>=`` or ``<=``.
        households: What he has.
        gap: Households missing (positive) or too many (negative), 0 when right.
        source: Name of the rule set, "" when the quota is his own.
    """

    cadre_id: int
    cadre: str
    unit: str
    rank: str
    quota: int
    comparison: str
    households: int
    gap: int
    source: str = ""
