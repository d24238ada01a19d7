"""The printed dispute ledger (矛盾纠纷排查调处台账), A4 lying (domain.md 6.1).

The columns that fit one sheet; the rest of a dispute stands in its dossier. Phones and
identity numbers have no column: the ledger is read by many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.ledger import Ledger, LedgerColumn
from liaison_desktop.documents.page import Align

TITLE = "矛盾纠纷排查调处台账"
DISPUTE_COLUMNS = (
    LedgerColumn("序号", 8, Align.CENTRE),
    LedgerColumn("编号\n排查日期", 23, Align.CENTRE),
    LedgerColumn("发生地", 21, Align.CENTRE),
    LedgerColumn("纠纷名称\n和类别", 31),
    LedgerColumn("双方\n当事人", 19, Align.CENTRE),
    LedgerColumn("人数", 10, Align.CENTRE),
    LedgerColumn("金额\n（元）", 15, Align.RIGHT),
    LedgerColumn("风险\n等级", 10, Align.CENTRE),
    LedgerColumn("基本情况\n和主要诉求", 48),
    LedgerColumn("责任单位\n责任人", 21, Align.CENTRE),
    LedgerColumn("化解时限", 18, Align.CENTRE),
    LedgerColumn("化解措施和进展", 38),
    LedgerColumn("化解结果、日期\n和协议编号", 29, Align.CENTRE),
    LedgerColumn("回访", 18, Align.CENTRE),
)


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute as its line of the ledger prints it; line breaks are kept.

    Attributes:
        number: 编号.
        found_on, limit_on: Days as printed.
        place, title, category, risk: Words, not codes.
        parties: Names of both sides, one a line.
        people, amount: Numbers as printed.
        facts: 基本情况 and 主要诉求.
        owner: 责任单位 and 责任人.
        measures: 化解措施 and 进展.
        result: 化解结果 and its day.
        agreement: 协议编号.
        follow_up: Day of the 回访 and 满意度.
    """

    number: str
    found_on: str
    place: str
    title: str
    parties: str
    category: str = ""
    people: str = ""
    amount: str = ""
    risk: str = ""
    facts: str = ""
    owner: str = ""
    limit_on: str = ""
    measures: str = ""
    result: str = ""
    agreement: str = ""
    follow_up: str = ""


def dispute_ledger(
    lines: Sequence[DisputeLine], unit: str, span: str, title: str = TITLE
) -> Ledger:
    """Return the ledger to print (``ledger.ledger_pdf``).

    Args:
        lines: The disputes in order; they are numbered here.
        unit: 填报单位.
        span: The time it covers, e.g. 2023年上半年.
        title: Printed at the head; the span stands before it.
    """
    return Ledger(
        title=f"{span}{title}",
        columns=DISPUTE_COLUMNS,
        rows=tuple(_row(number, line) for number, line in enumerate(lines, start=1)),
        head=((f"填报单位（盖章）：{unit}", f"共 {len(lines)} 件"),),
        foot=(("填报人：", "审核人：", "填报日期：　　　　年　　月　　日"),),
        empty="本期没有排查出矛盾纠纷（零报告）",
        size=8.0,
    )


def _row(number: int, line: DisputeLine) -> tuple[str, ...]:
    return (
        str(number),
        _lines(line.number, line.found_on),
        line.place,
        _lines(line.title, line.category),
        line.parties,
        line.people,
        line.amount,
        line.risk,
        line.facts,
        line.owner,
        line.limit_on,
        line.measures,
        _lines(line.result, line.agreement),
        line.follow_up,
    )


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
