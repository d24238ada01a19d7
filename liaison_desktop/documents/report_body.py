"""The text of an official paper as rows of its pages: title, paragraphs, annex list, 落款.

Source: GB/T 9704-2012, 7.3 (domain.md 8.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Mark
from liaison_desktop.documents.report_clusters import cells
from liaison_desktop.documents.report_head import head_rows
from liaison_desktop.documents.report_lines import Measure, SetLine, set_paragraph, set_plain
from liaison_desktop.documents.report_page import CHARACTERS, INDENT
from liaison_desktop.documents.report_parts import Annex, ReportText, annex_labels
from liaison_desktop.documents.report_rows import BLANK, Row
from liaison_desktop.documents.report_title import title_lines, title_marks
from liaison_desktop.domain.figures.summary import BlockKind, PaperBlock, ReportPaper

STYLES = {
    BlockKind.ADDRESSEE: Style.FANG,
    BlockKind.HEADING_1: Style.HEI,
    BlockKind.HEADING_2: Style.KAI,
    BlockKind.HEADING_3: Style.FANG,
    BlockKind.BODY: Style.FANG,
}
HEADINGS = (BlockKind.HEADING_1, BlockKind.HEADING_2, BlockKind.HEADING_3)
_SIGNED = CHARACTERS - 2  # 右空二字
_SEALED = CHARACTERS - 4  # 右空四字
_ANNEX = "附件："
_AFTER_NUMBER = 0.5  # between 1. and the name, characters
_MOST_KEPT = 12  # rows of an annex list that are kept on the page of the 落款


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line of the 落款 and where it begins, in characters from the left edge."""

    text: str
    start: float


def body_rows(paper: ReportPaper, text: ReportText, annexes: tuple[Annex, ...]) -> list[Row]:
    """Return the rows of a paper's text from its title to its notes."""
    rows = [*head_rows(paper), *_title(text.title)]
    if text.body and rows:
        rows.append(BLANK)
    for block, following in zip(text.body, (*text.body[1:], None), strict=False):
        rows += _paragraph(block, keep=keeps_with(block, following))
    closing = _closing(paper, text, annexes)
    if closing and rows:
        rows[-1] = replace(rows[-1], keep=True)  # 落款 never alone on a page
    return rows + closing


def signature_lines(text: ReportText, *, sealed: bool) -> tuple[SignedLine, ...]:
    """Return names and date of the 落款 with their places.

    Without a seal the name keeps two characters from the right edge and the date begins two
    characters right of it; a date longer than the name keeps the two characters instead. With
    one the date keeps four, and the names stand in the middle over it (7.3.5.1, 7.3.5.2).
    """
    day = cells(text.day, Style.FANG)
    wides = [cells(name, Style.FANG) for name in text.signatures]
    widest = max(wides, default=0.0)
    if sealed:
        start = _SEALED - day
        names = [min(start + (day - wide) / 2, CHARACTERS - wide) for wide in wides]
    elif day > widest:
        start = _SIGNED - day
        names = [start - 2 for _ in wides]
    else:
        names = [_SIGNED - wide for wide in wides]
        start = min(names, default=_SIGNED - day) + 2
    lines = [
        SignedLine(name, max(0.0, place))
        for name, place in zip(text.signatures, names, strict=True)
    ]
    if text.day:
        lines.append(SignedLine(text.day, max(0.0, min(start, CHARACTERS - day))))
    return tuple(lines)


def _title(text: str) -> Iterator[Row]:
    marks = title_marks(title_lines(text))
    for number in range(len(marks)):
        yield Row(() if number else marks, keep=True, fixed=True)


def keeps_with(block: PaperBlock, following: PaperBlock | None) -> bool:
    """Whether a paragraph is a heading that stays on the page of what follows it.

    One whose part is still empty need not stay with the next heading of its rank.
    """
    if block.kind not in HEADINGS:
        return False
    if following is None or following.kind not in HEADINGS:
        return True
    return HEADINGS.index(following.kind) > HEADINGS.index(block.kind)


def _paragraph(block: PaperBlock, *, keep: bool) -> list[Row]:
    flush = block.kind is BlockKind.ADDRESSEE
    measure = Measure(0.0 if flush else INDENT)
    lines = set_paragraph(block.text, STYLES[block.kind], measure)
    return [replace(_row(line), keep=keep) for line in lines]


def _closing(paper: ReportPaper, text: ReportText, annexes: tuple[Annex, ...]) -> list[Row]:
    """Return what stands beneath the text, its parts kept together."""
    listed = _annex_list(annexes)
    rows = [BLANK, *listed] if listed else []
    signed = [
        _row(each) for line in signature_lines(text, sealed=paper.sealed) for each in _signed(line)
    ]
    if signed:
        rows += [BLANK, *signed]
    kept = [replace(row, keep=True) for row in rows]
    if len(kept) > _MOST_KEPT:
        kept = [*rows[: -len(signed) - 2], *kept[-len(signed) - 2 :]]
    notes = [
        _row(line)
        for note in text.notes
        for line in set_paragraph(note, Style.FANG, Measure(INDENT))
    ]
    if kept:
        kept[-1] = replace(kept[-1], keep=bool(notes))
    return kept + notes


def _signed(line: SignedLine) -> tuple[SetLine, ...]:
    if line.start + cells(line.text, Style.FANG) <= CHARACTERS:
        return (set_plain(line.text, Style.FANG, line.start),)
    return set_paragraph(line.text, Style.FANG, Measure(2, 2, _SIGNED))


def annex_name_room(labels: tuple[str, ...]) -> float:
    """Return how far the names of annexes stand behind the beginning of their numbers, cells."""
    wide = max((cells(label, Style.FANG) for label in labels), default=0.0)
    return wide + _AFTER_NUMBER if wide else 0.0


def _annex_list(annexes: tuple[Annex, ...]) -> list[Row]:
    """Return 附件：1. …, names aligned beneath each other, without a mark at their end."""
    rows: list[Row] = []
    labels = annex_labels(len(annexes))
    begin = INDENT + len(_ANNEX)
    wide = annex_name_room(labels)
    for number, (label, annex) in enumerate(zip(labels, annexes, strict=False)):
        name = begin + wide
        lines = set_paragraph(annex.title, Style.FANG, Measure(name, name, CHARACTERS))
        marks: list[Mark] = []
        if not number:
            marks += set_plain(_ANNEX, Style.FANG, INDENT).marks
        if label:
            marks += set_plain(label, Style.FANG, begin).marks
        for line in lines:
            rows.append(Row((*marks, *line.marks)))
            marks = []
    return rows


def _row(line: SetLine) -> Row:
    return Row(line.marks)
