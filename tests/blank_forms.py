"""Blank forms as upper offices send them: merges, rules, formulas, page set-up."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

_THIN = Side(style="thin")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEADS = ("村", "排查数", "调处数", "成功数", "成功率", "上年同期排查数", "年度累计排查数", "合计")
LIST_HEADS = ("序号", "编号", "排查日期", "类别", "状态")
LIST_ROWS = 6


def monthly_form(
    path: Path, *, month: str = "2023年6月", villages: tuple[str, ...] = ("中和村", "补歹村")
) -> Path:
    """Write the blank monthly form of a county office, with a list on a second sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "综治月报"
    sheet.merge_cells("A1:H1")
    sheet["A1"] = f"{month}矛盾纠纷排查调处情况月报表"
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"], sheet["F2"] = "填报单位：", "填报日期：　　年　月　日"
    for column, head in enumerate(HEADS, start=1):
        cell = sheet.cell(3, column, head)
        cell.border, cell.font = BOX, Font(bold=True)
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
    for row, village in enumerate(villages, start=4):
        for column in range(1, len(HEADS) + 1):
            sheet.cell(row, column).border = BOX
        sheet.cell(row, 1, village)
        sheet.cell(row, 5).number_format = "0.0%"
        sheet.cell(row, 8, f"=B{row}+C{row}")
    last = 4 + len(villages)
    sheet.cell(last, 1, "填表人：")
    sheet.cell(last, 4, "审核人：")
    sheet.column_dimensions["A"].width = 16
    sheet.row_dimensions[3].height = 32
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins.left = 0.4
    sheet.print_area = f"A1:H{last}"
    sheet.print_title_rows = "1:3"
    sheet.freeze_panes = "B4"
    sheet.oddFooter.center.text = "第 &P 页"
    choice = DataValidation(type="list", formula1='"是,否"')
    sheet.add_data_validation(choice)
    choice.add("A1")
    listed = book.create_sheet("名单")
    for column, head in enumerate(LIST_HEADS, start=1):
        listed.cell(1, column, head).border = BOX
        listed.cell(1, column).fill = PatternFill("solid", fgColor="FFDDEEFF")
        for row in range(2, 2 + LIST_ROWS):
            listed.cell(row, column).border = BOX
    book.save(path)
    return path
