"""Taking in a concern ledger: the sample as its truth says, people linked where clear (R90–R98)."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.concern_roster import ConcernRoster, RosterConcern
from liaison_desktop.domain.matters.named_people import read_people
from liaison_desktop.domain.matters.state_words import ToldState
from liaison_desktop.domain.register.import_plan import Choice, Count, RowState
from liaison_desktop.domain.terms.concern import ConcernState
from liaison_desktop.services.office import Office
from tests.services.matters.statements import updates_of

TRUTH = json.loads((Path(__file__).parents[2] / "data" / "truth.json").read_text("utf-8"))
CONCERNS = TRUTH["concerns"]
SAMPLE = paths.resource("practice", "民情台账.xlsx")
FILE = Path("民情台账.xlsx")
STATES = {
    "当场答复": ConcernState.ANSWERED,
    "已办结": ConcernState.DONE,
    "正在办理": ConcernState.IN_HAND,
    "已上报": ConcernState.ESCALATED,
}
DAY = date(2023, 3, 1)


def sample(office: Office):
    return office.concern_import.apply(office.concern_import.plan(SAMPLE))


def ledger(*rows: dict) -> ConcernRoster:
    made = []
    for line, row in enumerate(rows, start=2):
        people = {n: read_people(row.pop(n, "")) for n in ("applicants", "owners", "receivers")}
        values = {"received": DAY, "content": "路灯不亮", **row}
        made.append(RosterConcern("台账", line, **people, **values))
    return ConcernRoster(tuple(made), (), ())


def take_in(office: Office, *rows: dict, choice: Choice | None = None, village: str = ""):
    service = office.concern_import
    return service.apply(service.plan_file(ledger(*rows), FILE, village=village), choice)


def only(office: Office):
    (key,) = office.concerns.ids()
    return office.concerns.detail(key)


def test_the_sample_comes_in_as_its_truth(paired_office: Office) -> None:
    report = sample(paired_office)
    assert report.counts == {"concerns": Count(new=56)}
    assert report.problems == ()
    concerns = paired_office.concerns
    rows = concerns.rows(concerns.ids())
    found = sorted(
        (
            row.received_on.isoformat(), row.household.split("/")[1], row.category, row.level,
            row.owner, row.state.value, row.done_on.isoformat() if row.done_on else None,
            row.satisfaction,
            detail.values["limit_on"].isoformat() if "limit_on" in detail.values else None,
        )
        for key, row in rows.items()
        if (detail := concerns.detail(key)).owner_id and detail.resident_id
    )  # fmt: skip
    # What was answered on the spot needs no limit in the ledger, and ended as it came.
    expected = sorted(
        (
            one["date"], one["household"], one["kind"], one["level"], one["owner"],
            STATES[one["state"]].value, None if answered else one["done"],
            "一般" if one["mark"] == "一般满意" else one["mark"],
            None if answered else one["limit"],
        )
        for one in CONCERNS
        if (answered := one["state"] == "当场答复") is not None
    )  # fmt: skip
    assert found == expected


def test_numbers_follow_the_day_of_registration(paired_office: Office) -> None:
    sample(paired_office)
    rows = paired_office.concerns.rows(paired_office.concerns.ids()).values()
    by_number = [row.received_on for row in sorted(rows, key=lambda row: row.number)]
    assert by_number == sorted(by_number)


def test_the_same_ledger_again_changes_nothing(paired_office: Office) -> None:
    sample(paired_office)
    report = sample(paired_office)
    assert report.counts == {"concerns": Count(same=56)}
    assert report.changes.operation is None


def test_many_changed_lines_are_written_in_batches(paired_office: Office) -> None:
    names = [f"张{mark}" for mark in "一二三四五六七八九十"]
    take_in(paired_office, *({"applicants": name, "content": f"{name}家路灯"} for name in names))
    with updates_of("concern") as sent:
        report = take_in(
            paired_office,
            *(
                {
                    "applicants": name,
                    "content": f"{name}家路灯",
                    "state": ToldState.CLOSED,
                    "done": DAY,
                }
                for name in names
            ),
        )
    assert report.counts["concerns"].changed == len(names)
    assert sent == [len(names)]
    assert paired_office.concerns.count(ConcernFilter(states=(ConcernState.DONE,))) == len(names)


def test_taking_the_import_back_leaves_no_concern_and_no_free_number(
    paired_office: Office,
) -> None:
    sample(paired_office)
    report = paired_office.undo.take_back()
    assert report.kept == ()
    assert paired_office.concerns.count() == 0
    take_in(paired_office, {"applicants": "张三"})
    assert only(paired_office).number == "民2023-0057"


@pytest.mark.parametrize("key", ["2023H1", "2023Q1", "2023Q2", "2023", "2023-05"])
def test_the_figures_of_the_sample(paired_office: Office, key: str) -> None:
    sample(paired_office)
    period = parse_period(key)
    found = {one.key: one.value for one in paired_office.figures.all(period)}
    for name, value in expected_figures(period.first.isoformat(), period.last.isoformat()).items():
        assert found[name] == value, name


def expected_figures(first: str, last: str) -> dict[str, float | None]:
    answered = [one for one in CONCERNS if one["state"] == "当场答复"]
    ledger_ = [one for one in CONCERNS if one["state"] != "当场答复"]
    came = [one for one in ledger_ if first <= one["date"] <= last]
    before = [o for o in ledger_ if o["date"] < first and not (o["done"] and o["done"] < first)]
    closed = [one for one in ledger_ if one["done"] and first <= one["done"] <= last]
    still = [o for o in ledger_ if o["date"] <= last and not (o["done"] and o["done"] <= last)]
    judged = [one for one in closed if one["mark"]]
    today = min(last, "2023-06-30")
    spot = sum(first <= one["date"] <= last for one in answered)
    return {
        "concerns_collected": spot + len(came),
        "concerns_answered": spot,
        "concerns_entered": len(came),
        "concerns_closed": len(closed),
        "concerns_open": len(still),
        "concerns_open_before": len(before),
        "concerns_returned": 0,
        "concerns_overdue": sum(
            one["limit"] < today
            for one in ledger_
            if one["date"] <= today and not (one["done"] and one["done"] <= today)
        ),
        "concern_close_rate": rate(len(closed), len(before) + len(came)),
        "concern_on_time_rate": rate(sum(o["done"] <= o["limit"] for o in closed), len(closed)),
        "satisfaction_rate": rate(sum(o["mark"] == "满意" for o in judged), len(judged)),
    }


def rate(part: int, whole: int) -> float | None:
    if not whole:
        return None
    exact = Decimal(part) * 100 / Decimal(whole)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def test_a_ledger_never_opened_has_no_figures(paired_office: Office) -> None:
    figure = paired_office.figures.one("concerns_entered", parse_period("2023H1"))
    assert (figure.value, figure.records) == (None, None)


def test_records_behind_a_figure_never_name_who_asked(paired_office: Office) -> None:
    sample(paired_office)
    records = paired_office.figures.records("concerns_closed", parse_period("2023H1"))
    assert {record.name for record in records} <= {one["owner"] for one in CONCERNS}
    assert all(record.record.startswith("民2023-") for record in records)


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ({"household": "ZH9999", "village": "中和村"}, "household", "not-found"),
        ({"applicants": "没有此人"}, "applicant", "not-found"),
        ({"applicants": "没有此人", "household": "ZH0001"}, "applicant", "ambiguous"),
        ({"owners": "没有此人"}, "owner", "not-found"),
        ({"state": ToldState.CLOSED}, "done_on", "ambiguous"),
        ({"state": ToldState.CLOSED, "done": date(2023, 2, 1)}, "done_on", "ambiguous"),
        ({"state": ToldState.RETURNED}, "done_on", "ambiguous"),
        ({"limit_text": "尽快"}, "limit_on", "ambiguous"),
    ],
)
def test_what_is_not_clear_is_listed_and_the_rest_stored(
    paired_office: Office, row: dict, field: str, code: str
) -> None:
    report = take_in(paired_office, {"owners": "崔守", **row})
    assert [(one.field, one.code, one.line) for one in report.problems] == [(field, code, 2)]
    assert only(paired_office).state in (ConcernState.IN_HAND, ConcernState.PENDING)


@pytest.mark.parametrize("missing", [{"received": None}, {"content": " "}])
def test_a_row_without_day_or_matter_is_listed_and_left_out(
    paired_office: Office, missing: dict
) -> None:
    report = take_in(paired_office, missing)
    assert len(report.problems) == 1
    assert paired_office.concerns.count() == 0


def test_a_row_of_tomorrow_is_listed_and_left_out(paired_office: Office) -> None:
    report = take_in(paired_office, {"received": date(2023, 7, 1)}, {"received": date(2023, 6, 30)})
    assert report.counts["concerns"].new == 1
    (problem,) = report.problems
    assert (problem.line, problem.field, problem.code) == (2, "received_on", "number-unclear")
    assert only(paired_office).values["received_on"] == date(2023, 6, 30)


def test_a_limit_in_working_days_is_counted(paired_office: Office) -> None:
    take_in(paired_office, {"limit_text": "15个工作日"})
    assert only(paired_office).values["limit_on"] == date(2023, 3, 22)


def test_what_was_fed_back_and_struck_off_keeps_its_days(paired_office: Office) -> None:
    take_in(
        paired_office,
        {
            "owners": "崔守",
            "state": ToldState.STRUCK_OFF,
            "done": date(2023, 3, 5),
            "feedback": date(2023, 3, 6),
            "feedback_way": "电话",
            "satisfaction": "满意",
            "struck_off": date(2023, 3, 7),
        },
    )
    values = only(paired_office).values
    assert only(paired_office).state is ConcernState.STRUCK_OFF
    assert (values["feedback_on"], values["struck_off_on"]) == (
        date(2023, 3, 6), date(2023, 3, 7),
    )  # fmt: skip
    assert (values["feedback_way"], values["satisfaction"]) == ("phone", "satisfied")


def test_a_later_ledger_tells_the_end_of_what_was_open(paired_office: Office) -> None:
    row = {"household": "ZH0001", "owners": "崔守", "applicants": ""}
    take_in(paired_office, dict(row))
    ended = {**row, "state": ToldState.CLOSED, "done": date(2023, 3, 9), "satisfaction": "满意"}
    plan = paired_office.concern_import.plan_file(ledger(dict(ended)), FILE)
    (line,) = plan.summary.rows
    assert line.state is RowState.CHANGED
    assert ("状态", "正在办理", "已办结待反馈") in {(c.label, c.old, c.new) for c in line.changes}
    left = Choice(left_cells=frozenset({(0, "done_on")}))
    paired_office.concern_import.apply(plan, left)
    assert only(paired_office).state is ConcernState.IN_HAND
    paired_office.concern_import.apply(plan)
    assert only(paired_office).values["done_on"] == date(2023, 3, 9)


def test_a_ledger_does_not_open_again_what_was_closed_here(paired_office: Office) -> None:
    row = {"household": "ZH0001", "owners": "崔守"}
    take_in(paired_office, dict(row))
    seen = only(paired_office)
    paired_office.concerns.finish(seen.id, seen.version, date(2023, 3, 9), "已办")
    report = take_in(paired_office, dict(row))
    assert report.changes.operation is None
    assert only(paired_office).state is ConcernState.DONE


def test_two_rows_alike_are_two_concerns(paired_office: Office) -> None:
    rows = ({"applicants": "张三"}, {"applicants": "张三"})
    assert take_in(paired_office, *map(dict, rows)).counts["concerns"].new == 2
    assert take_in(paired_office, *map(dict, rows)).counts["concerns"].same == 2
    assert paired_office.concerns.count(ConcernFilter(ledger=True)) == 2
