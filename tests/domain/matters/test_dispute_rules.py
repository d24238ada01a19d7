"""What the law lets be done with a dispute (domain.md 5.1, 5.3)."""

from datetime import date

import pytest

from liaison_desktop.domain.matters.dispute_rules import (
    allowed_steps,
    confirmation_refusal,
    effective_day,
    follow_up_due,
    oral_refusal,
    plot_key,
    shown_file_number,
)
from liaison_desktop.domain.terms.dispute import AgreementForm, DisputeState, DisputeStepKind

MAY = date(2023, 5, 1)


@pytest.mark.parametrize(
    ("signed", "sealed", "effective"),
    [
        (None, None, MAY),
        (date(2023, 5, 3), None, date(2023, 5, 3)),
        (date(2023, 5, 3), date(2023, 5, 6), date(2023, 5, 6)),
        (date(2023, 5, 8), date(2023, 5, 6), date(2023, 5, 8)),
    ],
)
def test_written_agreement_takes_effect_with_the_last_signature_or_seal(signed, sealed, effective):
    assert effective_day(AgreementForm.WRITTEN, MAY, signed, sealed) == effective


def test_oral_agreement_takes_effect_the_day_it_is_reached():
    assert effective_day(AgreementForm.ORAL, MAY, date(2023, 5, 3), date(2023, 5, 6)) == MAY


def test_contracted_land_is_never_settled_orally():
    assert "第十条" in oral_refusal("0901")
    assert oral_refusal("0299") == ""


@pytest.mark.parametrize(
    ("category", "clause"),
    [
        ("0101", "双方自愿离婚，孩子由女方抚养。"),
        ("0199", "甲方收养乙方之子。"),
        ("0903", "争议的山林归甲方所有。"),
        ("0902", "该宅基地使用权归乙方。"),
        ("0901", "三块承包地由甲方承包，土地承包经营权归甲方。"),
        ("0299", "请求确权。"),
    ],
)
def test_identity_and_title_cannot_be_confirmed_by_a_court(category, clause):
    assert "第355条" in confirmation_refusal(category, (clause,))


@pytest.mark.parametrize(
    ("category", "clause"),
    [
        ("0102", "甲方每月付给父亲赡养费500元。"),
        ("0101", "乙方返还彩礼20000元。"),
        ("0901", "乙方于秋收前付清土地租金3000元。"),
        ("0903", "甲方赔偿乙方被砍林木损失2000元，款项归乙方所有。"),
        ("0299", "甲方修复水沟，双方保证不再争吵。"),
    ],
)
def test_money_between_relatives_and_for_land_can_be_confirmed(category, clause):
    assert confirmation_refusal(category, (clause,)) == ""


def test_follow_up_is_due_a_week_after_performance():
    assert follow_up_due(date(2023, 5, 10), None) == date(2023, 5, 17)
    assert follow_up_due(date(2023, 5, 10), date(2023, 5, 8)) == date(2023, 5, 15)
    assert follow_up_due(None, None) is None


def test_number_of_a_dispute_that_came_back_has_a_suffix():
    assert shown_file_number("(2023)中和人调字第3号", 0) == "(2023)中和人调字第3号"
    assert shown_file_number("(2023)中和人调字第3号", 2) == "(2023)中和人调字第3号之2"
    assert shown_file_number(None, 1) == ""


def test_plot_is_the_same_however_it_is_written():
    assert plot_key("老鹰岩 (3号)地") == plot_key("老鹰岩（３号）地")
    assert plot_key("老鹰岩") != plot_key("老鸹岩")


def test_agreement_and_file_need_an_acceptance():
    steps = allowed_steps(DisputeState.MEDIATING, accepted=False, paused=False)
    assert DisputeStepKind.ACCEPTED in steps
    assert DisputeStepKind.AGREED not in steps
    accepted = allowed_steps(DisputeState.MEDIATING, accepted=True, paused=False)
    assert DisputeStepKind.AGREED in accepted
    assert DisputeStepKind.ACCEPTED not in accepted


def test_a_clock_is_either_stopped_or_let_run():
    for paused in (True, False):
        steps = allowed_steps(DisputeState.ACCEPTED, accepted=True, paused=paused)
        assert (DisputeStepKind.RESUMED in steps) is paused
        assert (DisputeStepKind.PAUSED in steps) is not paused


def test_nothing_is_done_with_a_voided_dispute():
    assert allowed_steps(DisputeState.VOID, accepted=True, paused=False) == ()
