"""Indicators an office makes itself: counts, shares and sums that work like the shipped ones."""

from dataclasses import replace
from typing import Any

import pytest

from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.figures.catalogue import INDICATORS
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.indicator import Nature
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.services.office import Office
from tests.services.figures.random_ledgers import World, add_ledgers, make_world

H1 = parse_period("2023H1")
RED = Scope((ScopePart(Dimension.RISK, "red", "红"),))
SHARE = OwnIndicator(
    None, None, "红色纠纷化解率", "%", Measure.SHARE, "disputes_settled", RED,
    "disputes_found", RED,
)  # fmt: skip
COUNT = OwnIndicator(None, None, "红色纠纷", "起", Measure.COUNT, "disputes_found", RED)
SUM = OwnIndicator(
    None, None, "卡的进出", "张", Measure.SUM, "cards_issued", EVERYWHERE, "cards_taken_back"
)


@pytest.fixture
def world(office: Office) -> World:
    """A township with random ledgers."""
    made = make_world(office)
    add_ledgers(office, made, 2, 80)
    return made


def value(office: Office, key: str, scope: Scope = EVERYWHERE) -> Any:
    return office.figures.one(key, H1, scope).value


def test_a_count_is_the_shipped_one_within_its_scope(office: Office, world: World) -> None:
    key = f"own_{office.own_indicators.save(COUNT)[0]}"
    own, shipped = (office.figures.one(one, H1, RED) for one in (key, "disputes_found"))
    assert own.value == value(office, key) == shipped.value
    assert shipped.value
    assert office.figures.records(key, H1) == office.figures.records("disputes_found", H1, RED)
    village = Scope(office.figures.scope_parts(Dimension.VILLAGE)[:1])
    both = Scope((*village.parts, *RED.parts))
    assert value(office, key, village) == value(office, "disputes_found", both)


def test_a_share_is_a_rate_with_its_two_numbers(office: Office, world: World) -> None:
    key = f"own_{office.own_indicators.save(SHARE)[0]}"
    found, term = office.figures.one(key, H1), office.figures.term(key)
    numerator, denominator = (
        value(office, one, RED) for one in ("disputes_settled", "disputes_found")
    )
    assert (found.numerator, found.denominator) == (numerator, denominator)
    assert found.value == round(100 * numerator / denominator + 1e-9, 1)
    assert term.nature is Nature.RATE
    assert (term.numerator_words, term.denominator_words) == (
        "调解成功（红）",
        "排查矛盾纠纷（红）",
    )
    assert term.meaning == "调解成功（红） ÷ 排查矛盾纠纷（红）。"


def test_own_ones_stand_among_all_and_are_divided_and_compared(
    office: Office, world: World
) -> None:
    key = f"own_{office.own_indicators.save(SHARE)[0]}"
    assert [one.key for one in office.figures.all(H1)] == [
        *(term.key for term in INDICATORS),
        key,
    ]
    assert Dimension.VILLAGE in office.figures.dimensions(key)
    for by in office.figures.dimensions(key):
        for one in office.figures.divided(key, H1, by).parts:
            assert one.figure == office.figures.one(key, H1, Scope((one.part,)))
    compared = office.figures.compared(key, parse_period("2023Q2"), Against.BEFORE)
    assert compared.base == office.figures.one(key, parse_period("2023Q1"))
    answer = office.questions.answer(Question("2023H1", key, by=Dimension.VILLAGE))
    assert answer.figure == office.figures.one(key, H1)


def test_a_sum_lists_the_records_of_both(office: Office, records: Any) -> None:
    key = f"own_{office.own_indicators.save(SUM)[0]}"
    assert value(office, key) is None, "no card was ever made"
    cadre, household = records.add("cadre"), records.household()
    for number in range(3):
        card = records.card(household, cadre)
        kind = "handed_out" if number else "returned"
        records.add("card_event", card_id=card, kind=kind, on=H1.first)
    assert value(office, key) == 3
    assert len(office.figures.records(key, H1)) == 3


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"label": " "}, "label", "请填写指标的名称"),
        ({"label": "调解成功"}, "label", "已有名为“调解成功”的指标"),
        ({"label": "红·黄"}, "label", "不能含有"),
        ({"label": "长" * 61}, "label", "最多 60 个字"),
        ({"unit": ""}, "unit", "请填写单位"),
        ({"unit": "%"}, "unit", "只有占比的单位是 %"),
        ({"first": "own_1"}, "first", "程序自带"),
        ({"first": "dispute_settle_rate"}, "first", "已经是比率"),
        ({"first": "households"}, "first", "“农户”不能限定风险等级"),
        ({"measure": Measure.SUM, "second": "households"}, "second", "不能相加"),
        ({"measure": Measure.SHARE}, "second", "程序自带"),
    ],
)
def test_what_makes_no_indicator_is_refused_in_words(
    office: Office, change: dict[str, Any], field: str, said: str
) -> None:
    draft = replace(COUNT, **change)
    problems = office.own_indicators.problems(draft)
    assert [one.field for one in problems if said in one.message] == [field]
    with pytest.raises(RefusedError):
        office.own_indicators.save(draft)
    assert office.own_indicators.rows() == ()


def test_they_are_changed_deleted_and_brought_back(office: Office) -> None:
    key, _ = office.own_indicators.save(COUNT)
    (row,) = office.own_indicators.rows()
    assert row == replace(COUNT, id=key, version=row.version)
    office.own_indicators.save(replace(row, label="红色等级纠纷"))
    with pytest.raises(ConflictError):
        office.own_indicators.save(replace(row, label="别的"))
    (row,) = office.own_indicators.rows()
    assert row.label == "红色等级纠纷"
    office.own_indicators.delete(key, row.version or 0)
    assert office.own_indicators.rows() == ()
    office.undo.take_back()
    assert office.own_indicators.rows()[0].label == "红色等级纠纷"


def test_one_that_a_question_asks_for_is_not_deleted(office: Office) -> None:
    key, _ = office.own_indicators.save(COUNT)
    pinned, _ = office.questions.pin(Question("2023H1", f"own_{key}"), "红色有多少")
    with pytest.raises(RefusedError, match="红色有多少"):
        office.own_indicators.delete(key, 1)
    office.questions.unpin(pinned)
    office.own_indicators.delete(key, 1)


def test_half_a_character_in_a_name_is_left_out(office: Office) -> None:
    office.own_indicators.save(replace(COUNT, label="红色\ud83d纠纷", meaning="\udc00所说"))
    (row,) = office.own_indicators.rows()
    assert (row.label, row.meaning) == ("红色纠纷", "所说")
