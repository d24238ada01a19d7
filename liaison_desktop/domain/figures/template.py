"""Sentence templates (句式) in office words: ``{排查矛盾纠纷}``, ``{涉及金额·万元}``, ``〔…〕``.

A pair of six-cornered brackets with a word in braces inside is a clause that is left out when
all its figures are 0; without one it is what it looks like, the brackets of 罗发〔2023〕5号.
"""

import re
from dataclasses import dataclass

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.token import Run, Token, TokenKind, TokenSource

_PIECES = re.compile(r"\{([^{}]*)\}|([〔〕{}])")
_DIGITS = re.compile(r"\d+(?:[.．,，]\d+)*")
_SEPARATOR = re.compile(r"\s*[·•・]\s*")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word in braces.

    Attributes:
        word: What it names: an indicator, 期间, 规则 …
        parts: What follows, parted by ·.
    """

    word: str
    parts: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The placeholder as it stands in the template."""
        return "{" + "·".join((self.word, *self.parts)) + "}"


Piece = str | Placeholder


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands in 〔…〕: left out when all its figures are 0."""

    pieces: tuple[Piece, ...]


Template = tuple[Piece | Clause, ...]


def parse_template(text: str) -> Template:
    """Return the pieces of a template.

    Raises:
        InputRefusedError: When braces or brackets do not pair, are nested or empty.
    """
    parsed: list[Piece | Clause] = []
    clause: list[Piece] | None = None
    end = 0
    for found in _PIECES.finditer(text):
        target: list[Piece] | list[Piece | Clause] = parsed if clause is None else clause
        if before := text[end : found.start()]:
            target.append(before)
        end = found.end()
        if found[1] is not None:
            target.append(_placeholder(found[1]))
        elif found[2] == "〔" and clause is None:
            clause = []
        elif found[2] == "〕" and clause is not None:
            parsed.extend(_closed(clause))
            clause = None
        else:
            raise InputRefusedError(_unpaired(found[2]))
    if clause is not None:
        raise InputRefusedError(_unpaired("〔"))
    if rest := text[end:]:
        parsed.append(rest)
    return tuple(parsed)


def _placeholder(inside: str) -> Placeholder:
    words = _SEPARATOR.split(inside.strip())
    if not all(words):
        raise InputRefusedError(f"句式里的“{{{inside}}}”不完整，请在花括号里写明指标或词语的名称。")
    return Placeholder(words[0], tuple(words[1:]))


def _closed(pieces: list[Piece]) -> list[Piece | Clause]:
    if any(isinstance(piece, Placeholder) for piece in pieces):
        return [Clause(tuple(pieces))]
    return ["〔", *pieces, "〕"]


def _unpaired(mark: str) -> str:
    kind = "花括号" if mark in "{}" else "括号〔〕"
    return f"句式里的{kind}没有成对，或者一对套着一对，请检查“{mark}”的位置。"


def prose_runs(text: str) -> tuple[Run, ...]:
    """Return prose typed by a person, each of its numbers a token of its own.

    So every digit of a draft is a token; what a person typed is vouched for by the person.
    """
    runs: list[Run] = []
    end = 0
    for found in _DIGITS.finditer(text):
        if before := text[end : found.start()]:
            runs.append(before)
        runs.append(Token(found[0], TokenSource(TokenKind.TYPED)))
        end = found.end()
    if rest := text[end:]:
        runs.append(rest)
    return tuple(runs)


def tidied(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs with the marks put right that clauses left out have left behind.

    Neighbouring prose becomes one run; a comma does not begin a paragraph or follow another
    mark, a full stop takes the place of a comma before it.
    """
    kept: list[Run] = []
    prose, last = "", ""
    for run in runs:
        if isinstance(run, Token):
            if prose:
                kept.append(prose)
            kept.append(run)
            prose, last = "", run.shown[-1:]
            continue
        for character in run:
            if character in _LIGHT and last in _AFTER_NOTHING:
                continue
            if character in _FULL and last in ("", *_FULL):
                continue
            if character in _FULL and last in _LIGHT and prose:
                prose = prose[:-1]
            prose += character
            last = character
    if prose:
        kept.append(prose)
    return tuple(kept)


_LIGHT = "，、；："
_FULL = "。！？"
_AFTER_NOTHING = ("", *"，、；：。！？（“‘")
