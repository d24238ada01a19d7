"""The words of reports: what a number in a sentence speaks of, and how it is compared.

They are data, ``resources/report_words.json``; the 口径检查 reads a text with them.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from liaison_desktop import paths


@dataclass(frozen=True, slots=True)
class Role:
    """What a number can be in a report.

    Attributes:
        name: e.g. ``found``, ``settled``, ``settle_rate``.
        family: Which ledger it belongs to by itself, e.g. ``dispute``; "" for words several
            ledgers use (受理, 办结).
        units: Name of its group of measure words, "%" for rates.
        of: For rates: numerator and denominator roles, the proper ones first.
    """

    name: str
    family: str
    units: str
    of: tuple[tuple[str, str], ...] = ()


class ReportWords:
    """The lexicon, ready to be asked."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.nouns: dict[str, re.Pattern[str]] = {
            family: _any_of(words) for family, words in data["nouns"].items()
        }
        self.group_of_unit: dict[str, str] = {
            unit: group for group, units in data["unit_groups"].items() for unit in units
        }
        self._roles: dict[str, list[Role]] = {}
        for one in data["roles"]:
            self._add(Role(one["role"], one["family"], one["units"]), one["words"])
        for one in data["rates"]:
            of = tuple((numerator, denominator) for numerator, denominator in one["of"])
            self._add(Role(one["role"], one["family"], "%", of), one["words"])
        self.spoken = _any_of(self._roles)
        self.full_rates = frozenset(data["full_rates"])
        self.ladders: tuple[tuple[str, ...], ...] = tuple(map(tuple, data["ladders"]))
        self.indicators: dict[str, dict[str, str]] = data["indicators"]
        self.divisions: tuple[tuple[str, ...], ...] = tuple(map(tuple, data["divisions"]))
        self.part_suffixes: tuple[str, ...] = tuple(data["part_suffixes"])
        self.filler = _only(data["fillers"])
        self.plain = _only((*data["fillers"], *data["wholes"]))
        self.plan_headings = _any_of(data["plans"]["headings"])
        self.plan_words = _any_of(data["plans"]["words"])
        compared = data["comparisons"]
        self.compared = _any_of((*compared["year_ago"], *compared["before"]))
        self.bases = _any_of(compared["bases"])
        self.up, self.down = _any_of(compared["up"]), _any_of(compared["down"])

    def _add(self, role: Role, words: Iterable[str]) -> None:
        for word in words:
            self._roles.setdefault(word, []).append(role)

    def roles(self, word: str) -> tuple[Role, ...]:
        """Return what a word can stand for."""
        return tuple(self._roles.get(word, ()))

    def rate(self, name: str) -> Role | None:
        """Return a rate by its name."""
        named = (role for roles in self._roles.values() for role in roles if role.name == name)
        return next((role for role in named if role.units == "%"), None)

    def indicator(self, family: str, role: str) -> str:
        """Return the key of the indicator a role of a ledger is, "" when it is none."""
        return self.indicators.get(family, {}).get(role, "")

    def meaning_of(self, key: str) -> tuple[str, str]:
        """Return family and role of an indicator, blank ones when texts have no word for it."""
        return _meanings().get(key, ("", ""))


# Indicators that are another way to say what has a word already.
_SAID_LIKE = {
    "dispute_accepted_settle_rate": ("dispute", "settle_rate"),
    "dispute_mediate_rate": ("dispute", "handle_rate"),
    "disputes_closed": ("dispute", "closed"),
    "household_coverage": ("household", "other_rate"),
    "cadre_participation": ("cadre", "other_rate"),
    "visit_rate": ("household", "other_rate"),
}


@cache
def report_words() -> ReportWords:
    """Return the shipped lexicon."""
    path = paths.resource("report_words.json")
    return ReportWords(json.loads(path.read_text(encoding="utf-8")))


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    told = {
        key: (family, role)
        for family, roles in report_words().indicators.items()
        for role, key in roles.items()
    }
    return told | _SAID_LIKE


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of any of these words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _only(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_any_of(words).pattern})*")
