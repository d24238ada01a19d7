"""Importing cadres and pairings: matching, blanks, namesakes, the same file again."""

import json
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.import_plan import Choice, Count, RowState
from liaison_desktop.domain.register.roster import TableFile, TableRow
from liaison_desktop.services.office import Office

TRUTH = json.loads((Path(__file__).parents[2] / "data" / "truth.json").read_text("utf-8"))
FILE = Path("名册.xlsx")


def table_file(*rows: dict) -> TableFile:
    return TableFile(tuple(TableRow("表1", n + 2, values) for n, values in enumerate(rows)), (), ())


def import_cadres(office: Office, *rows: dict, choice: Choice | None = None):
    service = office.cadre_import
    return service.apply(service.plan_file(table_file(*rows), FILE), choice)


def import_pairings(office: Office, *rows: dict, since: date | None = None):
    service = office.pairing_import
    return service.apply(service.plan_file(table_file(*rows), FILE), since=since)


def cadre_named(office: Office, name: str):
    for key, row in office.cadres.rows(office.cadres.ids(CadreFilter())).items():
        if row.name == name:
            return office.cadres.detail(key)
    raise AssertionError(name)


def test_the_sample_rosters_give_the_truth(paired_office: Office) -> None:
    cadres = paired_office.cadres
    for expected in TRUTH["cadres"]:
        detail = cadre_named(paired_office, expected["name"])
        assert detail.unit == expected["unit"]
        assert detail.team == expected["team"]
        assert cadres.rows([detail.id])[detail.id].rank == expected["rank"]
        for name in ("post", "phone", "quota", "address"):
            assert detail.values[name] == expected[name]
    stored = {
        (row.cadre, row.number)
        for row in paired_office.pairings.rows(paired_office.pairings.ids()).values()
    }
    assert stored == {(pair["cadre"], pair["household"]) for pair in TRUTH["pairings"]}


@pytest.mark.parametrize("name", ["挂钩干部名册.xlsx", "结对安排表.xlsx"])
def test_the_same_file_again_changes_nothing(paired_office: Office, name: str) -> None:
    service = paired_office.cadre_import if "干部名册" in name else paired_office.pairing_import
    before = paired_office.history.operations(1, None)[0].number
    report = service.apply(service.plan(paths.resource("practice", name)))
    (count,) = report.counts.values()
    assert (count.new, count.changed) == (0, 0)
    assert report.changes.operation is None
    assert paired_office.history.operations(1, None)[0].number == before


def test_a_plan_stores_nothing(empty_office: Office) -> None:
    empty_office.cadre_import.plan(paths.resource("practice", "挂钩干部名册.xlsx"))
    assert len(empty_office.cadres.ids(CadreFilter())) == 0


def test_what_is_no_workbook_is_refused_in_one_sentence(empty_office: Office, tmp_path) -> None:
    wrong = tmp_path / "名册.xlsx"
    wrong.write_bytes(b"not a workbook at all")
    with pytest.raises(InputRefusedError):
        empty_office.cadre_import.plan(wrong)


def test_changed_cells_are_shown_and_blanks_never_erase(paired_office: Office) -> None:
    row = {"name": "白霞强", "unit": "县政府办公室", "phone": "13900000000"}
    plan = paired_office.cadre_import.plan_file(table_file(row), FILE)
    (shown,) = plan.summary.rows
    assert shown.state is RowState.CHANGED
    assert [(cell.field, cell.old, cell.new) for cell in shown.changes] == [
        ("phone", "18245147041", "13900000000")
    ]
    paired_office.cadre_import.apply(plan)
    detail = cadre_named(paired_office, "白霞强")
    assert detail.values["phone"] == "13900000000"
    assert detail.values["post"] == "党组成员"
    assert detail.values["quota"] == 5


def test_a_cell_or_a_row_can_be_left_out(paired_office: Office) -> None:
    row = {"name": "白霞强", "unit": "县政府办公室", "phone": "13900000000", "post": "主任"}
    service = paired_office.cadre_import
    plan = service.plan_file(table_file(row), FILE)
    key = plan.summary.rows[0].key
    report = service.apply(plan, Choice(left_rows=frozenset({key})))
    assert report.changes.operation is None
    service.apply(plan, Choice(left_cells=frozenset({(key, "phone")})))
    values = cadre_named(paired_office, "白霞强").values
    assert (values["phone"], values["post"]) == ("18245147041", "主任")


