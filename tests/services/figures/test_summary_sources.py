"""数字出处: every number of a draft, counted again from records, and from exported workbooks."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.structures import KEYS
from liaison_desktop.domain.figures.summary import Block, BlockKind, SummaryDetail
from liaison_desktop.domain.figures.token import BLANK, Aspect, Style, Token, TokenKind
from liaison_desktop.services.figures.summary_recount import Recount
from liaison_desktop.services.office import Office
from tests.services.figures.conftest import Records

H1 = parse_period("2023H1")
FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)
NOUNS = ("households", "residents", "cadres", "pairings", "visits", "concerns", "disputes", "cards")
Row = dict[str, Any]


@pytest.mark.parametrize("key", KEYS)
def test_every_number_of_a_draft_is_counted_again_and_agrees(
    practice_office: Office, key: str
) -> None:
    detail = practice_office.summaries.draft(key, H1)
    lines = practice_office.summaries.sources(detail)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert not [line for line in lines if not line.agrees]
    assert [line.shown for line in lines] == numbers_of(detail)
    assert all(line.meaning and line.place for line in lines)


def numbers_of(detail: SummaryDetail) -> list[str]:
    return [
        run.shown
        for block in detail.blocks
        for run in block.runs
        if isinstance(run, Token) and re.search(r"\d", run.shown)
    ]


@pytest.mark.parametrize("period", ["2023", "2023H1", "2023-03"])
def test_every_indicator_can_be_counted_again_for_station_and_village(
    practice_office: Office, period: str
) -> None:
    asked, again = parse_period(period), Recount(practice_office.context)
    villages = practice_office.figures.scope_parts(Dimension.VILLAGE)
    for scope in (EVERYWHERE, *(Scope((village,)) for village in villages)):
        for figure in practice_office.figures.all(asked, scope):
            found = again.figure(figure.key, asked, scope)
            assert (found.key, found.value, found.denominator) == (
                figure.key,
                figure.value,
                figure.denominator,
            )


def test_a_card_handed_out_twice_agrees_in_both_periods(office: Office, records: Records) -> None:
    card = records.card(records.household(), records.add("cadre"), handed_out_on=date(2023, 7, 9))
    for on in (date(2023, 3, 1), date(2023, 7, 9)):
        records.add("card_event", card_id=card, kind="handed_out", on=on)
    for asked in (H1, parse_period("2023H2")):
        runs = office.summaries.sentence("{发放民情联系卡}", asked)
        block = Block(BlockKind.BODY, runs)
        draft = replace(office.summaries.draft("C", asked), blocks=(block,))
        assert [(one.shown, one.again) for one in office.summaries.sources(draft)] == [("1", "1")]


def test_a_concern_of_before_that_was_reported_upwards_agrees(
    office: Office, records: Records
) -> None:
    concern = records.add(
        "concern", number="民1", state="escalated", title="修路", received_on=date(2022, 12, 1),
        first_receiver="", owner="", reopened=0,
    )  # fmt: skip
    for kind in ("escalated", "reopened"):
        records.add(
            "concern_step", concern_id=concern, kind=kind, on=date(2023, 3, 1), by="某",
            state="escalated",
        )  # fmt: skip
    again = Recount(office.context)
    for key in ("concerns_escalated", "concerns_reopened"):
        assert office.figures.one(key, H1).value == again.figure(key, H1, EVERYWHERE).value == 1


def test_visits_to_whom_no_group_is_known_are_counted_again(
    office: Office, records: Records
) -> None:
    group = records.add("area", level="group", name="一组", parent_id=records.village)
    visit = records.add("visit", on=date(2023, 3, 1), counted=True)
    for home in (records.household(), records.household(group_id=group)):
        records.add("visit_household", visit_id=visit, household_id=home)
    nowhere = Scope((ScopePart(Dimension.GROUP, "", "未填"),))
    assert office.figures.one("visits", H1, nowhere).value == 1
    assert Recount(office.context).figure("visits", H1, nowhere).value == 1


def test_an_empty_grade_is_no_grade(office: Office, records: Records) -> None:
    day = date(2023, 3, 1)
    for number, grade in enumerate(("satisfied", "", None)):
        records.add(
            "concern", number=f"民{number}", state="done", title="修路", received_on=day,
            done_on=day, first_receiver="", owner="", reopened=0, satisfaction=grade,
        )  # fmt: skip
    figure = office.figures.one("satisfaction_rate", H1)
    assert (figure.value, figure.numerator, figure.denominator) == (100, 1, 1)
    assert Recount(office.context).figure("satisfaction_rate", H1, EVERYWHERE).value == 100


def test_places_definitions_and_sums_are_those_a_person_would_check(
    practice_office: Office,
) -> None:
    detail = practice_office.summaries.draft("A", H1)
    lines = practice_office.summaries.sources(detail)
    by_shown = {line.shown: line for line in reversed(lines)}
    rate = by_shown["57.1"]
    assert rate.place == "二、（二）第1段"
    assert rate.working == "16 ÷ 28 = 57.1%"
    assert (rate.records, rate.again) == (16, "57.1")
    assert by_shown["7.85"].working == "28 条记录，合计 78500元 = 7.85万元"
    assert by_shown["2023年上半年"].place == "标题"
    assert by_shown["2023年7月3日"].place == "成文日期"


def test_a_number_somebody_changed_in_the_text_does_not_agree(practice_office: Office) -> None:
    detail = practice_office.summaries.draft("A", H1)
    blocks = tuple(
        replace(
            block,
            runs=tuple(
                replace(run, shown="38")
                if isinstance(run, Token) and run.source.key == "disputes_found"
                else run
                for run in block.runs
            ),
        )
        for block in detail.blocks
    )
    wrong = [
        line
        for line in practice_office.summaries.sources(replace(detail, blocks=blocks))
        if not line.agrees
    ]
    assert [(line.shown, line.again) for line in wrong] == [("38", "36")]


class Workbooks:
    """The office's lists as anybody may export them, read with openpyxl alone."""

    def __init__(self, office: Office, folder: Path) -> None:
        self._rows: dict[str, list[Row]] = {}
        for noun in NOUNS:
            path = folder / f"{noun}.xlsx"
            office.exports.to_workbook(noun, path)
            self._rows[noun] = list(_read(path))

    def rows(self, noun: str, dated: str = "", **wanted: str) -> list[Row]:
        """Rows whose day lies in the half-year and whose other cells are as wanted."""
        return [
            row
            for row in self._rows[noun]
            if (not dated or _inside(row[dated]))
            and all(row[name] == value for name, value in wanted.items())
        ]


