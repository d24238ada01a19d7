"""口径检查 of drafted reports: ledgers, tables, charts, signatures."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.figures.chart import Chart, ChartKind, ChartSource, Series
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.domain.figures.summary import Block, BlockKind, PaperTable, SummaryDetail
from liaison_desktop.domain.figures.token import Aspect, Run, Token, TokenKind, TokenSource
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.services.office import Office
from tests.services.figures.conftest import Records, brought_up_to_date

H1 = parse_period("2023H1")
FOUND = TokenSource(TokenKind.FIGURE, "disputes_found", H1.key)


def with_line(detail: SummaryDetail, *runs: Run) -> SummaryDetail:
    """Return a draft with one more paragraph, before signature and date."""
    blocks = list(detail.blocks)
    blocks.insert(2, Block(BlockKind.BODY, runs))
    return replace(detail, blocks=tuple(blocks))


def codes(found: tuple[Finding, ...], severity: Severity = Severity.RED) -> set[str]:
    return {one.code for one in found if one.severity is severity}


def void_first(office: Office) -> None:
    key = office.disputes.ids(DisputeFilter(), Sort("found_on"))[0]
    office.disputes.void(key, office.disputes.detail(key).version, "重复登记")


@pytest.mark.parametrize("period", ["2023H1", "2023-W20", "2023H2"])
def test_the_programs_own_drafts_raise_no_alarm(practice_office: Office, period: str) -> None:
    for structure in "ABCDEFG":
        draft = practice_office.summaries.draft(structure, parse_period(period))
        found = practice_office.proofs.check(draft)
        assert codes(found) == set()
        # What stays is true: blanks, and a period that settles what came before it.
        seldom = {"ladder", "rate-over-100", "rate-with-open-cases"}
        assert codes(found, Severity.AMBER) <= {"blank-left", *seldom}
        if period == "2023H1" and structure != "G":
            assert codes(found, Severity.AMBER) <= {"blank-left"}


def test_a_number_typed_over_a_token_is_found(practice_office: Office) -> None:
    draft = practice_office.summaries.draft("E", H1)
    edited = with_line(draft, "上半年，排查矛盾纠纷38起，调解成功率", _rate(), "%。")
    found = practice_office.proofs.check(edited)
    assert codes(found) == {"said-twice"}
    typed = [one for one in found if one.code == "typed-number"]
    assert [one.sentence for one in typed] == [
        "手工数字“38起”，不随台账更新；台账现为36起，请核对。"
    ]
    assert edited.blocks[2].text[typed[0].start :].startswith(typed[0].excerpt)


def _rate() -> Token:
    return Token("57.1", TokenSource(TokenKind.FIGURE, "dispute_settle_rate", H1.key))


def test_a_number_vouched_for_is_not_called_typed(practice_office: Office) -> None:
    draft = practice_office.summaries.draft("E", H1)
    vouched = Token("5000", TokenSource(TokenKind.TYPED))
    found = practice_office.proofs.check(with_line(draft, "积极筹措资金", vouched, "元。"))
    assert "typed-number" not in codes(found, Severity.AMBER)


def test_what_the_ledger_says_otherwise_today_is_red(practice_office: Office) -> None:
    draft = practice_office.summaries.draft("E", H1)
    void_first(practice_office)
    found = [one for one in practice_office.proofs.check(draft) if one.code == "figure-changed"]
    assert any("“36”，现在是“35”" in one.sentence for one in found)
    for one in found:
        assert one.block is not None
        assert draft.blocks[one.block].text[one.start :].startswith(one.excerpt)
    assert not codes(practice_office.proofs.check(brought_up_to_date(practice_office, draft)))


def test_words_against_the_sign_of_a_change_are_red(records: Records) -> None:
    for number, day in enumerate((parse_period("2022H1").first, H1.first, H1.last)):
        records.dispute(number=f"纠{number}", found_on=day)
    change = replace(FOUND, against=Against.YEAR_AGO, aspect=Aspect.DELTA)
    for words, expected in (("增加", set()), ("减少", {"change-direction"})):
        runs = ("排查矛盾纠纷", Token("2", FOUND), f"起，同比{words}", Token("1", change), "起。")
        found = records.office.proofs.check_text([Block(BlockKind.BODY, runs)], H1)
        assert codes(found) == expected


def test_a_rate_of_100_while_the_ledger_has_open_cases(practice_office: Office) -> None:
    block = Block(BlockKind.BODY, ("上半年，全镇矛盾纠纷调处率100%。",))
    found = practice_office.proofs.check_text([block], H1)
    assert codes(found) == {"rate-with-open-cases"}
    assert "台账里期末还有" in found[0].sentence


def test_text_chart_and_table_must_agree(practice_office: Office) -> None:
    draft = practice_office.summaries.draft("E", H1)
    divided = practice_office.figures.divided("disputes_found", H1, Dimension.CATEGORY)
    sources = tuple(
        ChartSource("disputes_found", H1.key, Scope((part.part,))) for part in divided.parts
    )
    values = tuple(part.figure.value or 0 for part in divided.parts)
    names = tuple(part.part.label for part in divided.parts)

    def chart(counted: tuple[float, ...]) -> Chart:
        series = Series("排查", counted, "起", sources)
        return Chart("c", "纠纷类别", "", ChartKind.BARS, names, (series,), "")

    table = PaperTable(
        "附表", ("村", "排查矛盾纠纷"), (("中和村", "30"), ("补歹村", "6"), ("合计", "36"))
    )
    assert not codes(practice_office.proofs.check(draft, [chart(values)], [table]))
    wrong = (values[0] + 1, *values[1:])
    assert codes(practice_office.proofs.check(draft, [chart(wrong)])) == {"text-and-chart"}
    unsummed = replace(table, rows=(("中和村", "31"), ("补歹村", "6"), ("合计", "36")))
    assert codes(practice_office.proofs.check(draft, (), [unsummed])) == {"table-not-summing"}
    other = replace(table, rows=(("中和村", "31"), ("补歹村", "6"), ("合计", "37")))
    assert codes(practice_office.proofs.check(draft, (), [other])) == {"text-and-table"}


def test_the_figures_of_the_practice_station_add_up(practice_office: Office) -> None:
    assert practice_office.proofs.check_figures(H1) == ()
    june = practice_office.proofs.check_figures(parse_period("2023-06"))
    assert codes(june) == set()
    assert codes(june, Severity.AMBER) == {"ladder", "rate-over-100"}


@pytest.fixture
def slipped(practice_office: Office) -> tuple[int, Callable[[], tuple[Finding, ...]]]:
    """A saved report with one red finding, and what finds it."""
    draft = practice_office.summaries.draft("E", H1)
    slip = with_line(draft, "全村共调解纠纷195件，成功193件，成功率98.9%。")
    key, _ = practice_office.summaries.save(slip)

    def red() -> tuple[Finding, ...]:
        found = practice_office.proofs.check(practice_office.summaries.detail(key))
        return tuple(one for one in found if one.code == "rate-arithmetic")

    return key, red


def test_a_red_finding_is_signed_for_with_a_reason(
    practice_office: Office, slipped: tuple[int, Callable[[], tuple[Finding, ...]]]
) -> None:
    key, red = slipped
    (finding,) = red()
    assert finding.blocks_printing
    assert finding.sentence == "“成功率98.9%”与文中数字不符：193÷195=99%，应为99%。"
    with pytest.raises(InputRefusedError, match="理由"):
        practice_office.proofs.sign(key, finding, "  ")
    with pytest.raises(RefusedError, match="红色"):
        practice_office.proofs.sign(key, replace(finding, severity=Severity.AMBER), "好")
    practice_office.proofs.sign(key, finding, "按上级口径截尾")
    (signed,) = red()
    assert (signed.signed_by, signed.reason) == ("工作人员", "按上级口径截尾")
    assert not signed.blocks_printing
    practice_office.proofs.sign(key, finding, "另有理由")
    assert red()[0].reason == "另有理由"
    practice_office.proofs.withdraw(key, finding)
    assert red()[0].blocks_printing
    practice_office.undo.take_back()
    assert not red()[0].blocks_printing


def test_a_signature_is_for_the_words_it_was_given_for(
    practice_office: Office, slipped: tuple[int, Callable[[], tuple[Finding, ...]]]
) -> None:
    key, red = slipped
    practice_office.proofs.sign(key, red()[0], "按上级口径截尾")
    detail = practice_office.summaries.detail(key)
    blocks = list(detail.blocks)
    blocks[2] = Block(BlockKind.BODY, ("全村共调解纠纷195件，成功193件，成功率98.8%。",))
    practice_office.summaries.save(replace(detail, blocks=tuple(blocks)))
    assert red()[0].blocks_printing
