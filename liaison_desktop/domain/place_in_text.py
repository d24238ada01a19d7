"""Villages and village groups in titles, sheet names and addresses.

A roster often names its village only in 罗雄镇中和村农户花名册 or 填报单位：中和村委会, and
its group only in the name of the sheet (domain.md 12.1).
"""

import re
import unicodedata
from dataclasses import dataclass

_HAN = r"[\u3400-\u9fff]"
_YEAR = re.compile(
    r"^(?:附件\d*:?|表\d*:?|[一二三四五六七八九十]、)?(?:\d{4}(?:[-—]\d{4})?年?度?)?"
)
_LEADS = re.compile(r"(?:填报|填表|制表|上报|报送)?单位?(?:\(.*?\))?:")
_ABOVE = re.compile(
    rf"^{_HAN}+?(?:自治州|自治县|街道办事处|街道|省|市|州|县|(?<!社)区|镇|乡)(?!村|社区|组)(?={_HAN}{{2}})"
)
_VILLAGE = re.compile(
    rf"(?P<name>{_HAN}{{1,10}}?(?:村|社区))(?:民)?(?:委会|委员会|村委会|村民委员会|居委会|居民委员会)?"
)
_GROUP = re.compile(
    rf"(?P<group>(?:第?(?:\d+|{_HAN}{{1,8}}?))(?:村民小组|村小组|小组|组|社(?!区)|屯|寨))"
)
_LABELS = re.compile(r"[\s,;]+(?=[^\s:]{1,12}:)")
_LABEL_TAIL = re.compile(r"\([^()]*\)$")
_VILLAGE_LABELS = frozenset(
    (
        "行政村",
        "所在村",
        "所属村",
        "村委会",
        "村名",
        "村(社区)",
        "村(居)",
        "村",
        "社区",
        "行政村名称",
    )
)
_GROUP_LABELS = frozenset(
    ("村民小组", "村小组", "小组", "组别", "组名", "自然村", "组", "所在组", "所属组")
)
_PLACE_NAME = re.compile(rf"(?:{_HAN}|\d){{1,12}}")
_NO_VILLAGE = frozenset(
    ("农村", "全村", "乡村", "本村", "各村", "行政村", "村", "社区", "新农村", "驻村", "贫困村",
     "某村", "自然村", "住村", "包村", "联村", "示范村", "所在村"),
)  # fmt: skip
_COUNTED = re.compile(r"(?<=.)[(:,]?(?:共|计|合计)?\d+户(?:[,、]?\d+人)?\)?$")
_COMMITTEE = re.compile(r"(?<=.)(?:村民委员会|村委员会|村委会|村民委会)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as a text names it; "" where it does not.

    Attributes:
        village: 村 or 社区 without 委会.
        group: 村民小组 as written.
        rest: What follows, e.g. the house number.
    """

    village: str = ""
    group: str = ""
    rest: str = ""


NOWHERE = Place()


def village_name(text: str) -> str:
    """Return the name of a village without its committee: 中和村委会 → 中和村."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if _COMMITTEE.search(plain):
        stem = _COMMITTEE.sub("", plain)
        return stem if stem.endswith("村") else f"{stem}村"
    return plain


def place_in_title(text: str) -> Place:
    """Return the village and group a title, a sheet name or 填报单位 names."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not plain or "×" in plain or "XX" in plain.upper() or "**" in plain:
        return NOWHERE
    labelled = _labelled(text)
    if labelled != NOWHERE:
        return labelled
    if lead := _LEADS.search(plain):
        plain = plain[lead.end() :]
    plain = _YEAR.sub("", plain, count=1)
    while above := _ABOVE.match(plain):
        plain = plain[above.end() :]
    village = ""
    if match := _VILLAGE.match(plain):
        village = "" if match["name"] in _NO_VILLAGE else match["name"]
        plain = plain[match.end() :] if village else plain
    if village and (match := _GROUP.match(plain)):
        return Place(village, match["group"])
    return Place(village)


def _labelled(text: str) -> Place:
    """Read a line such as 行政村：中和村 村民小组：一组, as forms have above their table."""
    found = {"village": "", "group": ""}
    for part in _LABELS.split(unicodedata.normalize("NFKC", text)):
        label, _, name = "".join(part.split()).partition(":")
        bare = label if label in _VILLAGE_LABELS else _LABEL_TAIL.sub("", label)
        kind = "village" if bare in _VILLAGE_LABELS else "group" if bare in _GROUP_LABELS else ""
        if kind and _PLACE_NAME.fullmatch(name) and name not in _NO_VILLAGE:
            found[kind] = village_name(name) if kind == "village" else name
    return Place(found["village"], found["group"])


def group_in_name(text: str) -> Place:
    """Return the place a sheet name or a dividing row is, if it is nothing but a place."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip(":.()")
    place = split_place(_COUNTED.sub("", plain))
    return place if (place.village or place.group) and not place.rest else NOWHERE


def split_place(text: str) -> Place:
    """Split 补歹村补歹一组12号 into village, group and the rest.

    Without a village or group the whole text is the rest.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    inner = plain
    while above := _ABOVE.match(inner):
        inner = inner[above.end() :]
    village = ""
    if (match := _VILLAGE.match(inner)) and match["name"] not in _NO_VILLAGE:
        village, inner = match["name"], inner[match.end() :]
    group = ""
    if match := _GROUP.match(inner):
        group, inner = match["group"], inner[match.end() :]
    return Place(village, group, inner) if village or group else Place(rest=plain)
