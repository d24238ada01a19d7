"""Numbers of concerns, disputes and visit sheets: one for people, one for the scanner.

People read ``民2023-0007``: the noun, the year it was registered, a running number of the
year. The bar code on a receipt or a visit sheet carries the same in fourteen digits: a digit
for the noun, the year, the running number in eight, and an ISO 7064 MOD 11,10 check digit.
A card's number is never that long, so a scan tells by itself what was scanned.
"""

import re
from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.register.card_number import check_digit

_LENGTH = 14
_SERIAL_DIGITS = 8


class Noun(Enum):
    """What is numbered; the value is the first character people read."""

    CONCERN = "民"
    DISPUTE = "纠"
    VISIT_SHEET = "走"


_DIGIT_OF = {Noun.CONCERN: "8", Noun.DISPUTE: "7", Noun.VISIT_SHEET: "6"}
_NOUN_OF = {digit: noun for noun, digit in _DIGIT_OF.items()}
_WRITTEN = re.compile(r"([民纠走])?\s*(\d{4})\s*[-－—]\s*(\d{1,8})")


@dataclass(frozen=True, slots=True)
class MatterNumber:
    """A number of a matter, taken apart."""

    noun: Noun
    year: int
    serial: int

    def __str__(self) -> str:
        """Return it as people read it, e.g. ``民2023-0007``."""
        return f"{self.noun.value}{self.year}-{self.serial:04d}"

    @property
    def code(self) -> str:
        """The fourteen digits of the bar code."""
        digits = f"{_DIGIT_OF[self.noun]}{self.year:04d}{self.serial:0{_SERIAL_DIGITS}d}"
        return digits + check_digit(digits)


def read_matter_number(text: str, noun: Noun | None = None) -> MatterNumber | None:
    """Read a typed number or a scanned code, None when it is neither.

    Args:
        text: What was typed or scanned.
        noun: Taken when the text has none in front; also refuses another noun.
    """
    plain = "".join(text.split())
    if plain.isascii() and plain.isdigit() and len(plain) == _LENGTH:
        found = _scanned(plain)
    else:
        match = _WRITTEN.fullmatch(plain)
        named = Noun(match[1]) if match and match[1] else noun
        found = MatterNumber(named, int(match[2]), int(match[3])) if match and named else None
    if found is not None and noun is not None and found.noun is not noun:
        return None
    return found


def _scanned(digits: str) -> MatterNumber | None:
    noun = _NOUN_OF.get(digits[0])
    if noun is None or check_digit(digits[:-1]) != digits[-1]:
        return None
    return MatterNumber(noun, int(digits[1:5]), int(digits[5:-1]))


def file_number(year: int, word: str, serial: int) -> str:
    """Return the number of a dossier, ``(年份)X人调字第N号`` (domain.md 5.2).

    Args:
        year: Year of acceptance.
        word: The committee's word, e.g. 中和.
        serial: Running number of that committee in that year, without gaps.
    """
    return f"({year}){word}人调字第{serial}号"
