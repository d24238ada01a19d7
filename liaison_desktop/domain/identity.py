"""Citizen identity numbers (公民身份号码): reading, checking, widening, masking.

Source: GB 11643-1999, domain.md 7.1; damage as in domain.md 12.2. A damaged number is
never guessed: what cannot be read for certain is reported and not kept.
"""

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from liaison_desktop.domain.cell_text import CellValue, is_blank, plain_text
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.domain.terms.resident import IdState

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CHECK_VALUES = {character: value for value, character in enumerate("0123456789X")}
_EARLIEST = dt.date(1900, 1, 1)
_EXACT_DIGITS = 15  # Excel keeps no more
_EXACT_LIMIT = 10**_EXACT_DIGITS

_NOISE = re.compile(r"[\s'\"‘’“”`´.,·*\-_:]|[\u200b-\u200f\u2060\ufeff]")
_SUFFIX = re.compile(r"[(\[【].*[)\]】]$")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
_NEW = re.compile(r"[0-9]{17}[0-9X]")
_OLD = re.compile(r"[0-9]{15}")
_WITHOUT = frozenset(
    ("未办", "未办理", "未上户", "未上户口", "未落户", "无身份证", "没办", "未办证", "丢失", "遗失",
     "无证", "待办", "正在办理", "办理中", "无户口", "未登记", "未提供", "同上", "〃", "0"),
)  # fmt: skip
_LOOKALIKES = str.maketrans({"×": "X", "х": "X", "Х": "X", "x": "X", "✕": "X", "╳": "X", "Χ": "X",
                             "χ": "X", "＊": "*"})  # fmt: skip

CODE_OF_STATE = {
    IdState.OK: "",
    IdState.MISSING: ProblemCode.ID_MISSING,
    IdState.CHECK_DIGIT: ProblemCode.ID_CHECK_DIGIT,
    IdState.DATE: ProblemCode.ID_DATE,
    IdState.UPGRADED: ProblemCode.ID_15,
    IdState.LOST: ProblemCode.ID_PRECISION_LOST,
    IdState.INVALID: ProblemCode.ID_INVALID,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a cell says about an identity number.

    Attributes:
        number: What may be kept, "" when nothing may.
        state: One of ``IdState``.
        code: One of ``ProblemCode``, "" when all is well.
        birth: Date of birth the number proves, None when it proves none.
        sex: GB/T 2261.1 code (1 男, 2 女) the number proves, "" when it proves none.
    """

    number: str
    state: str
    code: str = ""
    birth: dt.date | None = None
    sex: str = ""


_MISSING = Identity("", IdState.MISSING, ProblemCode.ID_MISSING)


def check_character(first17: str) -> str:
    """Return the check character of the first seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def widened(number15: str) -> str:
    """Return the 18-digit form of a 15-digit number: 19 before the year, check at the end."""
    first17 = f"{number15[:6]}19{number15[6:]}"
    return first17 + check_character(first17)


def birth_of(number: str) -> dt.date | None:
    """Return the date an 18-digit number names, None when there is no such day."""
    return _date(number[6:14])


def sex_of(number: str) -> str:
    """Return the GB/T 2261.1 code of the sex an 18-digit number names."""
    return "1" if int(number[16]) % 2 else "2"


def age_on(birth: dt.date, day: dt.date) -> int:
    """Return the completed years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def masked(number: str) -> str:
    """Return a number with all but the first six and last four characters hidden."""
    if len(number) <= 10:
        return "*" * len(number)
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


def read_identity(value: CellValue, today: dt.date | None = None) -> Identity:
    """Read the identity number in a cell.

    Args:
        value: The cell as the workbook holds it; text or number matters.
        today: The day no birth may lie after; the present day by default.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= _EXACT_LIMIT:
        return _lost_number(float(value))
    if isinstance(value, str) and len(value) == 18 and value.isascii() and _is_new(value):
        return _judge(value, today or this_day())
    text = plain_text(value)
    if is_blank(text) or text in _WITHOUT:
        return _MISSING
    text = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).strip()
    if _SCIENTIFIC.fullmatch(text):
        return _lost(text)
    return _judge_bare(_NOISE.sub("", _SUFFIX.sub("", text)), today or this_day())


def _is_new(text: str) -> bool:
    return text[:17].isdecimal() and text[17] in _CHECK_VALUES


def _judge_bare(text: str, today: dt.date) -> Identity:
    """Judge what is left when spaces, quotes and remarks are gone."""
    if not text:
        return _MISSING
    if _NEW.fullmatch(text):
        return _judge(text, today)
    if _OLD.fullmatch(text):
        return _judge_old(text)
    return Identity("", IdState.INVALID, ProblemCode.ID_INVALID)


def _judge(number: str, today: dt.date) -> Identity:
    """Judge eighteen characters of the right kind, date before check digit."""
    birth, middle = _date_part(number[6:14])
    if birth is None or birth > today:
        return Identity(number, IdState.DATE, ProblemCode.ID_DATE)
    tail, sex = _serial_part(number[14:])
    if (_area_part(number[:6]) + middle + tail) % 11 != 1:
        if number.endswith("000"):  # typed as a number, then turned into text
            return _lost(number)
        return Identity(number, IdState.CHECK_DIGIT, ProblemCode.ID_CHECK_DIGIT)
    return Identity(number, IdState.OK, "", birth, sex)


def _weighted(digits: str, start: int) -> int:
    return sum(int(d) * w for d, w in zip(digits, _WEIGHTS[start:], strict=False))


# A village shares a few areas, and people share birthdays: the parts are remembered.
@lru_cache(maxsize=4096)
def _area_part(digits: str) -> int:
    return _weighted(digits, 0)


@lru_cache(maxsize=65_536)
def _date_part(digits: str) -> tuple[dt.date | None, int]:
    birth = _date(digits)
    known = birth if birth is not None and birth >= _EARLIEST else None
    return known, _weighted(digits, 6)


@lru_cache(maxsize=16_384)
def _serial_part(characters: str) -> tuple[int, str]:
    check = _CHECK_VALUES[characters[3]]
    return _weighted(characters[:3], 14) + check, "1" if int(characters[2]) % 2 else "2"


def _judge_old(number15: str) -> Identity:
    number = widened(number15)
    birth = birth_of(number)
    if birth is None:
        return Identity(number15, IdState.DATE, ProblemCode.ID_DATE)
    return Identity(number, IdState.UPGRADED, ProblemCode.ID_15, birth, sex_of(number))


def _lost(shown: str) -> Identity:
    """Report a number Excel destroyed and text shows, e.g. ``5.30324198811168E+17``."""
    digits = re.sub(r"[^\d].*", "", shown.replace(".", ""))
    return _lost_digits(digits if len(digits) >= _EXACT_DIGITS else "")


def _lost_number(value: float) -> Identity:
    """Report a number kept as a float: the digits both its neighbours share still hold."""
    if not 10**17 <= value < 10**18:
        return _lost_digits("")
    step = int(math.ulp(value))
    low, high = str(int(value) - step), str(int(value) + step)
    return _lost_digits(low if low[:14] == high[:14] else "")


def _lost_digits(digits: str) -> Identity:
    """Keep the birth the first fourteen digits prove, and nothing else."""
    birth = birth_of(digits) if digits else None
    if birth is not None and not _EARLIEST <= birth <= this_day():
        birth = None
    return Identity("", IdState.LOST, ProblemCode.ID_PRECISION_LOST, birth)


def _date(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def this_day() -> dt.date:
    """Return the present day at this desk."""
    return dt.datetime.now(dt.UTC).astimezone().date()
