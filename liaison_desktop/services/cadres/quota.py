"""How many households a cadre should have: his own quota, else the adopted rule set's.

Sources: domain.md R21-R24, 1.15. A rule speaks of a class of rank (科级以上) or of a rank
itself; the class of a rank is data of the code list ``rank``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, func, literal, null, or_, select
from sqlalchemy.orm import Session

from liaison_desktop import paths
from liaison_desktop.domain.cadres.rule_set import PAIRED_HOUSEHOLDS
from liaison_desktop.domain.codes import code_list
from liaison_desktop.models.tables import table


@dataclass(frozen=True, slots=True)
class RankQuota:
    """What a rule set asks of one rank."""

    value: int
    comparison: str
    rule_set: str


def quotas_by_rank(
    session: Session, day: date, indicator: str = PAIRED_HOUSEHOLDS
) -> dict[str, RankQuota]:
    """Return the quota of each stored value of 职级 under the rule sets in force.

    The newest rule set in force wins; within it a rule for the rank itself comes before
    one for its class, and that before one for everybody (key "").
    """
    rule, rule_set = table("rule"), table("rule_set")
    statement = (
        select(rule_set.c.name, rule.c.applies_to, rule.c.comparison, rule.c.value)
        .join(rule_set, rule_set.c.id == rule.c.rule_set_id)
        .where(
            rule.c.indicator == indicator,
            or_(rule_set.c.since.is_(None), rule_set.c.since <= day),
            or_(rule_set.c.until.is_(None), rule_set.c.until >= day),
        )
        .order_by(rule_set.c.id, rule.c.id)
    )
    by_set: dict[str, dict[str, RankQuota]] = {}
    for name, applies_to, comparison, value in session.execute(statement):
        by_set.setdefault(name, {})[applies_to] = RankQuota(int(value), comparison, name)
    known: dict[str, RankQuota] = {}
    for rules in by_set.values():
        known |= _resolved(rules)
    return known


def _resolved(rules: dict[str, RankQuota]) -> dict[str, RankQuota]:
    """Spread rules for classes over the ranks of the classes."""
    ranks = code_list("rank")
    by_class: dict[str, RankQuota] = {}
    for word, quota in rules.items():
        for name in (ranks.label_of(ranks.value_of(word)), *wordings().get(word, ())):
            by_class.setdefault(name, quota)
    by_class |= rules
    found = {"": rules[""]} if "" in rules else {}
    for code, label in ranks.items:
        asked = (label, _wider(label), ranks.group_of(code), "")
        quota_of = next((by_class[name] for name in asked if name in by_class), None)
        if quota_of is not None:
            found[code] = quota_of
    for word, quota in rules.items():
        if word:
            found.setdefault(ranks.value_of(word), quota)
    return found


def _wider(label: str) -> str:
    """Return 县处级 for 县处级正职: a rule for the level serves both."""
    return label.removesuffix("正职").removesuffix("副职")


@cache
def wordings() -> Mapping[str, tuple[str, ...]]:
    """Return what a rule set's own words for ranks mean in the code list ``rank``."""
    data = json.loads(paths.resource("rule_sets.json").read_text(encoding="utf-8"))
    return {word: tuple(names) for word, names in data["classes"].items()}


def quota_column(by_rank: dict[str, RankQuota]) -> ColumnElement[int | None]:
    """Say in SQL what a cadre's quota is, NULL when nothing says so."""
    cadre = table("cadre").c
    own: ColumnElement[Any] = cadre.quota
    if not by_rank:
        return own
    everybody = by_rank.get("")
    rest = literal(everybody.value) if everybody else cast(null(), Integer)
    ranks = {rank: quota.value for rank, quota in by_rank.items() if rank}
    return func.coalesce(own, case(ranks, value=cadre.rank, else_=rest) if ranks else rest)
