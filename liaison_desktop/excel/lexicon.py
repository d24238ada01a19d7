"""What headings mean: built from the field descriptions of ``domain.terms``.

A heading is compared without white space, brackets and the words offices hang around it;
domain.md 12.3 lists the synonyms.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from liaison_desktop.domain.terms import (
    cadre,
    concern_list,
    dispute_list,
    household,
    resident,
    visit_list,
)
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.excel.ledger_words import (
    CONCERNS,
    DISPUTES,
    FOREIGN,
    LEDGERS,
    TICKED,
    VISITS,
    pattern_meaning,
    turn_in_heading,
    without_phone,
)

HOUSEHOLDS, CADRES, PAIRINGS = "households", "cadres", "pairings"
SPOUSE_SLOT = 99  # ``resident.name@99``: 配偶姓名 and the like in a list of heads
HEAD_SLOT = 0  # ``resident.phone@0``: of the head named in the household's own columns

_BRACKETS = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]")
_BRACKET_MARKS = re.compile(r"[()\[\]【】〔〕<>]")
_EDGES = re.compile(r"^[*#·、,.:;\-—]+|[*#·、,.:;\-—]+$")
_UNIT = re.compile(
    r"(?:[(\[【,:单位]|^)(万元|千元|元|亩|公顷|平方米|㎡|m2|人|户)(?:/[年人亩])?(?:[)\]】]|$)"
)
_FACTORS = {("元", "万元"): 1e4, ("元", "千元"): 1e3, ("亩", "公顷"): 15.0}
_SLOT_WORD = re.compile(
    r"^(?:家庭)?(?:成员|人员|家人)(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?P<rest>.*)$"
)
_SLOT_TAIL = re.compile(r"^(?P<rest>\D+)(?P<n>[1-9]|1\d)$")
_NUMERALS = {mark: at for at, mark in enumerate("一二三四五六七八九十", 1)}
_PREFIX = re.compile(r"^(?:家庭成员|成员|本人|人员|家庭|现|目前|是否|有无|农户)(?=..)")
_SUFFIX = re.compile(r"(?<=..)(?:情况|状况|名称|信息|类型|类别|程度|必填|选填|填写)$")
_HEAD_PREFIX = re.compile(r"^(?:户主|家长)(?:的)?(?=..)")
_OTHER_PEOPLE = re.compile(
    r"干部|责任人|帮扶|包保|挂钩|联户|联系人|网格员|村医|监护|代理|紧急|父亲|母亲|配偶|组长|负责人|村支书|"
    r"村主任",
)
_FLAG = re.compile(
    r"(?:是否|是不是|有无|属于|为)?(?:享受|纳入|参加)?(?:农村|城乡|城镇)?(?P<kind>最低生活保障|低保边缘|低保|"
    r"五保|特困供养|特困|脱贫不稳定|边缘易致贫|突发严重困难|监测|建档立卡|脱贫)(?:户|家庭|对象|政策|待遇)?"
)
_HEAD_FLAG = re.compile(r"是否(?:为|是)?户主|户主(?:标识|标志|标记)")
_SPOUSE = re.compile(r"^(?:户主)?(?:配偶|爱人)(?:的)?(?P<rest>.*)$")
_NO_FIELD = re.compile(
    r"^(?:原|旧|曾用)|银行|账号|账户|卡号|社保卡|开户|残疾人?证|证书|人口|人数|户数|医疗证|照片|编码|签名|签字",
)
SEQUENCE = frozenset(("序号", "编号", "no", "№", "序", "顺序号", "排序", "号", "顺序"))

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), target)
    for pattern, target in (
        (r"身份证|公民身份|身份号|证件号", "resident.id_number"),
        (r"出生(?:日期|年月|时间)", "resident.birth"),
        (r"电话|手机|联系方式|联系号码", "resident.phone"),
        (r"户主.*关系|与.*关系$|家庭关系", "resident.relation"),
        (r"民族$", "resident.ethnicity"),
        (r"文化程度|学历", "resident.education"),
        (r"政治面貌", "resident.political"),
        (r"婚姻", "resident.marital"),
        (r"健康|身体状况", "resident.health"),
        (r"劳动能力", "resident.labour"),
        (r"人均.*收入", "household.income"),
        (r"(?:耕地|承包地).*(?:面积|亩)", "household.land"),
        (r"林地.*(?:面积|亩)", "household.forest"),
        (r"住房.*结构|房屋.*结构", "household.housing"),
        (r"饮水|饮用水", "household.water"),
        (r"住址|地址", "household.door"),
        (r"村民小组|村小组", "household.group"),
        (r"户主.*姓名", "household.head"),
        (r"困难|致贫|致困", "household.need"),
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means.

    Attributes:
        target: ``household.land`` and the like, "" when unknown.
        slot: Member of a wide roster (1…), ``HEAD_SLOT``, or None.
        factor: What figures are multiplied with because of the heading's unit.
        foreign: Whether the column tells of someone else (联系干部, 监护人 …).
        flag: What a column asks with yes and no: a kind of household (享受低保 → 低保户),
            or 户主.
    """

    target: str = ""
    slot: int | None = None
    factor: float = 1.0
    foreign: bool = False
    flag: str = ""


