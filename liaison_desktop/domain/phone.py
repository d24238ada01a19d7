"""Telephone numbers in cells: mobiles, landlines, short numbers, several in one cell.

Source: domain.md 7.5 (forms), 12.2 (damage).
"""

import re
import unicodedata
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import CellValue, is_blank, is_ditto, is_masked, plain_text

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_SHORT = re.compile(r"\d{3,6}")
_SERVICE = re.compile(r"[48]00\d{7}")
_AREA_DASH = re.compile(r"\(?(0\d{2,3})\)?[\s\-]*(\d{3,4})[\s\-]?(\d{4})(?!\d)")
_GROUPS = re.compile(r"(?<!\d)(1[3-9]\d)[\s\-.]+(\d{4})[\s\-.]+(\d{4})(?!\d)")
_SPACED = re.compile(r"(?<=\d)[\s\-.]+(?=\d)")
_SPLIT = re.compile(r"[/、,;|\n\\和或及]+|\s{1,}")
_LABEL = re.compile(r"[^\d+\-/、,;|\n\\和或及\s()]+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$)")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_WITHOUT = frozenset(("无电话", "没电话", "无手机", "空号", "停机", "未提供", "0"))


@dataclass(frozen=True, slots=True)
class Phones:
    """What a cell says about telephones.

    Attributes:
        main: The first number, "" when there is none.
        others: Further numbers, in order.
        unread: The parts that are no telephone number, as written; "" when there are none.
    """

    main: str = ""
    others: tuple[str, ...] = ()
    unread: str = ""


NO_PHONES = Phones()


def masked_phone(number: str) -> str:
    """Return a number with its middle hidden: 138****5678, a local one ****5678."""
    if len(number) < 7:
        return "*" * len(number)
    if len(number) < 9:
        return f"{'*' * (len(number) - 4)}{number[-4:]}"
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def read_phones(value: CellValue) -> Phones:
    """Read the telephone numbers in a cell.

    Mobiles become eleven digits, landlines ``0874-8229449``; a landline without its
    area code and a 集群短号 of three to six digits are kept as they are. What stands
    around the hidden middle of a masked number is no number.
    """
    if isinstance(value, str) and len(value) == 11 and value.isascii() and value.isdecimal():
        number = _one(value)
        return Phones(number) if number else Phones(unread=value)
    text = plain_text(value)
    if is_blank(text) or is_ditto(text) or text in _WITHOUT:
        return NO_PHONES
    if isinstance(value, int | float):
        number = _one(text)
        return Phones(number) if number else Phones(unread=text)
    text = unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-")
    if _SCIENTIFIC.fullmatch(text) or is_masked(text):
        return Phones(unread=text)
    return _read_text(text)


def _read_text(text: str) -> Phones:
    if whole := _one(_SPACED.sub("", text.strip())):
        return Phones(whole)
    text = _GROUPS.sub(r"\1\2\3", _LABEL.sub(" ", text))
    text = _AREA_DASH.sub(r"\1\2\3", text)
    found: list[str] = []
    unread: list[str] = []
    for part in _SPLIT.split(text):
        bare = re.sub(r"[()\-.]", "", part)
        if not bare:
            continue
        number = _one(bare)
        (found if number else unread).append(number or part)
    found = list(dict.fromkeys(found))
    return Phones(found[0] if found else "", tuple(found[1:]), "/".join(unread))


def _one(text: str) -> str:
    """Return the one number these characters are, "" when they are none."""
    text = _COUNTRY.sub("", text)
    if _MOBILE.fullmatch(text) or _LOCAL.fullmatch(text) or _SERVICE.fullmatch(text):
        return text
    if landline := _LANDLINE.fullmatch(text):
        return f"{landline[1]}-{landline[2]}"
    return text if _SHORT.fullmatch(text) else ""
