"""Pinyin of people's names: to find them by typing, to sort them as a dictionary does."""

import os
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module

# Surnames read otherwise than the same character elsewhere.
SURNAMES = {
    "单": "shàn", "仇": "qiú", "解": "xiè", "曾": "zēng", "区": "ōu", "查": "zhā", "盖": "gě",
    "朴": "piáo", "任": "rén", "缪": "miào", "乐": "yuè", "纪": "jǐ", "华": "huà", "洗": "xiǎn",
    "冼": "xiǎn", "覃": "qín", "尹": "yǐn", "翟": "zhái", "牟": "mù", "秘": "bì", "召": "shào",
    "燕": "yān", "員": "yùn", "员": "yùn", "幺": "yāo", "折": "shé", "黑": "hè", "繁": "pó",
    "那": "nā", "万": "wàn", "柏": "bǎi", "晟": "chéng", "逄": "páng", "逯": "lù", "宓": "mì",
    "谌": "chén", "种": "chóng", "重": "chóng", "能": "nài", "贾": "jiǎ", "卜": "bǔ", "隗": "wěi",
    "郗": "xī", "郇": "xún", "哈": "hǎ", "过": "guō", "葛": "gě", "干": "gān", "粘": "niàn",
    "难": "nìng", "适": "kuò", "句": "gōu", "阚": "kàn", "祭": "zhài", "车": "chē", "俞": "yú",
    "于": "yú", "盛": "shèng", "石": "shí", "宁": "nìng", "曲": "qū", "沈": "shěn", "肖": "xiāo",
    "尉迟": "yù chí", "万俟": "mò qí", "长孙": "zhǎng sūn", "宗政": "zōng zhèng",
    "单于": "chán yú", "澹台": "tán tái", "令狐": "líng hú", "鲜于": "xiān yú",
    "欧阳": "ōu yáng", "诸葛": "zhū gě", "司马": "sī mǎ", "上官": "shàng guān",
    "皇甫": "huáng fǔ", "夏侯": "xià hóu", "东方": "dōng fāng", "慕容": "mù róng",
    "公孙": "gōng sūn", "轩辕": "xuān yuán", "宇文": "yǔ wén", "赫连": "hè lián",
    "呼延": "hū yán", "闻人": "wén rén", "申屠": "shēn tú", "淳于": "chún yú",
    "公冶": "gōng yě", "太叔": "tài shū", "濮阳": "pú yáng", "钟离": "zhōng lí",
    "司徒": "sī tú", "司空": "sī kōng", "独孤": "dú gū", "南宫": "nán gōng",
    "拓跋": "tuò bá", "百里": "bǎi lǐ", "西门": "xī mén", "端木": "duān mù",
}  # fmt: skip

# Characters whose first reading in dictionaries is not the one given names use.
GIVEN_NAMES = {"长": "cháng", "曾": "zēng", "翟": "zhái", "晟": "shèng", "尉": "wèi"}

# Characters that words of the office read otherwise than names do: 调解 is tiáo jiě.
WORDS = {"调": "tiáo"}

_COMPOUND = 2
_KEY_LENGTH = 120  # the width of the column that keeps the key


@cache
def _dictionary() -> Mapping[int, str]:
    """Return code point to readings.

    It is loaded when first asked for, without the phrases that names never need:
    60 ms instead of 210 ms, and nothing for commands that sort no names.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    readings: Mapping[int, str] = import_module("pypinyin.constants").PINYIN_DICT
    return readings


@lru_cache(maxsize=16384)
def _reading(character: str) -> str:
    """Return the commonest reading of one character, itself if it has none."""
    if character in GIVEN_NAMES:
        return GIVEN_NAMES[character]
    readings = _dictionary().get(ord(character))
    return readings.split(",")[0] if readings else character


@lru_cache(maxsize=16384)
def _without_tone(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    return "".join(c for c in plain if c.isascii() and c.isalnum())


@lru_cache(maxsize=65536)
def readings(name: str) -> tuple[str, ...]:
    """Return one reading with tone mark for each character of a name, surname first."""
    compact = _compact(name)
    for length in (_COMPOUND, 1):
        spoken = SURNAMES.get(compact[:length])
        if spoken is not None and len(compact) >= length:
            rest = tuple(_reading(c) for c in compact[length:])
            return (*spoken.split(), *rest)
    return tuple(_reading(c) for c in compact)


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """Return the syllables of a name without tones, lower case; ü is v.

    A character without a reading gives its Latin letters or nothing.
    """
    return tuple(part for part in map(_without_tone, readings(name)) if part)


@lru_cache(maxsize=65536)
def pinyin_key(name: str) -> str:
    """Return the key that sorts names as a dictionary does: by syllable, then tone.

    The key is plain ASCII, so that every database sorts it alike, without a collation.
    """
    compact = _compact(name)
    parts = map(_part, compact, readings(compact))
    return " ".join(parts)[:_KEY_LENGTH]


@lru_cache(maxsize=16384)
def _part(character: str, reading: str) -> str:
    """Return what one character adds to a key; the code point keeps like sounds apart."""
    return f"{_without_tone(reading)}{_tone(reading)}{ord(character):05x}"


def _compact(name: str) -> str:
    if name.isalpha():
        return name
    return "".join(c for c in name if not c.isspace() and c not in "·•・")


_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@lru_cache(maxsize=16384)
def _tone(reading: str) -> str:
    """Return the tone as a digit, 5 for the neutral one."""
    marks = unicodedata.normalize("NFD", reading)
    return next((_TONES[c] for c in marks if c in _TONES), "5")


@lru_cache(maxsize=4096)
def word_syllables(word: str) -> tuple[str, ...]:
    """Return the syllables of a word without tones: 单位 begins with dan, not with shan."""
    parts = (_without_tone(WORDS.get(one) or _reading(one)) for one in _compact(word))
    return tuple(part for part in parts if part)
