"""Blank forms: what is read from them, what is refused, and that filling changes nothing else."""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.blank_form import BlankForm, answered
from liaison_desktop.excel.form_cells import form_of, read_form
from liaison_desktop.excel.form_filled import FilledCell, filled_form
from tests.blank_forms import BOX, LIST_ROWS, monthly_form

YELLOW = "FFFFFF00"


def everything(path: Path) -> dict[str, Any]:
    """Return all that a person sees of a workbook, cell by cell and sheet by sheet."""
    book = openpyxl.load_workbook(path)
    seen: dict[str, Any] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                look = (cell.font, cell.border, cell.fill, cell.alignment, cell.number_format)
                seen[f"{sheet.title}!{cell.coordinate}"] = (cell.value, *map(repr, look))
        seen[f"{sheet.title} merges"] = sorted(map(str, sheet.merged_cells.ranges))
        seen[f"{sheet.title} page"] = (
            sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_margins.left,
            sheet.print_area, sheet.print_title_rows, sheet.freeze_panes,
            sheet.oddFooter.center.text,
            sorted((key, one.width) for key, one in sheet.column_dimensions.items()),
            sorted((key, one.height) for key, one in sheet.row_dimensions.items()),
            [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation],
        )  # fmt: skip
    return seen


def read(path: Path) -> BlankForm:
    return read_form(path)[1]


def test_what_is_to_be_filled_is_found_with_what_it_asks_for(tmp_path: Path) -> None:
    form = read(monthly_form(tmp_path / "月报.xlsx"))
    sheet, listed = form.sheets
    rooms = {cell.address: sheet.label(cell) for cell in sheet.cells if cell.room}
    assert rooms["B4"] == "中和村 · 排查数"
    assert rooms["G5"] == "补歹村 · 年度累计排查数"
    assert rooms["B2"] == "填报单位："
    assert "H4" not in rooms
    assert "A1" not in rooms
    total = sheet.cell("H4")
    assert total is not None
    assert total.formula
    asking = sheet.cell("F2")
    assert asking is not None
    assert asking.asks
    first = listed.cell("B2")
    assert first is not None
    assert len(list(listed.below(first))) == LIST_ROWS
    assert listed.is_listed(first)
    assert form.losses == ()


def test_without_any_rule_words_before_and_above_say_what_is_to_be_filled(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("矛盾纠纷月报表",), ("村", "排查", "化解"), ("中和村",), (), ("合计",)):
        sheet.append(row)
    book.save(tmp_path / "plain.xlsx")
    _content, form = read_form(tmp_path / "plain.xlsx")
    assert [one.address for one in form.sheets[0].cells if one.room] == ["B3", "C3", "B5", "C5"]


def test_a_form_is_known_again_next_month_but_not_with_other_columns(tmp_path: Path) -> None:
    june = read(monthly_form(tmp_path / "a.xlsx"))
    december = read(monthly_form(tmp_path / "b.xlsx", month="2024年12月"))
    other = read(monthly_form(tmp_path / "c.xlsx", villages=("中和村", "大补懂村")))
    assert june.fingerprint == december.fingerprint
    assert june.fingerprint != other.fingerprint


def test_filled_twice_nothing_but_the_cells_is_another(tmp_path: Path) -> None:
    blank = monthly_form(tmp_path / "blank.xlsx")
    content, _ = read_form(blank)
    values = (
        FilledCell("综治月报", "B4", 36),
        FilledCell("综治月报", "E4", 0.571),
        FilledCell("名单", "B2", "=1+1"),
    )
    made = []
    for number in range(2):
        out = tmp_path / f"{number}.xlsx"
        out.write_bytes(filled_form(content, values, [("综治月报", "C4")]))
        made.append(everything(out))
    before = everything(blank)
    assert made[0] == made[1]
    changed = {key for key in before if before[key] != made[0][key]}
    assert changed == {"综治月报!B4", "综治月报!E4", "名单!B2", "综治月报!C4"}
    assert made[0]["综治月报!B4"][0] == 36
    assert made[0]["综治月报!B4"][1:] == before["综治月报!B4"][1:]
    assert YELLOW in made[0]["综治月报!C4"][3]
    book = openpyxl.load_workbook(tmp_path / "0.xlsx")
    assert book["名单"]["B2"].data_type == "s"
    assert book["综治月报"]["H4"].value == "=B4+C4"
    assert book.calculation.fullCalcOnLoad


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_form_keeps_all_that_was_not_filled(data: st.DataObject) -> None:
    rows = data.draw(st.integers(1, 8), "rows")
    columns = data.draw(st.integers(1, 6), "columns")
    words = st.text("矛盾纠纷排查起数=：2023 ", max_size=6)
    with TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet["A1"] = "表"
        for row in range(2, rows + 2):
            for column in range(1, columns + 1):
                cell = sheet.cell(row, column)
                cell.border = BOX
                if data.draw(st.booleans()):
                    cell.value = data.draw(words)
                    cell.data_type = "s"
        if columns > 1 and data.draw(st.booleans()):
            sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=columns)
        book.save(blank)
        content, form = read_form(blank)
        rooms = [cell.address for cell in form.sheets[0].cells if cell.room]
        chosen = data.draw(st.lists(st.sampled_from(rooms), unique=True) if rooms else st.just([]))
        name = form.sheets[0].name
        out = Path(folder) / "out.xlsx"
        values = [FilledCell(name, address, at) for at, address in enumerate(chosen)]
        out.write_bytes(filled_form(content, values, []))
        before, after = everything(blank), everything(out)
        changed = {key for key in before if before[key] != after[key]}
        assert changed == {f"{name}!{address}" for address in chosen}
        assert form_of(content).fingerprint == form.fingerprint


