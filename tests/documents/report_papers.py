"""Made-up official papers, and measuring their pages in millimetres."""

import ctypes
import datetime

import pypdfium2
import pypdfium2.raw as pdfium_c

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.summary import (
    BlockKind,
    PaperBlock,
    PaperTable,
    ReportPaper,
    SourceLine,
)

MM = 72 / 25.4
NAME = "罗平县罗雄镇群众工作站"
TITLE = "罗平县罗雄镇群众工作站2023年上半年工作总结"
SENTENCE = "镇党委政府把排查调处矛盾纠纷作为维护社会稳定的基础性工作来抓做到小事不出组大事不出村"
FIGURES = (
    "半年来，全镇58名干部与212户群众结对，共收集意见建议56条，走访群众212户，积极筹措资金5000元，"
    "帮助解决实际困难179个；排查矛盾纠纷36起，调解28起，成功16起，成功率57.1%，涉及金额7.85万元。"
)
TABLE = PaperTable(
    "干部结对联户情况表",
    ("序号", "责任小组", "联系户数", "走访率"),
    tuple((str(n), f"第{n}责任小组", "15", "93.3%") for n in range(1, 31)),
    (0.1, 0.5, 0.2, 0.2),
    "截至2023年6月30日。",
)
CHART = Chart(
    "dispute_classes",
    "2023年上半年矛盾纠纷分类",
    "邻里纠纷最多，有14起",
    ChartKind.BARS,
    ("邻里纠纷", "土地承包", "其他"),
    (Series("排查", (14, 9, 5), "起"),),
    "来源：矛盾纠纷台账；统计时段2023年1月1日至6月30日。",
)
SOURCE = SourceLine(
    1, "一、第1段", "57.1%", "调解成功率，2023年上半年，全镇", "16 ÷ 28 = 57.1%", 16, "57.1%",
    agrees=True,
)  # fmt: skip


def block(kind, text):
    return PaperBlock(BlockKind[kind], text)


def paper(*body, title=TITLE, signed=True, **more):
    blocks = [block("TITLE", title), *body]
    if signed:
        blocks += [block("SIGNATURE", NAME), block("DATE", "2023年7月5日")]
    dated = more.pop("dated", datetime.date(2023, 7, 5))
    return ReportPaper(tuple(blocks), organisation=NAME, dated=dated, **more)


def four_pages(**more):
    """A summary of four pages with headings of every rank."""
    body = [
        block("ADDRESSEE", "罗平县群众工作领导小组办公室："),
        block("BODY", "现将2023年上半年工作情况总结如下：" + SENTENCE + "。"),
    ]
    for numeral in "一二三四":
        body += [
            block("HEADING_1", f"{numeral}、主要工作"),
            block("HEADING_2", "（一）力求一个“实”字"),
            block("BODY", FIGURES),
            block("HEADING_3", "1.及时召开动员大会"),
            *(block("BODY", SENTENCE * 2 + "。") for _ in range(3)),
        ]
    return paper(*body, **more)


class Glyph:
    """A character as it stands on paper; millimetres from the upper left corner."""

    def __init__(self, textpage, number, high):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(textpage.raw, number, x, y)
        self.text = chr(pdfium_c.FPDFText_GetUnicode(textpage.raw, number))
        self.x, self.y = x.value / MM, (high - y.value) / MM
        left, bottom, right, top = textpage.get_charbox(number)
        self.left, self.right = left / MM, right / MM
        self.top, self.bottom = (high - top) / MM, (high - bottom) / MM
        self.end = textpage.get_charbox(number, loose=True)[2] / MM

    def __repr__(self):
        return f"{self.text}@{self.x:.2f},{self.y:.2f}"


def glyphs(pdf, page):
    """Every drawn character of a page in the order of the file."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    textpage = sheet.get_textpage()
    found = []
    for number in range(textpage.count_chars()):
        generated = pdfium_c.FPDFText_IsGenerated(textpage.raw, number)
        glyph = Glyph(textpage, number, sheet.get_height())
        if not generated and glyph.text.strip():
            found.append(glyph)
    return found


def rows(pdf, page):
    """The lines of an upright page from the top: baseline in mm to its characters."""
    found = {}
    for glyph in glyphs(pdf, page):
        found.setdefault(round(glyph.y, 1), []).append(glyph)
    return {y: sorted(found[y], key=lambda glyph: glyph.x) for y in sorted(found)}


def text_of(pdf, first=0, last=None):
    """The drawn characters of pages in the order of the file."""
    count = len(pypdfium2.PdfDocument(pdf))
    pages = range(first, count if last is None else last)
    return joined(glyph for page in pages for glyph in glyphs(pdf, page))


def joined(line):
    """The text of glyphs; pdfium gives characters beyond the basic plane in two halves."""
    units = "".join(glyph.text for glyph in line)
    return units.encode("utf-16", "surrogatepass").decode("utf-16")
