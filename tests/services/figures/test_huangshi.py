"""The published report of Huangshi (domain.md 5.5) comes out of the ledger digit by digit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.number_words import written
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope
from liaison_desktop.domain.figures.token import Aspect, Style, Token, TokenKind, TokenSource
from liaison_desktop.services.figures.summary_tokens import TokenValues
from liaison_desktop.services.office import Office, open_office
from tests.huangshi import CLASSES, PERIOD, PRINTED_SHARES, SOURCES, TODAY, enter_huangshi

AUGUST = parse_period(PERIOD)


@pytest.fixture
def huangshi(tmp_path: Path) -> Iterator[Office]:
    """An office that keeps the ledger of Huangshi."""
    with open_office(tmp_path / "data", create=True, today=lambda: TODAY) as office:
        enter_huangshi(office)
        yield office


def test_the_counts_and_rates_of_the_month(huangshi: Office) -> None:
    keys = ("disputes_accepted", "disputes_settled", "agreement_amount")
    found = huangshi.figures.several((*keys, "dispute_accepted_settle_rate"), AUGUST)
    assert [found[key].value for key in keys] == [869, 842, 28_738_000]
    assert found["dispute_accepted_settle_rate"].value == 96.9
    assert huangshi.figures.one("dispute_settle_rate", AUGUST).value == 96.9
    assert written(found["agreement_amount"].value, "元", Style.WAN_2) == "2873.80"


@pytest.mark.parametrize(
    ("by", "counts", "shares"),
    [
        (Dimension.SOURCE, SOURCES, ["52.4", "43.5", "4.1"]),
        (Dimension.CATEGORY, CLASSES, list(PRINTED_SHARES.values())),
    ],
)
def test_every_part_and_its_share(
    huangshi: Office, by: Dimension, counts: dict[str, int], shares: list[str]
) -> None:
    divided = huangshi.figures.divided("disputes_accepted", AUGUST, by)
    assert not divided.overlapping
    found = {one.part.label: one.figure.value for one in divided.parts}
    assert found == counts
    assert sum(found.values()) == divided.total.value == 869
    if by is Dimension.CATEGORY:
        assert list(found) == list(counts), "as in the report, 其他 last"
    values = TokenValues(huangshi.context)
    share = {
        one.part.label: values.token(
            TokenSource(
                TokenKind.FIGURE, "disputes_accepted", PERIOD, Scope((one.part,)),
                aspect=Aspect.SHARE,
            )
        ).shown
        for one in divided.parts
    }  # fmt: skip
    assert [share[name] for name in counts] == shares


def test_the_comparisons_of_the_month(huangshi: Office) -> None:
    year_ago, before = (
        huangshi.figures.compared("disputes_accepted", AUGUST, against) for against in Against
    )
    assert (year_ago.delta, year_ago.percent, year_ago.base.value) == (-159, 15.5, 1028)
    assert (before.delta, before.percent, before.base.value) == (29, 3.5, 840)
    assert not year_ago.frozen


def test_the_month_as_an_answer(huangshi: Office) -> None:
    asked = Question(PERIOD, "disputes_accepted", EVERYWHERE, Dimension.CATEGORY, Against.YEAR_AGO)
    answer = huangshi.questions.answer(asked)
    said = "".join(run.shown if isinstance(run, Token) else run for run in answer.sentence)
    assert said == (
        "2016年8月受理纠纷869起，同比减少159起，下降15.5%；"
        "较多的是邻里278起（占32%）、婚姻家庭160起（占18.4%）、损害赔偿76起（占8.7%）。"
    )
    assert answer.table.rows[1][:3] == ("邻里", "278", "32")
    assert answer.table.rows[-1] == ("合计", "869", "100", "1028", "−159", "−15.5")
    assert answer.chart is not None
    assert answer.chart.categories[0] == "邻里"
    assert answer.chart.categories[-1] == "其他"
