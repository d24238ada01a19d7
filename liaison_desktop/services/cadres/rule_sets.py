"""Rule sets (规则方案): the shipped choices, adopting one, and who is short of it.

Rule sets are data (DESIGN 4): ``resources/rule_sets.json`` holds the seventeen sets of
domain.md 1.15; adopting copies one into the store, where it can be given other figures.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select

from liaison_desktop import paths
from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.cadres.rule_set import (
    QuotaGap,
    RuleLine,
    RuleSetRow,
    ShippedRuleSet,
)
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.models.cadres.rule_set import RuleSet
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadres import Cadres
from liaison_desktop.services.cadres.quota import quotas_by_rank
from liaison_desktop.services.context import Context


@cache
def shipped_rule_sets() -> tuple[ShippedRuleSet, ...]:
    """Return the rule sets that ship as choices."""
    data = json.loads(paths.resource("rule_sets.json").read_text(encoding="utf-8"))
    return tuple(
        ShippedRuleSet(
            key=entry["key"],
            name=entry["name"],
            source=entry["source"],
            rules=tuple(RuleLine(**line) for line in entry["rules"]),
        )
        for entry in data["rule_sets"]
    )


class RuleSets:
    """The rule sets of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def shipped(self) -> tuple[ShippedRuleSet, ...]:
        """Return the choices."""
        return shipped_rule_sets()

    def adopted(self) -> tuple[RuleSetRow, ...]:
        """Return the rule sets of this station, the oldest first."""
        rule_set, rule = table("rule_set"), table("rule")
        with self._context.store.reading() as session:
            sets = session.execute(select(rule_set).order_by(rule_set.c.id)).mappings().all()
            lines = session.execute(select(rule).order_by(rule.c.id)).mappings().all()
        return tuple(
            RuleSetRow(
                id=row["id"],
                version=row["version"],
                name=row["name"],
                source=row["source"] or "",
                since=row["since"],
                until=row["until"],
                rules=tuple(_line(line) for line in lines if line["rule_set_id"] == row["id"]),
            )
            for row in sets
        )

    def adopt(
        self,
        key: str,
        *,
        since: date | None = None,
        until: date | None = None,
        values: Mapping[int, float] | None = None,
    ) -> Changes:
        """Copy a shipped rule set into the store.

        Args:
            key: One of the shipped sets.
            since: First day it is in force, None for an open start.
            until: Last day it is in force, None for an open end.
            values: Index of a rule to the figure this office uses instead.

        Raises:
            RefusedError: When there is no such set, or it was adopted already.
        """
        chosen = next((entry for entry in shipped_rule_sets() if entry.key == key), None)
        if chosen is None:
            raise RefusedError(f"没有名为“{key}”的规则方案，请从方案列表中选择。")
        return self.add(chosen, since=since, until=until, values=values or {})

    def add(
        self,
        chosen: ShippedRuleSet,
        *,
        since: date | None,
        until: date | None,
        values: Mapping[int, float],
    ) -> Changes:
        """Store a rule set, shipped or the office's own, in one operation.

        Raises:
            RefusedError: When a set of that name exists.
        """
        sentence = f"采用规则方案{chosen.name}"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            known = select(RuleSet.id).where(RuleSet.name == chosen.name)
            if operation.session.scalars(known).first() is not None:
                raise RefusedError(f"规则方案{chosen.name}已经采用。要改数值请修改该方案。")
            _store(operation, chosen, (since, until), values)
        return operation.changes

    def end(self, rule_set_id: int, version: int, on: date) -> Changes:
        """Let a rule set be in force until a day, the day included.

        Raises:
            ConflictError: When someone else changed it meanwhile.
        """
        with self._context.store.operation("停用规则方案", self._context.actor) as operation:
            row = operation.session.get(RuleSet, rule_set_id)
            if row is None:
                raise RefusedError("没有找到该规则方案。请刷新列表。")
            if row.version != version:
                raise ConflictError("该规则方案刚被其他人修改，请核对后再保存。", {})
            row.until = on
            operation.sentence = f"规则方案{row.name}用到 {on.isoformat()}"
        return operation.changes

    def gaps(self) -> tuple[QuotaGap, ...]:
        """Return the cadres who have too few or too many households, the shortest first (R21).

        A quota of his own counts as exact; one of a rule set compares as the rule says.
        """
        today = self._context.today()
        cadres = Cadres(self._context)
        rows = cadres.rows(cadres.ids(CadreFilter()))
        cadre = table("cadre")
        with self._context.store.reading() as session:
            by_rank = quotas_by_rank(session, today)
            raw = session.execute(select(cadre.c.id, cadre.c.rank, cadre.c.quota)).all()
        found: list[QuotaGap] = []
        for key, rank, own in raw:
            row, rule = rows.get(key), by_rank.get(rank or "") or by_rank.get("")
            if row is None or row.quota is None:
                continue
            comparison = "=" if own is not None or rule is None else rule.comparison
            gap = _gap(row.quota, row.households, comparison)
            if gap:
                source = "" if own is not None or rule is None else rule.rule_set
                found.append(
                    QuotaGap(
                        cadre_id=key,
                        cadre=row.name,
                        unit=row.unit,
                        rank=row.rank,
                        quota=row.quota,
                        comparison=comparison,
                        households=row.households,
                        gap=gap,
                        source=source,
                    )
                )
        return tuple(sorted(found, key=lambda gap: (-gap.gap, gap.cadre_id)))


def _gap(quota: int, households: int, comparison: str) -> int:
    missing = quota - households
    if comparison == ">=":
        return max(missing, 0)
    return min(missing, 0) if comparison == "<=" else missing


def _line(row: Mapping[Any, Any]) -> RuleLine:
    return RuleLine(
        indicator=row["indicator"],
        applies_to=row["applies_to"],
        comparison=row["comparison"],
        value=row["value"],
        unit=row["unit"],
        period=row["period"],
        counting=row["way_of_counting"] or "",
    )


def _store(
    operation: Operation,
    chosen: ShippedRuleSet,
    validity: tuple[date | None, date | None],
    values: Mapping[int, float],
) -> None:
    since, until = validity
    row = RuleSet(
        name=chosen.name,
        source=chosen.source,
        since=since,
        until=until,
        public_id=operation.public_id(),
    )
    operation.session.add(row)
    operation.session.flush()
    lines = [
        {
            "rule_set_id": row.id,
            "indicator": line.indicator,
            "applies_to": line.applies_to,
            "comparison": line.comparison,
            "value": float(values.get(index, line.value)),
            "unit": line.unit,
            "period": line.period,
            "way_of_counting": line.counting or None,
        }
        for index, line in enumerate(chosen.rules)
    ]
    operation.bulk_insert(table("rule"), lines)
