"""``reprint``: write a file of a closed period again, byte for byte as it was handed in."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, positive
from liaison_desktop.cli.paper import output_file, write_paper
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import RefusedError


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "number", metavar="编号", type=positive, help="封账的编号，见 closings"
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个文件；按扩展名取封存的文件"
    )


def run(options: Options) -> Answer:
    """Write the file."""
    suffix = options.out.suffix.lower()
    out = output_file(options.out, suffix, options)
    with open_named(options) as office:
        closed = next((one for one in office.closings.rows() if one.id == options.number), None)
        if closed is None:
            raise RefusedError(f"没有编号为 {options.number} 的封账，可用 closings 查看。")
        name = next((one for one in closed.papers if Path(one).suffix.lower() == suffix), None)
        if name is None:
            kept = "、".join(closed.papers) or "没有文件"
            raise RefusedError(f"这次封账没有封存 {suffix or '无扩展名'} 文件，封存的有：{kept}。")
        content = office.closings.reprint(closed.id, name)
    write_paper(out, content)
    values = {"closing": closed.id, "name": name, "file": str(out), "bytes": len(content)}
    return Answer((f"已把封存的“{name}”原样写到 {out}。",), values)
