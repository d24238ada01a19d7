"""``cards``: issue, print, hand out and void contact cards (民情联系卡)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, Step, add_steps, day, positive
from liaison_desktop.cli.filters import add_filters, household_filter
from liaison_desktop.cli.paper import missing_notes, output_file, write_paper
from liaison_desktop.cli.session import open_named
from liaison_desktop.documents.sheet import SheetOptions, require_start
from liaison_desktop.domain.errors import AppError, RefusedError
from liaison_desktop.domain.register.card_issue import CardFilter, IssueReport, StepReport
from liaison_desktop.domain.register.contact_card import Unissued
from liaison_desktop.domain.terms.contact_card import (
    RECEIPT_LABELS,
    VALID_STATES,
    CardLayout,
    CardState,
    Duplex,
)
from liaison_desktop.services.office import Office
from liaison_desktop.whole_file import require_writable

_WAYS = {label: way for way, label in RECEIPT_LABELS.items()}


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    add_steps(
        parser,
        {
            "issue": Step("为有联系干部、没有有效联系卡的农户制卡", _add_issue),
            "print": Step("把联系卡打印到 PDF 文件", _add_print),
            "hand-out": Step("登记联系卡的发放", _add_hand_out),
            "void": Step("作废一张联系卡", _add_void),
        },
    )


def _add_issue(parser: CommandParser) -> None:
    _add_which(parser, stale="为待换发的卡制作新卡，原卡作废")
    _add_layout(parser, "卡片大小；不写则户中有 60 岁以上的用 A6，其余用名片")


def _add_print(parser: CommandParser) -> None:
    _add_which(parser, stale="先换发待换发的卡，再打印新卡")
    _add_layout(parser, "这次都按这个大小打印；不写则按制卡时的大小")
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="打印到哪个 PDF 文件"
    )
    parser.options.add_argument(
        "--start", metavar="格", type=positive, default=1, help="从第几格开始排，默认第 1 格"
    )
    parser.options.add_argument(
        "--duplex",
        choices=[duplex.value for duplex in Duplex],
        default=Duplex.NONE.value,
        help="反面：none 不印、long 长边翻、short 短边翻、manual 手动翻，默认 none",
    )


def _add_hand_out(parser: CommandParser) -> None:
    _add_which(parser, stale="只看待换发的卡；它们须先换发，不能发放")
    parser.options.add_argument("--date", metavar="日期", type=day, help="发放日期，默认今天")
    parser.options.add_argument("--receiver", metavar="姓名", default="", help="签收人")
    parser.options.add_argument(
        "--way", choices=tuple(_WAYS), default="本人", help="签收方式，默认本人"
    )


def _add_void(parser: CommandParser) -> None:
    parser.values.add_argument("number", metavar="卡号", help="作废哪张卡")
    parser.options.add_argument("--reason", metavar="原因", default="命令行作废", help="作废原因")


def _add_which(parser: CommandParser, *, stale: str) -> None:
    add_filters(parser)
    parser.options.add_argument("--stale", action="store_true", help=stale)


def _add_layout(parser: CommandParser, said: str) -> None:
    layouts = [layout.value for layout in CardLayout]
    parser.options.add_argument("--layout", choices=layouts, help=said)


def run(options: Options) -> Answer:
    """Do the step."""
    if options.step == "print":
        options.out = output_file(options.out, ".pdf", options)
    with open_named(options) as office:
        return _STEPS[options.step](office, options)


def _layout(options: Options) -> CardLayout | None:
    return CardLayout(options.layout) if options.layout else None


def _issue(office: Office, options: Options) -> Answer:
    if options.stale:
        return _issued(office, office.cards.replace(_in_use(office, options), _layout(options)))
    return _issued(office, office.cards.issue(household_filter(options), _layout(options)))


def _in_use(
    office: Office, options: Options, states: tuple[CardState, ...] = VALID_STATES
) -> tuple[int, ...]:
    """Return the cards in use that the filters mean, in print order.

    Stale cards of closed households are among those that wait to be replaced: somebody
    has to be told that they are to be voided.
    """
    households = replace(household_filter(options), include_closed=options.stale)
    stale = True if options.stale else None
    return tuple(office.cards.ids(CardFilter(households, states, stale)))


def _issued(office: Office, report: IssueReport) -> Answer:
    rows = office.cards.rows(report.cards)
    unissued = _unissued(report.unissued)
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


def _unissued(households: tuple[Unissued, ...]) -> list[dict[str, str]]:
    return [{"household": one.household, "head": one.head, "why": one.why} for one in households]


def _print(office: Office, options: Options) -> Answer:
    sheet = SheetOptions(start=options.start, duplex=Duplex(options.duplex))
    issued = _replaced(office, options, sheet) if options.stale else None
    ids = issued.cards if issued else _in_use(office, options)
    try:
        content = office.cards.print_pdf(ids, sheet, layout=_layout(options))
        write_paper(options.out, content)
    except AppError as error:
        if issued is None:
            raise
        told = f"{error.message}{len(ids)} 张新卡已经换发，请用 cards print 重新打印。"
        raise RefusedError(told) from error
    office.cards.mark_printed(ids)
    notes = (*missing_notes(office.cards.missing_glyphs(ids)), *_stale_notes(office, ids))
    values: dict[str, Any] = {
        "cards": len(ids),
        "file": str(options.out),
        "unissued": _unissued(issued.unissued) if issued else [],
        "notes": list(notes),
    }
    lines = [f"已把 {len(ids)} 张联系卡打印到 {options.out}。"]
    if issued:
        lines += _issued(office, issued).lines[1:]
    return Answer(tuple(lines), values, notes)


def _replaced(office: Office, options: Options, sheet: SheetOptions) -> IssueReport:
    """Replace the stale cards of the filters once nothing stands against printing the new ones.

    Raises:
        AppError: When they could not be printed, or there is none; nothing is replaced then.
    """
    layout = _layout(options)
    old = _in_use(office, options)
    preview = office.cards.preview_replace(old, layout)
    if not preview.layouts:
        left = [f"{one.household} {one.head}：{one.why}。" for one in preview.unissued]
        raise RefusedError("".join(["没有可以换发的联系卡。", *left[:1]]))
    require_start(next(iter(preview.layouts)), sheet)
    require_writable(options.out)
    return office.cards.replace(old, layout)


def _stale_notes(office: Office, ids: tuple[int, ...]) -> tuple[str, ...]:
    stale = office.cards.count(CardFilter(ids=ids, stale=True))
    if not stale:
        return ()
    return (
        f"其中 {stale} 张待换发，印的还是制卡时的内容。请用 cards print --stale 换发并打印新卡。",
    )


def _hand_out(office: Office, options: Options) -> Answer:
    report = office.cards.hand_out(
        _in_use(office, options, (CardState.MADE,)),
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
