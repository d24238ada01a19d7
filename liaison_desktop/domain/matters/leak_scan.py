"""The leak scanner (公示检查): personal data that must not stand on a public notice.

Source: domain.md 10.2 and 10.3. What it finds is told by place and kind only, so that a
report of a leak is not one itself. Words of illness, disability and reasons of aid are
data, ``resources/leak_words.json``, which also says what plain phrases may stand.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

from liaison_desktop import paths
from liaison_desktop.domain.matters.digit_runs import Mark, marks, runs
from liaison_desktop.domain.matters.leak import LEAK_LABELS, Leak, LeakKind
from liaison_desktop.domain.matters.leak_numbers import FINDERS, parted_numbers

__all__ = ["LEAK_LABELS", "HiddenNames", "Leak", "LeakKind", "names_in", "scan"]


def scan(fields: Iterable[tuple[str, str]], *, allowed: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Return what must not be published, in the order of the fields and their text.

    Args:
        fields: ``(where, text)`` of everything that would be seen: cells, notes, headings.
        allowed: Telephone numbers that may stand, e.g. the station's own.
    """
    plain = frozenset(digits for number in allowed if (digits := re.sub(r"\D", "", number)))
    return tuple(leak for where, text in fields for leak in _leaks_in(where, text, plain))


def names_in(text: str, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where any of these names stands in a text, () when none does.

    Spaces, dots and invisible characters do not matter. A name of one character is not
    looked for. A short name may also be found inside another word: better one question too many.

    Args:
        text: What would be published.
        names: Names of the complainant, the family, the parties.
    """
    return HiddenNames(names).find(text)


class HiddenNames:
    """Names to look for in many texts, prepared once; they are found as by ``names_in``."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_length: dict[int, set[str]] = {}
        for name in {_Compact(marks(name)).text for name in names}:
            if len(name) > 1:
                self._by_length.setdefault(len(name), set()).add(name)

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where any of the names stands in a text, () when none does."""
        written = _Compact(marks(text))
        spans = {
            written.span(at, at + length)
            for length, names in self._by_length.items()
            for at in range(len(written.text) - length + 1)
            if written.text[at : at + length] in names
        }
        return tuple(sorted(spans))


class _Compact:
    """A text without separators and invisible characters that knows where each one stood."""

    def __init__(self, found: list[Mark]) -> None:
        self._marks = [mark for mark in found if not mark.separates]
        self.text = "".join(mark.character for mark in self._marks).upper()
        if len(self.text) != len(self._marks):  # a capital may be two letters: ß
            self.text = "".join(mark.character for mark in self._marks)

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self._marks[first].start, self._marks[last - 1].end

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        at = self.text.find(word)
        while at >= 0:
            yield self.span(at, at + len(word))
            at = self.text.find(word, at + 1)


def _leaks_in(where: str, text: str, allowed: frozenset[str]) -> list[Leak]:
    found = marks(text)
    leaks = [*_numbers(where, found, allowed), *_parted(where, found), *_words(where, found)]
    return sorted(leaks, key=lambda leak: (leak.start, leak.end, leak.kind))


def _numbers(where: str, found: list[Mark], allowed: frozenset[str]) -> Iterator[Leak]:
    for run in runs(found):
        taken = bytearray(len(run.values))
        for find in FINDERS:
            for hit in find(run):
                if any(taken[hit.first : hit.last]):
                    continue
                taken[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
                if not _is_allowed(run.values[hit.first : hit.last], allowed):
                    yield Leak(where, hit.kind, *run.span(hit.first, hit.last))


def _parted(where: str, found: list[Mark]) -> Iterator[Leak]:
    """Find numbers written in groups with marks that otherwise part what is no number."""
    for hit in parted_numbers("".join(mark.character for mark in found)):
        yield Leak(where, hit.kind, found[hit.first].start, found[hit.last - 1].end)


def _is_allowed(digits: str, allowed: frozenset[str]) -> bool:
    """Tell whether a number is one that may stand, with or without its area or country code."""
    return any(
        digits == one
        or (min(len(digits), len(one)) >= 7 and (digits.endswith(one) or one.endswith(digits)))
        for one in allowed
    )


def _words(where: str, found: list[Mark]) -> Iterator[Leak]:
    written = _Compact(found)
    plain_to = dict(match.span(1) for match in _plain_phrases().finditer(written.text))
    longest = max(map(len, _word_data()[1]))
    for match in _leak_words().finditer(written.text):
        first, last = match.span(1)
        before = range(first - longest, first + 1)
        if any(plain_to.get(start, 0) >= last for start in before):
            continue
        yield Leak(where, _kinds()[match[1]], *written.span(first, last))


@cache
def _word_data() -> tuple[dict[str, LeakKind], tuple[str, ...]]:
    data = json.loads(paths.resource("leak_words.json").read_text(encoding="utf-8"))
    kinds = {
        word.upper(): LeakKind(kind) for kind, words in data["words"].items() for word in words
    }
    return kinds, tuple(phrase.upper() for phrase in data["plain"])


def _kinds() -> dict[str, LeakKind]:
    return _word_data()[0]


@cache
def _leak_words() -> re.Pattern[str]:
    return _any_of(_kinds())


@cache
def _plain_phrases() -> re.Pattern[str]:
    return _any_of(_word_data()[1])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds every place a word begins at, the longest word first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, ordered))}))")
