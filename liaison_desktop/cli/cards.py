"""``cards``: issue, print, hand out and void contact cards (民情联系卡)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, day, positive
from liaison_desktop.cli.filters import add_filters, household_filter
from liaison_desktop.cli.paper import missing_notes, require_pdf, write_paper
from liaison_desktop.cli.session import open_named
from liaison_desktop.documents.sheet import SheetOptions
from liaison_desktop.domain.errors import RefusedError, UsageError
from liaison_desktop.domain.register.card_issue import CardFilter, IssueReport, StepReport
from liaison_desktop.domain.terms.contact_card import (
    RECEIPT_LABELS,
    VALID_STATES,
    CardLayout,
    CardState,
    Duplex,
)
from liaison_desktop.services.office import Office

_WAYS = {label: way for way, label in RECEIPT_LABELS.items()}


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "step",
        metavar="issue|print|hand-out|void",
        choices=tuple(_STEPS),
        help="制卡、打印、发放、作废",
    )
    parser.values.add_argument(
        "number", metavar="卡号", nargs="?", help="作废哪张卡（仅用于 void）"
    )
    add_filters(parser)
    parser.options.add_argument(
        "--stale",
        action="store_true",
        help="只要待换发的卡：issue 换发新卡，print 换发后打印新卡",
    )
    parser.options.add_argument(
        "--layout",
        choices=[layout.value for layout in CardLayout],
        help="卡片大小；不写则户中有 60 岁以上的用 A6，其余用名片",
    )
    parser.options.add_argument("--out", metavar="文件", type=Path, help="打印到哪个 PDF 文件")
    parser.options.add_argument(
        "--start", metavar="格", type=positive, default=1, help="从第几格开始排，默认第 1 格"
    )
    parser.options.add_argument(
        "--duplex",
        choices=[duplex.value for duplex in Duplex],
        default=Duplex.NONE.value,
        help="反面：none 不印、long 长边翻、short 短边翻、manual 手动翻，默认 none",
    )
    parser.options.add_argument("--date", metavar="日期", type=day, help="发放日期，默认今天")
    parser.options.add_argument("--receiver", metavar="姓名", default="", help="签收人")
    parser.options.add_argument(
        "--way", choices=tuple(_WAYS), default="本人", help="签收方式，默认本人"
    )
    parser.options.add_argument("--reason", metavar="原因", default="命令行作废", help="作废原因")


def run(options: Options) -> Answer:
    """Do the step."""
    if (options.step == "void") != bool(options.number):
        raise UsageError("缺少参数：卡号。" if options.step == "void" else "只有 void 后面写卡号。")
    if options.step == "print":
        if options.out is None:
            raise UsageError("缺少参数：--out。")
        options.out = require_pdf(options.out)
    with open_named(options) as office:
        return _STEPS[options.step](office, options)


def _issue(office: Office, options: Options) -> Answer:
    return _issued(office, _made(office, options))


def _made(office: Office, options: Options) -> IssueReport:
    layout = CardLayout(options.layout) if options.layout else None
    if options.stale:
        return office.cards.replace(_in_use(office, options), layout)
    return office.cards.issue(household_filter(options), layout)


def _in_use(office: Office, options: Options, *, made_only: bool = False) -> tuple[int, ...]:
    """Return the cards in use that the filters mean, in print order."""
    wanted = CardFilter(
        households=household_filter(options),
        states=(CardState.MADE,) if made_only else VALID_STATES,
        stale=True if options.stale else None,
        layout=CardLayout(options.layout) if options.layout and not options.stale else None,
    )
    return tuple(office.cards.ids(wanted))


def _issued(office: Office, report: IssueReport) -> Answer:
    rows = office.cards.rows(report.cards)
    unissued = [
        {"household": one.household, "head": one.head, "why": one.why} for one in report.unissued
    ]
    lines = [f"制卡 {len(report.cards)} 张。"]
    if unissued:
        lines.append(f"有 {len(unissued)} 户没有制卡：")
        lines += [f"  {one['household']} {one['head']}：{one['why']}" for one in unissued]
    values = {
        "issued": len(report.cards),
        "cards": [rows[key].number for key in report.cards],
        "unissued": unissued,
        "operation": report.changes.operation,
    }
    return Answer(tuple(lines), values)


def _print(office: Office, options: Options) -> Answer:
    issued = _made(office, options) if options.stale else None
    ids = issued.cards if issued else _in_use(office, options)
    sheet = SheetOptions(start=options.start, duplex=Duplex(options.duplex))
    content = office.cards.print_pdf(ids, sheet)
    write_paper(options.out, content)
    office.cards.mark_printed(ids)
    values: dict[str, Any] = {
        "cards": len(ids),
        "file": str(options.out),
        "unissued": _issued(office, issued).values["unissued"] if issued else [],
    }
    line = f"已把 {len(ids)} 张联系卡打印到 {options.out}。"
    return Answer((line,), values, missing_notes(office.cards.missing_glyphs(ids)))


def _hand_out(office: Office, options: Options) -> Answer:
    report = office.cards.hand_out(
        _in_use(office, options, made_only=True),
        options.date or office.context.today(),
        options.receiver,
        _WAYS[options.way],
    )
    return _stepped(report, f"发放联系卡 {len(report.cards)} 张。", "handed_out")


def _void(office: Office, options: Options) -> Answer:
    card = office.cards.by_number(options.number)
    if card is None:
        raise RefusedError(f"没有卡号为 {options.number} 的联系卡，请核对卡号。")
    report = office.cards.void([card.id], options.reason)
    return _stepped(report, f"联系卡 {card.number} 已作废。", "voided")


def _stepped(report: StepReport, line: str, key: str) -> Answer:
    left = [{"card": one.number, "why": one.why} for one in report.left]
    lines = [line, *(f"  未办 {one['card']}：{one['why']}" for one in left)]
    values = {key: len(report.cards), "left": left, "operation": report.changes.operation}
    return Answer(tuple(lines), values)


_STEPS: dict[str, Callable[[Office, Options], Answer]] = {
    "issue": _issue,
    "print": _print,
    "hand-out": _hand_out,
    "void": _void,
}