UNKNOWN = Meaning()
HEAD_FLAG = "户主"


def plain_heading(text: str) -> str:
    """Return a heading without white space, half-width and in lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower().translate(_MARKS)


_MARKS = str.maketrans("（）：；，。﹑", "():;,.、")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The headings of one kind of file.

    Attributes:
        kind: ``HOUSEHOLDS``, ``CADRES``, ``PAIRINGS`` or one of ``LEDGERS``.
        words: Plain heading to target.
        fields: Target to its field.
    """

    kind: str
    words: Mapping[str, str]
    fields: Mapping[str, Field]

    def complete(self, targets: Collection[str]) -> bool:
        """Tell whether these targets are enough to read a sheet by."""
        return all(any(target in targets for target in choice) for choice in _NEEDED[self.kind])

    def meaning(self, heading: str) -> Meaning:
        """Return what a heading means by itself."""
        plain = plain_heading(heading)
        found = self._meaning(plain)
        if not found.target or found.factor != 1.0:
            return found
        return replace(found, factor=self.factor(found.target, plain))

    def factor(self, target: str, heading: str) -> float:
        """Return the factor the unit in a plain heading asks for."""
        field, unit = self.fields.get(target), _UNIT.search(heading)
        if field is None or unit is None:
            return 1.0
        return _FACTORS.get((field.unit, unit[1]), 1.0)

    def _meaning(self, plain: str) -> Meaning:
        bare = _EDGES.sub("", _BRACKETS.sub("", plain))
        for form in (plain, _EDGES.sub("", plain), bare):
            if target := self.words.get(form):
                return Meaning(target)
        if self.kind in LEDGERS:
            return self._of_ledger(plain, bare)
        if self.kind != HOUSEHOLDS:
            return self._listed(bare)
        return self._household_meaning(bare)

    def _listed(self, bare: str) -> Meaning:
        """Read a heading of a plain list; 联系户1, 联系户2 … are slots of one target."""
        match = _SLOT_TAIL.match(bare)
        if match and self.words.get(match["rest"]) == "pairing.households":
            return Meaning("pairing.households", slot=_number(match["n"]) - 1 or None)
        return Meaning(self._trimmed(bare))

    def _of_ledger(self, plain: str, bare: str) -> Meaning:
        """Read a heading of a ledger: brackets may hold what matters, as in 当事人(甲)."""
        opened = _BRACKET_MARKS.sub("", plain)
        if ticked := TICKED.get((self.kind, bare)):
            return Meaning(ticked, flag=bare)
        opened = without_phone(opened)
        turn, rest = turn_in_heading(self.kind, opened)
        if turn:
            return replace(self._meaning(rest), slot=turn)
        target, slot = self.words.get(opened, ""), None
        if not target and opened != bare:
            target, slot = pattern_meaning(self.kind, opened)
        bare = without_phone(bare)
        target = target or self.words.get(bare, "") or self._trimmed(bare)
        if not target:
            target, slot = pattern_meaning(self.kind, bare)
        return Meaning(foreign=True) if target == FOREIGN else Meaning(target, slot)

    def _household_meaning(self, bare: str) -> Meaning:
        owned = self._asked(bare) or self._numbered(bare) or self._of_head(bare)
        if owned is not None:
            return owned
        if _OTHER_PEOPLE.search(bare):
            return Meaning(foreign=True)
        if _NO_FIELD.search(bare):
            return UNKNOWN
        if target := self._trimmed(bare):
            return Meaning(target)
        return Meaning(next((t for pattern, t in _PATTERNS if pattern.search(bare)), ""))

    def _asked(self, bare: str) -> Meaning | None:
        """Read columns of yes and no (享受低保, 是否户主), and those of the spouse."""
        if flag := _FLAG.fullmatch(bare):
            return Meaning("household.kind", flag=f"{flag['kind']}户")
        if _HEAD_FLAG.fullmatch(bare):
            return Meaning("resident.relation", flag=HEAD_FLAG)
        spouse = _SPOUSE.match(bare)
        return self._of_spouse(spouse["rest"]) if spouse else None

    def _numbered(self, bare: str) -> Meaning | None:
        """Read 成员2姓名 and 姓名2."""
        for pattern in (_SLOT_WORD, _SLOT_TAIL):
            if match := pattern.match(bare):
                inner = self._meaning(match["rest"]) if match["rest"] else Meaning("resident.name")
                if inner.target.startswith("resident."):
                    return replace(inner, slot=_number(match["n"]))
        return None

    def _of_head(self, bare: str) -> Meaning | None:
        """Read 户主电话 and the like."""
        head = _HEAD_PREFIX.match(bare)
        inner = self._meaning(bare[head.end() :]) if head else UNKNOWN
        if not inner.target.startswith("resident.") or inner.slot is not None:
            return None
        if inner.target == "resident.name":
            return Meaning("household.head")
        if inner.target == "resident.relation":  # 户主或与户主关系, 户主与成员关系
            return inner
        return replace(inner, slot=HEAD_SLOT)

    def _of_spouse(self, rest: str) -> Meaning:
        """Read 配偶姓名, 配偶身份证号."""
        inner = self._meaning(rest) if rest else Meaning("resident.name")
        if not inner.target.startswith("resident.") or inner.slot is not None:
            return Meaning(foreign=True)
        return replace(inner, slot=SPOUSE_SLOT)

    def _trimmed(self, bare: str) -> str:
        """Look a heading up without the words offices hang around it."""
        front, back = _PREFIX.sub("", bare), _SUFFIX.sub("", bare)
        for form in (
            front,
            back,
            _SUFFIX.sub("", front),
            bare.removesuffix("年").removeprefix("年"),
        ):
            if target := self.words.get(form):
                return target
        return ""


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 2:
        return 10 + _NUMERALS.get(text[1], 0)
    return _NUMERALS[text]


