"""``sample``, ``figures``, ``history``, ``undo``, ``check`` on the practice station."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison_desktop.domain.figures.catalogue import INDICATORS
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]

TRUTH = json.loads((Path(__file__).parent.parent / "data" / "truth.json").read_text("utf-8"))
PEOPLE = sum(len(one["members"]) for one in TRUTH["households"])

# DESIGN 7 promises these keys among others.
KEYS = [
    "households",
    "residents",
    "cadres",
    "cadres_paired",
    "households_paired",
    "household_coverage",
    "cadre_participation",
    "cards_issued",
    "cards_valid",
    "registration_forms",
    "households_visited",
    "visits",
    "village_stay_days",
    "diaries",
    "meetings",
    "concerns_collected",
    "concerns_answered",
    "concerns_entered",
    "concerns_closed",
    "concerns_open",
    "concerns_overdue",
    "concern_close_rate",
    "concern_on_time_rate",
    "satisfaction_rate",
    "deeds",
    "disputes_found",
    "disputes_mediated",
    "disputes_settled",
    "dispute_settle_rate",
    "dispute_amount",
    "projects",
    "project_funds",
    "relief_households",
    "relief_money",
    "trainings",
    "training_attendance",
    "reports_published",
    "proposals",
    "proposals_adopted",
]


def test_a_practice_station_holds_what_the_rosters_say(ask: Ask) -> None:
    made = ask("sample")
    assert made["households"] == len(TRUTH["households"]) == 212
    assert made["residents"] == PEOPLE
    assert made["cadres"] == len(TRUTH["cadres"]) == 58
    assert made["pairings"] == made["cards"] == len(TRUTH["pairings"])
    for noun in ("visits", "concerns", "disputes"):
        assert made[noun] == len(TRUTH[noun])
    assert ask("check")["whole"] is True


def test_figures_have_every_key_and_the_true_numbers(ask: Ask, station: Path) -> None:
    answer = ask("figures", "--period", "2023H1")
    assert set(answer) == {"period", "figures"}
    assert answer["period"] == "2023H1"
    found = {one["key"]: one for one in answer["figures"]}
    assert set(KEYS) <= set(found)
    assert len(found) == len(answer["figures"]) == len(INDICATORS)
    for one in answer["figures"]:
        assert set(one) == {
            "key", "label", "value", "unit", "numerator", "denominator", "records",
        }  # fmt: skip
    values = {key: one["value"] for key, one in found.items()}
    assert values["households"] == values["households_paired"] == 212
    assert values["residents"] == PEOPLE
    assert values["cadres"] == values["cadres_paired"] == 58
    assert values["household_coverage"] == values["cadre_participation"] == 100.0
    assert (found["household_coverage"]["numerator"], found["household_coverage"]["denominator"]
            ) == (212, 212)  # fmt: skip
    for key in ("diaries", "village_stay_days", "meetings", "projects"):
        assert values[key] is None


def test_the_ledgers_give_the_true_figures(ask: Ask, station: Path) -> None:
    values = {one["key"]: one["value"] for one in ask("figures", "--period", "2023H1")["figures"]}
    counted = [one for one in TRUTH["visits"] if one["counts"]]
    assert values["visits"] == len(counted)
    assert values["households_visited"] == len({one["household"] for one in counted})
    concerns = TRUTH["concerns"]
    states = [one["state"] for one in concerns]
    assert values["concerns_collected"] == len(concerns)
    assert values["concerns_answered"] == states.count("当场答复")
    assert values["concerns_entered"] == len(concerns) - states.count("当场答复")
    closed = [one for one in concerns if one["state"] == "已办结" and one["done"] <= "2023-06-30"]
    assert values["concerns_closed"] == len(closed)
    assert values["concerns_open"] == values["concerns_entered"] - len(closed)
    disputes = TRUTH["disputes"]
    assert values["disputes_found"] == len(disputes)
    assert values["disputes_mediated"] == sum(one["mediated"] is not None for one in disputes)
    assert values["disputes_settled"] == sum(one["result"] == "调解成功" for one in disputes)
    assert values["dispute_amount"] == sum(one["amount"] for one in disputes)


def test_records_stand_behind_a_figure(ask: Ask, station: Path) -> None:
    answer = ask("figures", "--key", "cadres", "--records", "--period", "2023")
    assert set(answer) == {"period", "key", "label", "records"}
    assert {one["name"] for one in answer["records"]} == {one["name"] for one in TRUTH["cadres"]}
    assert all(set(one) == {"kind", "record", "name", "date"} for one in answer["records"])


def test_figures_for_people(program: Program, station: Path) -> None:
    page = program("figures", "--period", "2023H1").out
    assert page.startswith("2023年上半年（2023-01-01 至 2023-06-30）")
    assert "农户覆盖率：100 %（212/212）" in page
    assert "入户走访：74 户次" in page
    assert "民情日记：—" in page


def test_an_unknown_indicator_is_a_wrong_command_line(program: Program, station: Path) -> None:
    for words in (("--key", "nonsense"), ("--key", "nonsense", "--records")):
        ran = program("figures", *words)
        assert ran.code == 2
        assert "nonsense" in ran.err


def test_history_tells_every_operation(ask: Ask, station: Path) -> None:
    operations = ask("history")["operations"]
    assert [one["number"] for one in operations] == sorted(
        (one["number"] for one in operations), reverse=True
    )
    for one in operations:
        assert set(one) >= {"number", "at", "actor", "sentence", "undoes", "undone_by"}
    newest = operations[0]["number"]
    assert len(ask("history", "--limit", 2)["operations"]) == 2
    assert ask("history", "--before", newest)["operations"][0]["number"] < newest


def test_undo_takes_back_and_undo_of_it_brings_back(ask: Ask, station: Path) -> None:
    before = ask("check")["digest"]
    pairings = next(
        one["number"] for one in ask("history")["operations"] if "结对" in one["sentence"]
    )
    cards = ask("undo")  # the cards, the newest
    assert set(cards) >= {"undone", "restored", "removed", "kept"}
    values = {one["key"]: one["value"] for one in ask("figures")["figures"]}
    assert values["cards_valid"] == 0
    undone = ask("undo", pairings)
    assert undone["undone"] == pairings
    values = {one["key"]: one["value"] for one in ask("figures")["figures"]}
    assert values["household_coverage"] == 0.0
    ask("undo", undone["operation"])
    values = {one["key"]: one["value"] for one in ask("figures")["figures"]}
    assert values["household_coverage"] == 100.0
    assert before != ask("check")["digest"]  # the voided cards stay


def test_undoing_every_operation_ends_in_a_refusal(program: Program, ask: Ask) -> None:
    ask("init", "--county", "罗平县", "--township", "罗雄镇")
    assert ask("undo")["removed"] > 0
    ran = program("undo")
    assert ran.code == 3
    assert "没有可以撤销的操作" in ran.err
    assert program("undo", 99).code == 3


def test_the_digest_is_of_values_and_nothing_else(ask: Ask, station: Path) -> None:
    first = ask("check")
    assert set(first) >= {"whole", "problems", "findings", "digest"}
    assert first["digest"] == ask("check")["digest"]


@pytest.mark.parametrize("word", ["history", "figures", "check"])
def test_with_json_the_answer_is_one_object_and_nothing_else(
    program: Program, station: Path, word: str
) -> None:
    ran = program(word, "--json")
    assert ran.code == 0
    assert ran.out.count("\n") == 1
    assert isinstance(ran.json, dict)
    assert ran.err == ""
