"""The meeting pack as a file: which suffix is made by which module, imported when needed.

Slides, workbooks and pictures need a library each that takes a tenth of a second to load;
charts on the screen need none of them.
"""

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.whole_file import written_whole

# Suffix to the module and its function; those of pictures take charts, the others the pack.
_MAKERS = {
    ".pptx": ("documents.meeting_slides", "meeting_slides"),
    ".pdf": ("documents.meeting_pdf", "meeting_pdf"),
    ".png": ("documents.chart_picture", "charts_png"),
    ".svg": ("documents.chart_picture", "charts_svg"),
}
_PICTURES = {".png", ".svg"}
_WORKBOOK = ".xlsx"
SUFFIXES = (".pptx", ".pdf", ".xlsx", ".png", ".svg")


def pack_bytes(pack: MeetingPack, suffix: str) -> bytes:
    """Return the pack as .pptx, .pdf, .png or .svg."""
    content = pack.charts if suffix in _PICTURES else pack
    made: bytes = _function(*_MAKERS[suffix])(content)
    return made


def write_pack(pack: MeetingPack, path: Path, *, each: bool = False) -> tuple[Path, ...]:
    """Write the pack as what the file's name says.

    Args:
        pack: What is shown.
        path: The file; an old one is replaced only when the new one is whole.
        each: Of pictures: a file a chart, ``name-1.png`` and so on, instead of one of all.

    Returns:
        The files written.

    Raises:
        UsageError: When no such file can be made.
        AppError: When a file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"图表文件须是 {'、'.join(SUFFIXES)} 之一。")
    if suffix == _WORKBOOK:
        _function("excel.meeting_workbook", "meeting_workbook")(pack, path)
        return (path,)
    if not (each and suffix in _PICTURES):
        return (_written(path, pack_bytes(pack, suffix)),)
    return tuple(
        _written(
            path.with_name(f"{path.stem}-{number}{path.suffix}"),
            pack_bytes(replace(pack, charts=(chart,)), suffix),
        )
        for number, chart in enumerate(pack.charts, start=1)
    )


def undrawable(pack: MeetingPack, suffix: str) -> dict[str, frozenset[str]]:
    """Return what no font of ours can draw: text to its characters.

    Slides and workbooks are drawn with the fonts of the machine that shows them.
    """
    if suffix not in {".pdf", *_PICTURES}:
        return {}
    found: dict[str, frozenset[str]] = {}
    for chart in pack.charts:
        found |= _function("documents.chart_drawing", "undrawable")(chart)
    return found


def _written(path: Path, content: bytes) -> Path:
    with written_whole(path) as temporary:
        temporary.write_bytes(content)
    return path


def _function(module: str, name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(importlib.import_module(f"liaison_desktop.{module}"), name)
    return found
