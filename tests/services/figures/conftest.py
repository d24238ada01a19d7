"""A small office whose records the figure tests lay out day by day."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_desktop.domain.figures.summary import SummaryDetail
from liaison_desktop.domain.figures.token import Token
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office, open_office
from liaison_desktop.services.system.practice import make_practice_station
from tests import postgres

# Two desks need a server they share; without one their tests are not collected.
collect_ignore = [] if postgres.programs() else ["test_two_desks_report.py"]
TODAY = date(2023, 8, 15)
PRACTICE_DAY = date(2023, 7, 3)


class Records:
    """Puts rows into the store through operations, as the services do."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._made = 0
        self.village = self.add("area", level="village", name="中和村", parent_id=None)

    def add(self, kind: str, /, **values: Any) -> int:
        """Insert one row; return its key."""
        self._made += 1
        defaults: dict[str, dict[str, Any]] = {
            "area": {"code": None, "position": 0},
            "household": {
                "group_id": None,
                "number": f"ZH{self._made:04d}",
                "number_key": f"ZH{self._made:04d}",
                "since": None,
                "until": None,
                "registered_on": None,
            },
            "resident": {
                "position": 0,
                "is_head": False,
                "name": "孔正涛",
                "name_key": "kong",
                "id_state": "ok",
                "since": None,
                "until": None,
            },
            "cadre": {
                "name": f"诸葛{self._made}",
                "name_key": "zhuge",
                "since": None,
                "until": None,
            },
            "pairing": {"way": "干部结对联户", "since": None, "until": None},
            "contact_card": {
                "number": f"{self._made:07d}",
                "state": "made",
                "layout": "名片",
                "made_on": date(2023, 1, 5),
                "handed_out_on": None,
                "closed_on": None,
                **{f"shown_{name}": "" for name in _SHOWN},
            },
            "card_event": {"by": "工作人员", "receiver": None, "note": None},
        }
        context = self.office.context
        with context.store.operation("录入", context.actor) as operation:
            row = {**defaults.get(kind, {}), **values}
            return operation.bulk_insert(table(kind), [row])[0]

    def household(self, **values: Any) -> int:
        """Add a household with its head."""
        key = self.add("household", village_id=self.village, **values)
        self.add("resident", household_id=key, is_head=True)
        return key

    def pair(self, household: int, cadre: int, **values: Any) -> int:
        """Make a cadre responsible."""
        return self.add("pairing", household_id=household, cadre_id=cadre, **values)

    def dispute(self, **values: Any) -> int:
        """Add a dispute; of its days only those given are known."""
        row = {"state": "found", "title": "争地", "reopened": 0, **values}
        return self.add("dispute", **row)

    def card(self, household: int, cadre: int, **values: Any) -> int:
        """Make a card."""
        return self.add("contact_card", household_id=household, cadre_id=cadre, **values)


def brought_up_to_date(office: Office, detail: SummaryDetail) -> SummaryDetail:
    """The summary with every changed figure as the ledgers have it, as 更新数字 does."""
    blocks = [list(block.runs) for block in detail.blocks]
    for one in office.summaries.changed(detail):
        run = blocks[one.block][one.run]
        assert isinstance(run, Token)
        blocks[one.block][one.run] = Token(one.now, run.source)
    changed = (
        replace(block, runs=tuple(runs)) for block, runs in zip(detail.blocks, blocks, strict=True)
    )
    return replace(detail, blocks=tuple(changed))


_SHOWN = ("village", "group", "household_number", "head", "cadre", "post", "unit", "address",
          "phone", "email")  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office on a fixed day."""
    with open_office(tmp_path / "data", create=True, today=lambda: TODAY) as opened:
        yield opened


@pytest.fixture
def records(office: Office) -> Records:
    """What lays out its records."""
    return Records(office)


@pytest.fixture(scope="session")
def _practice_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice station with all its ledgers, just after the half-year; nobody writes to it."""
    data = tmp_path_factory.mktemp("practice") / "data"
    make_practice_station(data, today=lambda: PRACTICE_DAY)
    return data


@pytest.fixture
def practice_office(_practice_data: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of its own on the practice station, on 3 July 2023."""
    shutil.copytree(_practice_data, tmp_path / "practice")
    with open_office(tmp_path / "practice", today=lambda: PRACTICE_DAY) as opened:
        yield opened
