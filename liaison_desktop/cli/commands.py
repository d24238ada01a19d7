"""The command line: which commands there are, and running one."""

import importlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO, cast

from liaison_desktop import __version__, paths
from liaison_desktop.cli.answer import Answer, as_json
from liaison_desktop.cli.arguments import (
    PROGRAM,
    CommandParser,
    Options,
    add_global_options,
    add_window_options,
    split_command,
)
from liaison_desktop.cli.defect import keep_report
from liaison_desktop.domain.errors import AppError, UsageError
from liaison_desktop.domain.progress import CancelledError

DEFECT = 1
# Options with a value, before a command.
VALUED = ("--data", "--database", "--picture", "--page", "--size", "--text")
CANCELLED = 130  # what shells expect after Ctrl+C


class CommandModule(Protocol):
    """A module of this package: the commands of one noun."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which arguments the command takes."""

    def run(self, options: Options) -> Answer:
        """Do it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line.

    Attributes:
        module: Module of this package that serves it; imported only when it is used,
            so that no command waits for the libraries of another.
        does: What it does, for the help page.
    """

    module: str
    does: str


COMMANDS: dict[str, Command] = {
    "init": Command("init", "建立数据库和工作站"),
    "import": Command("imports", "导入农户花名册、干部名册、结对安排表和各种台账"),
    "history": Command("history", "查看操作日志"),
    "undo": Command("undo", "撤销最近一次或指定编号的操作"),
    "cards": Command("cards", "制作、打印、发放、作废民情联系卡"),
    "forms": Command("forms", "打印民情登记卡"),
    "sheets": Command("sheets", "制作、打印走访单"),
    "dossier": Command("dossier", "打印一起矛盾纠纷的人民调解卷宗"),
    "notices": Command("notices", "起草、公布、打印民情事项公示表"),
    "figures": Command("figures", "统计某一期间的全部指标"),
    "summary": Command("summary", "起草某一期间的工作总结"),
    "charts": Command("charts", "制作会议图表：幻灯片、PDF、工作簿或图片"),
    "report": Command("report", "统计表和简报：综治月报、司法月报、各村化解表、网格表"),
    "form": Command("form", "填上级下发的空白表"),
    "close": Command("close", "上报封账，封存某一期的数字、名册、正文和文件"),
    "closings": Command("closings", "列出封过的账、是否完好和此后的调整"),
    "reprint": Command("reprint", "原样重印封存的文件"),
    "export": Command("export", "把名册导出为 Excel 工作簿"),
    "check": Command("check", "核对数据库与操作日志是否完好、数据有无疑问"),
    "sample": Command("sample", "建立一个演练用的工作站，人员均为虚构"),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: Everything after the program's name.

    Returns:
        The exit code of DESIGN 7; 1 for a defect of the program, 130 after Ctrl+C.
    """
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    data: Path | None = None
    try:
        options, module = _parse(arguments)
        data = options.data
        answer = module.run(options)
        print(as_json(answer.values) if options.json else "\n".join(answer.lines), flush=True)
        for note in answer.notes:
            print(note, file=sys.stderr)
    except AppError as error:
        return told(error)
    except (KeyboardInterrupt, CancelledError):
        print("已取消，没有存入任何内容。", file=sys.stderr)
        return CANCELLED
    except SystemExit:
        return 0  # a help page or the version was shown
    except BrokenPipeError:
        # The reader, e.g. head, has enough; nothing may be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - a defect becomes a sentence and a report
        report = keep_report(error, paths.data_dir(data))
        print(f"程序出错，没有完成。错误报告在 {report}，请交给维护人员。", file=sys.stderr)
        return DEFECT
    return answer.exit_code


def told(error: AppError) -> int:
    """Say what is wrong on standard error; return the exit code."""
    print(error.message, file=sys.stderr)
    return error.exit_code


def wants_window(arguments: Sequence[str]) -> bool:
    """Tell whether a command line names no command, so that the window opens."""
    before, rest = split_command(arguments, VALUED)
    return not rest and not {"-h", "--help", "--version"} & set(before)


def parse_window_options(arguments: Sequence[str]) -> Options:
    """Read the global options of a command line without a command.

    Raises:
        UsageError: When there is anything else in it.
    """
    options = _program_parser().parse_args(arguments)
    if options.picture is None and any(map(_given, (options.page, options.size, options.text))):
        raise UsageError("--page、--size 和 --text 须与 --picture 同用。")
    return options


def _given(value: object) -> bool:
    return value is not None


def _parse(arguments: Sequence[str]) -> tuple[Options, CommandModule]:
    before, rest = split_command(arguments, VALUED)
    options = _program_parser().parse_args(before)
    if not rest:
        raise UsageError(f"缺少命令。用 {PROGRAM} --help 查看用法。")
    word = rest[0]
    if word not in COMMANDS:
        raise UsageError(f"没有“{word}”这个命令。用 {PROGRAM} --help 查看用法。")
    if any(map(_given, (options.picture, options.page, options.size, options.text))):
        raise UsageError(f"--picture 等窗口选项不能与命令 {word} 同用。")
    command = COMMANDS[word]
    module = cast(CommandModule, importlib.import_module(f"liaison_desktop.cli.{command.module}"))
    parser = CommandParser(f"{PROGRAM} {word}", f"{command.does}。")
    module.add_arguments(parser)
    add_global_options(parser, inherited=True)
    return parser.parse_args(rest[1:], options), module


def _program_parser() -> CommandParser:
    parser = CommandParser(PROGRAM, "群众工作站桌面程序。不带命令时打开窗口。")
    parser.usage = f"{PROGRAM} [通用选项] [命令 …]"
    parser.options.add_argument("--version", action="version", version=__version__, help="显示版本")
    add_global_options(parser, inherited=False)
    add_window_options(parser)
    width = max(map(len, COMMANDS))
    listed = (f"  {word:<{width}}  {command.does}" for word, command in COMMANDS.items())
    parser.epilog = "\n".join(
        ("命令：", *listed, "", f"用 {PROGRAM} 命令 --help 查看每个命令的用法。")
    )
    return parser


def _speak_utf8(stream: TextIO) -> None:
    """Write UTF-8 even where a pipe would get the code page of Windows."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
