"""Questions: the sentence, the table and the chart say the same, and can be kept."""

import pytest

from liaison_desktop.domain.errors import InputRefusedError, RefusedError, UsageError
from liaison_desktop.domain.figures.chart import ChartKind
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.question import Question, QuestionAnswer
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.token import Token, TokenKind
from liaison_desktop.services.office import Office
from tests.services.figures.random_ledgers import World, add_ledgers, make_world

Q2 = parse_period("2023Q2")


@pytest.fixture
def world(office: Office) -> World:
    """A township with random ledgers."""
    made = make_world(office)
    add_ledgers(office, made, 4, 60)
    return made


def said(answer: QuestionAnswer) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in answer.sentence)


def test_one_figure_is_a_sentence_and_no_chart(office: Office, world: World) -> None:
    answer = office.questions.answer(Question("2023H1", "households"))
    assert said(answer) == "2023年上半年农户6户。"
    assert answer.chart is None
    assert answer.table.rows == (("农户", "6"),)
    number = answer.sentence[2]
    assert isinstance(number, Token)
    assert (number.source.kind, number.source.key) == (TokenKind.FIGURE, "households")


def test_a_rate_says_what_it_is_made_of(office: Office, world: World) -> None:
    village = office.figures.scope_parts(Dimension.VILLAGE)[0]
    asked = Question("2023H1", "household_coverage", Scope((village,)))
    assert said(office.questions.answer(asked)) == (
        "2023年上半年中和村农户覆盖率100%（联系户数4，农户4）。"
    )


def test_a_ledger_that_is_not_kept_has_no_data(office: Office, world: World) -> None:
    asked = Question("2023H1", "projects", EVERYWHERE, None, Against.YEAR_AGO)
    answer = office.questions.answer(asked)
    assert said(answer) == "2023年上半年协调项目无数据。"
    assert answer.table.rows == (("协调项目", "—", "—", "—", "—"),)
    assert answer.chart is None


@pytest.mark.parametrize("by", [Dimension.CATEGORY, Dimension.VILLAGE, Dimension.MONTH])
@pytest.mark.parametrize("against", [None, Against.BEFORE])
def test_table_chart_and_sentence_tell_the_same(
    office: Office, world: World, by: Dimension, against: Against | None
) -> None:
    asked = Question("2023Q2", "disputes_found", EVERYWHERE, by, against)
    answer, period = office.questions.answer(asked), "2023年第二季度"
    divided = office.figures.divided("disputes_found", Q2, by)
    told = {row[0]: row[1] for row in answer.table.rows}
    assert told.pop("合计") == str(answer.figure.value)
    assert told == {one.part.label: str(one.figure.value) for one in divided.parts}
    chart = answer.chart
    assert chart is not None
    assert chart.headline == said(answer)
    assert chart.title.startswith(f"{period}排查矛盾纠纷")
    drawn = dict(zip(chart.categories, chart.series[0].values, strict=True))
    assert {name: str(value) for name, value in drawn.items()}.items() <= told.items()
    assert len(chart.series) == 1 + (against is not None)
    upright = by is Dimension.MONTH or against is not None
    assert chart.kind is (ChartKind.COLUMNS if upright else ChartKind.BARS)
    for source, value in zip(chart.series[0].sources, chart.series[0].values, strict=True):
        assert source is not None
        assert office.figures.one(source.key, Q2, source.scope).value == value
    for run in answer.sentence:
        assert not isinstance(run, str) or not set(run) & set("0123456789") - _months(by)


def _months(by: Dimension) -> set[str]:
    return set("456") if by is Dimension.MONTH else set()


def test_overlapping_parts_have_no_shares(office: Office, world: World) -> None:
    asked = Question("2023H1", "visits", EVERYWHERE, Dimension.CADRE)
    answer = office.questions.answer(asked)
    assert answer.table.heads == ("干部", "入户走访（户次）")
    assert answer.table.rows[-1][0] == "全部"
    assert "各项之和不等于全部" in answer.table.note
    assert "占" not in said(answer)


def test_places_stand_before_and_classes_behind(office: Office, world: World) -> None:
    parts = (
        office.figures.scope_parts(Dimension.VILLAGE)[1],
        ScopePart(Dimension.CATEGORY, "邻里", "邻里"),
        ScopePart(Dimension.RISK, "red", "红"),
    )
    asked = Question("2023H1", "disputes_found", Scope(parts), Dimension.MONTH, Against.BEFORE)
    assert office.questions.title(asked) == (
        f"2023年上半年{parts[0].label}排查矛盾纠纷（邻里、红），按月份，环比"
    )


def test_questions_are_kept_in_order_and_let_go(office: Office, world: World) -> None:
    village = office.figures.scope_parts(Dimension.VILLAGE)[0]
    first = Question("2023H1", "visits", Scope((village,)), Dimension.CADRE, Against.YEAR_AGO)
    one, changes = office.questions.pin(first)
    two, _ = office.questions.pin(Question("2023", "households"), "多少户")
    assert changes.operation is not None
    assert [(row.id, row.question) for row in office.questions.pinned()] == [
        (one, first), (two, Question("2023", "households")),
    ]  # fmt: skip
    assert [row.title for row in office.questions.pinned()] == [
        office.questions.title(first),
        "多少户",
    ]
    office.questions.unpin(one)
    assert [row.id for row in office.questions.pinned()] == [two]
    with pytest.raises(RefusedError):
        office.questions.unpin(one)
    office.undo.take_back()
    assert len(office.questions.pinned()) == 2


def test_what_cannot_be_asked_is_said(office: Office, world: World) -> None:
    with pytest.raises(UsageError, match="不能按风险等级分"):
        office.questions.answer(Question("2023", "households", EVERYWHERE, Dimension.RISK))
    with pytest.raises(UsageError, match="nonsense"):
        office.questions.answer(Question("2023", "nonsense"))
    with pytest.raises(UsageError, match="期间"):
        office.questions.answer(Question("昨天", "households"))
    with pytest.raises(InputRefusedError, match="名称最多"):
        office.questions.pin(Question("2023", "households"), "长" * 200)
