"""Importing lists of visits: the sample, the same again, changed cells, unknown people, undo."""

import json
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.matters.named_people import WrittenPerson
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.domain.matters.visit_roster import RosterVisit, VisitRoster
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.import_plan import Choice, Count, RowState
from liaison_desktop.services.office import Office

TRUTH = json.loads((Path(__file__).parents[2] / "data" / "truth.json").read_text("utf-8"))
SAMPLE = paths.resource("practice", "走访登记表(3月).xlsx")
FILE = Path("走访登记表.xlsx")
ON = date(2023, 3, 9)


def roster(*rows: RosterVisit) -> VisitRoster:
    return VisitRoster(rows, (), ())


def row(line: int = 3, **values) -> RosterVisit:
    whole = {"day": ON, "way": "入户走访", "said": "饮水困难", "village": "中和村"} | values
    return RosterVisit("3月", line, **whole)


def people(*names: str) -> tuple[WrittenPerson, ...]:
    return tuple(WrittenPerson(*name.split("/")) for name in names)


def take_in(office: Office, *rows: RosterVisit, choice: Choice | None = None, village: str = ""):
    service = office.visit_import
    return service.apply(service.plan_file(roster(*rows), FILE, village=village), choice)


def head_of(office: Office, number: str) -> str:
    (key,) = office.households.ids(HouseholdFilter(number=number))
    return office.households.rows([key])[key].head


def a_cadre(office: Office) -> str:
    key = office.cadres.ids(CadreFilter())[0]
    return office.cadres.rows([key])[key].name


def only_visit(office: Office):
    (key,) = office.visits.ids(VisitFilter())
    return office.visits.detail(key)


def test_the_sample_gives_the_truth(paired_office: Office) -> None:
    service = paired_office.visit_import
    report = service.apply(service.plan(SAMPLE))
    assert report.counts == {"visits": Count(new=90)}
    assert report.problems == ()
    ways = {"home": "入户走访", "field": "田间地头", "forum": "座谈", "phone": "电话"}
    stored = []
    for key in paired_office.visits.ids(VisitFilter()):
        one = paired_office.visits.detail(key)
        (home,), (cadre,) = one.households, one.cadres
        stored.append({
            "date": one.values["on"].isoformat(),
            "cadre": cadre.name,
            "household": home.name.split("/")[1].split(" ")[0],
            "way": ways[one.values["way"]],
            "counts": one.counted,
            "said": one.values.get("said", ""),
        })  # fmt: skip
        assert home.id is not None
        assert cadre.id is not None
    in_order = sorted(map(sorted, (map(str, one.items()) for one in stored)))
    assert in_order == sorted(map(sorted, (map(str, one.items()) for one in TRUTH["visits"])))


def test_the_same_file_again_changes_nothing(paired_office: Office) -> None:
    service = paired_office.visit_import
    service.apply(service.plan(SAMPLE))
    again = service.apply(service.plan(SAMPLE))
    assert again.counts == {"visits": Count(same=90)}
    assert again.changes.operation is None


def test_undo_leaves_the_store_as_it_was(paired_office: Office) -> None:
    before = paired_office.check.run().digest
    service = paired_office.visit_import
    report = service.apply(service.plan(SAMPLE))
    assert paired_office.check.run().digest != before
    undone = paired_office.undo.take_back(report.changes.operation)
    assert undone.kept == ()
    assert paired_office.check.run().digest == before


def test_a_changed_cell_is_told_and_may_be_left_out(paired_office: Office) -> None:
    who = {"households": people(f"{head_of(paired_office, 'ZH0001')}/ZH0001"),
           "cadres": people(a_cadre(paired_office))}  # fmt: skip
    take_in(paired_office, row(**who))
    changed = row(**who, way="电话", answer="已答复", note="")
    plan = paired_office.visit_import.plan_file(roster(changed), FILE)
    (line,) = plan.summary.rows
    assert line.state is RowState.CHANGED
    assert {(c.label, c.old, c.new) for c in line.changes} == {
        ("走访方式", "入户走访", "电话"),
        ("当场答复情况", "", "已答复"),
    }
    take_in(paired_office, changed, choice=Choice(left_cells=frozenset({(0, "answered")})))
    seen = only_visit(paired_office)
    assert not seen.counted, "a call is no visit, whatever it was before"
    assert "answered" not in seen.values


def test_blanks_of_a_list_erase_nothing(paired_office: Office) -> None:
    who = {"households": people(f"{head_of(paired_office, 'ZH0001')}/ZH0001")}
    take_in(paired_office, row(**who, answer="已答复"))
    assert take_in(paired_office, row(**who)).counts == {"visits": Count(same=1)}
    assert only_visit(paired_office).values["answered"] == "已答复"


def test_two_visits_of_one_day_keep_their_own_rows(paired_office: Office) -> None:
    who = {"households": people(f"{head_of(paired_office, 'ZH0001')}/ZH0001")}
    rows = row(**who), row(4, **who, said="道路不通"), row(5, **who, said="道路不通")
    assert take_in(paired_office, *rows).counts["visits"].new == 2, "the third says the second"
    again = take_in(paired_office, *reversed(rows[:2]))
    assert again.counts == {"visits": Count(same=2)}


def test_the_same_row_twice_is_one_visit_however_often_it_comes(paired_office: Office) -> None:
    twice = [row(line, households=people("王明")) for line in (3, 4)]
    later = row(5, households=people("王明"), said="路灯不亮")
    first = take_in(paired_office, *twice, later)
    assert first.counts == {"visits": Count(new=2, same=1)}
    again = take_in(paired_office, *twice, later)
    assert again.counts == {"visits": Count(same=3)}
    # Nor does the copy change the other visit of the day.
    assert take_in(paired_office, *twice).counts == {"visits": Count(same=2)}


