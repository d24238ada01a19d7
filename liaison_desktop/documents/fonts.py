"""The faces paper is set in: which file serves which style, loaded when first needed.

Bundled faces stand behind every style, so that a rare name is drawn in any of them; the
office's own licensed faces come first where they are installed (DESIGN 8). reportlab
embeds TrueType outlines only, and a character map alone lies (some fonts map names to
empty glyphs), so a face counts as drawing a character only when its outline exists.
"""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import cast

from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib import TTLibError
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from liaison_desktop import paths

_log = logging.getLogger(__name__)


class Style(Enum):
    """A style of type, by its office name."""

    SONG = "宋体"
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    FANG = "仿宋"
    PLAIN = "界面黑体"


SONG_FILE = "NotoSerifSC-Regular.ttf"
SONG_BOLD_FILE = "NotoSerifSC-Bold-subset.ttf"
SONG_LIGHT_FILE = "NotoSerifSC-Light-subset.ttf"
HEI_FILE = "NotoSansSC-Regular.ttf"
HEI_BOLD_FILE = "NotoSansSC-Bold-subset.ttf"
KAI_FILE = "LXGWWenKai-Regular.ttf"
FANG_FILE = "FandolFang-Regular.ttf"

# The last resort of every style: together they draw all that any bundled face draws.
_BEHIND_ALL = (SONG_FILE, HEI_FILE, KAI_FILE)
_BUNDLED: dict[Style, tuple[str, ...]] = {
    Style.SONG: (SONG_FILE,),
    Style.TITLE: (SONG_BOLD_FILE,),
    Style.HEI: (HEI_BOLD_FILE, HEI_FILE),
    Style.KAI: (KAI_FILE,),
    Style.FANG: (FANG_FILE, SONG_LIGHT_FILE),
    Style.PLAIN: (HEI_FILE,),
}
# File names under which Windows, WPS and 信创 desktops keep the office's own faces.
_OFFICE_FILES: dict[Style, re.Pattern[str]] = {
    Style.SONG: re.compile(r"simsun|宋体"),
    Style.TITLE: re.compile(r"fzxbs(j?w|k|jt|gbk)?|方正小标宋(简体|_?gbk)?"),
    Style.HEI: re.compile(r"simhei|黑体"),
    Style.KAI: re.compile(r"simkai|楷体(_gb2312)?|kaiti(_gb2312)?"),
    Style.FANG: re.compile(r"simfang|仿宋(_gb2312)?|fangsong(_gb2312)?|fzfs(j?w|k)?"),
}
_BEYOND_BMP = re.compile("<([0-9A-F]{5,6})>")
_BLANKS = frozenset(map(ord, " \u00a0\u2002\u2003\u2009\u3000"))
_RESTRICTED, _NO_SUBSET = 0x0002, 0x0100  # OS/2 fsType: may not be embedded, not in part


class EmbeddedFont(TTFont):
    """A reportlab font whose rare characters can also be searched and copied.

    reportlab writes characters beyond the basic plane into the ToUnicode map by their
    plain number; ISO 32000-1 (9.10.3) asks for UTF-16, without which a name such as 𬭊 is
    drawn right but read back wrong.
    """

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Add the font's objects to a finished document."""
        count = len(self.state[doc].subsets)
        super().addObjects(doc)
        name = (self.face.name + self.face.subfontNameX).decode("latin-1")
        for number in range(count):
            prefix = SUBSETN(number).decode("ascii")
            stream = cast(PDFStream, doc.idToObject[f"toUnicodeCMap:{prefix}+{name}"])
            stream.content = _BEYOND_BMP.sub(_utf_16, stream.content)


def _utf_16(number: re.Match[str]) -> str:
    return f"<{chr(int(number[1], 16)).encode('utf-16-be').hex().upper()}>"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One loaded font file.

    Attributes:
        name: The name it is registered under in reportlab.
        path: Its file.
        font: The reportlab font.
        drawn: Code points with an outline, and blanks.
    """

    name: str
    path: Path
    font: TTFont
    drawn: frozenset[int]


@cache
def chain(style: Style) -> tuple[Face, ...]:
    """Return the faces of a style, the preferred one first.

    Files are read on the first call only (40–80 ms a face).

    Raises:
        FileNotFoundError: When a bundled font is missing from the installation.
    """
    office = _office_face(style)
    first = () if office is None else (office,)
    names = dict.fromkeys((*_BUNDLED[style], *_BEHIND_ALL))
    return (*first, *(_bundled(name) for name in names))


def used_files() -> dict[Style, Path]:
    """Return which file each style is set in here, for the settings page."""
    return {style: chain(style)[0].path for style in Style}


def registered_name(style: Style) -> str:
    """Return the reportlab font name of a style's preferred face, for charts and tables."""
    return chain(style)[0].name


@cache
def _bundled(name: str) -> Face:
    return load_face(paths.resource("fonts", name))


def _office_face(style: Style) -> Face | None:
    for path in _office_files().get(style, ()):
        try:
            return load_face(path)
        except (TTFError, TTLibError, OSError, KeyError, ValueError) as error:
            _log.info("font %s is not used: %s", path.name, type(error).__name__)
    return None


@cache
def load_face(path: Path) -> Face:
    """Load a TrueType file (the first face of a collection) for embedding.

    Raises:
        TTFError: When reportlab cannot embed it, or its licence bits forbid it.
    """
    with FontFile(path, lazy=True, fontNumber=0) as source:
        if "glyf" not in source:
            raise TTFError("no TrueType outlines")
        if source["OS/2"].fsType & (_RESTRICTED | _NO_SUBSET):
            raise TTFError("embedding not permitted")
        offsets = source["loca"].locations
    font = EmbeddedFont(path.stem, str(path), shapable=False)
    glyphs: dict[int, int] = font.face.charToGlyph
    drawn = frozenset(
        code for code, glyph in glyphs.items()
        if code in _BLANKS or offsets[glyph + 1] > offsets[glyph]
    )  # fmt: skip
    pdfmetrics.registerFont(font)
    return Face(path.stem, path, font, drawn)


@cache
def _office_files() -> dict[Style, tuple[Path, ...]]:
    found: dict[Style, list[Path]] = {}
    for path in _installed():
        for style, pattern in _OFFICE_FILES.items():
            if pattern.fullmatch(path.stem.lower()):
                found.setdefault(style, []).append(path)
    return {style: tuple(sorted(files)) for style, files in found.items()}


def _installed() -> Iterator[Path]:
    for folder in _font_folders():
        if folder.is_dir():
            for path in folder.rglob("*"):
                if path.suffix.lower() in {".ttf", ".ttc"}:
                    yield path


def _font_folders() -> tuple[Path, ...]:
    if os.name == "nt":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        own = (Path(local) / "Microsoft" / "Windows" / "Fonts",) if local else ()
        return (windows, *own)
    home = Path.home()
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )
