"""Word styles of an official paper: what 样式 shows and 导航窗格 lists, one for every element.

Sizes are those Word itself offers (三号 is 16 points there); with the character grid of 28 in a
line and 22 lines a page it sets what GB/T 9704-2012 asks for (domain.md 8.1). Fonts are named
as offices name them; the font table names what stands in for each where it is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from xml.sax.saxutils import escape, quoteattr

from liaison_desktop.documents.report_page import CHARACTERS, HIGH, INDENT, ROWS, WIDE
from liaison_desktop.domain.figures.summary import BlockKind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS = 1440 / 25.4  # in a millimetre
SIZE = 16.0  # points: 三号 in Word
LINE_PITCH = int(HIGH * TWIPS / ROWS)  # rounded down: 22 must fit
_SHORT = 6.0  # twips
CHARACTER_SPACE = int((WIDE / 25.4 * 72 / CHARACTERS - SIZE) * 4096)
FANG, XIAOBIAOSONG, HEI, KAI, SONG = (
    "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体",
)  # fmt: skip
# What stands in for a font, and its family: roman, swiss, script or modern.
_FONTS = {
    FANG: ("仿宋", "modern"),
    XIAOBIAOSONG: ("华文中宋", "script"),
    HEI: ("SimHei", "modern"),
    KAI: ("楷体", "modern"),
    SONG: ("SimSun", "auto"),
}


class ReportStyle(Enum):
    """A style by its identifier in the file."""

    NORMAL = "a"
    TITLE = "Title"
    ADDRESSEE = "Addressee"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    BODY = "ReportBody"
    ANNEX_LIST = "AnnexList"
    SIGNATURE = "ReportSignature"
    DATE = "ReportDate"
    NOTE = "ReportNote"
    RED_HEAD = "RedHead"
    NUMBER = "DocumentNumber"
    ANNEX_MARK = "AnnexMark"
    ANNEX_TITLE = "AnnexTitle"
    TABLE_HEAD = "TableHead"
    TABLE_TEXT = "TableText"
    TABLE_HEAD_SMALL = "TableHeadSmall"
    TABLE_TEXT_SMALL = "TableTextSmall"
    TABLE_HEAD_SMALLEST = "TableHeadSmallest"
    TABLE_TEXT_SMALLEST = "TableTextSmallest"
    TABLE_NOTE = "TableNote"
    CHART_TITLE = "ChartTitle"
    CHART = "ChartPlace"
    PAGE_NUMBER = "Footer"
    IMPRINT = "Imprint"


BLOCK_STYLES = {
    BlockKind.ADDRESSEE: ReportStyle.ADDRESSEE,
    BlockKind.HEADING_1: ReportStyle.HEADING_1,
    BlockKind.HEADING_2: ReportStyle.HEADING_2,
    BlockKind.HEADING_3: ReportStyle.HEADING_3,
    BlockKind.BODY: ReportStyle.BODY,
}


def indent_twips(characters: float) -> int:
    """Return an indent for programs that do not know indents in characters.

    A little less than the grid's, for those that go on to the next cell when it is reached.
    """
    return max(0, int(characters * WIDE / CHARACTERS * TWIPS - _SHORT))


_LINE = f'<w:spacing w:line="{LINE_PITCH}" w:lineRule="exact"/>'
_FIRST_LINE = f'<w:ind w:firstLineChars="200" w:firstLine="{indent_twips(INDENT)}"/>'
# The printers' 三号 is 15.75 points, which is 98 % of Word's. Narrowed so, a character fits its
# cell: LibreOffice snaps to cells and gives two of them to a wider one. In Word and WPS full
# lines are justified to the same 28 characters.
_CONDENSED = '<w:w w:val="98"/>'
_EVEN = '<w:w w:val="100"/>'
_FREE = '<w:snapToGrid w:val="0"/>'


@dataclass(frozen=True, slots=True)
class _Definition:
    """A style: name as people see it, parent, paragraph and character properties in order."""

    name: str
    based: ReportStyle | None = ReportStyle.NORMAL
    paragraph: str = ""
    font: str = ""
    size: float = 0.0
    extra: str = ""
    alias: str = ""


def _alone(step: float, align: str, before: float = 0.0) -> str:
    """Paragraphs off the grid, with a line of so many points and room before them."""
    above = f' w:before="{round(before * 20)}"' if before else ""
    line = f'<w:spacing{above} w:line="{round(step * 20)}" w:lineRule="exact"/>'
    return f'{_FREE}{line}<w:jc w:val="{align}"/>'


def _heading(level: int) -> str:
    return f'<w:keepNext/><w:outlineLvl w:val="{level}"/>'


_S = ReportStyle
_DEFINITIONS = {
    _S.NORMAL: _Definition(
        "Normal",
        None,
        '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>'
        f'<w:autoSpaceDN w:val="0"/>{_LINE}<w:jc w:val="both"/>',
        FANG,
        SIZE,
        _CONDENSED,
    ),
    _S.TITLE: _Definition(
        "Title", _S.NORMAL, f'<w:keepNext/>{_FREE}<w:jc w:val="center"/>', XIAOBIAOSONG, 22, _EVEN,
        alias="标题",
    ),
    _S.BODY: _Definition("公文正文", _S.NORMAL, _FIRST_LINE),
    _S.ADDRESSEE: _Definition("主送机关", _S.NORMAL, '<w:jc w:val="left"/>'),
    _S.HEADING_1: _Definition("heading 1", _S.BODY, _heading(0), HEI, alias="一级标题"),
    _S.HEADING_2: _Definition("heading 2", _S.BODY, _heading(1), KAI, alias="二级标题"),
    _S.HEADING_3: _Definition("heading 3", _S.BODY, _heading(2), FANG, alias="三级标题"),
    _S.ANNEX_LIST: _Definition("附件说明", _S.NORMAL, '<w:keepNext/><w:jc w:val="left"/>'),
    _S.SIGNATURE: _Definition("署名", _S.NORMAL, f'<w:keepNext/>{_FREE}<w:jc w:val="left"/>'),
    _S.DATE: _Definition("成文日期", _S.NORMAL, f'{_FREE}<w:jc w:val="left"/>'),
    _S.NOTE: _Definition("附注", _S.BODY),
    _S.RED_HEAD: _Definition(
        "发文机关标志", _S.NORMAL,
        f'{_FREE}<w:spacing w:before="{round(35 * TWIPS)}" w:line="240" w:lineRule="auto"/>'
        '<w:jc w:val="center"/>',
        XIAOBIAOSONG, 52, f'<w:color w:val="C00000"/>{_EVEN}',
    ),
    _S.NUMBER: _Definition(
        "发文字号", _S.NORMAL,
        '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="C00000"/></w:pBdr>'
        '<w:jc w:val="center"/>',
    ),
    _S.ANNEX_MARK: _Definition("附件标记", _S.NORMAL, '<w:keepNext/><w:jc w:val="left"/>', HEI),
    _S.ANNEX_TITLE: _Definition("附件标题", _S.TITLE, '<w:outlineLvl w:val="0"/>'),
    _S.TABLE_TEXT: _Definition("表格文字", _S.NORMAL, _alone(16, "center"), FANG, 12, _EVEN),
    _S.TABLE_HEAD: _Definition("表头", _S.TABLE_TEXT, "", HEI),
    _S.TABLE_TEXT_SMALL: _Definition(
        "表格文字（五号）", _S.TABLE_TEXT, _alone(14, "center"), FANG, 10.5
    ),
    _S.TABLE_HEAD_SMALL: _Definition("表头（五号）", _S.TABLE_TEXT_SMALL, "", HEI),
    _S.TABLE_TEXT_SMALLEST: _Definition(
        "表格文字（小五）", _S.TABLE_TEXT, _alone(12, "center"), FANG, 9
    ),
    _S.TABLE_HEAD_SMALLEST: _Definition("表头（小五）", _S.TABLE_TEXT_SMALLEST, "", HEI),
    _S.TABLE_NOTE: _Definition("表注", _S.NORMAL, _alone(14, "left"), FANG, 10.5, _EVEN),
    _S.CHART_TITLE: _Definition(
        "图题", _S.NORMAL, "<w:keepNext/>" + _alone(20, "left", before=10), HEI, 14, _EVEN
    ),
    _S.CHART: _Definition(
        "图", _S.NORMAL,
        f'<w:keepNext/>{_FREE}<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
    ),
    _S.PAGE_NUMBER: _Definition(
        "footer", _S.NORMAL, _alone(16, "left"), SONG, 14, _EVEN, alias="页码"
    ),
    _S.IMPRINT: _Definition("版记", _S.NORMAL, _FREE + '<w:jc w:val="left"/>', FANG, 14),
}  # fmt: skip


def styles_xml() -> bytes:
    """Return the styles part."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_face(FANG)}{_sized(SIZE)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    body = "".join(_defined())
    return f'<w:styles xmlns:w="{W}">{defaults}{body}{_TABLE}</w:styles>'.encode()


