"""Column widths of an .xlsx file, read without loading its cells."""

import html
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

_HEAD_BYTES = 262_144  # <cols> stands before the first cell
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_COLUMN = re.compile(r"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_WIDEST = 255.0
_MOST_COLUMNS = 16_384


def column_widths(path: Path) -> Mapping[str, Mapping[int, float]]:
    """Return sheet name to 0-based column to width; {} where the file tells none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _widths(archive, part) for name, part in _parts(archive).items()}
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, zlib.error):
        return {}  # widths are a courtesy: old formats and odd files have none to give


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name to the part that holds it."""
    relations = {}
    for tag in _RELATION.findall(_head(archive, "xl/_rels/workbook.xml.rels")):
        about = dict(_ATTRIBUTE.findall(tag))
        relations[about.get("Id", "")] = about.get("Target", "")
    parts = {}
    for tag in _SHEET.findall(_head(archive, "xl/workbook.xml")):
        about = dict(_ATTRIBUTE.findall(tag))
        target = relations.get(about.get("r:id", ""), "")
        if target:
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[html.unescape(about.get("name", ""))] = part
    return parts


def _widths(archive: zipfile.ZipFile, part: str) -> dict[int, float]:
    widths: dict[int, float] = {}
    for tag in _COLUMN.findall(_head(archive, part)):
        about = dict(_ATTRIBUTE.findall(tag))
        first, last = int(about.get("min", "1")), int(about.get("max", "1"))
        width = min(float(about.get("width", "0")), _WIDEST)
        if width > 0 and last - first < _MOST_COLUMNS // 2:
            widths.update(dict.fromkeys(range(first - 1, last), width))
    return widths


def _head(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return stream.read(_HEAD_BYTES).decode("utf-8", "replace")
