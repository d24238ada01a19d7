"""Files that are no rosters, or want to be more than a PC can hold, get one clear sentence."""

import io
import os
import random
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

from liaison_desktop.domain.errors import AppError, InputRefusedError
from liaison_desktop.domain.register.roster import Roster
from liaison_desktop.excel.archive_guard import UNPACKED_LIMIT
from liaison_desktop.excel.read import read_cadres, read_household_roster
from tests.roster_layouts import Maker, checked

HEAD = ["户编号", "户主姓名", "姓名", "与户主关系", "身份证号码"]
ID = checked("53032419760809265")
PERSON = ["H1", "张三", "张三", "户主", ID]


def book(path, rows, name="名册"):
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet(name)
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    made.close()
    return path


def refused(path):
    with pytest.raises(InputRefusedError) as told:
        read_household_roster(path)
    message = told.value.message
    assert message.endswith("。")
    assert len(message) < 70
    return message


def raw_zip(path, parts):
    """Write a zip whose headers say what they are told: (name, packed, declared size)."""
    body, central = b"", b""
    for name, packed, size in parts:
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
        central += (
            b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        )
        body += b"PK\x03\x04" + head + name + packed
    count = len(parts)
    tail = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(body), 0)
    path.write_bytes(body + central + b"PK\x05\x06" + tail)
    return path


def bomb(size):
    """Return a deflate stream of about so many spaces, packed once and repeated."""
    block = 1 << 24
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    part = engine.compress(b" " * block) + engine.flush(zlib.Z_FULL_FLUSH)
    times = size // block + 1
    return part * times + b"\x03\x00", block * times