def font_table_xml() -> bytes:
    """Return the font table: every font with what stands in for it where it is missing."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/>"
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>'
        for name, (other, family) in _FONTS.items()
    )
    return f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'.encode()


def table_styles(size: float) -> tuple[ReportStyle, ReportStyle]:
    """Return the styles of heads and cells for a table's type in points."""
    if size >= 12:
        return _S.TABLE_HEAD, _S.TABLE_TEXT
    if size >= 10.5:
        return _S.TABLE_HEAD_SMALL, _S.TABLE_TEXT_SMALL
    return _S.TABLE_HEAD_SMALLEST, _S.TABLE_TEXT_SMALLEST


def _defined() -> Iterator[str]:
    for style, made in _DEFINITIONS.items():
        default = ' w:default="1"' if style is _S.NORMAL else ""
        custom = "" if made.name.isascii() else ' w:customStyle="1"'
        based = f'<w:basedOn w:val="{made.based.value}"/>' if made.based else ""
        alias = f"<w:aliases w:val={quoteattr(made.alias)}/>" if made.alias else ""
        following = _S.BODY.value if made.name.startswith("heading") else style.value
        run = (_face(made.font) if made.font else "") + made.extra + _sized(made.size)
        yield (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.value}">'
            f"<w:name w:val={quoteattr(made.name)}/>{alias}{based}"
            f'<w:next w:val="{following}"/><w:qFormat/>'
            f"<w:pPr>{made.paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )


def _face(name: str) -> str:
    shown = escape(name)
    return "<w:rFonts " + " ".join(
        f'w:{kind}="{shown}"' for kind in ("ascii", "eastAsia", "hAnsi", "cs")
    ) + "/>"  # fmt: skip


def _sized(size: float) -> str:
    half = round(size * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else ""


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    '<w:style w:type="character" w:default="1" w:styleId="a0">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:customStyle="1" w:styleId="AnnexTable">'
    '<w:name w:val="附表"/><w:basedOn w:val="a1"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>"
)
