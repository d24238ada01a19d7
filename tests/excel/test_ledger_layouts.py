"""Ledgers in hundreds of random layouts are read back exactly."""

import pytest

from liaison_desktop import paths
from liaison_desktop.excel.concern_list import read_concerns
from liaison_desktop.excel.dispute_list import read_disputes
from liaison_desktop.excel.visit_list import read_visits
from liaison_desktop.services.system.heavy import run_in_child
from tests.ledger_layouts import EVENT, LedgerMaker

READ = {"visits": read_visits, "concerns": read_concerns, "disputes": read_disputes}
STATES = {"已办结": "closed", "正在办理": "in_hand", "已上报": "passed_up", "当场答复": "answered"}
PEOPLE = ("cadres", "households", "applicants", "owners")
DAYS = ("day", "received", "found", "limit", "done", "mediated")


def told(row, true):
    """What the program says about a record, in the words of the truth."""
    said = {}
    for name in true:
        if name == "event":
            continue
        if name == "parties":
            said[name] = [party.name for party in row.parties]
        elif name == "phones":
            said[name] = [party.phone for party in row.parties]
        elif name == "number":
            said[name] = row.households[0].number
        elif name == "state":
            said[name] = row.state.value if row.state else ""
        elif name in PEOPLE:
            said[name] = [one.name for one in getattr(row, name)]
        else:
            said[name] = getattr(row, name)
    return said


def truth(record):
    found = {name: value for name, value in record.true.items() if name != "event"}
    if "state" in found:
        found["state"] = STATES.get(found["state"], "")
    return found


@pytest.mark.parametrize("noun", ["visits", "concerns", "disputes"])
@pytest.mark.parametrize("block", range(10))
def test_random_layouts_read_back_exactly(tmp_path, noun, block):
    for seed in range(block * 12, block * 12 + 12):
        made = LedgerMaker(noun, seed)
        path = made.write(tmp_path, f"{noun}-{seed}")
        found = READ[noun](path)
        assert [row.line for row in found.rows] == [record.line for record in made.records], seed
        for row, record in zip(found.rows, made.records, strict=True):
            assert told(row, record.true) == truth(record), (seed, made.order, record)
        damaged = {
            (record.line, name)
            for record in made.records
            for name in DAYS
            if name in record.true
            and record.true[name] is None
            and record.cells[name] not in ("", "/")
        }
        renamed = {"accepted": "found", "happened": "found"}
        problems = {(p.line, renamed.get(p.field, p.field)) for p in found.problems}
        assert problems == damaged, (seed, found.problems)
        assert all(record.cells[EVENT[noun]] != "" for record in made.records)


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("visits", "走访登记表(3月).xlsx"),
        ("concerns", "民情台账.xlsx"),
        ("disputes", "矛盾纠纷排查调处台账.xlsx"),
    ],
)
def test_ledgers_are_read_in_a_child_process(noun, name):
    path = paths.resource("practice") / name
    assert run_in_child(READ[noun], (path, {}), reports=True) == READ[noun](path)
