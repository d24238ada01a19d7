"""Personal data in full: only with both ``--unmasked`` and a purpose."""

from liaison_desktop.cli.arguments import CommandParser, Options, word
from liaison_desktop.domain.errors import UsageError


def add_disclosure(parser: CommandParser) -> None:
    """Add ``--unmasked`` and ``--purpose``."""
    parser.options.add_argument(
        "--unmasked", action="store_true", help="完整显示个人信息（须与 --purpose 同用）"
    )
    parser.options.add_argument(
        "--purpose", metavar="事由", type=word, help="为什么需要完整的个人信息"
    )


def named_purpose(options: Options) -> str:
    """Return the purpose, "" to mask.

    Raises:
        UsageError: When one of the two is missing.
    """
    if options.unmasked != bool(options.purpose):
        raise UsageError("完整输出个人信息须同时写明 --unmasked 和 --purpose 事由。")
    return str(options.purpose or "")