def replaced(source, target, part, change):
    """Copy a workbook with one part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return target


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x00\x01\x02\x03\x04\x05" * 400,
        "这是一封信，里面没有表格。\n此致敬礼\n".encode(),
        b"<xml><a>1</a></xml>",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600,
        b"PK\x03\x04" + b"\x00" * 300,
    ],
)
def test_what_is_no_workbook(tmp_path, content):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    refused(path)


def test_random_bytes(tmp_path):
    rnd = random.Random(7)
    for at in range(60):
        path = tmp_path / f"{at}.xls"
        path.write_bytes(rnd.randbytes(rnd.randrange(1, 5000)))
        refused(path)


def test_zip_that_is_no_workbook(tmp_path):
    path = tmp_path / "信.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "不是表格" in refused(path)


def test_missing_and_empty(tmp_path):
    assert "找不到" in refused(tmp_path / "没有.xlsx")
    assert "文件夹" in refused(tmp_path)
    assert "文件夹" in refused(Path())
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    assert "空" in refused(empty)
    assert "空" in refused(book(tmp_path / "空白.xlsx", []))


def test_header_without_rows_and_rows_without_header(tmp_path):
    assert "没有可以导入" in refused(book(tmp_path / "a.xlsx", [["花名册"], HEAD]))
    assert "表头" in refused(book(tmp_path / "b.xlsx", [PERSON, PERSON]))
    assert "表头" in refused(book(tmp_path / "c.xlsx", [["日期", "金额"], ["1", "2"]]))


def test_encrypted_package(tmp_path):
    path = tmp_path / "密.xlsx"
    stream = io.BytesIO()
    XlsDoc().save(stream, b"\x00" * 6000)
    plain, secret = ("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    content = stream.getvalue()
    at = content.index(plain)
    entry = secret.ljust(64, b"\x00") + struct.pack("<H", len(secret) + 2)
    path.write_bytes(content[:at] + entry + content[at + 66 :])
    assert "密码" in refused(path)


def test_old_workbook_with_password(tmp_path):
    path = tmp_path / "密.xls"
    begin = struct.pack("<HH", 0x0809, 16) + b"\x00\x06\x05\x00" + b"\x00" * 12
    stream = io.BytesIO()
    password = struct.pack("<HH", 0x002F, 6) + b"\x00\x00\x12\x34\x56\x78"
    XlsDoc().save(stream, begin + password + b"\x0a\x00\x00\x00" + b"\x00" * 5000)
    path.write_bytes(stream.getvalue())
    assert "密码" in refused(path)


@pytest.mark.parametrize("honest", [True, False])
def test_half_a_gigabyte(tmp_path, honest):
    packed, size = bomb(500_000_000)
    assert size > UNPACKED_LIMIT
    parts = [(b"xl/workbook.xml", b"\x03\x00", 0)]
    parts.append((b"xl/worksheets/sheet1.xml", packed, size if honest else 4000))
    path = raw_zip(tmp_path / "大.xlsx", parts)
    assert path.stat().st_size < 2_000_000
    assert "过大" in refused(path)


def test_half_a_gigabyte_of_shared_strings(tmp_path):
    packed, _ = bomb(500_000_000)
    parts = [(b"xl/workbook.xml", b"\x03\x00", 0), (b"xl/sharedStrings.xml", packed, 100)]
    assert "过大" in refused(raw_zip(tmp_path / "大.xlsx", parts))


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (300_000, 200), (9, 16_383)])
def test_a_cell_at_the_end_of_the_sheet(tmp_path, cell):
    path = tmp_path / "远.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, PERSON)
    sheet.write_string(*cell, "x")
    made.close()
    if cell[0] > 1000:
        assert "很远" in refused(path)
    else:
        assert read_household_roster(path).households[0].number == "H1"


def test_a_cell_far_away_in_an_old_workbook(tmp_path):
    made = xlwt.Workbook()
    sheet = made.add_sheet("名册")
    for at, row in enumerate([HEAD, PERSON]):
        for column, text in enumerate(row):
            sheet.write(at, column, text)
    sheet.write(60_000, 20, "　")
    made.save(str(tmp_path / "远.xls"))
    roster = read_household_roster(tmp_path / "远.xls")
    assert [h.number for h in roster.households] == ["H1"]


def test_formatted_down_to_the_last_row(tmp_path):
    people = [
        [f"H{n}", f"张三{'国勇'[n % 2]}", f"张三{'国勇'[n % 2]}", "户主", ID] for n in range(200)
    ]
    small = book(tmp_path / "小.xlsx", [HEAD, *people])
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(202, 1_048_577))
    path = replaced(
        small,
        tmp_path / "满.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", blank.encode() + b"</sheetData>"),
    )
    assert len(read_household_roster(path).households) == 200


def test_more_rows_than_a_village_has(tmp_path):
    path = tmp_path / "多.csv"
    line = ",".join(PERSON)
    path.write_text(f"{','.join(HEAD)}\n" + f"{line}\n" * 200_001, encoding="utf-8")
    assert "按村拆分" in refused(path)


def test_blank_rows_do_not_count(tmp_path):
    path = tmp_path / "空行.csv"
    path.write_text(f"{','.join(HEAD)}\n" + ",,,,\n" * 250_000 + ",".join(PERSON), encoding="utf-8")
    assert read_household_roster(path).households[0].line == 250_002


def test_truncated(tmp_path):
    whole = book(tmp_path / "全.xlsx", [HEAD, *[PERSON] * 50]).read_bytes()
    for part in range(1, 20):
        path = tmp_path / "断.xlsx"
        path.write_bytes(whole[: len(whole) * part // 20])
        refused(path)


def mutated(rnd, content):
    """Damage a workbook: its bytes, or the text of its parts."""
    if rnd.random() < 0.3:
        damaged = bytearray(content)
        for _ in range(rnd.randint(1, 20)):
            damaged[rnd.randrange(len(damaged))] = rnd.randrange(256)
        return bytes(damaged)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        victim = rnd.choice(names)
        for name in names:
            data = bytearray(old.read(name))
            if name == victim:
                for _ in range(rnd.randint(1, 12)):
                    at = rnd.randrange(len(data))
                    data[at : at + rnd.randrange(9)] = rnd.randbytes(rnd.randrange(4)) + b'r="9'
            new.writestr(name, bytes(data))
    return target.getvalue()


def test_mutated_workbooks_end_in_a_roster_or_one_sentence(tmp_path):
    rnd = random.Random(11)
    sources = [m for m in map(Maker, range(30)) if m.layout.ending == ".xlsx"]
    contents = [m.write(tmp_path, f"源{n}").read_bytes() for n, m in enumerate(sources)]
    ends = set()
    for _ in range(500):
        path = tmp_path / "变.xlsx"
        path.write_bytes(mutated(rnd, rnd.choice(contents)))
        try:
            ends.add(type(read_household_roster(path)))
        except AppError as error:
            ends.add(type(error))
    assert ends == {Roster, InputRefusedError}


def test_entities_are_not_expanded(tmp_path):
    small = book(tmp_path / "小.xlsx", [HEAD, PERSON])
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE sst [<!ENTITY l0 "哈哈哈哈哈哈">{laughs}]>'.encode()
    path = replaced(
        small,
        tmp_path / "笑.xlsx",
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst", doctype + b"<sst", 1).replace(b"<t>H1", b"<t>&l9;H1"),
    )
    try:
        roster = read_household_roster(path)
    except InputRefusedError:
        return
    assert len(roster.households[0].number) < 100


def test_open_in_excel_is_said(tmp_path):
    path = book(tmp_path / "名册.xlsx", [HEAD, PERSON])
    assert read_household_roster(path).notes == ()
    (tmp_path / "~$名册.xlsx").write_bytes(b"\x05admin")
    (note,) = read_household_roster(path).notes
    assert "未保存的修改不在其中" in note


def test_hidden_sheets_are_left_out_and_said(tmp_path):
    path = tmp_path / "名册.xlsx"
    made = xlsxwriter.Workbook(str(path))
    for name, number in (("一组", "H1"), ("旧", "H2")):
        sheet = made.add_worksheet(name)
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, [number, *PERSON[1:]])
        if name == "旧":
            sheet.hide()
    made.close()
    roster = read_household_roster(path)
    assert [h.number for h in roster.households] == ["H1"]
    assert any("旧" in note and "隐藏" in note for note in roster.notes)


def test_a_sheet_without_header_is_left_out_and_said(tmp_path):
    path = tmp_path / "名册.xlsx"
    made = openpyxl.Workbook()
    made.active.title = "封面"
    made.active["B3"] = "罗雄镇农户花名册"
    sheet = made.create_sheet("一组")
    sheet.append(HEAD)
    sheet.append(PERSON)
    made.save(path)
    roster = read_household_roster(path)
    assert len(roster.households) == 1
    assert any("封面" in note for note in roster.notes)
    assert [bool(m.skipped) for m in roster.mappings] == [True, False]


def test_content_decides_not_the_ending(tmp_path):
    xlsx = book(tmp_path / "a.xlsx", [HEAD, PERSON])
    for name in ("名册.et", "名册.xls", "名册.csv"):
        path = tmp_path / name
        path.write_bytes(xlsx.read_bytes())
        assert read_household_roster(path).households[0].number == "H1"


def test_a_web_page_under_an_excel_name(tmp_path):
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEAD, PERSON)
    )
    path = tmp_path / "导出.xls"
    path.write_bytes(f"<html><meta charset=utf-8><table>{rows}</table></html>".encode())
    (household,) = read_household_roster(path).households
    assert household.members[0].values["id_number"] == ID


def test_a_list_of_cadres_is_no_roster_of_households(tmp_path):
    path = book(tmp_path / "干部.xlsx", [["单位", "职务"], ["镇政府", "科员"]])
    with pytest.raises(InputRefusedError, match="姓名"):
        read_cadres(path)


def test_a_web_page_whose_cells_span_the_world(tmp_path):
    path = tmp_path / "网页.xls"
    cell = "<td colspan=1000 rowspan=1000>注</td>"
    path.write_text(f"<table>{f'<tr>{cell * 30}</tr>' * 300}</table>", encoding="utf-8")
    assert "不是表格" in refused(path)


def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "管道.xlsx")
    assert "不是普通文件" in refused(tmp_path / "管道.xlsx")
    (tmp_path / "零.xlsx").symlink_to("/dev/zero")
    assert "不是普通文件" in refused(tmp_path / "零.xlsx")
