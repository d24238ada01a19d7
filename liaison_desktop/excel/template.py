"""Blank lists an office fills in: one header row, text cells, choices, instructions.

Source: domain.md 12.3 (blank template). Whatever is filled in here reads back without a
correction; the messy kinds are accepted all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms import cadre, household, resident
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.excel.blank_ledgers import (
    CHOICES,
    CONCERN_BLANK,
    CONCERN_INSTRUCTIONS,
    DISPUTE_BLANK,
    DISPUTE_INSTRUCTIONS,
    VISIT_BLANK,
    VISIT_INSTRUCTIONS,
)
from liaison_desktop.excel.ledger_words import CONCERNS, DISPUTES, VISITS
from liaison_desktop.excel.lexicon import CADRES, HOUSEHOLDS, PAIRINGS
from liaison_desktop.excel.safe_cells import workbook_into
from liaison_desktop.whole_file import written_whole

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
_TEXT_TYPES = (
    FieldType.ID_NUMBER, FieldType.PHONE, FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CODE
)  # fmt: skip
_INSTRUCTIONS = (
    "填表说明",
    "1. 每人一行，同一户的人连续填写，户主排在第一行；同一户每行都写户编号和户主姓名。",
    "2. 公民身份号码、联系电话、户编号已设为文本格式，请直接录入，不要改格式，不要用公式。",
    "3. 性别、民族、与户主关系等栏可以从下拉框中选择；下拉框里没有的可以直接写。",
    "4. 面积以亩、收入以元为单位，只写数字。没有的内容留空，不要写“无”“同上”。",
    "5. 农户一栏（耕地面积、住房结构等）写在户主那一行即可。",
    "6. 新生儿等尚无公民身份号码的，该栏留空，导入时会列出提醒。",
)
_CADRE_INSTRUCTIONS = (
    "填表说明",
    "1. 每名干部一行，姓名必填；同一单位有重名的，请把职务写清楚。",
    "2. 联系电话已设为文本格式，请直接录入，不要用公式；它会印在联系卡上。",
    "3. 职级可以从下拉框中选择；应联系户数不填，就按方案里这个职级的户数。",
    "4. 日期写成 2023-03-05；到岗日期不填，就是“一直如此”。没有的内容留空。",
)
_PAIRING_INSTRUCTIONS = (
    "填表说明",
    "1. 一名干部写一行，他联系的户主用顿号隔开；也可以一户一行，每行都写干部姓名。",
    "2. 干部和农户要先导入；户主有重名的，在姓名后用括号写明村民小组或户编号。",
    "3. 一户一行时可以写户编号；一行写几户时户编号留空。",
    "4. 日期写成 2023-03-05；起始日期不填，就是“一直如此”。没有的内容留空。",
)


@dataclass(frozen=True, slots=True)
class _Blank:
    """A blank list.

    Attributes:
        title: Name of its sheet.
        columns: Its columns in order.
        instructions: Heading and lines of the sheet 填表说明.
        choices: Words offered in fields without a code list, by the field's name.
    """

    title: str
    columns: tuple[Field, ...]
    instructions: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_BLANKS: Mapping[str, _Blank] = {
    HOUSEHOLDS: _Blank("农户花名册", _COLUMNS, _INSTRUCTIONS, {"relation": _SHOWN_RELATIONS}),
    CADRES: _Blank("干部名册", cadre.CADRE_FIELDS, _CADRE_INSTRUCTIONS),
    PAIRINGS: _Blank("结对安排表", cadre.PAIRING_FIELDS, _PAIRING_INSTRUCTIONS),
    VISITS: _Blank("走访登记表", VISIT_BLANK, VISIT_INSTRUCTIONS, CHOICES),
    CONCERNS: _Blank("民情台账", CONCERN_BLANK, CONCERN_INSTRUCTIONS, CHOICES),
    DISPUTES: _Blank("矛盾纠纷台账", DISPUTE_BLANK, DISPUTE_INSTRUCTIONS, CHOICES),
}


def write_template(path: Path, kind: str = HOUSEHOLDS) -> None:
    """Write a blank list.

    Args:
        path: The .xlsx file.
        kind: ``households``, ``cadres``, ``pairings``, ``visits``, ``concerns`` or ``disputes``.

    Raises:
        AppError: When the file is open elsewhere or cannot be written.
    """
    blank = _BLANKS[kind]
    with written_whole(path) as temporary, workbook_into(temporary, {}) as book:
        sheet = book.add_worksheet(blank.title)
        choices = book.add_worksheet("选项")
        _fill(book, sheet, choices, blank)
        _instruct(book, blank.instructions)
        choices.hide()


def _fill(book: Workbook, sheet: Worksheet, choices: Worksheet, blank: _Blank) -> None:
    head = book.add_format(
        {"bold": True, "bg_color": "#DDE8E6", "border": 1, "align": "center", "text_wrap": True},
    )
    text = book.add_format({"num_format": "@"})
    figure = book.add_format({"num_format": "0.##"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(blank.columns):
        heading = _heading(column)
        title = f"{heading}({column.unit})" if column.unit else heading
        sheet.write_string(0, at, title, head)
        width = 22 if column.type is FieldType.ID_NUMBER else max(9, 2 * len(title) + 2)
        other = day if column.type is FieldType.DATE else figure
        sheet.set_column(at, at, width, text if column.type in _TEXT_TYPES else other)
        _offer(sheet, choices, at, column, blank.choices.get(column.name, ()))
    sheet.freeze_panes(1, 0)


def _heading(column: Field) -> str:
    """Return the label; 备注 of a household says whose it is, people have one too."""
    return "户备注" if column is household.FIELD_OF["note"] else column.label


def _offer(
    sheet: Worksheet, choices: Worksheet, at: int, column: Field, offered: Sequence[str]
) -> None:
    """Offer words, or those of the field's code list; other words stay allowed."""
    if offered:
        words = list(offered)
    elif column.type is FieldType.CODE:
        words = [label for _, label in code_list(column.codes).items]
    elif column.type is FieldType.NUMBER:
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


def _instruct(book: Workbook, lines: tuple[str, ...]) -> None:
    sheet = book.add_worksheet("填表说明")
    wrap = book.add_format({"text_wrap": True, "valign": "top", "font_size": 12})
    title = book.add_format({"bold": True, "font_size": 16})
    sheet.set_column(0, 0, 90)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, title if row == 0 else wrap)