def test_namesakes_are_told_apart_by_phone(empty_office: Office) -> None:
    rows = [
        {"name": "李伟", "unit": "镇政府", "phone": "13800000001", "post": "科员"},
        {"name": "李伟", "unit": "镇政府", "phone": "13800000002", "post": "主任"},
    ]
    assert import_cadres(empty_office, *rows).counts["cadres"] == Count(2, 0, 0)
    assert import_cadres(empty_office, *reversed(rows)).counts["cadres"] == Count(0, 0, 2)
    report = import_cadres(empty_office, {**rows[1], "post": "副主任"})
    assert report.counts["cadres"] == Count(0, 1, 0)
    report = import_cadres(empty_office, {"name": "李伟", "unit": "镇政府", "post": "所长"})
    assert [problem.code for problem in report.problems] == ["ambiguous"]
    assert report.changes.operation is None


def test_a_new_phone_is_the_same_cadre_and_a_new_unit_with_the_phone_a_transfer(
    empty_office: Office,
) -> None:
    import_cadres(empty_office, {"name": "李伟", "unit": "镇政府", "phone": "13800000001"})
    report = import_cadres(empty_office, {"name": "李伟", "unit": "镇政府", "phone": "13800000009"})
    assert report.counts["cadres"] == Count(0, 1, 0)
    report = import_cadres(empty_office, {"name": "李伟", "unit": "林业局", "phone": "13800000009"})
    assert report.counts["cadres"] == Count(0, 1, 0)
    assert cadre_named(empty_office, "李伟").unit == "林业局"
    report = import_cadres(empty_office, {"name": "李伟", "unit": "财政局", "phone": "13800000007"})
    assert report.counts["cadres"] == Count(1, 0, 0)


def test_a_person_listed_twice_is_one_cadre(empty_office: Office) -> None:
    row = {"name": "李伟", "unit": "镇政府", "phone": "13800000001"}
    assert import_cadres(empty_office, row, row).counts["cadres"] == Count(1, 0, 1)


def test_unknown_heads_and_cadres_are_told_and_the_rest_is_stored(paired_office: Office) -> None:
    report = import_pairings(
        paired_office,
        {"cadre": "白霞强", "village": "中和村", "households": "孔正涛、查无此人"},
        {"cadre": "外人", "village": "中和村", "households": "王明"},
    )
    assert [(p.code, p.field, p.line) for p in report.problems] == [
        ("not-found", "households", 2),
        ("not-found", "cadre", 3),
    ]
    assert report.counts["pairings"].changed == 1


def test_a_household_given_to_another_cadre_changes_hands(paired_office: Office) -> None:
    row = {"cadre": "白霞强", "village": "中和村", "households": "孔正涛"}
    service = paired_office.pairing_import
    plan = service.plan_file(table_file(row), FILE)
    (shown,) = plan.summary.rows
    assert [(cell.label, cell.old, cell.new) for cell in shown.changes] == [
        ("联系干部", "诸葛云先", "白霞强")
    ]
    service.apply(plan)
    ids = paired_office.households.ids(HouseholdFilter(number="ZH0001"))
    (pairing,) = [
        pair
        for pair in paired_office.pairings.rows(
            paired_office.pairings.ids(on=date(2023, 6, 30))
        ).values()
        if pair.household_id == ids[0]
    ]
    assert (pairing.cadre, pairing.since) == ("白霞强", date(2023, 6, 30))


def test_two_cadres_of_one_household_in_a_file_stand_beside_each_other(
    paired_office: Office,
) -> None:
    rows = [
        {"cadre": "诸葛云先", "village": "中和村", "households": "孔正涛"},
        {"cadre": "白霞强", "village": "中和村", "households": "孔正涛"},
    ]
    import_pairings(paired_office, *rows)
    held = [
        pair.cadre
        for pair in paired_office.pairings.rows(
            paired_office.pairings.ids(on=date(2023, 6, 30))
        ).values()
        if pair.number == "ZH0001"
    ]
    assert sorted(held) == ["白霞强", "诸葛云先"]
    assert import_pairings(paired_office, *rows).changes.operation is None


