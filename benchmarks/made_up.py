"""Made-up people for benchmarks: rosters, workbooks and whole stores, the same for a seed.

Nobody here exists: names are drawn from lists, identity numbers are computed and carry a
right check digit, telephones are drawn. ``python -m benchmarks.made_up --help`` writes a
workbook or fills a store.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.register.roster import Roster, RosterHousehold, RosterMember, Value
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.services.context import Context
from liaison_desktop.services.office import open_office
from liaison_desktop.services.register.areas import Areas
from liaison_desktop.services.register.household_import import HouseholdImport

SIZES = (1_000, 15_000, 300_000)
PEOPLE_A_HOUSEHOLD = 4
_VILLAGE_SIZE = 1_500
_GROUP_SIZE = 75
_PART = 7_500  # households an operation stores
_FIRST_BIRTH, _BIRTH_DAYS = date(1940, 1, 1), 30_000
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵单仇解"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华文建国玉红梅云志家才福林春生正光荣贵能富翠仙"
    "顺忠德兴发琼珍莲菊芬凤香彩琴美丽佳慧雪晓宇浩然子轩一诺梓涵"
)
_VILLAGE_NAMES = "中和补歹大寨新田龙潭石桥青山白马金河银坪花地水塘云岭木果老街小坝长冲红土"
_SIDES = "上下东西南北前后左右内外大小新老"
_KINDS = ("一般户", "脱贫户", "监测户", "低保户")
_CROPS = ("小黄姜", "烤烟", "玉米", "油菜", "马铃薯", "蔬菜")
_LIVESTOCK = ("黄牛", "生猪", "山羊", "土鸡", "")
_HOUSING = ("砖混", "砖木", "框架", "土木")
_WATER = ("自来水", "水窖", "井水")
_ETHNIC = ("汉族", "汉族", "汉族", "布依族", "彝族", "苗族", "回族")
_EDUCATION = ("小学", "初中", "高中", "大专", "大学本科")
_POLITICAL = ("群众", "群众", "群众", "中共党员", "共青团员")
_HEALTH = ("健康", "健康", "健康", "长期慢性病", "残疾")
_RELATIONS = (("户主", "02"), ("配偶", "1"), ("长子", "22"), ("长女", "32"), ("父亲", "51"))

HEADINGS: tuple[tuple[str, str], ...] = (
    ("village", "村"), ("group", "村民小组"), ("number", "户编号"), ("kind", "户类型"),
    ("land", "耕地面积(亩)"), ("crops", "主要种植"), ("livestock", "主要养殖"),
    ("income", "人均纯收入(元)"), ("housing", "住房结构"), ("water", "饮水情况"),
    ("name", "姓名"), ("relation", "与户主关系"), ("sex", "性别"), ("birth", "出生日期"),
    ("ethnicity", "民族"), ("id_number", "公民身份号码"), ("education", "文化程度"),
    ("political", "政治面貌"), ("health", "健康状况"), ("phone", "联系电话"),
)  # fmt: skip
_HOUSEHOLD_CODES = {"kind": "household_kind", "housing": "housing", "water": "water"}
_PERSON_CODES = {name: name for name in ("sex", "ethnicity", "education", "political", "health")}


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person; values as a clerk would write them."""

    relation: str
    relation_code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class House:
    """A made-up household; values as a clerk would write them."""

    village: str
    group: str
    number: str
    values: dict[str, Any]
    people: tuple[Person, ...]