def _read(path: Path) -> Iterator[Row]:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads, *rows = sheet.iter_rows(values_only=True)
    book.close()
    for row in rows:
        yield dict(zip(map(str, heads), row, strict=True))


def _inside(value: object) -> bool:
    return isinstance(value, datetime) and FIRST <= value.date() <= LAST


def _share(part: int, whole: int) -> str:
    exact = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(exact).removesuffix(".0")


def _visited(books: Workbooks) -> list[tuple[str, str]]:
    """Village and household number of everybody a counted visit was to."""
    return [
        (row["村"], name)
        for row in books.rows("visits", "走访日期", 计入入户="是")
        for name in row["走访对象"].split("、")
    ]


def _distinct(rows: Iterable[Row], *heads: str) -> int:
    return len({tuple(row[head] for head in heads) for row in rows})


def _entered(books: Workbooks) -> list[Row]:
    rows = books.rows("concerns", "登记日期")
    return [row for row in rows if row["状态"] not in ("当场答复", "已转矛盾纠纷")]


def _open(books: Workbooks) -> int:
    return sum(
        not _inside(row["办结日期"]) and not _inside(row["退回日期"]) for row in _entered(books)
    )


def _on_time(books: Workbooks) -> int:
    closed = books.rows("concerns", "办结日期")
    return sum(row["办结时限"] is None or row["办结日期"] <= row["办结时限"] for row in closed)


