"""People named in one cell of a ledger: 张三、李四(ZH0056), 张三与李四, 甲方：张三 乙方：李四."""

import re
import unicodedata
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import is_blank
from liaison_desktop.domain.household_names import read_household_names

_CODE = re.compile(r"[A-Za-z]{1,6}-?\d{2,10}|\d{1,3}-\d{1,4}")
_LABELLED_CODE = re.compile(
    r"(?:户编号|户号|农户编号|户编码|编号)[:为是]?([A-Za-z]{0,6}-?\d[\d\-]{0,11})"
)
_PHONE = re.compile(r"\(?(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)\)?")
_HAN = "\u3400-\u9fff"
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,4}}")
_PERSON = re.compile(rf"[{_HAN}·]{{2,15}}")
_AND = re.compile(r"(?<=.)和(?=.)")
_CROWD = re.compile(
    r"等\s*(?:\d+|[一二三四五六七八九十百]+)?\s*(?:人|户|名|家|户人家|村民|群众|农户)?$"
)
_SIDES = re.compile(r"(?<=.)(?:与|诉|(?<![A-Za-z])vs\.?|——|—|--|→)(?=.)", re.IGNORECASE)
_LABEL_A = r"(?:甲方|申请人|申请方|反映人|反映方|原告|一方|投诉人)"
_LABEL_B = r"(?:乙方|被申请人|被申请方|被反映人|对方|被告|另一方|被投诉人)"
_LABELLED = re.compile(
    rf"^(?:\d[.、])?{_LABEL_A}[:]?(?P<a>.+?)[\s,;、]*(?:\d[.、])?{_LABEL_B}[:]?(?P<b>.+)$",
    re.DOTALL,
)
_ONE_LABEL = re.compile(rf"^(?:(?P<a>{_LABEL_A})|(?P<b>{_LABEL_B})):(?P<name>.+)$", re.DOTALL)
_KINDS = (
    "土地|山林|林地|地界|边界|宅基地|房屋|邻里|相邻|婚姻|家庭|合同|债务|借贷|民间借贷|经济|劳动|劳务|"
    "工资|排水|用水|道路|通行|征地|拆迁|赔偿|损害|赡养|抚养|承包|租赁|交通事故|医疗|其他"
)
_AFTER = re.compile(rf"(?:之间.*|因.*|的?(?:{_KINDS})*(?:矛盾)?纠纷)$")


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """Someone a ledger names.

    Attributes:
        name: The name, or the head's name of a household; "" when only a number stands there.
        number: 户编号 that stands with the name, "" without one.
        hint: What else stood in brackets: a group, 户主, 等5户; "" without.
    """

    name: str
    number: str = ""
    hint: str = ""


def read_people(text: str) -> tuple[WrittenPerson, ...]:
    """Return the people of a cell in their order; 等3人 becomes the hint of the last."""
    plain = _PHONE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    if is_blank(plain):
        return ()
    crowd = ""
    if found := _CROWD.search(plain):
        crowd, plain = found[0].strip(), plain[: found.start()].rstrip(" 、,")
    people = []
    for one in read_household_names(plain.replace(":", " ")):
        for name in _parted(one.name):
            is_code = bool(_CODE.fullmatch(one.hint))
            people.append(
                WrittenPerson(name, one.hint if is_code else "", "" if is_code else one.hint)
            )
    if crowd and people:
        last = people[-1]
        people[-1] = WrittenPerson(last.name, last.number, f"{last.hint} {crowd}".strip())
    return tuple(
        WrittenPerson("", one.name) if _CODE.fullmatch(one.name) and not one.number else one
        for one in people
    )


def _parted(name: str) -> list[str]:
    """Part 张三和李四 and 张三与李四, where both parts can only be names."""
    for word in ("与", "及"):
        parts = name.split(word)
        if len(parts) > 1 and all(_HAN_NAME.fullmatch(part) for part in parts):
            return parts
    found = [
        [name[: at.start()], name[at.end() :]]
        for at in _AND.finditer(name)
        if _HAN_NAME.fullmatch(name[: at.start()]) and _HAN_NAME.fullmatch(name[at.end() :])
    ]
    return found[0] if len(found) == 1 else [name]


def read_household_number(text: str) -> str:
    """Return the 户编号 a remark is or names after its label, "" without one."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip("()。.,;")
    if _CODE.fullmatch(plain):
        return plain
    found = _LABELLED_CODE.search(plain)
    return found[1] if found else ""


def is_household_number(text: str) -> bool:
    """Tell whether a remark is nothing but a 户编号."""
    number = read_household_number(text)
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip("()。.,;")
    return bool(number) and plain in (number, f"户编号:{number}", f"户号:{number}", f"户号{number}",
                                      f"户编号{number}", f"编号:{number}")  # fmt: skip


def split_sides(text: str) -> tuple[str, str, str]:
    """Split the parties of a dispute in one cell: 甲方, 乙方, and those of no told side.

    张三与李四, 甲方：张三 乙方：李四, and two names in a list are two sides; three names in a
    list do not say who stands against whom.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if is_blank(plain):
        return "", "", ""
    if labelled := _LABELLED.match(plain):
        return labelled["a"].strip(), labelled["b"].strip(), ""
    if single := _ONE_LABEL.match(plain):
        name = single["name"].strip()
        return (name, "", "") if single["a"] else ("", name, "")
    plain = _AFTER.sub("", plain)
    parts = _SIDES.split(plain)
    if len(parts) == 2:
        return parts[0].strip(" 、,;"), parts[1].strip(" 、,;"), ""
    people = read_people(plain)
    if len(people) == 2 and not people[1].hint.startswith("等"):
        return _text(people[0]), _text(people[1]), ""
    return "", "", plain


def _text(one: WrittenPerson) -> str:
    hint = one.number or one.hint
    return f"{one.name}({hint})" if hint else one.name
