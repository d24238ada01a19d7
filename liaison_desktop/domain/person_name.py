"""Names of people in cells: layout spaces, dots and bracketed remarks.

Source: domain.md 12.2: inner spaces go in names of two or three Han characters only;
middle dots become U+00B7; a bracketed suffix is a remark, not part of the name.
"""

import re
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import CellValue, plain_text

_DOTS = re.compile(r"\s*[•．‧・⋅∙●᛫˙·]\s*|(?<=[\u3400-\u9fff])\s*\.\s*(?=[\u3400-\u9fff])")
_REMARK = re.compile(r"\s*[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]\s*$")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_IGNORED = re.compile(r"[\s·]")
_ENDS = " \t\u3000、,，;；:：.。*＊#"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name and what stood in brackets behind it.

    Attributes:
        name: The name, "" when the cell holds none.
        remark: What the brackets said, e.g. 户主, 亡, ZH0056; "" without brackets.
    """

    name: str
    remark: str = ""


def read_name(value: CellValue) -> PersonName:
    """Read the name in a cell."""
    if isinstance(value, str) and 2 <= len(value) <= 4 and _HAN_ONLY.fullmatch(value):
        return PersonName(value)
    text = plain_text(value).replace("\n", " ").strip(_ENDS)
    remark = ""
    if match := _REMARK.search(text):
        text, remark = text[: match.start()].strip(_ENDS), match[1].strip()
    return PersonName(_joined(_DOTS.sub("·", text)), remark)


def _joined(name: str) -> str:
    """Remove layout spaces; spaces that belong to the name stay, one at a time."""
    closed = "".join(name.split())
    if len(closed) <= 3 and _HAN_ONLY.fullmatch(closed):
        return closed
    if all(len(part) == 1 for part in name.split()):  # 诸 葛 云 先: spread over the cell
        return closed
    return " ".join(name.split())


def same_name(one: str, other: str) -> bool:
    """Tell whether two written names are one, spaces and dots aside."""
    return one == other or name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """Return a name without spaces and dots, for comparing."""
    return name if name.isalpha() else _IGNORED.sub("", name)