def _rate_closed(books: Workbooks) -> str:
    returned = len(books.rows("concerns", "退回日期"))
    return _share(len(books.rows("concerns", "办结日期")), len(_entered(books)) - returned)


def _satisfied(books: Workbooks) -> str:
    judged = [row["满意度"] for row in books.rows("concerns", "办结日期") if row["满意度"]]
    return _share(sum(one in ("满意", "基本满意", "非常满意") for one in judged), len(judged))


def _amount(books: Workbooks) -> str:
    total = sum(Decimal(str(row["涉及金额"] or 0)) for row in books.rows("disputes", "调解日期"))
    return f"{total / 10_000:f}".rstrip("0").rstrip(".")


def _covered(books: Workbooks) -> int:
    return _distinct(books.rows("pairings"), "村", "户编号")


def _members(books: Workbooks) -> int:
    return sum(row["政治面貌"] in ("中共党员", "中共预备党员") for row in books.rows("residents"))


def _counted(noun: str, dated: str = "") -> Callable[[Workbooks], int]:
    return lambda books: len(books.rows(noun, dated))


# How somebody with nothing but the workbooks comes to each number.
BY_HAND: dict[str, Callable[[Workbooks], int | str]] = {
    "households": _counted("households"),
    "residents": _counted("residents"),
    "cadres_paired": lambda books: _distinct(books.rows("pairings"), "干部姓名", "单位"),
    "households_paired": _covered,
    "household_coverage": lambda b: _share(_covered(b), len(b.rows("households"))),
    "cadre_participation": lambda b: _share(
        _distinct(b.rows("pairings"), "干部姓名", "单位"), len(b.rows("cadres"))
    ),
    "households_visited": lambda books: len(set(_visited(books))),
    "visits": lambda books: len(_visited(books)),
    "concerns_collected": lambda b: len(_entered(b)) + len(_answered(b)),
    "concerns_answered": lambda books: len(_answered(books)),
    "concerns_entered": lambda books: len(_entered(books)),
    "concerns_closed": _counted("concerns", "办结日期"),
    "concerns_open": _open,
    "concern_close_rate": _rate_closed,
    "concern_on_time_rate": lambda b: _share(_on_time(b), len(b.rows("concerns", "办结日期"))),
    "satisfaction_rate": _satisfied,
    "disputes_found": _counted("disputes", "排查日期"),
    "disputes_accepted": _counted("disputes", "受理日期"),
    "disputes_mediated": _counted("disputes", "调解日期"),
    "disputes_settled": _counted("disputes", "达成协议日期"),
    "dispute_settle_rate": lambda books: _share(
        len(books.rows("disputes", "达成协议日期")), len(books.rows("disputes", "调解日期"))
    ),
    "dispute_amount": _amount,
    "groups": lambda books: _distinct(books.rows("households"), "村", "组"),
    "members": _members,
}


def _answered(books: Workbooks) -> list[Row]:
    return books.rows("concerns", "登记日期", 状态="当场答复")


@pytest.mark.parametrize("key", ["A", "B", "C", "D", "E", "F"])
def test_the_exported_workbooks_give_every_digit_of_the_draft(
    practice_office: Office, tmp_path: Path, key: str
) -> None:
    books = Workbooks(practice_office, tmp_path)
    detail = practice_office.summaries.draft(key, H1)
    asked = {
        (run.source.key, run.source.style, run.shown)
        for block in detail.blocks
        for run in block.runs
        if isinstance(run, Token)
        and run.source.kind in (TokenKind.FIGURE, TokenKind.COUNT)
        and run.source.aspect is Aspect.VALUE
        and run.shown != BLANK
    }
    assert len(asked) >= 4
    for name, style, shown in asked:
        assert style is (Style.WAN if name == "dispute_amount" else Style.EXACT)
        assert (name, str(BY_HAND[name](books))) == (name, shown)
