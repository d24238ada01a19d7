"""The heads of households named in one cell: ``孔正涛、吉克阿牛(ZH0056)、王明``."""

import re
import unicodedata
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import is_blank
from liaison_desktop.domain.person_name import read_name

_BETWEEN = re.compile(r"[、,;/\n|。]+(?![^()]*\))")
_SPACE = re.compile(r"\s+(?![^()]*\))")
_COUNT = re.compile(r"(?:等|共)\s*\d+\s*户$")
_ORDER = re.compile(r"^(?:\d{1,3}[.、)]\s*)")
_DOT_NAME = re.compile(r"[·•．‧・⋅∙]")


@dataclass(frozen=True, slots=True)
class NamedHousehold:
    """A household as a pairing list names it.

    Attributes:
        name: The head's name.
        hint: What stood in brackets: a group, a household number; "" without brackets.
    """

    name: str
    hint: str = ""


def read_household_names(text: str) -> tuple[NamedHousehold, ...]:
    """Return the households of a cell in their order.

    Names are parted by 、，；/ or line breaks, by spaces only where every part still
    looks like a name of two characters or more (``张 三`` stays one).
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if is_blank(plain):
        return ()
    found = []
    for part in _BETWEEN.split(plain):
        for piece in _by_spaces(_COUNT.sub("", part.strip())):
            name = read_name(_ORDER.sub("", piece.strip()))
            if name.name:
                found.append(NamedHousehold(name.name, name.remark))
    return tuple(found)


def _by_spaces(part: str) -> list[str]:
    pieces = [piece for piece in _SPACE.split(part) if piece]
    bare = [re.sub(r"\(.*\)", "", piece) for piece in pieces]
    if any(len(piece) < 2 or _DOT_NAME.match(piece) for piece in bare):
        return [part]
    return pieces


def household_names_text(names: tuple[NamedHousehold, ...]) -> str:
    """Return households as one tidy line, hints in brackets."""
    return "、".join(f"{n.name}({n.hint})" if n.hint else n.name for n in names)
