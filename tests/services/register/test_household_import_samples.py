"""The sample rosters through the whole import: file, child process, store and back."""

import json
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from liaison_desktop import paths
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.import_plan import Count
from liaison_desktop.domain.terms.resident import FIELD_OF, IdState

XLSX, XLS = "中和村农户花名册.xlsx", "补歹村农户信息表.xls"
SIZES = {XLSX: (132, 452), XLS: (80, 285)}
TRUTH = json.loads((Path(__file__).parents[2] / "data" / "truth.json").read_text("utf-8"))
_SHOWN = ("sex", "ethnicity", "education", "political", "health")


def sample(name: str) -> Path:
    return paths.resource("practice", name)


@pytest.mark.parametrize("name", [XLSX, XLS])
def test_counts_and_the_second_time_nothing(office, name):
    importing = office.household_import
    households, residents = SIZES[name]
    first = importing.apply(importing.plan(sample(name)))
    assert first.counts == {
        "households": Count(new=households),
        "residents": Count(new=residents),
    }
    before = office.history.operations()
    second = importing.apply(importing.plan(sample(name)))
    assert second.counts == {
        "households": Count(same=households),
        "residents": Count(same=residents),
    }
    assert second.changes.operation is None
    assert office.history.operations() == before
    assert Counter(second.problems) == Counter(first.problems)


def test_every_person_is_stored_as_a_careful_clerk_reads_the_files(office):
    for name in (XLSX, XLS):
        office.household_import.apply(office.household_import.plan(sample(name)))
    stored = {}
    for key in office.households.ids(HouseholdFilter()):
        detail = office.households.detail(key)
        stored[detail.label] = detail
    assert len(stored) == len(TRUTH["households"])
    kept = {
        f"{one['who']}": one["kept"] for damages in TRUTH["problems"].values() for one in damages
    }
    for house in TRUTH["households"]:
        detail = stored[f"{house['village']}/{house['number']}"]
        assert detail.group == house["group"]
        assert [one.name for one in detail.members] == [one["name"] for one in house["members"]]
        assert detail.head == house["members"][0]["name"]
        for person, true in zip(detail.members, house["members"], strict=True):
            number = kept.get(f"{house['number']}/{true['name']}", true["idno"])
            assert person.values.get("id_number", "") == number
            assert person.values.get("phone", "") == true["phone"]
            for field in _SHOWN:
                label = code_list(FIELD_OF[field].codes).label_of(person.values.get(field, ""))
                assert label in (true[field], "")


def test_problems_are_those_of_the_files_with_their_household(office):
    for name in (XLSX, XLS):
        report = office.household_import.apply(office.household_import.plan(sample(name)))
        told = {
            (one.household.split("/")[1], one.name, one.code)
            for one in report.problems
            if one.code.startswith("id-")
        }
        wanted = {
            (*one["who"].split("/"), one["problem"])
            for one in TRUTH["problems"][name]
            if one["problem"].startswith("id-")
        }
        assert told == wanted


def test_withheld_and_lost_numbers_are_not_stored(office):
    office.household_import.apply(office.household_import.plan(sample(XLS)))
    states = Counter()
    for key in office.households.ids(HouseholdFilter()):
        for one in office.households.detail(key).members:
            states[one.id_state] += 1
            assert ("id_number" in one.values) == (
                one.id_state not in (IdState.LOST, IdState.MISSING, IdState.INVALID)
            )
    assert states[IdState.LOST] == 8


def test_an_edited_copy_shows_exactly_the_edited_cells(office, tmp_path):
    office.household_import.apply(office.household_import.plan(sample(XLSX)))
    copy = tmp_path / "改.xlsx"
    shutil.copy(sample(XLSX), copy)
    book = openpyxl.load_workbook(copy)
    sheet = book.worksheets[0]
    wanted = set()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "139-2925-3489":
                cell.value = "13900000002"
                wanted.add(("顾富", "phone", "139****3489", "139****0002"))
            elif isinstance(cell.value, str) and cell.value.startswith("孔军娟"):
                cell.value = "孔军绢"
                wanted.add(("孔军绢", "name", "孔军娟", "孔军绢"))
    book.save(copy)
    plan = office.household_import.plan(copy)
    told = {
        (row.name, change.field, change.old, change.new)
        for row in plan.summary.rows
        for change in row.changes
    }
    assert told == wanted
    assert len(wanted) == 2


def test_an_import_is_taken_back_and_brought_back(office):
    for name in (XLSX, XLS):
        office.household_import.apply(office.household_import.plan(sample(name)))
    digest = office.check.run().digest
    office.undo.take_back()
    assert office.households.count(HouseholdFilter()) == 132
    office.undo.take_back(office.history.operations()[0].number)
    assert office.check.run().digest == digest


def test_the_error_workbook_marks_the_problems(office, tmp_path):
    plan = office.household_import.plan(sample(XLS))
    out = tmp_path / "问题.xlsx"
    office.household_import.error_workbook(plan, sample(XLS), out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    reasons = [cell.value for cell in [*sheet.columns][-1] if cell.value]
    assert reasons[0] == "原因"
    assert len(reasons) - 1 == len({one.line for one in plan.summary.problems})


def test_a_corrected_column_is_remembered(office):
    first = office.household_import.plan(sample(XLS))
    (mapping,) = [one for one in first.summary.mappings if not one.skipped]
    phone = next(one for one in mapping.columns if one.target == "resident.phone")
    corrected = type(mapping)(
        mapping.sheet,
        mapping.header_rows,
        tuple(
            type(one)(one.column, one.heading, "" if one is phone else one.target, one.samples)
            for one in mapping.columns
        ),
        mapping.fingerprint,
    )
    office.household_import.remember(corrected)
    plan = office.household_import.plan(sample(XLS))
    assert not any("phone" in m.values for h in plan.roster.households for m in h.members)
    once = {mapping.fingerprint: {phone.column: "resident.phone"}}
    given = office.household_import.plan(sample(XLS), once)
    assert any("phone" in m.values for h in given.roster.households for m in h.members)


def test_reading_can_be_cancelled(office):
    class Impatient:
        def step(self, done, total, sentence):
            raise CancelledError

    with pytest.raises(CancelledError):
        office.household_import.plan(sample(XLSX), progress=Impatient())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"\x00" * 4096])
def test_what_is_no_workbook_is_refused_in_words(office, tmp_path, content):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(content)
    with pytest.raises(InputRefusedError) as refused:
        office.household_import.plan(bad)
    assert refused.value.message
    assert len(office.history.operations()) == 1