def test_dates_of_the_file_are_taken_and_since_serves_the_rest(paired_office: Office) -> None:
    rows = [
        {"cadre": "白霞强", "village": "补歹村", "households": "江光", "since": date(2023, 3, 1)},
        {"cadre": "白霞强", "village": "补歹村", "households": "汤涛生"},
        {
            "cadre": "诸葛云先",
            "village": "中和村",
            "households": "孔正涛",
            "since": date(2022, 5, 1),
        },
    ]
    report = import_pairings(paired_office, *rows, since=date(2023, 4, 1))
    assert report.counts["pairings"] == Count(0, 3, 0)
    held = {
        pair.head: (pair.cadre, pair.since)
        for pair in paired_office.pairings.rows(
            paired_office.pairings.ids(on=date(2023, 6, 30))
        ).values()
    }
    assert held["江光"] == ("白霞强", date(2023, 3, 1))
    assert held["汤涛生"] == ("白霞强", date(2023, 4, 1))
    assert held["孔正涛"] == ("诸葛云先", date(2022, 5, 1))
    assert import_pairings(paired_office, *rows, since=date(2023, 4, 1)).changes.operation is None


def test_brackets_taken_away_the_run_still_finds_the_namesakes(empty_office: Office) -> None:
    office = empty_office
    for name in ("中和村农户花名册.xlsx", "补歹村农户信息表.xls"):
        office.household_import.apply(
            office.household_import.plan(paths.resource("practice", name))
        )
    import_cadres(office, *({"name": c["name"], "unit": c["unit"]} for c in TRUTH["cadres"]))
    heads = {h["number"]: h["members"][0]["name"] for h in TRUTH["households"]}
    by_cadre: dict[str, list[str]] = {}
    for pair in TRUTH["pairings"]:
        by_cadre.setdefault(pair["cadre"], []).append(heads[pair["household"]])
    report = import_pairings(
        office,
        *(
            {"cadre": name, "village": "中和村", "households": "、".join(names)}
            for name, names in by_cadre.items()
        ),
    )
    stored = {
        (row.cadre, row.number) for row in office.pairings.rows(office.pairings.ids()).values()
    }
    assert stored == {(pair["cadre"], pair["household"]) for pair in TRUTH["pairings"]}
    told = {problem.household for problem in report.problems if problem.name == "吉克阿牛"}
    assert told == {"中和村/ZH0056", "中和村/ZH0062", "中和村/ZH0091"}
    assert {problem.code for problem in report.problems} == {"ambiguous"}


def test_the_error_workbook_is_written(paired_office: Office, tmp_path: Path) -> None:
    source = paths.resource("practice", "结对安排表.xlsx")
    service = paired_office.pairing_import
    service.error_workbook(service.plan(source), source, tmp_path / "核对.xlsx")
    assert (tmp_path / "核对.xlsx").stat().st_size > 0


def test_an_end_before_the_beginning_is_told_and_not_taken(paired_office: Office) -> None:
    turned = {"since": date(2023, 3, 1), "until": date(2023, 2, 1)}
    report = import_cadres(paired_office, {"name": "赵新人", "unit": "镇政府", **turned})
    assert [(one.field, one.code) for one in report.problems] == [("until", "number-unclear")]
    values = cadre_named(paired_office, "赵新人").values
    assert values == {"since": date(2023, 3, 1)}
    # The stored beginning counts where the file names none.
    later = {"name": "赵新人", "unit": "镇政府", "until": date(2023, 2, 1)}
    report = import_cadres(paired_office, later)
    assert [one.field for one in report.problems] == ["until"]
    assert report.changes.operation is None
    pair = {"cadre": "赵新人", "way": "领导蹲点联户", **turned}
    number = {"number": "ZH0001", "village": "中和村"}
    report = import_pairings(paired_office, {**pair, **number})
    assert [(one.field, one.code) for one in report.problems] == [("until", "number-unclear")]
    key = cadre_named(paired_office, "赵新人").id
    (row,) = paired_office.pairings.rows(paired_office.pairings.ids(cadre_id=key)).values()
    assert (row.since, row.until) == (date(2023, 3, 1), None)


def test_a_pairing_that_ended_is_history_and_ends_no_other(paired_office: Office) -> None:
    import_cadres(paired_office, {"name": "赵新人", "unit": "镇政府"})
    row = {"cadre": "赵新人", "number": "ZH0001", "village": "中和村", "until": date(2023, 2, 1)}
    import_pairings(paired_office, row, since=date(2023, 3, 1))
    key = cadre_named(paired_office, "赵新人").id
    (past,) = paired_office.pairings.rows(paired_office.pairings.ids(cadre_id=key)).values()
    assert (past.since, past.until, past.current) == (None, date(2023, 2, 1), False)
    assert paired_office.coverage.on().households_paired == 212
    assert paired_office.coverage.on().cadres_paired == 58