def test_a_strange_way_is_told_in_one_short_line(paired_office: Office) -> None:
    report = take_in(paired_office, row(households=people("王明"), way="骑\n马" + "长" * 5000))
    (note,) = report.notes
    assert "“骑 马长" in note
    assert "\n" not in note
    assert len(note) < 80


def test_people_nobody_knows_are_stored_as_written_and_listed(paired_office: Office) -> None:
    report = take_in(
        paired_office, row(7, households=people("查无此人"), cadres=people("外来干部"))
    )
    assert {(p.line, p.field, p.code, p.name) for p in report.problems} == {
        (7, "households", "not-found", "查无此人"),
        (7, "cadres", "not-found", "外来干部"),
    }
    assert {one.typed for one in paired_office.visits.unresolved()} == {"查无此人", "外来干部"}
    assert only_visit(paired_office).village == "中和村"
    again = take_in(paired_office, row(7, households=people("查无此人"), cadres=people("外来干部")))
    assert again.changes.operation is None


def test_a_name_settled_by_hand_is_known_when_the_list_comes_again(paired_office: Office) -> None:
    take_in(paired_office, row(households=people("查无此人")))
    (waiting,) = paired_office.visits.unresolved()
    key = paired_office.households.ids(HouseholdFilter(number="ZH0001"))[0]
    paired_office.visits.resolve(waiting.id, key)
    again = take_in(paired_office, row(households=people("查无此人")))
    assert again.counts == {"visits": Count(same=1)}
    assert only_visit(paired_office).households[0].id == key


def test_a_number_and_a_strange_name_are_told(paired_office: Office) -> None:
    report = take_in(paired_office, row(households=people("查无此人/ZH0005")))
    (problem,) = report.problems
    assert (problem.code, problem.household) == ("ambiguous", "中和村/ZH0005")
    assert only_visit(paired_office).households[0].name.startswith("中和村/ZH0005")


def test_a_number_of_one_and_the_name_of_another_wait(paired_office: Office) -> None:
    other = head_of(paired_office, "ZH0009")
    report = take_in(paired_office, row(households=people(f"{other}/ZH0005")))
    assert [problem.code for problem in report.problems] == ["ambiguous"]
    assert only_visit(paired_office).households[0].id is None


def test_a_member_stands_for_his_household(paired_office: Office) -> None:
    key = paired_office.households.ids(HouseholdFilter(number="ZH0001"))[0]
    member = next(m for m in paired_office.households.detail(key).members if not m.is_head)
    report = take_in(paired_office, row(households=people(f"{member.name}/ZH0001")))
    assert report.problems == ()
    assert only_visit(paired_office).households[0].id == key


def test_namesakes_wait_unless_number_group_or_cadre_tells(paired_office: Office) -> None:
    rows = paired_office.households.rows(paired_office.households.ids(HouseholdFilter()))
    names = [(one.head, one.village) for one in rows.values()]
    twins = [one for one in rows.values() if names.count((one.head, one.village)) > 1]
    one = twins[0]
    homes = people(one.head)
    report = take_in(paired_office, row(households=homes, village=one.village))
    assert [problem.code for problem in report.problems] == ["ambiguous"]
    assert only_visit(paired_office).households[0].id is None
    for values in (
        {"households": people(f"{one.head}/{one.number}")},
        {"households": homes, "cadres": people(one.cadre)},
    ):
        known = row(9, village=one.village, day=date(2023, 4, 1), **values)
        plan = paired_office.visit_import.plan_file(roster(known), FILE)
        assert plan.changes[0].households[0].key == one.id


def test_rows_without_a_day_or_of_tomorrow_are_not_stored(paired_office: Office) -> None:
    homes = people(head_of(paired_office, "ZH0001"))
    report = take_in(
        paired_office,
        row(households=homes, day=None),
        row(4, households=homes, day=date(2023, 7, 1)),
    )
    assert report.counts == {"visits": Count()}
    assert [(p.line, p.field) for p in report.problems] == [(4, "on")]
    assert paired_office.visits.count(VisitFilter()) == 0


def test_a_village_may_be_given_for_rows_that_name_none(paired_office: Office) -> None:
    unknown = row(households=people("查无此人"), village="")
    take_in(paired_office, unknown, village="补歹村")
    assert only_visit(paired_office).village == "补歹村"


def test_what_is_no_list_of_visits_is_refused(paired_office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "走访.csv"
    wrong.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(InputRefusedError):
        paired_office.visit_import.plan(wrong)


def test_the_blank_list_reads_back(paired_office: Office, tmp_path: Path) -> None:
    blank = tmp_path / "走访登记表.xlsx"
    paired_office.visit_import.blank_workbook(blank)
    with pytest.raises(InputRefusedError, match="没有可以导入的内容"):
        paired_office.visit_import.plan(blank)


def test_an_exported_list_reads_back_as_the_same(paired_office: Office, tmp_path: Path) -> None:
    service = paired_office.visit_import
    service.apply(service.plan(SAMPLE))
    take_in(paired_office, row(households=people("查无此人"), cadres=people("外来干部")))
    together = ("ZH0001", "ZH0002")
    homes = people(*(f"{head_of(paired_office, number)}/{number}" for number in together))
    take_in(paired_office, row(households=homes, cadres=people(a_cadre(paired_office))))
    out = tmp_path / "走访.xlsx"
    assert paired_office.exports.to_workbook("visits", out).rows == 92
    again = service.apply(service.plan(out))
    assert again.counts == {"visits": Count(same=92)}
    assert again.changes.operation is None
