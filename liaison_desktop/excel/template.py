"""The blank roster a village fills in: one header row, text cells, choices, instructions.

Source: domain.md 12.3 (blank template). Whatever is filled in here reads back without a
correction; the messy kinds are accepted all the same.
"""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms import household, resident
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.excel.safe_cells import written_whole

_ROWS = 3000
_INLINE_LIMIT = 255  # characters Excel allows in a list written into the rule itself
_SHOWN_RELATIONS = (
    "户主", "配偶", "长子", "次子", "三子", "长女", "次女", "三女", "女婿", "儿媳",
    "孙子", "孙女", "父亲", "母亲", "岳父", "岳母", "祖父", "祖母",
    "兄", "弟", "姐姐", "妹妹", "其他亲属",
)  # fmt: skip
_COLUMNS: tuple[Field, ...] = (
    *household.KEY_FIELDS,
    *resident.KEY_FIELDS,
    *(resident.FIELD_OF[name] for name in (
        "sex", "ethnicity", "id_number", "education", "political", "marital", "health",
        "labour", "work_place", "phone",
    )),
    *(household.FIELD_OF[name] for name in (
        "land", "forest", "crops", "livestock", "income", "housing", "water",
        "kind", "need", "note",
    )),
)  # fmt: skip
_TEXT_TYPES = (FieldType.ID_NUMBER, FieldType.PHONE, FieldType.TEXT, FieldType.CODE)
_INSTRUCTIONS = (
    "填表说明",
    "1. 每人一行，同一户的人连续填写，户主排在第一行；同一户每行都写户编号和户主姓名。",
    "2. 公民身份号码、联系电话、户编号已设为文本格式，请直接录入，不要改格式，不要用公式。",
    "3. 性别、民族、与户主关系等栏可以从下拉框中选择；下拉框里没有的可以直接写。",
    "4. 面积以亩、收入以元为单位，只写数字。没有的内容留空，不要写“无”“同上”。",
    "5. 农户一栏（耕地面积、住房结构等）写在户主那一行即可。",
    "6. 新生儿等尚无公民身份号码的，该栏留空，导入时会列出提醒。",
)


def write_template(path: Path) -> None:
    """Write the blank household roster.

    Args:
        path: The .xlsx file.

    Raises:
        AppError: When the file is open elsewhere or cannot be written.
    """
    with written_whole(path) as temporary:
        book = Workbook(str(temporary), {"constant_memory": False})
        try:
            sheet = book.add_worksheet("农户花名册")
            choices = book.add_worksheet("选项")
            _fill(book, sheet, choices)
            _instruct(book)
            choices.hide()
        finally:
            book.close()


def _fill(book: Workbook, sheet: Worksheet, choices: Worksheet) -> None:
    head = book.add_format(
        {"bold": True, "bg_color": "#DDE8E6", "border": 1, "align": "center", "text_wrap": True},
    )
    text = book.add_format({"num_format": "@"})
    figure = book.add_format({"num_format": "0.##"})
    for at, field in enumerate(_COLUMNS):
        title = f"{_heading(at, field)}({field.unit})" if field.unit else _heading(at, field)
        sheet.write_string(0, at, title, head)
        width = 22 if field.type is FieldType.ID_NUMBER else max(9, 2 * len(title) + 2)
        sheet.set_column(at, at, width, text if field.type in _TEXT_TYPES else figure)
        _offer(sheet, choices, at, field)
    sheet.freeze_panes(1, 0)


def _heading(at: int, field: Field) -> str:
    """Return the label; 备注 says whose it is, for two columns may bear the name."""
    return "户备注" if field is _COLUMNS[-1] and at == len(_COLUMNS) - 1 else field.label


def _offer(sheet: Worksheet, choices: Worksheet, at: int, field: Field) -> None:
    """Offer the words of a field's code list; other words stay allowed."""
    if field.name == "relation":
        words = list(_SHOWN_RELATIONS)
    elif field.type is FieldType.CODE:
        words = [label for _, label in code_list(field.codes).items]
    elif field.type is FieldType.NUMBER:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
        sheet.data_validation(1, at, _ROWS, at, rule)
        return
    else:
        return
    if len(",".join(words)) <= _INLINE_LIMIT:
        source: list[str] | str = words
    else:
        choices.write_column(0, at, words)
        letter = _letters(at)
        source = f"=选项!${letter}$1:${letter}${len(words)}"
    rule = {"validate": "list", "source": source, "error_type": "information"}
    sheet.data_validation(1, at, _ROWS, at, rule)


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _instruct(book: Workbook) -> None:
    sheet = book.add_worksheet("填表说明")
    wrap = book.add_format({"text_wrap": True, "valign": "top", "font_size": 12})
    title = book.add_format({"bold": True, "font_size": 16})
    sheet.set_column(0, 0, 90)
    for row, line in enumerate(_INSTRUCTIONS):
        sheet.write_string(row, 0, line, title if row == 0 else wrap)
