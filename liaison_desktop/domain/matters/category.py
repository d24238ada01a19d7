"""Classes of a dispute in reports, derived from its four-digit code.

The code (GB/T 31000-2015, list ``dispute_category``) is what is stored; the classes of the
judicial-administration statistics and of the Sichuan 综治 form follow from it by the table
of domain.md 5.4, data in ``resources/dispute_reporting.json``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from liaison_desktop import paths
from liaison_desktop.domain.errors import UsageError

_REST = "其他"
_WIDTH = 4


class Scheme(StrEnum):
    """A report's way of classing disputes."""

    JUDICIAL = "judicial"
    SICHUAN = "sichuan"


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of one scheme.

    Attributes:
        title: The office's word for the scheme.
        names: The classes, in the order of the report; the last is 其他.
        rules: First two or all four digits of a code to its class; the longer one wins.
    """

    title: str
    names: tuple[str, ...]
    rules: Mapping[str, str]


@cache
def classes(scheme: Scheme) -> Classes:
    """Return the classes of a scheme as they ship."""
    data = json.loads(paths.resource("dispute_reporting.json").read_text(encoding="utf-8"))
    found = next(one for one in data["schemes"] if one["key"] == scheme)
    rules = {code: rule["class"] for rule in found["rules"] for code in rule["codes"]}
    return Classes(found["title"], tuple(found["classes"]), rules)


def classification(code: str, scheme: Scheme, overrides: Mapping[str, str] | None = None) -> str:
    """Return the one class a dispute counts in.

    Args:
        code: Its stored category; a word that is no code counts as 其他.
        scheme: The report's scheme.
        overrides: The office's own rules, of the shape of ``Classes.rules``. One that
            applies wins over every shipped rule.

    Raises:
        UsageError: When an override that applies names a class the scheme does not have.
    """
    shipped = classes(scheme)
    own = _longest(code, overrides or {})
    if own and own not in shipped.names:
        raise UsageError(f"“{shipped.title}”没有“{own}”这一类，请改成表中已有的类别。")
    return own or _longest(code, shipped.rules) or _REST


def _longest(code: str, rules: Mapping[str, str]) -> str:
    if len(code) != _WIDTH:
        return ""
    return rules.get(code) or rules.get(code[:2], "")
