"""``notices``: draft, publish and print the public notice (公示表) of a month."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, Step, add_steps, month
from liaison_desktop.cli.paper import missing_notes, output_file, write_paper
from liaison_desktop.cli.session import open_named
from liaison_desktop.documents.public_notice import undrawable
from liaison_desktop.domain.errors import RefusedError, UsageError
from liaison_desktop.domain.matters.leak_scan import LEAK_LABELS
from liaison_desktop.domain.matters.notice import BOARD_LABELS, Board, NoticeContent
from liaison_desktop.services.office import Office
from liaison_desktop.whole_file import require_writable

_BOARDS = {board.value: board for board in Board}
_SUFFIXES = (".pdf", ".xlsx")


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    add_steps(
        parser,
        {
            "draft": Step("列出某月应公示的事项和不能公示的内容，不存入", _add_which),
            "publish": Step("公布某月的公示表，公布后不能撤销", _add_which),
            "print": Step("打印某月最近一次公布的公示表", _add_print),
        },
    )


def _add_which(parser: CommandParser) -> None:
    parser.options.add_argument(
        "--month", metavar="月份", type=month, required=True, help="哪个月，如 2023-06"
    )
    boards = "、".join(f"{board.value} {label}" for board, label in BOARD_LABELS.items())
    parser.options.add_argument(
        "--board", choices=tuple(_BOARDS), required=True, help=f"哪一种公示栏：{boards}"
    )
    parser.options.add_argument(
        "--village", metavar="村", default="", help="哪个村的公示栏；只有一个村时可不写"
    )


def _add_print(parser: CommandParser) -> None:
    _add_which(parser)
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个 PDF 文件或 .xlsx 工作簿"
    )


def run(options: Options) -> Answer:
    """Draft, publish or print."""
    if options.village and options.board == Board.TOWNSHIP.value:
        raise UsageError("镇公开栏不分村，请去掉 --village。")
    steps: dict[str, Callable[[Options, Office], Answer]] = {
        "draft": _draft,
        "publish": _publish,
        "print": _print,
    }
    with open_named(options) as office:
        return steps[options.step](options, office)


def _draft(options: Options, office: Office) -> Answer:
    content = _drafted(options, office)
    told = [f"  第{n}行 {line.matter}：{line.handling}" for n, line in enumerate(content.lines, 1)]
    leaks = tuple(f"  {leak.where}有{LEAK_LABELS[leak.kind]}" for leak in content.leaks)
    lines = (f"{content.title}，共 {len(content.lines)} 件。", *told)
    if leaks:
        lines += ("以下内容不能公示，请先改写：", *dict.fromkeys(leaks))
    return Answer(lines, _values(content))


def _publish(options: Options, office: Office) -> Answer:
    content = _drafted(options, office)
    key, changes = office.notices.publish(content)
    values = _values(office.notices.content(key)) | {"operation": changes.operation}
    line = f"已公布{content.title}，共 {len(content.lines)} 件，操作编号 {changes.operation}。"
    return Answer((line,), values)


def _print(options: Options, office: Office) -> Answer:
    suffix = options.out.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError("--out 须是 .pdf 或 .xlsx 文件。")
    out = output_file(options.out, suffix, options)
    require_writable(out)
    content = _published(options, office)
    if suffix == ".xlsx":
        office.notices.xlsx(content, out)
    else:
        write_paper(out, office.notices.pdf(content))
    line = f"已把{content.title}打印到 {out}。"
    return Answer(
        (line,), _values(content) | {"file": str(out)}, missing_notes(undrawable(content))
    )


def _drafted(options: Options, office: Office) -> NoticeContent:
    return office.notices.draft(_BOARDS[options.board], _village(options, office), options.month)


def _published(options: Options, office: Office) -> NoticeContent:
    """Return the newest notice of a month and board.

    Raises:
        RefusedError: When none was published.
    """
    village = _village(options, office)
    wanted = _month(options.month)
    for row in office.notices.rows():
        if row.month != wanted or row.board is not _BOARDS[options.board]:
            continue
        content = office.notices.content(row.id)
        if village in (None, content.area_id):
            return content
    raise RefusedError("该月还没有公布过公示表，请先用 notices publish 公布。")


def _village(options: Options, office: Office) -> int | None:
    """Return the village of a notice, None for the township.

    Raises:
        RefusedError: When there is no such village, or it must be named.
    """
    if options.board == Board.TOWNSHIP.value:
        return None
    villages = office.areas.villages()
    if not options.village and len(villages) == 1:
        return villages[0].id
    named = [one.id for one in villages if one.name == options.village]
    if not named:
        known = "、".join(one.name for one in villages)
        wanted = f"没有“{options.village}”。" if options.village else ""
        raise RefusedError(f"{wanted}请用 --village 写明哪个村：{known}。")
    return named[0]


def _values(content: NoticeContent) -> dict[str, Any]:
    return {
        "notice": content.id,
        "board": content.board,
        "area": content.area,
        "month": _month(content.month),
        "issue": content.issue,
        "lines": [
            {
                "matter": line.matter,
                "owner": line.owner,
                "limit_on": line.limit_on,
                "handling": line.handling,
            }
            for line in content.lines
        ],
        "leaks": [{"where": leak.where, "kind": leak.kind.value} for leak in content.leaks],
    }


def _month(day: date) -> str:
    return day.strftime("%Y-%m")
