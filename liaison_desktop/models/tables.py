"""Every table of the store by name; a table's module is imported when it is first asked for.

Mapping all of them takes as long as asking the store what is due today, and a page needs a
few. Whoever writes, migrates or checks needs all, because foreign keys name each other:
``complete_metadata`` and ``domain_tables`` import them.
"""

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import MetaData, Row, Table

from liaison_desktop.models.base import Base, Journaled

AnyRow = Row[*tuple[Any, ...]]
"""A row of any columns, read by their names."""

_TABLES_OF: Mapping[str, tuple[str, ...]] = {
    "register.area": ("area", "station"),
    "register.household": ("household", "resident"),
    "register.contact_card": ("contact_card", "card_event"),
    "cadres.cadre": ("unit", "team", "cadre"),
    "cadres.pairing": ("pairing",),
    "cadres.rule_set": ("rule_set", "rule"),
    "matters.visit": (
        "visit", "visit_household", "visit_cadre", "visit_sheet", "visit_sheet_household",
        "village_stay", "diary",
    ),
    "matters.concern": (
        "concern", "concern_step", "concern_pause", "public_notice", "public_notice_line",
    ),
    "matters.dispute": (
        "mediation_committee", "dispute", "party", "inquiry", "mediation", "agreement",
        "follow_up", "dispute_step", "dispute_pause", "dossier_text", "zero_report",
    ),
    "matters.attachment": ("attachment",),
    "matters.calendar_day": ("calendar_day",),
    "matters.reporting": ("reporting_class",),
    "figures.own_indicator": ("own_indicator", "pinned_question"),
    "figures.summary": ("summary", "summary_template", "signed_finding"),
    "figures.closed_period": ("closed_period", "closed_paper"),
    "figures.reporting": ("owed_report", "sent_report", "form_mapping"),
    "system.desk_state": ("setting", "counter", "form_draft"),
    "system.journal": ("desk", "operation", "change"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _TABLES_OF.items() for name in names}


def table(name: str) -> Table:
    """Return the table of that name.

    Raises:
        KeyError: When there is none.
    """
    _import(_MODULE_OF[name])
    return Base.metadata.tables[name]


@cache
def complete_metadata() -> MetaData:
    """Return the description of the whole store, every table in it."""
    for module in _TABLES_OF:
        _import(module)
    return Base.metadata


@cache
def domain_tables() -> tuple[Table, ...]:
    """Return the journaled tables, parents before children."""
    ordered = complete_metadata().sorted_tables
    journaled = {
        mapper.local_table
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Journaled)
    }
    return tuple(one for one in ordered if one in journaled)


@cache
def _import(module: str) -> None:
    importlib.import_module(f"liaison_desktop.models.{module}")
