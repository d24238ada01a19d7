"""The words a record is found by, and the words a question asks for.

Both sides are plain ASCII, so that SQLite's and PostgreSQL's full-text indexes split
them alike, rare characters included. The first letter says what a word is:

=====  ==============================================================
``h``  one Han character (hexadecimal code point); names and places
``e``  a whole name, so that exact answers come first
``w``  a Latin word
``p``  pinyin from each syllable on: pweifang, pfang
``i``  initials from each syllable on: izwf, iwf, if
``n``  a household number, whole and from its digits on
``d``  digits from the front (phone, identity number, card)
``t``  digits from the back, reversed, for "the last four"
=====  ==============================================================
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from liaison_desktop.domain.pinyin import syllables

_GAP = "zz"  # stands between fields, so that no phrase reaches across them
_LATIN = re.compile(r"[a-z]+")
_PIECES = re.compile(r"[a-z]*[0-9][0-9a-z\-]*|[a-z']+|[^\x00-\x7f]+")
_NOT_DIGITS = re.compile(r"[^0-9x]")
_MIN_TAIL = 2


@dataclass(frozen=True, slots=True)
class Words:
    """One condition of a question: any of these alternatives.

    Attributes:
        phrases: Words that stand one behind the other, e.g. the characters of a name.
        prefixes: Beginnings of words.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def _han_word(character: str) -> str:
    return f"h{ord(character):x}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("·", "")


@lru_cache(maxsize=65536)
def place_words(text: str) -> str:
    """Return the words of a place, a unit or any Chinese text."""
    words = [_han_word(c) if ord(c) > 127 else c for c in _plain(text) if not c.isspace()]
    han = " ".join(word for word in words if len(word) > 1)
    latin = " ".join(f"w{word}" for word in _LATIN.findall(_plain(text)))
    return f"{han} {latin}".strip()


@lru_cache(maxsize=65536)
def name_words(name: str) -> str:
    """Return the words of a person's name: characters, pinyin and initials."""
    plain = _plain(name)
    if not plain:
        return ""
    codes = [_han_word(character) for character in plain]
    shown = " ".join(codes) if ord(min(plain)) > 127 else place_words(plain)
    whole = _whole(codes) if plain == name else whole_name(plain)
    words = [shown, f"e{whole}", _GAP]
    rest = initials = ""
    for syllable in reversed(syllables(plain)):
        rest, initials = syllable + rest, syllable[0] + initials
        words += (f"p{rest}", f"i{initials}")
        if "v" in rest:  # people type 吕 as lv and as lu
            words.append("p" + rest.replace("v", "u"))
    return " ".join(words)


def whole_name(name: str) -> str:
    """Return a name as one ASCII word."""
    return _whole([_han_word(character) for character in _plain(name)])


def _whole(codes: Sequence[str]) -> str:
    return "".join([code[1:] for code in codes])


@lru_cache(maxsize=8192)
def number_words(number: str) -> str:
    """Return the words of a household number: whole, from its digits, without zeros."""
    plain = re.sub(r"[^0-9a-z]", "", _plain(number))
    digits = re.sub(r"^[a-z]+", "", plain)
    forms = {plain, digits, digits.lstrip("0")} - {""}
    return " ".join(sorted(f"n{form}" for form in forms))


def digit_words(*numbers: str | None) -> str:
    """Return the words of phones, identity or card numbers, from the front and the back."""
    words = []
    for number in numbers:
        if not number:
            continue
        digits = number.isascii() and number.isdecimal()
        plain = number if digits else _NOT_DIGITS.sub("", number.lower())
        if plain:
            words += [f"d{plain}", f"t{plain[::-1]}"]
    return " ".join(words)


def entry(*fields: str) -> str:
    """Join the words of a record's fields."""
    return f" {_GAP} ".join(field for field in fields if field)


def question(text: str) -> tuple[Words, ...]:
    """Split what was typed into conditions that must all hold.

    ``张伟 3489`` asks for a Zhang Wei whose phone or identity number ends in 3489;
    ``zwf`` and ``zhangweif`` for 张伟芳; ``zh0001`` for a household number.
    """
    conditions = []
    for piece in _PIECES.findall(_plain(text)):
        if ord(piece[0]) > 127:
            phrase = tuple(_han_word(c) for c in piece if c.isalnum())
            if phrase:
                conditions.append(Words(phrases=(phrase,)))
        elif any(c.isdigit() for c in piece):
            conditions.append(_number_question(re.sub(r"[^0-9a-z]", "", piece)))
        else:
            letters = piece.replace("'", "")
            conditions.append(Words(prefixes=(f"i{letters}", f"p{letters}", f"w{letters}")))
    return tuple(condition for condition in conditions if condition.phrases or condition.prefixes)


def _number_question(piece: str) -> Words:
    prefixes = [f"n{piece}"]
    if re.fullmatch(r"[0-9]+x?", piece):
        prefixes.append(f"d{piece}")
        if len(piece) >= _MIN_TAIL:
            prefixes.append(f"t{piece[::-1]}")
    return Words(prefixes=tuple(prefixes))


def exact_name(text: str) -> Words | None:
    """Return the condition for a person of exactly this name, None if it is no name."""
    plain = "".join(_plain(text).split())
    if not plain or any(ord(c) < 128 for c in plain):
        return None
    return Words(prefixes=(), phrases=((f"e{whole_name(plain)}",),))


def sqlite_match(conditions: Iterable[Words]) -> str:
    """Write a question as an FTS5 expression."""
    return " AND ".join(
        "("
        + " OR ".join(
            [f'"{" ".join(phrase)}"' for phrase in condition.phrases]
            + [f'"{prefix}"*' for prefix in condition.prefixes]
        )
        + ")"
        for condition in conditions
    )


def postgres_query(conditions: Iterable[Words]) -> str:
    """Write a question as a ``tsquery``."""
    return " & ".join(
        "("
        + " | ".join(
            [f"({' <-> '.join(phrase)})" for phrase in condition.phrases]
            + [f"{prefix}:*" for prefix in condition.prefixes]
        )
        + ")"
        for condition in conditions
    )