def id_number(index: int, birth: date, *, male: bool) -> str:
    """Return the number of the index-th person; no two indexes share one for 15 million."""
    county = 530301 + index // (_BIRTH_DAYS * 499) % 99
    serial = 2 * (index // _BIRTH_DAYS % 499) + (1 if male else 2)
    digits = f"{county}{birth:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def houses(count: int, *, seed: int = 1, first: int = 0) -> Iterator[House]:
    """Yield made-up households of four people each.

    Args:
        count: How many.
        seed: Another seed gives other names and figures, the same numbers.
        first: Index of the first, to go on where another call ended.
    """
    for index in range(first, first + count):
        yield _house(index, random.Random(f"{seed}/{index}"))


def _house(index: int, chance: random.Random) -> House:
    village, place = divmod(index, _VILLAGE_SIZE)
    surname = chance.choice(_SURNAMES)
    values = {
        "kind": chance.choice(_KINDS),
        "land": round(chance.uniform(0.5, 12), 1),
        "crops": chance.choice(_CROPS),
        "livestock": chance.choice(_LIVESTOCK),
        "income": float(chance.randint(4_000, 20_000)),
        "housing": chance.choice(_HOUSING),
        "water": chance.choice(_WATER),
    }
    people = tuple(
        _person(index * PEOPLE_A_HOUSEHOLD + place_in, surname, _RELATIONS[place_in], chance)
        for place_in in range(PEOPLE_A_HOUSEHOLD)
    )
    return House(
        village=village_name(village),
        group=f"{place // _GROUP_SIZE + 1}组",
        number=f"{place + 1:04d}",
        values={name: value for name, value in values.items() if value != ""},
        people=people,
    )


def village_name(index: int) -> str:
    """Return the name of the index-th village."""
    first, second = divmod(index, len(_VILLAGE_NAMES) // 2)
    stem = _VILLAGE_NAMES[2 * second : 2 * second + 2]
    return f"{stem}{_SIDES[first - 1] if first else ''}村"


def _person(index: int, surname: str, relation: tuple[str, str], chance: random.Random) -> Person:
    word, code = relation
    male = word in ("长子", "父亲") or (word == "户主" and chance.random() < 0.8)
    birth = _FIRST_BIRTH + timedelta(days=index * 7919 % _BIRTH_DAYS)
    own = surname if word != "配偶" else chance.choice(_SURNAMES)
    values: dict[str, Any] = {
        "name": own + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2, 2)))),
        "sex": "男" if male else "女",
        "birth": birth,
        "ethnicity": chance.choice(_ETHNIC),
        "id_number": id_number(index, birth, male=male),
        "education": chance.choice(_EDUCATION),
        "political": chance.choice(_POLITICAL),
        "health": chance.choice(_HEALTH),
    }
    if chance.random() < 0.6:
        values["phone"] = f"1{chance.choice('3578')}{chance.randrange(10**9):09d}"
    return Person(word, code, values)


def roster(some: Sequence[House]) -> Roster:
    """Return households as the reading of a workbook would give them."""
    line = 2
    result = []
    for house in some:
        members = []
        for person in house.people:
            members.append(_member(person, line))
            line += 1
        values = _coded(house.values, _HOUSEHOLD_CODES)
        first = members[0].line
        result.append(
            RosterHousehold(
                "花名册", first, house.village, house.group, house.number, values, tuple(members)
            )
        )
    return Roster(tuple(result), (), ())


def _member(person: Person, line: int) -> RosterMember:
    values = _coded(person.values, _PERSON_CODES)
    name = str(values.pop("name"))
    is_head = person.relation == "户主"
    return RosterMember(
        line, name, person.relation, person.relation_code, is_head, values, IdState.OK
    )


def _coded(values: dict[str, Any], lists: dict[str, str]) -> dict[str, Value]:
    return {
        name: code_list(lists[name]).value_of(value) if name in lists else value
        for name, value in values.items()
    }


def write_workbook(path: Path, some: Iterator[House] | Sequence[House]) -> None:
    """Write a roster, one row a person, twenty columns, one heading row."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (_, heading) in enumerate(HEADINGS):
        sheet.write_string(0, column, heading)
    row = 0
    for house in some:
        place = {"village": house.village, "group": house.group, "number": house.number}
        for person in house.people:
            row += 1
            values = {**place, **house.values, **person.values, "relation": person.relation}
            for column, (name, _) in enumerate(HEADINGS):
                value = values.get(name)
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write_number(row, column, value)
    book.close()


def fill(context: Context, households: int, *, seed: int = 1) -> None:
    """Fill a store through the services, a few thousand households an operation.

    Args:
        context: An open store; a station is set up when it has none.
        households: How many, four people each.
        seed: As for ``houses``.
    """
    areas = Areas(context)
    if areas.station() is None:
        areas.set_up_station("罗平县", "罗雄镇")
    source = houses(households, seed=seed)
    importing = HouseholdImport(context)
    while part := list(islice(source, _PART)):
        plan = importing.plan_roster(roster(part), Path("虚构花名册.xlsx"))
        importing.apply(plan)


def main() -> None:
    """Write a made-up workbook, or fill a store with made-up people."""
    parser = argparse.ArgumentParser(description="made-up people for benchmarks")
    parser.add_argument("households", type=int, nargs="?", default=SIZES[1])
    parser.add_argument("--workbook", type=Path, help="write a roster here (.xlsx)")
    parser.add_argument("--data", type=Path, help="fill the store of this folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.workbook:
        write_workbook(options.workbook, houses(options.households, seed=options.seed))
    if options.data:
        with open_office(options.data, create=True) as office:
            fill(office.context, options.households, seed=options.seed)


if __name__ == "__main__":
    main()
