"""``figures`` within limits, part by part and beside another time."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison_desktop.domain.figures.scope import Dimension
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]
TRUTH = json.loads((Path(__file__).parent.parent / "data" / "truth.json").read_text("utf-8"))
FIGURE = {"key", "label", "value", "unit", "numerator", "denominator", "records"}


def test_a_village_is_found_by_the_name_people_use(program: Program, station: Path) -> None:
    named = program("figures", "--period", "2023H1", "--village", "中和")
    assert named.out == program("figures", "--period", "2023H1", "--village", "中和村").out
    ran = program("figures", "--village", "没有村")
    assert ran.code == 3
    assert "没有叫“没有村”的村" in ran.err


def test_a_village_alone(ask: Ask, station: Path) -> None:
    answer = ask("figures", "--period", "2023H1", "--village", "中和村")
    assert set(answer) == {"period", "scope", "figures"}
    assert [one["label"] for one in answer["scope"]] == ["中和村"]
    values = {one["key"]: one["value"] for one in answer["figures"]}
    homes = [one for one in TRUTH["households"] if one["village"] == "中和村"]
    assert values["households"] == len(homes)
    assert values["residents"] == sum(len(one["members"]) for one in homes)


def test_parts_with_their_base(ask: Ask, station: Path) -> None:
    words = ("--period", "2023Q2", "--key", "disputes_found", "--by", "月份", "--against", "环比")
    answer = ask("figures", *words)
    assert set(answer) == {"period", "by", "overlapping", "figures", "parts"}
    (total,) = answer["figures"]
    assert set(total) == {*FIGURE, "against"}
    assert total["against"]["period"] == "2023Q1"
    months = Counter(one["found"][:7] for one in TRUTH["disputes"])
    assert {one["part"]: one["value"] for one in answer["parts"]} == {
        f"2023-{month:02d}": months[f"2023-{month:02d}"] for month in (4, 5, 6)
    }
    april = answer["parts"][0]
    assert april["against"]["value"] == months["2023-03"]
    assert april["against"]["delta"] == months["2023-04"] - months["2023-03"]


def test_every_way_to_divide_is_understood(ask: Ask, station: Path) -> None:
    for dimension in set(Dimension) - {Dimension.GRADE}:
        words = ("--period", "2023H1", "--key", "disputes_found", "--by", dimension.value)
        answer = ask("figures", *words)
        assert sum(one["value"] for one in answer["parts"]) == len(TRUTH["disputes"])


def test_limits_reach_the_records(ask: Ask, station: Path) -> None:
    one = next(one for one in TRUTH["visits"] if one["counts"])
    words = ("--period", "2023", "--key", "visits", "--cadre", one["cadre"])
    records = ask("figures", *words, "--records")["records"]
    went = [own for own in TRUTH["visits"] if own["counts"] and own["cadre"] == one["cadre"]]
    assert len(records) == len(went)


def test_figures_beside_last_year_for_people(program: Program, station: Path) -> None:
    page = program("figures", "--period", "2023-05", "--against", "环比").out
    assert "排查矛盾纠纷：6 起，环比减少1起，下降14.3%" in page
    assert "农户：212 户，环比持平" in page
    page = program("figures", "--period", "2023H1", "--key", "households", "--by", "村").out
    assert page.splitlines()[-1] == "  全部：212 户"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "村"), "--by 须与 --key 同用"),
        (("--key", "households", "--by", "颜色"), "不能按“颜色”分"),
        (("--key", "households", "--by", "风险等级"), "“农户”不能按风险等级分"),
        (("--against", "上周"), "请写 同比 或 环比"),
        (("--key", "households", "--category", "邻里"), "不能限定类别"),
    ],
)
def test_what_is_not_understood_is_said(
    program: Program, station: Path, words: tuple[str, ...], said: str
) -> None:
    ran = program("figures", *words)
    assert ran.code == 2
    assert said in ran.err


def test_what_was_entered_after_the_period_is_listed(ask: Ask, station: Path) -> None:
    answer = ask("figures", "--period", "2023H1", "--late")
    assert set(answer) == {"period", "late"}
    kinds = Counter(one["kind"] for one in answer["late"])
    assert kinds["dispute"] == len(TRUTH["disputes"])
    assert kinds["concern"] == len(TRUTH["concerns"])
    assert all(
        "2023-01-01" <= one["date"] <= "2023-06-30" < one["entered"] for one in answer["late"]
    )
    assert ask("figures", "--period", "2099H1", "--late")["late"] == []
