"""Telephones, dates, figures, names, places and words as offices write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.cell_amount import read_amount
from liaison_desktop.domain.cell_date import read_date
from liaison_desktop.domain.cell_text import is_masked, plain_text
from liaison_desktop.domain.household_names import NamedHousehold, read_household_names
from liaison_desktop.domain.person_name import read_name, same_name
from liaison_desktop.domain.phone import Phones, masked_phone, read_phones
from liaison_desktop.domain.place_in_text import (
    Place,
    group_in_name,
    place_in_title,
    split_place,
    village_name,
)

CELLS = st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.dates())


@pytest.mark.parametrize(
    ("cell", "main", "others"),
    [
        ("13929253489", "13929253489", ()),
        (13929253489.0, "13929253489", ()),
        (13929253489, "13929253489", ()),
        ("139-2925-3489", "13929253489", ()),
        ("139 2925 3489", "13929253489", ()),
        ("+86 13929253489", "13929253489", ()),
        ("8613929253489", "13929253489", ()),
        ("１３９２９２５３４８９", "13929253489", ()),
        ("15811941131/0874-8229449", "15811941131", ("0874-8229449",)),
        ("15811941131、13929253489", "15811941131", ("13929253489",)),
        ("15811941131 13929253489", "15811941131", ("13929253489",)),
        ("15811941131\n13929253489", "15811941131", ("13929253489",)),
        ("158-1194-1131/139-2925-3489", "15811941131", ("13929253489",)),
        ("15811941131/15811941131", "15811941131", ()),
        ("张三13929253489", "13929253489", ()),
        ("13929253489(子)", "13929253489", ()),
        ("0874-8229449", "0874-8229449", ()),
        ("(0874)8229449", "0874-8229449", ()),
        ("08748229449", "0874-8229449", ()),
        ("010-82294490", "010-82294490", ()),
        ("8229449", "8229449", ()),
        ("66123", "66123", ()),
        ("4008123123", "4008123123", ()),
    ],
)
def test_telephones(cell, main, others):
    phones = read_phones(cell)
    assert (phones.main, phones.others, phones.unread) == (main, others, "")


@pytest.mark.parametrize(
    "cell", ["", None, "无", "/", "-", "——", "没有", "暂无", "同上", "无电话", 0]
)
def test_no_telephone(cell):
    assert read_phones(cell) == read_phones("")


@pytest.mark.parametrize(
    "cell", ["1392925348", "139292534899", "1.39E+10", "12345678901", "1392925348a"]
)
def test_what_is_no_telephone_is_said_and_not_taken(cell):
    phones = read_phones(cell)
    assert phones.main == ""
    assert phones.unread


def test_a_good_number_survives_beside_a_bad_one():
    phones = read_phones("13929253489/1381234")
    assert phones.main == "13929253489"


@given(CELLS)
def test_any_cell_is_survived(cell):
    """Whatever a cell holds, it is read as something of the right kind or as nothing."""
    assert isinstance(plain_text(cell), str)
    assert isinstance(read_name(cell).name, str)
    phones, day, amount = read_phones(cell), read_date(cell), read_amount(cell)
    assert phones.main == "" or phones.main.replace("-", "").isdigit()
    assert day.day is None or isinstance(day.day, dt.date)
    assert amount.figure is None or isinstance(amount.figure, float)


def test_masked_telephone():
    assert masked_phone("13929253489") == "139****3489"


@given(st.dates(dt.date(1930, 1, 1), dt.date(2029, 12, 31)))
def test_a_date_in_every_spelling(day):
    serial = (day - dt.date(1899, 12, 30)).days
    for cell in (
        day,
        dt.datetime.combine(day, dt.time(8, 30)),
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day:%Y%m%d}",
        float(f"{day:%Y%m%d}"),
        f"{day.isoformat()} 00:00:00",
        float(serial),
        str(serial),
        f"{day.year}．{day.month}．{day.day}",
    ):
        assert read_date(cell).day == day, cell


def test_the_serial_number_of_the_table():
    assert read_date(29221).day == dt.date(1980, 1, 1)


def test_half_a_date_is_not_made_whole():
    for cell in ("1980.1", "1980年1月", "1980-01", "198001", 1980.1):
        date = read_date(cell)
        assert date.day is None
        assert date.month == (1980, 1)


def test_a_year_alone_is_told_apart():
    for cell in ("1980", "1980年", 1980, 1980.0, " 1980 "):
        date = read_date(cell)
        assert (date.day, date.month, date.year, date.unread) == (None, None, 1980, "")
        assert date.part == (1980, 0)
    assert read_date("1980.1").part == (1980, 1)
    assert read_date("198").unread == "198"


@pytest.mark.parametrize(
    "cell",
    ["139****3489", "139＊＊＊＊3489", "139××××3489", "139xxxx3489", "822*4490", "******",
     "530324********0012", "53032419500302XXXX", "1950-**-**", "1950年×月×日", "1950-*-*"],
)  # fmt: skip
def test_what_is_hidden_in_part_is_masked(cell):
    assert is_masked(cell)


@pytest.mark.parametrize(
    "cell",
    ["13988887777", "53032419760809265X", "53032419760809265×", "*53032419760809265X*",
     "1950-03-02", "1950年3月2日", "*", "", "0874-8229449"],
)  # fmt: skip
def test_what_is_whole_is_not_masked(cell):
    assert not is_masked(cell)


def test_the_ends_of_a_masked_telephone_are_no_numbers():
    assert read_phones("139****3489") == Phones(unread="139****3489")


def test_two_digit_years():
    assert read_date("80.1.5").day == dt.date(1980, 1, 5)
    assert read_date("08.1.5").day is None


@pytest.mark.parametrize("cell", ["80年正月初三", "1990.2.30", "1990-13-01", "不记得"])
def test_what_is_no_date_keeps_its_words(cell):
    date = read_date(cell)
    assert (date.day, date.unread) == (None, cell)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        (3000.0, 3000),
        ("3000", 3000),
        ("约3000", 3000),
        ("3,515", 3515),
        ("3，515", 3515),
        ("1,234,567.5", 1234567.5),
        ("8744元", 8744),
        ("2.4亩", 2.4),
        ("3000元左右", 3000),
        ("3000多元", 3000),
        ("1.2万", 12000),
        ("1.2万元", 12000),
        ("３０００", 3000),
        ("￥3000", 3000),
        ("120平方米", 120),
        ("-5", -5),
    ],
)
def test_figures(cell, figure):
    assert read_amount(cell).figure == figure


@pytest.mark.parametrize("cell", ["3000-4000", "三千", "3亩水田2亩旱地", "很多", "1.2.3"])
def test_what_is_no_clear_figure_is_said(cell):
    amount = read_amount(cell)
    assert (amount.figure, amount.unread) == (None, cell)


@pytest.mark.parametrize(
    ("cell", "name", "remark"),
    [
        ("张　三", "张三", ""),
        ("张 三", "张三", ""),
        (" 张三 ", "张三", ""),
        ("王  明", "王明", ""),
        ("诸 葛 云 先", "诸葛云先", ""),
        ("阿依•木", "阿依·木", ""),
        ("阿依．木", "阿依·木", ""),
        ("古丽米娜 · 买买提", "古丽米娜·买买提", ""),
        ("张三（户主）", "张三", "户主"),
        ("张三(亡)", "张三", "亡"),
        ("吉克阿牛(ZH0091)", "吉克阿牛", "ZH0091"),
        ("Anna Maria", "Anna Maria", ""),
        ("张\n三", "张三", ""),
        ("叶才䶮", "叶才䶮", ""),
        ("", "", ""),
    ],
)
def test_names(cell, name, remark):
    read = read_name(cell)
    assert (read.name, read.remark) == (name, remark)


def test_same_name_whatever_the_spaces():
    assert same_name("欧阳 翠培", "欧阳翠培")
    assert not same_name("王明", "王明亮")


def test_households_in_a_cell():
    text = "孔正涛、吉克阿牛(中和三组)，王 明；阿依·木/李四(3组、下寨)\n赵五等5户"
    assert read_household_names(text) == (
        NamedHousehold("孔正涛"),
        NamedHousehold("吉克阿牛", "中和三组"),
        NamedHousehold("王明"),
        NamedHousehold("阿依·木"),
        NamedHousehold("李四", "3组、下寨"),
        NamedHousehold("赵五"),
    )
    assert [n.name for n in read_household_names("张三 李四 王五")] == ["张三", "李四", "王五"]
    assert read_household_names("/") == ()


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("罗雄镇中和村农户基本情况花名册", Place("中和村")),
        ("罗平县罗雄镇中和村民委员会农户花名册", Place("中和村")),
        ("填报单位(盖章):中和村委会", Place("中和村")),
        ("2023年中和村一组农户花名册", Place("中和村", "一组")),
        ("罗平县2023年农村低保花名册", Place()),
        ("××镇××村农户花名册(2026年)", Place()),
        ("全村农户花名册", Place()),
        ("振兴街道东门社区居民委员会住户表", Place("东门社区")),
        ("单位:人、元、亩", Place()),
    ],
)
def test_places_in_titles(title, place):
    assert place_in_title(title) == place


def test_places_in_names_and_addresses():
    assert village_name("中和村委会") == village_name("中和村民委员会") == "中和村"
    assert village_name("中和村") == "中和村"
    assert split_place("补歹村补歹一组") == Place("补歹村", "补歹一组")
    assert split_place("罗雄镇补歹村3组12号") == Place("补歹村", "3组", "12号")
    assert split_place("人民路5号") == Place(rest="人民路5号")
    assert group_in_name("中和一组") == Place(group="中和一组")
    assert group_in_name("Sheet1") == Place()
    assert group_in_name("说明：以上属实") == Place()
