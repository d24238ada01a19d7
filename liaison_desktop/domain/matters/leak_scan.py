"""The leak scanner (公示检查): personal data that must not stand on a public notice.

Source: domain.md 10.2 and 10.3. What it finds is told by place and kind only, so that a
report of a leak is not one itself. Numbers are the matter of ``leak_numbers``, words of
illness, disability and reasons of aid of ``leak_words``.
"""

import re
from collections.abc import Iterable, Iterator

from liaison_desktop.domain.matters.digit_runs import Mark, marks
from liaison_desktop.domain.matters.leak import LEAK_LABELS, Leak, LeakKind
from liaison_desktop.domain.matters.leak_numbers import personal_numbers
from liaison_desktop.domain.matters.leak_words import Compact, words_in

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
        for name in {Compact(marks(name)).text for name in names}:
            if len(name) > 1:
                self._by_length.setdefault(len(name), set()).add(name)

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where any of the names stands in a text, () when none does."""
        written = Compact(marks(text))
        spans = {
            written.span(at, at + length)
            for length, names in self._by_length.items()
            for at in range(len(written.text) - length + 1)
            if written.text[at : at + length] in names
        }
        return tuple(sorted(spans))


def _leaks_in(where: str, text: str, allowed: frozenset[str]) -> list[Leak]:
    found = marks(text)
    leaks = [*_numbers(where, found, allowed), *_words(where, found)]
    return sorted(leaks, key=lambda leak: (leak.start, leak.end, leak.kind))


def _numbers(where: str, found: list[Mark], allowed: frozenset[str]) -> Iterator[Leak]:
    for one in personal_numbers(found):
        if not _is_allowed(one.digits, allowed):
            yield Leak(where, one.kind, one.start, one.end)


def _is_allowed(digits: str, allowed: frozenset[str]) -> bool:
    """Tell whether a number is one that may stand, with or without its area or country code."""
    return any(
        digits == one
        or (min(len(digits), len(one)) >= 7 and (digits.endswith(one) or one.endswith(digits)))
        for one in allowed
    )


def _words(where: str, found: list[Mark]) -> Iterator[Leak]:
    written = Compact(found)
    for kind, first, last in words_in(written):
        yield Leak(where, kind, *written.span(first, last))
