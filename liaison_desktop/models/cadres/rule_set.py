"""Rule sets (规则方案): who must do how much of what in which period, as data."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class RuleSet(Journaled, Base):
    """A set of rules with its validity."""

    __tablename__ = "rule_set"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    source: Mapped[str | None] = mapped_column(String(200))
    since: Mapped[date | None]
    until: Mapped[date | None]


class Rule(Journaled, Base):
    """One line of a rule set: {指标, 适用职级, 比较符, 值, 单位, 周期} (domain.md 1.15)."""

    __tablename__ = "rule"

    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"), index=True)
    indicator: Mapped[str] = mapped_column(String(40))
    applies_to: Mapped[str] = mapped_column(String(60))
    comparison: Mapped[str] = mapped_column(String(2))
    value: Mapped[float]
    unit: Mapped[str] = mapped_column(String(12))
    period: Mapped[str] = mapped_column(String(12))
    way_of_counting: Mapped[str | None] = mapped_column(String(40))
