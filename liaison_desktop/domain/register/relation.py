"""What a word says about the relation to the head of the household (与户主关系).

Codes: GB/T 4761-2008. Two digits are set only where the word says it (妻 → 12, 长子 →
22), else one (儿子 → 2, 配偶 → 1); the word itself is always kept (DESIGN 7).
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import CellValue, is_blank, is_ditto, plain_text
from liaison_desktop.domain.codes import code_list

HEAD_CODES = frozenset(("0", "01", "02"))
SPOUSE_CLASS = "1"

_REMARK = re.compile(r"[(\[【].*[)\]】]$")
_PREFIX = re.compile(r"^(?:与?户主(?:的|之|是)?|系户主之?|其|为)(?=.)")
_SUFFIX = re.compile(r"(?:关系|人)$")
_ORDER = re.compile(r"^(?:第?[一二三四五六七八九十\d]|老[大二三四五六]|大|小|幺|长|次)(?=.)")
_AMBIGUOUS = frozenset(
    ("媳妇", "之媳妇", "爱人媳妇", "子女", "儿女", "孩子", "小孩", "老人", "婆", "公")
)
_GENERATION_YEARS = 12


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as written and as coded.

    Attributes:
        word: The word, layout spaces removed; "" when the cell is blank.
        code: GB/T 4761 code, "" when the word does not tell.
        ambiguous: Whether the word is known to mean more than one relation.
    """

    word: str
    code: str
    ambiguous: bool = False

    @property
    def is_head(self) -> bool:
        """Whether the word names the head of the household."""
        return self.code in HEAD_CODES


NO_RELATION = Relation("", "")


@dataclass(frozen=True, slots=True)
class Kin:
    """What is known of a person when a pair word is settled.

    Attributes:
        sex: GB/T 2261.1 code, "" when unknown.
        birth: Date of birth, None when unknown.
    """

    sex: str = ""
    birth: dt.date | None = None


def read_relation(value: CellValue) -> Relation:
    """Read the word for a relation in a cell."""
    text = plain_text(value)
    if is_blank(text) or is_ditto(text):
        return NO_RELATION
    word = "".join(unicodedata.normalize("NFKC", text).split())
    bare = _REMARK.sub("", word) or word
    if bare in _AMBIGUOUS or bare in _PAIRS:
        return Relation(word, "", ambiguous=True)
    return Relation(word, _code_of(bare))


def _code_of(word: str) -> str:
    codes = code_list("relation")
    forms = [
        word,
        _PREFIX.sub("", word),
        _SUFFIX.sub("", word),
        _SUFFIX.sub("", _PREFIX.sub("", word)),
    ]
    for form in dict.fromkeys(forms):
        if code := codes.code_of(form):
            return code
    # 大孙女, 小儿子, 四儿媳: the order within the class says no code of its own.
    return codes.code_of(_ORDER.sub("", forms[1])) if len(forms[1]) > 1 else ""


def settled_code(word: str, person: Kin, head: Kin) -> str:
    """Return the code of a pair word (父子, 婆媳, 夫妻) where sex and age make it certain.

    Args:
        word: The word as written.
        person: The member whose relation it is.
        head: The head of the household.

    Returns:
        The code, "" when it stays uncertain.
    """
    pair = _PAIRS.get(_REMARK.sub("", word))
    if pair is None:
        return ""
    younger, older = pair
    if younger == older:
        return younger if younger != SPOUSE_CLASS else {"1": "11", "2": "12"}.get(person.sex, "1")
    side = _side(word, person, head)
    if not side:
        return ""
    code = younger if side < 0 else older
    return _BY_SEX.get((code, person.sex), code)


def _side(word: str, person: Kin, head: Kin) -> int:
    """Tell whether the person is the younger (-1) or the older (1) of the pair, 0 if unsure."""
    if person.birth and head.birth:
        years = person.birth.year - head.birth.year
        return -1 if years >= _GENERATION_YEARS else 1 if years <= -_GENERATION_YEARS else 0
    if word == "父女":
        return {"1": 1, "2": -1}.get(person.sex, 0)
    if word == "母子":
        return {"1": -1, "2": 1}.get(person.sex, 0)
    return 0


# Pair word → code of the younger, code of the older.
_PAIRS = {
    "夫妻": ("1", "1"),
    "夫妇": ("1", "1"),
    "父子": ("2", "51"),
    "父女": ("3", "51"),
    "母子": ("2", "52"),
    "母女": ("3", "52"),
    "爷孙": ("4", "61"),
    "祖孙": ("4", "6"),
    "婆孙": ("4", "62"),
    "奶孙": ("4", "62"),
    "婆媳": ("38", "54"),
    "公媳": ("38", "53"),
    "翁婿": ("28", "55"),
    "岳婿": ("28", "55"),
    "兄弟": ("7", "7"),
    "姐妹": ("7", "7"),
    "兄妹": ("7", "7"),
    "姐弟": ("7", "7"),
}
_BY_SEX = {("4", "1"): "41", ("4", "2"): "42", ("6", "1"): "61", ("6", "2"): "62"}