def test_what_would_be_lost_is_said_and_macros_are_refused(tmp_path: Path) -> None:
    blank = monthly_form(tmp_path / "blank.xlsx")
    with zipfile.ZipFile(blank, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", "<a/>")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<a/>")
    losses = read(blank).losses
    assert len(losses) == 2
    assert "图形或文本框" in losses[0]
    assert "指向其他文件的链接" in losses[1]
    with zipfile.ZipFile(blank, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "x")
    with pytest.raises(InputRefusedError, match="宏"):
        read(blank)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "另存为 .xlsx"),
        (b"%PDF-1.7", "不是可以填写"),
        (b"PK\x03\x04broken", "损坏"),
        (b"", "不是可以填写"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputRefusedError, match=words):
        read_form(path)
    with pytest.raises(InputRefusedError, match="找不到"):
        read_form(tmp_path / "none.xlsx")


def test_entities_and_endless_sheets_are_refused(tmp_path: Path) -> None:
    blank = monthly_form(tmp_path / "blank.xlsx")
    with zipfile.ZipFile(blank, "a") as archive:
        archive.writestr("xl/evil.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(InputRefusedError, match="损坏"):
        read_form(blank)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A5000"] = "远"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(InputRefusedError, match="太大"):
        read_form(tmp_path / "far.xlsx")


SHEET_PART, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
MERGED = b'<mergeCell ref="A1:H1"'


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Write the monthly form with something in one of its parts replaced."""
    whole = monthly_form(path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            target.writestr(name, data.replace(old, new) if name == part else data)
    return path


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        (SHEET_PART, MERGED, b'<mergeCell ref="A9:H1048576"/>' + MERGED, "A9:H1048576 被合并"),
        (SHEET_PART, MERGED, b'<mergeCell ref="A9:XFD1048576"/>' + MERGED, "被合并成一格"),
        (SHEET_PART, MERGED, b'<mergeCell ref="A:C"', "损坏"),
        (SHEET_PART, b"</sheetData>", b'<row><c s="1"/></row>' * 3000 + b"</sheetData>", "3006 行"),
        (SHEET_PART, b"</sheetData>", b"<c /><c />" * 200_000 + b"</sheetData>", "太多格子"),
        (SHEET_PART, b'width="16"', b'width="NaN"', "损坏"),
        (SHEET_PART, b'ht="32"', b'ht="1e400"', "损坏"),
        (STYLES, b'borderId="1"', b'borderId="99"', "损坏"),
        (SHEET_PART, b"<worksheet", b"<!--" + b" " * 9000 + b"--><!DOCTYPE s><worksheet", "损坏"),
        (SHEET_PART, b"<worksheet", "<!DOCTYPE s><worksheet".encode("utf-16"), "损坏"),
    ],
)
def test_damaged_and_overgrown_forms_are_refused_in_words(
    tmp_path: Path, part: str, old: bytes, new: bytes, words: str
) -> None:
    with pytest.raises(InputRefusedError, match=words):
        read_form(changed(tmp_path / "表.xlsx", part, old, new))


def test_a_column_is_no_wider_than_a_program_of_sheets_shows_it(tmp_path: Path) -> None:
    form = read(changed(tmp_path / "b.xlsx", SHEET_PART, b'width="16"', b'width="99999"'))
    assert max(form.sheets[0].widths) < 500


def test_a_form_with_a_password_on_its_parts_is_refused(tmp_path: Path) -> None:
    path = monthly_form(tmp_path / "b.xlsx")
    raw = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + flag] |= 1
            at = raw.find(mark, at + 4)
    path.write_bytes(raw)
    with pytest.raises(InputRefusedError, match="损坏"):
        read_form(path)


def test_words_that_ask_are_followed_by_their_answer() -> None:
    assert answered("填报日期：　　年　月　日", "2023年7月3日") == "填报日期：2023年7月3日"
    assert answered("单位", "罗雄镇") == "罗雄镇"
