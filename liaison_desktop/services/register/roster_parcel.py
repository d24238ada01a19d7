"""Brings a roster read in a child process home quickly.

Pickling a frozen dataclass costs ten times what its plain tuple does, and a township's
roster has 75,000 of them: they travel as tuples. This module is imported by the child,
so it keeps away from the store.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.roster import (
    Roster,
    RosterHousehold,
    RosterMember,
    RosterProblem,
    SheetMapping,
)
from liaison_desktop.excel.read import read_household_roster
from liaison_desktop.services.system.collection import without_collection
from liaison_desktop.services.system.heavy import run_in_child

Corrections = Mapping[str, Mapping[int, str]]
_Parcel = tuple[
    list[tuple[Any, ...]],
    list[tuple[str, int, str, str, str, str, str]],
    tuple[SheetMapping, ...],
    tuple[str, ...],
]


def read_roster(path: Path, corrections: Corrections, progress: Progress) -> Roster:
    """Read a household roster in a child process.

    Args:
        path: The workbook.
        corrections: Fingerprint of a header to column to target, as a person set them.
        progress: Told that it is being read; may cancel.

    Raises:
        InputRefusedError: When the file cannot be used.
    """
    plain = {fingerprint: dict(columns) for fingerprint, columns in corrections.items()}
    with without_collection():
        return _unpacked(run_in_child(packed_roster, (path, plain), progress=progress))


def packed_roster(path: Path, corrections: Corrections) -> _Parcel:
    """Read a roster and take it apart; runs in the child."""
    return packed(read_household_roster(path, corrections))


def packed(roster: Roster) -> _Parcel:
    """Take a roster apart into tuples."""
    households = [
        (
            household.sheet,
            household.line,
            household.village,
            household.group,
            household.number,
            household.values,
            [
                (
                    m.line,
                    m.name,
                    m.relation,
                    m.relation_code,
                    m.is_head,
                    m.values,
                    m.id_state,
                    m.birth_part,
                )
                for m in household.members
            ],
        )
        for household in roster.households
    ]
    problems = [
        (p.sheet, p.line, p.household, p.name, p.field, p.code, p.message) for p in roster.problems
    ]
    return households, problems, roster.mappings, roster.notes


def _unpacked(parcel: _Parcel) -> Roster:
    households, problems, mappings, notes = parcel
    return Roster(
        households=tuple(
            RosterHousehold(
                sheet,
                line,
                village,
                group,
                number,
                values,
                tuple(RosterMember(*m) for m in members),
            )
            for sheet, line, village, group, number, values, members in households
        ),
        problems=tuple(RosterProblem(*problem) for problem in problems),
        mappings=mappings,
        notes=notes,
    )
