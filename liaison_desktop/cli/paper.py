"""Writing to the file a person named: which file it may be, and what is told of it."""

from pathlib import Path

from liaison_desktop import paths
from liaison_desktop.cli.arguments import Options
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.whole_file import written_whole


def output_file(
    path: Path, suffix: str, options: Options, *, option: str = "--out", source: Path | None = None
) -> Path:
    """Return where a command writes to, before it has done anything.

    Args:
        path: As named.
        suffix: What it must end in, e.g. ``.pdf``.
        options: The command line, which names the data folder.
        option: Which option named it.
        source: The file the command reads, which it must not overwrite.

    Raises:
        UsageError: When it ends otherwise, or is the input or the store itself.
    """
    if path.suffix.lower() != suffix:
        raise UsageError(f"{option} 须是 {suffix} 文件。")
    target = path.expanduser().resolve()
    if source is not None and _same(target, source):
        raise UsageError(f"{option} 不能是要读取的文件本身，请换一个文件名。")
    if _same(target, paths.store_file(paths.data_dir(options.data))):
        raise UsageError(f"{option} 不能是数据库文件，请换一个文件名。")
    return target


def write_paper(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a print; an old file is replaced only when the new one is whole.

    Raises:
        AppError: When the file is open elsewhere or its folder cannot be written.
    """
    with written_whole(path, private=private) as temporary:
        temporary.write_bytes(content)


def missing_notes(missing: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """Return a sentence for every text that no font can draw."""
    return tuple(
        f"字体中没有“{text}”里的字：{'、'.join(sorted(characters))}，打印处为〓，请手写补上。"
        for text, characters in sorted(missing.items())
    )


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file, under whatever names."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet, or cannot be
        return one == other.expanduser().resolve()
