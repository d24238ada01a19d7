"""Sections and page numbers of an official paper in Word: upright, and lying for annexes."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart

from liaison_desktop.documents.page import A4
from liaison_desktop.documents.report_docx_styles import (
    CHARACTER_SPACE,
    LINE_PITCH,
    TWIPS,
    ReportStyle,
    W,
)
from liaison_desktop.documents.report_page import (
    BOTTOM,
    GUTTER,
    NUMBER_DROP,
    OUTER,
    SMALL_SIZE,
    TOP,
    WIDE,
)
from liaison_desktop.documents.text import MM

_EMU = 36_000  # in a millimetre
_LINE = 16 / MM  # height of the page number's line, mm
_LONG = 40.0  # room of a turned page number, mm
SPACES = (
    f'xmlns:w="{W}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# In an exact line of 16 points the dash stands a little above the middle.
_DASH = 0.54 * _LINE
SETTINGS = (
    '<w:zoom w:percent="100"/><w:mirrorMargins/><w:bordersDoNotSurroundHeader/>'
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:ulTrailSpace/>"
    "<w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"'
    ' w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4"'
    ' w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
    ' w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


class Sections:
    """The sections of a document; page numbers are made once for each way a page lies."""

    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        self._footers: dict[tuple[bool, bool], str] = {}

    def properties(self, *, lying: bool) -> str:
        """Return the properties of a section as XML."""
        wide, high = (A4[1], A4[0]) if lying else A4
        margins = (GUTTER, TOP, OUTER, BOTTOM) if lying else (TOP, OUTER, BOTTOM, GUTTER)
        top, right, bottom, left = map(_twips, margins)
        orient = ' w:orient="landscape"' if lying else ""
        foot = _twips(BOTTOM - NUMBER_DROP - _LINE + _DASH)
        kinds = (("default", False), ("even", True))
        footers = "".join(
            f'<w:footerReference w:type="{kind}" r:id="{self._footer(lying=lying, even=even)}"/>'
            for kind, even in kinds
        )
        return (
            f'<w:sectPr>{footers}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{_twips(wide)}" w:h="{_twips(high)}"{orient}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            f' w:header="851" w:footer="{foot}" w:gutter="0"/>'
            f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH}"'
            f' w:charSpace="{CHARACTER_SPACE}"/></w:sectPr>'
        )

    def _footer(self, *, lying: bool, even: bool) -> str:
        if (key := (lying, even)) not in self._footers:
            part, name = self._part.add_footer_part()
            for paragraph in list(part.element):
                part.element.remove(paragraph)
            made = _turned_number(even=even) if lying else _number(even=even)
            part.element.append(parse_xml(made))
            self._footers[key] = name
        return self._footers[key]


def drop_parts(part: DocumentPart) -> None:
    """Let go of what a library's template brings along and an official paper does not need."""
    kept = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.FONT_TABLE,
            RELATIONSHIP_TYPE.THEME)  # fmt: skip
    for name, relation in list(part.rels.items()):
        if relation.reltype not in kept:
            del part.rels[name]
    package = part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _twips(length: float) -> int:
    return round(length * TWIPS)


def _runs() -> str:
    text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return text.format("— ") + field + text.format(" —")


def _number(*, even: bool) -> str:
    """Return the page number: one character from the outer edge of the text."""
    kept = round(SMALL_SIZE * 20)
    if even:
        place = f'<w:ind w:left="{kept}"/><w:jc w:val="left"/>'
    else:
        place = f'<w:ind w:right="{kept}"/><w:jc w:val="right"/>'
    style = f'<w:pStyle w:val="{ReportStyle.PAGE_NUMBER.value}"/>'
    return f"<w:p {SPACES}><w:pPr>{style}{place}</w:pPr>{_runs()}</w:p>"


def _turned_number(*, even: bool) -> str:
    """Return the page number of a lying page, where it would stand on the upright sheet."""
    kept = SMALL_SIZE / MM
    x = BOTTOM - NUMBER_DROP - _LINE + _DASH
    y = OUTER + kept if even else GUTTER + WIDE - kept - _LONG
    style = f'<w:pStyle w:val="{ReportStyle.PAGE_NUMBER.value}"/>'
    align = "left" if even else "right"
    sides = f'cx="{round(_LINE * _EMU)}" cy="{round(_LONG * _EMU)}"'
    return (
        f"<w:p {SPACES}><w:pPr>{style}</w:pPr><w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"'
        ' simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(x * _EMU)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{round(y * _EMU)}'
        f"</wp:posOffset></wp:positionV><wp:extent {sides}/>"
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{90 + even}" name="页码 {1 + even}"/><wp:cNvGraphicFramePr/>'
        "<a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {sides}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        f'</wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr>{style}<w:jc w:val="{align}"/></w:pPr>'
        f"{_runs()}</w:p></w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )
