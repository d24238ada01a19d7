"""From a sentence template (句式) to the runs of a paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.template import (
    Clause,
    Piece,
    Placeholder,
    parse_template,
    prose_runs,
    tidied,
)
from liaison_desktop.domain.figures.token import Run, TokenKind, TokenSource
from liaison_desktop.services.figures.summary_frame import Frame
from liaison_desktop.services.figures.summary_indicator_words import Listed, Part
from liaison_desktop.services.figures.summary_tokens import TokenValues
from liaison_desktop.services.figures.summary_words import Vocabulary


@dataclass(frozen=True, slots=True)
class OptionalParts:
    """A clause that is left out when all its figures are 0."""

    parts: tuple[Part | Listed, ...]


Planned = tuple[Part | Listed | OptionalParts, ...]


class Sentences:
    """Reads templates with the office's words and fills them with its numbers."""

    def __init__(self, words: Vocabulary, values: TokenValues) -> None:
        self._words = words
        self._values = values

    def plan(self, text: str, frame: Frame) -> Planned:
        """Return the parts of a template before its numbers are known.

        Raises:
            InputRefusedError: When a word is unknown or the brackets do not pair.
        """
        return tuple(self._planned(text, frame))

    def _planned(self, text: str, frame: Frame) -> Iterator[Part | Listed | OptionalParts]:
        for piece in parse_template(text):
            if isinstance(piece, Clause):
                inside = (part for one in piece.pieces for part in self._parts(one, frame))
                yield OptionalParts(tuple(inside))
            else:
                yield from self._parts(piece, frame)

    def _parts(self, piece: Piece, frame: Frame) -> tuple[Part | Listed, ...]:
        if isinstance(piece, Placeholder):
            return self._words.parts(piece, frame)
        return prose_runs(piece)

    def known(self, text: str, frame: Frame) -> bool:
        """Tell whether any number of a template is known.

        Raises:
            InputRefusedError: When a word is unknown or the brackets do not pair.
        """
        sources = list(_sources_of(self.plan(text, frame)))
        self._values.prepare(sources)
        return any(self._values.number(source) is not None for source in sources)

    def prepare(self, planned: Iterable[Planned]) -> None:
        """Ask for the numbers of many sentences together."""
        self._values.prepare([source for one in planned for source in _sources_of(one)])

    def runs(self, planned: Planned, *, omit_zero: bool) -> tuple[Run, ...]:
        """Return the paragraph: numbers in, empty clauses out, marks put right."""
        self._values.prepare(_sources_of(planned))
        runs: list[Run] = []
        for part in planned:
            if not isinstance(part, OptionalParts):
                runs.extend(self._filled(part, omit_zero=omit_zero))
            elif not (omit_zero and self._all_zero(part.parts)):
                for one in part.parts:
                    runs.extend(self._filled(one, omit_zero=omit_zero))
        return tidied(tuple(runs))

    def _filled(self, part: Part | Listed, *, omit_zero: bool) -> Iterator[Run]:
        if isinstance(part, Listed):
            yield from self._items(part, omit_zero=omit_zero)
        elif isinstance(part, TokenSource):
            yield self._values.token(part)
        else:
            yield part

    def _items(self, listed: Listed, *, omit_zero: bool) -> Iterator[Run]:
        """Write a list out, parts that are 0 left out, joined by 、."""
        kept = [item for item in listed.items if not (omit_zero and self._all_zero(item))]
        if not kept:
            yield "各项均为零"
        for place, item in enumerate(kept):
            if place:
                yield "、"
            for part in item:
                yield from self._filled(part, omit_zero=omit_zero)

    def _all_zero(self, parts: tuple[Part | Listed, ...]) -> bool:
        """Tell whether there are figures and every one of them is 0; missing is not 0."""
        figures = [one for one in _sources_of(parts) if one.kind is TokenKind.FIGURE]
        return bool(figures) and all(self._values.number(one) == 0 for one in figures)


def _sources_of(parts: Planned) -> Iterator[TokenSource]:
    """Return where the numbers of a planned sentence are from."""
    for part in parts:
        if isinstance(part, TokenSource):
            yield part
        elif isinstance(part, OptionalParts):
            yield from _sources_of(part.parts)
        elif isinstance(part, Listed):
            for item in part.items:
                yield from _sources_of(item)


def require_words(sentences: Sentences, text: str, frame: Frame) -> None:
    """Refuse a template that could not be filled.

    Raises:
        InputRefusedError: With one sentence that names what is wrong.
    """
    if len(text) > _LONGEST:
        raise InputRefusedError(f"句式太长，最多 {_LONGEST} 字，请分成几句。")
    sentences.plan(text, frame)


_LONGEST = 2000