def _entries(prefix: str, fields: Iterable[Field]) -> Iterable[tuple[str, Field]]:
    return ((f"{prefix}.{field.name}", field) for field in fields)


@cache
def lexicon(kind: str) -> Lexicon:
    """Return the headings of a kind of file (``HOUSEHOLDS``, ``VISITS`` …)."""
    entries = list(_SOURCES[kind])
    words: dict[str, str] = {}
    for target, field in entries:  # labels win over synonyms, earlier fields over later
        words.setdefault(plain_heading(field.label), target)
    for target, field in entries:
        for synonym in field.synonyms:
            words.setdefault(plain_heading(synonym), target)
    return Lexicon(kind, words, dict(entries))


_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    HOUSEHOLDS: (("resident.name", "household.head"),),
    CADRES: (("cadre.name",),),
    PAIRINGS: (("pairing.cadre",), ("pairing.households", "pairing.number")),
    VISITS: (
        ("visit.households", "visit.number", "visit.interviewee", "visit.place", "visit.group"),
        ("visit.day", "visit.date", "visit.cadres", "visit.way"),
    ),
    CONCERNS: (
        ("concern.content",),
        ("concern.applicant", "concern.received", "concern.owner", "concern.household"),
    ),
    DISPUTES: (
        ("dispute.party", "dispute.party_a", "dispute.facts", "dispute.title"),
        tuple(
            f"dispute.{name}"
            for name in ("found", "accepted", "happened", "kind", "result", "mediator", "risk",
                         "progress", "limit", "owner", "date")
        ),
    ),
}  # fmt: skip
NEEDED_WORDS = {
    HOUSEHOLDS: "姓名或户主",
    CADRES: "姓名",
    PAIRINGS: "干部姓名和联系户",
    VISITS: "走访日期和走访对象",
    CONCERNS: "申办事项和申请人",
    DISPUTES: "当事人和排查时间",
}

_SOURCES: dict[str, list[tuple[str, Field]]] = {
    HOUSEHOLDS: [
        *_entries("household", household.KEY_FIELDS),
        *_entries("resident", resident.KEY_FIELDS),
        *_entries("resident", resident.FIELDS),
        *_entries("household", household.FIELDS),
    ],
    CADRES: list(_entries("cadre", cadre.CADRE_FIELDS)),
    PAIRINGS: list(_entries("pairing", cadre.PAIRING_FIELDS)),
    VISITS: list(_entries("visit", visit_list.VISIT_COLUMNS)),
    CONCERNS: list(_entries("concern", concern_list.CONCERN_COLUMNS)),
    DISPUTES: list(_entries("dispute", dispute_list.DISPUTE_COLUMNS)),
}
