"""Code lists (代码表): standard codes, the office's labels, and the words people write instead.

The lists are data in ``resources/codes/NAME.json``; each file names its source. A list
of our own uses words as codes, so that a digit typed by a person never turns into one.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from liaison_desktop import paths

_SEPARATORS = re.compile(r"[、,，;；/／+＋\s]+")
_JOINT = ","


def normalised_word(word: str) -> str:
    """Return a word as the lists spell it: half-width, no white space, no brackets' variants."""
    return "".join(unicodedata.normalize("NFKC", word).split())


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list.

    Attributes:
        name: Name of the file, e.g. ``ethnicity``.
        title: The office's word for it, e.g. 民族.
        items: ``(code, label)`` in the order of the list.
        groups: Code to the class it counts in, e.g. a rank to 科级以上.
        multiple: Whether a field may hold several, joined by ``,`` (shown with 、).
        counting: The codes that count in what the list is about, e.g. the ways of a visit
            in which the villager was met.
        amounts: Code to a number the item stands for, e.g. a risk to its limit in days.
        unit: Unit of these numbers, e.g. 日; "" when there are none.
    """

    name: str
    title: str
    items: tuple[tuple[str, str], ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    multiple: bool = False
    counting: frozenset[str] = frozenset()
    amounts: Mapping[str, int] = field(default_factory=dict)
    unit: str = ""
    _code_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    _label_of: Mapping[str, str] = field(default_factory=dict, repr=False)

    def code_of(self, word: str) -> str:
        """Return the code of one label, synonym or code, "" when the list does not know it."""
        plain = normalised_word(word)
        if plain.isascii() and plain.isdigit():
            width = max(len(code) for code, _ in self.items)
            return self._code_of.get(plain) or self._code_of.get(plain.zfill(width), "")
        return self._code_of.get(plain, "")

    def value_of(self, word: str) -> str:
        """Return what a field of this list stores for a written word.

        The code where the list knows the word, else the word itself, trimmed: nothing a
        person wrote is thrown away. With ``multiple`` each part is looked up alone.
        """
        if code := self.code_of(word):
            return code
        written = unicodedata.normalize("NFKC", word).strip()
        if not self.multiple:
            return written
        parts = [part for part in _SEPARATORS.split(written) if part]
        return _JOINT.join(dict.fromkeys(self.code_of(part) or part for part in parts))

    def label_of(self, value: str) -> str:
        """Return the label of a stored value; a word that is no code is its own label."""
        if value in self._label_of or not self.multiple:
            return self._label_of.get(value, value)
        return "、".join(self._label_of.get(part, part) for part in value.split(_JOINT))

    def group_of(self, value: str) -> str:
        """Return the class a stored value counts in, "" when it has none."""
        return self.groups.get(value, "")

    def counts(self, value: str) -> bool:
        """Tell whether a stored value counts; a word the list does not know never does."""
        return value in self.counting

    def amount_of(self, value: str) -> int | None:
        """Return the number a stored value stands for, in ``unit``; None when it has none."""
        return self.amounts.get(value)


@cache
def code_list(name: str) -> CodeList:
    """Return a code list of ``resources/codes``.

    Args:
        name: Name of the list, e.g. ``education``.

    Raises:
        FileNotFoundError: When no such list ships with the program.
    """
    data = json.loads(paths.resource("codes", f"{name}.json").read_text(encoding="utf-8"))
    codes: dict[str, str] = {}
    for item in data["items"]:
        for word in (item["code"], item["label"], *item.get("words", ())):
            codes.setdefault(normalised_word(word), item["code"])
    return CodeList(
        name=name,
        title=data["title"],
        items=tuple((item["code"], item["label"]) for item in data["items"]),
        groups={item["code"]: item["group"] for item in data["items"] if "group" in item},
        multiple=bool(data.get("multiple", False)),
        counting=frozenset(item["code"] for item in data["items"] if item.get("counts")),
        amounts={item["code"]: item["amount"] for item in data["items"] if "amount" in item},
        unit=data.get("unit", ""),
        _code_of=codes,
        _label_of={item["code"]: item["label"] for item in data["items"]},
    )
