"""Words of illness, disability and reasons of aid, for the leak scanner.

They are data, ``resources/leak_words.json``: the words, phrases in which their characters
mean something else, names of schemes and offices (大病医疗保险, 残疾证), counts of people and
sick animals. The name of a scheme is nobody's illness, unless the same clause says before
it whose it is (其妻, 张某, 因大病). Source: domain.md 10.1, 10.2 and 10.3.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from liaison_desktop import paths
from liaison_desktop.domain.matters.digit_runs import Mark
from liaison_desktop.domain.matters.leak import LeakKind

_CLAUSE_ENDS = frozenset("。．.；;，,！!？?：:\n\r\v\f")
_MOST_BETWEEN = 4
# 其 of 其他 and 其中 points at nobody; 某 of 某些 and 某村 neither. A name may be masked: 张*明.
_SOMEBODY = (
    r"(?<![尤极更])其(?![他中余次实它])|某(?![些种个项县乡镇村组年月日类])|[\u3400-\u9fff]\*"
)
_THREE_OR_MORE = r"(?:[3-9]|[1-9]\d+|[三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"


class Compact:
    """A text without separators and invisible characters that knows where each one stood."""

    def __init__(self, found: list[Mark]) -> None:
        self._marks = [mark for mark in found if not mark.separates]
        self.text = "".join(mark.character for mark in self._marks).upper()
        if len(self.text) != len(self._marks):  # a capital may be two letters: ß
            self.text = "".join(mark.character for mark in self._marks)
        self._found = found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where characters ``first`` to ``last`` (excluded) stand in the text."""
        return self._marks[first].start, self._marks[last - 1].end

    def clause_before(self, first: int) -> str:
        """Return what the clause of a character says before it."""
        start = self._marks[first].start
        said: list[str] = []
        for mark in reversed([mark for mark in self._found if mark.start < start]):
            if mark.character in _CLAUSE_ENDS:
                break
            if not mark.separates:
                said.append(mark.character)
        return "".join(reversed(said))


def words_in(written: Compact) -> Iterator[tuple[LeakKind, int, int]]:
    """Yield kind and place (in the compact text) of the words that must not be published."""
    hits = [(match[1], *match.span(1)) for match in _words().leaks.finditer(written.text)]
    if not hits:
        return
    excused = list(_excused(written))
    for word, first, last in hits:
        if not any(start <= first and last <= end for start, end in excused):
            yield _words().kinds[word], first, last


def _excused(written: Compact) -> Iterator[tuple[int, int]]:
    for match in _words().plain.finditer(written.text):
        yield match.span(1)
    for pattern in _words().schemes:
        for match in pattern.finditer(written.text):
            if not _is_somebodys(written.clause_before(match.start(1))):
                yield match.span(1)


def _is_somebodys(before: str) -> bool:
    """Tell whether what stands before the name of a scheme says whose it is."""
    return bool(_words().somebody.search(before))


@dataclass(frozen=True, slots=True)
class _Words:
    """The data as patterns; each finds every place it fits, as its first group."""

    kinds: dict[str, LeakKind]
    leaks: re.Pattern[str]
    plain: re.Pattern[str]
    schemes: tuple[re.Pattern[str], ...]
    somebody: re.Pattern[str]


@cache
def _words() -> _Words:
    data = json.loads(paths.resource("leak_words.json").read_text(encoding="utf-8"))
    kinds = {
        word.upper(): LeakKind(kind) for kind, words in data["words"].items() for word in words
    }
    living = f"{_any(data['living']['of'])}{_any(data['living']['states'])}"
    people = _any(data["people"])
    counted = f"{people}(?:[、和及与]{people})*{_THREE_OR_MORE}余?多?[户人名家位]"
    persons = data["persons"]
    touching = f"(?:(?<![获取])得|{_any(persons['touching'])})$"
    return _Words(
        kinds=kinds,
        leaks=_everywhere(_any(kinds)),
        plain=_everywhere(f"{_any(data['plain'])}|{living}"),
        schemes=tuple(map(_everywhere, [*map(_scheme, data["schemes"]), counted])),
        somebody=re.compile(f"{_any(persons['before'])}|{_SOMEBODY}|{touching}"),
    )


def _scheme(parts: dict[str, list[str]]) -> str:
    """Return the pattern of names: subjects in a row, what may stand between, the name."""
    subject = _any(parts["subjects"])
    between = _any(parts["between"])
    return (
        rf"{subject}(?:[、和及与]?{subject})*(?:{between}){{0,{_MOST_BETWEEN}}}"
        rf"{_any(parts['names'])}"
    )


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first."""
    ordered = sorted({word.upper() for word in words}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def _everywhere(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?=({pattern}))")
