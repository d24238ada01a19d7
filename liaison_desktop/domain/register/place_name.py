"""Names of places and household numbers as people write them: what means the same.

A village is written 中和村, 中和村委会 or 中和; its first group 中和一组, 一组, 第1组 or
第一村民小组. Numbers lose their zeros in Excel: 001 and 1 are the same household.
"""

import re
import unicodedata
from functools import lru_cache

_VILLAGE_ENDS = re.compile(
    r"(?:村民委员会|居民委员会|村委会|居委会|社区居委会|社区|行政村|村\(居\)|村|委会)$"
)
_GROUP_ENDS = re.compile(r"(?:村民小组|居民小组|村小组|村组|小组|社|组)$")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMERAL = re.compile(r"(?:[0-9]+|[〇零一二两三四五六七八九十]+)$")
_NUMERAL_LENGTH = 9  # longer runs of digits are codes, not numbers of groups
_RUN = re.compile(r"\d+")
_RUN_WIDTH = 8
_KEY_LENGTH = 60  # the width of the column that keeps the key


def plain_name(text: str) -> str:
    """Return a name half-width and without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def village_stem(name: str) -> str:
    """Return what tells a village from others: 中和 for 中和村委会."""
    plain = plain_name(name)
    stem = plain
    while shorter := _VILLAGE_ENDS.sub("", stem):
        if shorter == stem:
            return stem
        stem = shorter
    return stem


@lru_cache(maxsize=16384)
def group_stem(name: str, village: str = "") -> str:
    """Return what tells a group from others of its village: 1 for 中和第一村民小组.

    Args:
        name: The group as written.
        village: Its village, which some write before the group.
    """
    stem = plain_name(name)
    stem = stem.removeprefix(plain_name(village)).removeprefix(village_stem(village)) or stem
    stem = stem.removeprefix("村").removeprefix("第") or stem
    stem = _GROUP_ENDS.sub("", stem) or stem
    found = _NUMERAL.search(stem)
    number = _numeral(found[0]) if found else None
    if found is None or number is None:
        return stem
    return f"{stem[: found.start()]}{number}"


@lru_cache(maxsize=16384)
def group_position(name: str, village: str = "") -> int | None:
    """Return the number a group's name carries at its end (大寨二组 → 2), None without one."""
    stem = group_stem(name, village)
    found = _NUMERAL.search(stem)
    return _numeral(found[0]) if found else None


def group_name(name: str) -> str:
    """Return the name a new group gets: a bare number becomes one (3 → 3组)."""
    plain = plain_name(name)
    return f"{plain}组" if _numeral(plain) is not None else plain


def number_key(number: str) -> str:
    """Return the key that sorts household numbers and finds them whatever their zeros.

    Runs of digits are padded to eight places; letters are upper case.
    """
    plain = plain_name(number).upper()
    padded = _RUN.sub(lambda run: (run[0].lstrip("0") or "0").zfill(_RUN_WIDTH), plain)
    return padded[:_KEY_LENGTH]


def _numeral(text: str) -> int | None:
    """Read 12, 十二, 二十, 一二 (spoken digits); None when it is no number."""
    if len(text) > _NUMERAL_LENGTH:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if not _NUMERAL.fullmatch(text):
        return None
    if "十" not in text:
        return int("".join(str(_DIGITS[digit]) for digit in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
