"""The command line in Chinese: parser, help, values and their mistakes."""

import argparse
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from liaison_desktop.domain.errors import UsageError

Options = argparse.Namespace

PROGRAM = "liaison-desktop"

# What argparse says, turned into sentences. Anything else is shown as it is, behind a
# Chinese opening; the meaning never depends on the match.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "缺少参数：{0}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}。"),
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        "{0} 不能是“{1}”，可选：{2}。",
    ),
    (r"argument (.+?): expected (?:one|at least one) argument", "{0} 后面缺少内容。"),
    (r"argument (.+?): expected (\d+) arguments?", "{0} 后面应有 {1} 项内容。"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} 不能与 {1} 同时使用。"),
    (r"argument (.+?): ignored explicit argument '(.*)'", "{0} 后面不应有“{1}”。"),
    (r"one of the arguments (.+) is required", "须给出其中一项：{0}。"),
    (r"argument (.+?): (.*[一-鿿].*)", "{0}：{1}"),
)


def chinese_sentence(message: str) -> str:
    """Return what argparse complains of as one Chinese sentence."""
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*(part.replace("'", "") for part in found.groups()))
    return f"命令行有误：{message}"


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    """Help pages that begin with 用法."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class CommandParser(argparse.ArgumentParser):
    """A parser that speaks Chinese and raises ``UsageError`` instead of exiting.

    Attributes:
        values: Group of the positional arguments.
        options: Group of the options.
    """

    def __init__(self, prog: str, description: str, *, color: bool = False) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=ChineseHelp,
            add_help=False,
            allow_abbrev=False,
        )
        self.color = color  # newer versions of argparse hand it to the parsers of steps
        self.values = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Raise the mistake as a sentence.

        Raises:
            UsageError: Always.
        """
        raise UsageError(f"{chinese_sentence(message)}用 {self.prog} --help 查看用法。")


def add_global_options(parser: CommandParser, *, inherited: bool) -> None:
    """Add the options that stand before or after the command.

    Args:
        parser: The parser of the program or of one command.
        inherited: Whether the program's own parser has set them already; then an
            option that is not repeated keeps what was given before the command.
    """
    group = parser.add_argument_group("通用选项（可写在命令之前或之后）")

    def default(value: object) -> object:
        return argparse.SUPPRESS if inherited else value

    group.add_argument(
        "--data", metavar="文件夹", type=Path, default=default(None), help="数据文件夹"
    )
    group.add_argument(
        "--database",
        metavar="URL",
        default=default(""),
        help="多台电脑共用的数据库，如 postgresql+psycopg://主机/库名",
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=default(value=False),
        help="在标准输出上以一个 JSON 对象回答",
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a command, with arguments of its own: ``cards issue``, ``cards print``.

    Attributes:
        does: What it does, for the help page.
        add_arguments: Says which arguments it takes.
    """

    does: str
    add_arguments: Callable[[CommandParser], None]


def add_steps(parser: CommandParser, steps: Mapping[str, Step]) -> None:
    """Let a command be followed by one of its steps, which becomes ``options.step``."""
    choices = parser.add_subparsers(
        title="步骤", dest="step", metavar="|".join(steps), required=True
    )
    for word_, step in steps.items():
        own = choices.add_parser(word_, help=step.does, description=f"{step.does}。")
        step.add_arguments(own)
        add_global_options(own, inherited=True)


def add_window_options(parser: CommandParser) -> None:
    """Add the options of the window: those without a command."""
    group = parser.add_argument_group("窗口选项（不带命令时）")
    group.add_argument(
        "--picture", metavar="文件", type=Path, help="不打开窗口，把它画成图片（.png）"
    )
    group.add_argument("--page", metavar="页面", help="画哪个页面，默认 今日")
    group.add_argument(
        "--size", metavar="宽x高", type=pixels, help="窗口大小，如 1366x768，默认 1280x800"
    )
    group.add_argument(
        "--text", metavar="百分比", type=percentage, help="文字大小，100 至 200，默认 100"
    )


def day(text: str) -> date:
    """Read a date such as ``2023-06-30``."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2023-06-30。") from None


def month(text: str) -> date:
    """Read a month such as ``2023-06``; return its first day."""
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，请写成 2023-06。") from None


def word(text: str) -> str:
    """Read a name that is not blank."""
    if not text.strip():
        raise argparse.ArgumentTypeError("内容不能空着。")
    return text.strip()


def positive(text: str) -> int:
    """Read a whole number of at least 1."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"“{text}”应为不小于 1 的整数。")
    return int(text)


def pixels(text: str) -> tuple[int, int]:
    """Read the size of a window such as ``1366x768``."""
    found = re.fullmatch(r"(\d{3,4})[xX×*](\d{3,4})", text.strip(), re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是窗口大小，请写成 1366x768。")
    return int(found[1]), int(found[2])


def percentage(text: str) -> int:
    """Read a text size from 100 to 200."""
    number = text.strip().removesuffix("%")
    if not (number.isascii() and number.isdigit() and 100 <= int(number) <= 200):
        raise argparse.ArgumentTypeError(f"“{text}”应为 100 至 200 的整数。")
    return int(number)


def split_command(arguments: Sequence[str], options: Iterable[str]) -> tuple[list[str], list[str]]:
    """Split a command line before its command.

    Args:
        arguments: All arguments.
        options: Global options that take a value.

    Returns:
        What stands before the command, and the command with what follows.
    """
    valued = set(options)
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in valued else 1
    return list(arguments[:place]), list(arguments[place:])
