"""Writing a print to the file a person named."""

from pathlib import Path

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.excel.safe_cells import written_whole


def require_pdf(path: Path) -> Path:
    """Return where a print goes.

    Raises:
        UsageError: When it does not end in .pdf.
    """
    if path.suffix.lower() != ".pdf":
        raise UsageError("--out 须是 .pdf 文件。")
    return path.resolve()


def write_paper(path: Path, content: bytes) -> None:
    """Write a print; an old file is replaced only when the new one is whole.

    Raises:
        AppError: When the file is open elsewhere or its folder cannot be written.
    """
    with written_whole(path) as temporary:
        temporary.write_bytes(content)


def missing_notes(missing: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """Return a sentence for every text that no font can draw."""
    return tuple(
        f"字体中没有“{text}”里的字：{'、'.join(sorted(characters))}，打印处为空框，请手写补上。"
        for text, characters in sorted(missing.items())
    )
