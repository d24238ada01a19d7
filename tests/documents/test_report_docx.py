"""The Word file of an official paper: styles, grid, page numbers, native charts."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from liaison_desktop.documents.report_docx import report_docx
from tests.documents import report_papers as papers

CM = 360_000
FULL = papers.four_pages(
    tables=(papers.TABLE,), charts=(papers.CHART,), sources=(papers.SOURCE,), chain_head="3f9a"
)
CONTENT = report_docx(FULL)


def part(name, content=CONTENT):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def names(content=CONTENT):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def paragraphs(content=CONTENT):
    return Document(io.BytesIO(content)).paragraphs


def texts(style, content=CONTENT):
    return [p.text for p in paragraphs(content) if p.style.name == style]


def test_every_element_has_a_style_of_its_own():
    assert texts("Title") == ["罗平县罗雄镇群众工作站2023年上半年\n工作总结"]
    assert texts("主送机关") == ["罗平县群众工作领导小组办公室："]
    assert texts("Heading 1") == [f"{numeral}、主要工作" for numeral in "一二三四"]
    assert texts("Heading 2") == ["（一）力求一个“实”字"] * 4
    assert texts("Heading 3") == ["1.及时召开动员大会"] * 4
    assert texts("公文正文")[1] == papers.FIGURES
    assert texts("附件说明") == ["附件：1. 干部结对联户情况表", "2. 统计图", "3. 数字出处"]
    assert texts("署名") == [papers.NAME]
    assert texts("成文日期") == ["2023年7月5日"]


def test_nothing_is_formatted_by_hand():
    body = part("word/document.xml")
    assert "<w:rPr>" not in body


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16), ("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None), ("Heading 3", "仿宋_GB2312", None),
        ("Footer", "宋体", 14),
    ],
)  # fmt: skip
def test_styles_name_the_fonts_of_the_standard(style, font, size):
    made = Document(io.BytesIO(CONTENT)).styles[style]
    assert made.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert (made.font.size.pt if made.font.size else None) == size
    assert not made.font.bold


def test_the_font_table_names_what_stands_in():
    table = part("word/fontTable.xml")
    pairs = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "华文中宋"}
    for font, other in pairs.items():
        assert f'w:name="{font}"' in table
        assert f'<w:altName w:val="{other}"/>' in table


def test_the_character_grid_holds_28_characters_and_22_lines():
    section = Document(io.BytesIO(CONTENT)).sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    wide = (section.page_width - section.left_margin - section.right_margin) / 12_700
    high = (section.page_height - section.top_margin - section.bottom_margin) / 12_700
    assert int(wide / pitch) == 28
    assert int(high / (int(grid.get(qn("w:linePitch"))) / 20)) == 22


def test_margins_are_those_of_the_standard_and_mirrored():
    section = Document(io.BytesIO(CONTENT)).sections[0]
    for margin, length in (
        (section.top_margin, 37), (section.left_margin, 28),
        (section.right_margin, 26), (section.bottom_margin, 35),
    ):  # fmt: skip
        assert margin / CM * 10 == pytest.approx(length, abs=0.05)
    settings = part("word/settings.xml")
    assert "<w:mirrorMargins/>" in settings
    assert "<w:evenAndOddHeaders/>" in settings


def test_page_numbers_are_fields_right_on_odd_and_left_on_even_pages():
    section = Document(io.BytesIO(CONTENT)).sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        xml = paragraph._p.xml
        assert 'w:instr=" PAGE "' in xml
        assert f'<w:jc w:val="{align}"/>' in xml
        assert paragraph.text == "—  —"


def test_tables_lie_on_their_side_with_repeated_heads():
    document = Document(io.BytesIO(CONTENT))
    assert [section.orientation for section in document.sections] == [0, 1, 0, 1]
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(papers.TABLE.heads)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 31
    assert 'vert="vert"' in part(f"word/{document.sections[1].footer.part.partname.filename}")


def test_charts_are_native_with_their_data():
    charts = [name for name in names() if re.fullmatch(r"word/charts/\w+\.xml", name)]
    books = [name for name in names() if name.startswith("word/embeddings/")]
    assert len(charts) == len(books) == 1
    xml = part(charts[0])
    assert "barChart" in xml
    assert 'r:id="rId1"' in re.search("<c:externalData[^>]*>", xml)[0]
    assert "Microsoft_Excel_Sheet1.xlsx" in part("word/charts/_rels/chart1.xml.rels")
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as archive:
        book = openpyxl.load_workbook(io.BytesIO(archive.read(books[0])))
    values = [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)]
    assert values == [14, 9, 5]


def test_an_empty_chart_says_so():
    empty = replace(papers.CHART, series=(replace(papers.CHART.series[0], values=(0, 0, 0)),))
    content = report_docx(papers.paper(papers.block("BODY", "甲"), charts=(empty,)))
    assert "统计时段内没有记录" in texts("图", content)
    assert not [name for name in names(content) if name.startswith("word/charts/")]


def test_the_properties_are_the_papers():
    about = Document(io.BytesIO(CONTENT)).core_properties
    assert about.title == papers.TITLE
    assert about.author == papers.NAME
    assert (about.created.date(), about.modified.date()) == (FULL.dated, FULL.dated)
    assert about.comments == ""


def test_the_same_paper_is_the_same_file():
    assert report_docx(FULL) == CONTENT


def test_what_a_person_typed_is_not_parsed_and_what_xml_cannot_hold_is_left_out():
    typed = "<w:t>甲</w:t>&amp;]]>\ufffe"
    content = report_docx(papers.paper(papers.block("BODY", typed)))
    assert texts("公文正文", content) == [typed.replace("\ufffe", "")]


def test_the_template_of_the_library_leaves_nothing_behind():
    assert not [name for name in names() if "thumbnail" in name or "customXml" in name]
    assert "python-docx" not in part("docProps/core.xml")


def test_the_signature_keeps_with_the_text_and_has_its_place():
    found = {p.style.name: p for p in paragraphs()}
    name, day = (
        int(found[style]._p.pPr.find(qn("w:ind")).get(qn("w:leftChars")))
        for style in ("署名", "成文日期")
    )
    assert (name, day) == (1500, 1700)
    last = [p for p in paragraphs() if p.style.name == "公文正文"][-1]
    assert last.paragraph_format.keep_with_next


def test_red_head_and_imprint_only_when_given():
    assert not texts("发文机关标志")
    red = papers.paper(
        papers.block("BODY", "甲"), red_head="罗雄镇群众工作站文件",
        document_number="罗群〔2023〕5号", issued_by="办公室", copies_to="县委办",
    )  # fmt: skip
    content = report_docx(red)
    assert texts("发文机关标志", content) == ["罗雄镇群众工作站文件"]
    assert texts("发文字号", content) == ["罗群〔2023〕5号"]
    table = Document(io.BytesIO(content)).tables[-1]
    assert [row.cells[0].text for row in table.rows] == [
        "抄送：县委办。", "办公室\t2023年7月5日印发",
    ]  # fmt: skip
