"""The sample ledger of disputes against truth.json; parties linked where the name is clear."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from liaison_desktop import paths
from liaison_desktop.cli.commands import main
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.matters.category import Scheme
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.register.import_plan import Choice, Count
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.services.office import Office
from tests.services.matters.dispute_drafts import accepted, registered, step
from tests.services.matters.statements import updates_of

HEAD = (
    "排查日期",
    "村",
    "组",
    "甲方",
    "甲方电话",
    "乙方",
    "纠纷类型",
    "调解时间",
    "调解结果",
    "协议编号",
)


@pytest.fixture
def ledger() -> Path:
    return paths.resource("practice", "矛盾纠纷排查调处台账.xlsx")


@pytest.fixture
def truth() -> list[dict[str, object]]:
    whole = json.loads((Path(__file__).parents[2] / "data" / "truth.json").read_text("utf-8"))
    return whole["disputes"]


def _written(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "矛盾纠纷台账2023.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def _import(office: Office, path: Path):
    plan = office.dispute_import.plan(path)
    return plan.summary, office.dispute_import.apply(plan)


def test_the_sample_reads_as_a_careful_clerk_reads_it(paired_office, ledger, truth):
    summary, report = _import(paired_office, ledger)
    assert summary.counts == report.counts == {"disputes": Count(new=36)}
    ids = paired_office.disputes.ids(DisputeFilter())
    label = dict(code_list("dispute_category").items)
    risk = code_list("dispute_risk")
    stored = Counter(
        (
            row.found_on.isoformat(),
            row.place,
            row.first_side,
            row.second_side,
            code_list("dispute_category").code_of(row.category),
            row.risk,
            row.mediated_on.isoformat() if row.mediated_on else None,
            row.state,
            row.amount or 0,
        )
        for row in paired_office.disputes.rows(ids).values()
    )
    states = {
        "调解成功": DisputeState.AGREED,
        "调解不成功": DisputeState.ENDED,
        "正在调处": DisputeState.MEDIATING,
    }
    expected = Counter(
        (
            one["found"],
            one["place"],
            one["a"],
            one["b"],
            code_list("dispute_category").code_of(str(one["kind"])),
            risk.label_of(risk.code_of(str(one["risk"]))),
            one["mediated"],
            states[str(one["result"])],
            one["amount"],
        )
        for one in truth
    )
    assert stored == expected
    assert all(key in label for _, _, _, _, key, *_ in stored)


@pytest.mark.parametrize("period", ["2023H1", "2023Q1", "2023Q2", "2023-03"])
def test_figures_are_those_of_the_ledger(paired_office, ledger, truth, period):
    _import(paired_office, ledger)
    span = parse_period(period)

    def during(name: str, *, settled: bool = False) -> list[dict[str, object]]:
        return [
            one
            for one in truth
            if one[name]
            and span.contains(date.fromisoformat(str(one[name])))
            and (not settled or one["result"] == "调解成功")
        ]

    found = {figure.key: figure for figure in paired_office.figures.all(span)}
    mediated, settled = during("mediated"), during("mediated", settled=True)
    assert found["disputes_found"].value == len(during("found"))
    assert found["disputes_mediated"].value == len(mediated)
    assert found["disputes_settled"].value == len(settled)
    assert found["dispute_amount"].value == sum(one["amount"] for one in mediated)
    assert found["dispute_amount"].records == len(mediated)
    rate = found["dispute_settle_rate"]
    assert (rate.numerator, rate.denominator) == (len(settled), len(mediated))
    assert all(not one.name for one in paired_office.figures.records("disputes_settled", span))


def test_a_ledger_never_opened_gives_nothing_and_a_voided_dispute_counts_nowhere(empty_office):
    span = parse_period("2023H1")
    keys = ("disputes_found", "disputes_mediated", "disputes_settled", "dispute_amount")
    assert [empty_office.figures.one(key, span).value for key in keys] == [None] * 4
    key = accepted(empty_office)
    step(empty_office, key, empty_office.disputes.void, "重复")
    assert [empty_office.figures.one(key, span).value for key in keys] == [0] * 4


def test_the_same_file_again_changes_nothing(paired_office, ledger):
    _import(paired_office, ledger)
    summary, report = _import(paired_office, ledger)
    assert summary.counts == {"disputes": Count(same=36)}
    assert report.changes.operation is None


def test_the_exported_ledger_masks_phones_and_reads_back_as_the_same(
    paired_office, ledger, tmp_path
):
    _import(paired_office, ledger)
    out = tmp_path / "导出.xlsx"
    paired_office.exports.to_workbook("disputes", out)
    rows = list(openpyxl.load_workbook(out).active.values)
    assert len(rows) == 37
    assert not re.search(r"1[3-9]\d{9}", str(rows))
    summary = paired_office.dispute_import.plan(out).summary
    assert summary.counts == {"disputes": Count(same=36)}


def test_the_paper_ledger_holds_every_dispute_and_no_phone(paired_office, ledger):
    _import(paired_office, ledger)
    pdf = paired_office.dispute_papers.ledger_pdf(DisputeFilter(), period="2023年上半年")
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    plain = "".join(text.split())
    assert all(f"纠2023-{number:04d}" in plain for number in range(1, 37))
    assert not re.search(r"1[3-9]\d{9}", plain)


def test_the_table_of_report_classes_can_be_changed(empty_office):
    table = empty_office.reporting_classes
    assert table.rows(Scheme.JUDICIAL)["0804"] == "合同"
    table.save(Scheme.JUDICIAL, "0804", "生产经营")
    assert table.rows(Scheme.JUDICIAL)["0804"] == "生产经营"
    table.save(Scheme.JUDICIAL, "0804", "")
    assert table.overrides(Scheme.JUDICIAL) == {}
    with pytest.raises(InputRefusedError):
        table.save(Scheme.JUDICIAL, "0804", "没有的类")


def test_undo_brings_the_store_back(paired_office, ledger):
    before = paired_office.check.run().digest
    _import(paired_office, ledger)
    undone = paired_office.undo.take_back()
    assert undone.kept == ()
    assert paired_office.check.run().digest == before


def test_a_successful_mediation_invents_no_agreement(paired_office, ledger):
    _import(paired_office, ledger)
    agreed = paired_office.disputes.ids(DisputeFilter(states=(DisputeState.AGREED,)))
    for key in agreed:
        detail = paired_office.disputes.detail(key)
        assert detail.agreements == ()
        assert [one.values.get("text") for one in detail.mediations] == [None]
        assert detail.values["settled_on"] == detail.mediations[0].values["on"]


def test_names_that_are_not_clear_are_kept_and_listed(paired_office, tmp_path):
    path = _written(
        tmp_path,
        ("2023-05-01", "中和村", "中和三组", "吉克阿牛", "", "无此人", "邻里纠纷", "", "", ""),
        ("2023-05-02", "中和村", "", "吉克阿牛", "", "某某煤矿有限公司", "劳动争议", "", "", ""),
        ("2023-05-03", "补歹村", "", "吉克阿牛", "15809734782", "无此人", "邻里纠纷", "", "", ""),
    )
    summary, _ = _import(paired_office, path)
    assert [(one.line, one.name, one.code) for one in summary.problems] == [
        (2, "无此人", "not-found"),
        (3, "吉克阿牛", "ambiguous"),
        (4, "无此人", "not-found"),
    ]
    by_day = {
        row.found_on.day: paired_office.disputes.detail(key).parties
        for key, row in paired_office.disputes.rows(
            paired_office.disputes.ids(DisputeFilter())
        ).items()
    }
    assert [party.household for party in by_day[1]] == ["中和村/ZH0091", ""]
    assert [party.resident_id for party in by_day[2]] == [None, None]
    assert by_day[2][1].values["is_organisation"] is True
    assert by_day[3][0].household == "中和村/ZH0091"  # the telephone tells


def test_a_changed_result_is_taken_over_and_a_blank_erases_nothing(paired_office, tmp_path):
    row = ("2023-05-01", "中和村", "", "甲一", "", "乙二", "邻里纠纷", "", "正在调处", "")
    _import(paired_office, _written(tmp_path, row))
    later = (*row[:7], "2023-05-20", "调解成功", "")
    summary, _ = _import(paired_office, _written(tmp_path, later))
    assert [change.label for change in summary.rows[0].changes] == [
        "调解日期",
        "达成协议日期",
        "状态",
    ]
    detail = paired_office.disputes.detail(paired_office.disputes.ids(DisputeFilter())[0])
    assert detail.state is DisputeState.AGREED
    assert len(detail.mediations) == 1
    summary, report = _import(paired_office, _written(tmp_path, row))
    assert report.changes.operation is None


def test_many_changed_lines_are_written_in_batches(paired_office, tmp_path):
    rows = [
        (f"2023-05-{n:02d}", "中和村", "", f"甲{n}", "", f"乙{n}", "邻里纠纷", "", "正在调处", "")
        for n in range(1, 21)
    ]
    _import(paired_office, _written(tmp_path, *rows))
    later = [(*row[:7], "2023-05-25", "调解成功", "") for row in rows[:-1]]
    last = (*rows[-1][:7], "2023-05-25", "正在调处", "")
    with updates_of("dispute") as sent:
        _summary, report = _import(paired_office, _written(tmp_path, *later, last))
    assert sorted(sent) == [1, 19]  # one statement a set of changed columns
    states = [row.state for row in paired_office.disputes.rows(
        paired_office.disputes.ids(DisputeFilter())).values()]  # fmt: skip
    assert states.count(DisputeState.AGREED) == 19
    paired_office.undo.take_back(report.changes.operation)
    assert paired_office.disputes.count(DisputeFilter(states=(DisputeState.AGREED,))) == 0


def test_what_a_person_leaves_out_is_not_stored(paired_office, ledger):
    plan = paired_office.dispute_import.plan(ledger)
    report = paired_office.dispute_import.apply(plan, Choice(left_rows=frozenset({0, 1})))
    assert report.counts["disputes"].new == 34
    assert paired_office.disputes.count(DisputeFilter()) == 34


def test_numbers_on_paper_are_kept_and_the_year_goes_on_after_them(paired_office, tmp_path):
    row = ("2023-05-01", "中和村", "", "甲一", "", "乙二", "邻里纠纷", "2023-05-03", "调解成功")
    _import(paired_office, _written(tmp_path, (*row, "（2023）中和人调字第007号")))
    key = paired_office.disputes.by_number("(2023)中和人调字第7号")
    village = paired_office.disputes.detail(key).village_id
    other = accepted(paired_office)
    assert paired_office.disputes.detail(other).file_number == "(2023)罗雄人调字第1号"
    committee = paired_office.committees.for_village(village)
    third = accepted_by(paired_office, committee.id)
    assert paired_office.disputes.detail(third).file_number == "(2023)中和人调字第8号"


def accepted_by(office: Office, committee_id: int | None) -> int:
    """Accept a dispute by a committee."""
    key = registered(office)
    step(office, key, office.disputes.accept, date(2023, 5, 2), "active", committee_id=committee_id)
    return key


def test_a_line_without_a_day_or_parties_is_named_and_not_stored(paired_office, tmp_path):
    path = _written(
        tmp_path,
        ("", "中和村", "", "甲一", "", "乙二", "邻里纠纷", "", "正在调处", ""),
        ("2023-05-02", "中和村", "", "甲三", "", "乙四", "邻里纠纷", "", "正在调处", ""),
    )
    summary, report = _import(paired_office, path)
    assert report.counts == {"disputes": Count(new=1)}
    assert (2, "found") in {(one.line, one.field) for one in summary.problems}


def test_a_line_of_tomorrow_is_named_and_not_stored(paired_office, tmp_path):
    rest = ("中和村", "", "甲一", "", "乙二", "邻里纠纷", "", "正在调处", "")
    summary, report = _import(
        paired_office, _written(tmp_path, ("2023-07-01", *rest), ("2023-06-30", *rest))
    )
    assert report.counts == {"disputes": Count(new=1)}
    assert [(one.line, one.field) for one in summary.problems if one.field == "found"] == [
        (2, "found")
    ]


def test_names_longer_than_their_column_are_known_again(paired_office, tmp_path):
    line = ("2023-05-01", "中和村", "", "甲" * 500, "", "乙二", "邻里纠纷", "", "正在调处", "")
    path = _written(tmp_path, line)
    assert _import(paired_office, path)[1].counts == {"disputes": Count(new=1)}
    assert _import(paired_office, path)[1].counts == {"disputes": Count(same=1)}


@pytest.mark.parametrize("serial", ["0", "123456", "9" * 40])
def test_a_number_no_committee_gives_is_kept_as_a_remark_only(paired_office, tmp_path, serial):
    row = ("2023-05-01", "中和村", "", "甲一", "", "乙二", "邻里纠纷", "2023-05-03", "调解成功")
    number = f"（2023）中和人调字第{serial}号"
    _import(paired_office, _written(tmp_path, (*row, number)))
    (key,) = paired_office.disputes.ids(DisputeFilter())
    detail = paired_office.disputes.detail(key)
    assert not detail.file_number
    assert number in detail.values["note"]
    step(paired_office, key, paired_office.disputes.accept, date(2023, 5, 2), "party")
    assert paired_office.disputes.detail(key).file_number == "(2023)中和人调字第1号"


def test_the_command_line_imports_a_ledger(paired_office, ledger, capsys):
    data = paired_office.data
    paired_office.close()
    assert main(["--data", str(data), "--json", "import", "disputes", str(ledger)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["disputes"] == {"new": 36, "changed": 0, "same": 0}
    assert (
        main(["--data", str(data), "import", "disputes", str(ledger), "--from", "2023-01-01"]) == 2
    )
