"""What a command answers: sentences for people, or one JSON object for programs."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from liaison_desktop.domain.register.roster import RosterProblem


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a command.

    Attributes:
        lines: What a person reads on standard output.
        values: The JSON object of ``--json``.
        notes: Sentences for standard error, with and without ``--json``.
        exit_code: What the program returns.
    """

    lines: tuple[str, ...]
    values: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in an answer: lines for people, objects for programs."""

    lines: tuple[str, ...] = ()
    values: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)


def problem_listing(problems: Iterable[RosterProblem]) -> Listing:
    """Return the problems of a roster, each with its place in the sheet."""
    found = tuple(problems)
    return Listing(
        tuple(
            f"  {problem.sheet} 第 {problem.line} 行 "
            f"{' '.join(part for part in (problem.household, problem.name) if part)}"
            f"：{problem.message}"
            for problem in found
        ),
        tuple(dataclasses.asdict(problem) for problem in found),
    )


def as_json(values: Mapping[str, Any]) -> str:
    """Return one JSON object on one line; dates as ISO 8601, paths and enums by value."""
    return json.dumps(values, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(f"an answer holds a {type(value).__name__}")
