"""Statutory forms at true size on A4: merged cells, headings again on every page.

Rows have the height the form gives them; a text too long for its cell is set smaller, then on
several lines, and never cut off by the rule.
"""

from collections.abc import Iterator, Sequence

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Mark, Page, Placed, Rect, Text
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import MM, clean, fit_line, fit_lines, missing_glyphs
from liaison_desktop.domain.figures.statutory_form import Side, StatutoryCell, StatutoryForm

_LEFT, _TOP, _BOTTOM = 14.0, 13.0, 13.0
_LINE_STEP, _FOOT_STEP, _TITLE_STEP = 5.4, 6.6, 10.5  # mm
_TITLE, _LINE, _SMALLEST = 18.0, 9.5, 4.5  # points
_PAD, _RULE, _FRAME, _INDENT = 0.9, 0.12, 0.3, 4.0  # mm
_LEADING = 1.12
_ALIGN = {Side.LEFT: Align.LEFT, Side.CENTRE: Align.CENTRE, Side.RIGHT: Align.RIGHT}


def statutory_pdf(form: StatutoryForm) -> bytes:
    """Return a form as PDF."""
    return pdf_of(statutory_pages(form), clean(form.title))


def statutory_pages(form: StatutoryForm) -> tuple[Page, ...]:
    """Return the pages of a form."""
    drawn = _Sheet(form)
    width, height = drawn.paper
    pages = [drawn.page(first, end, part) for part, (first, end) in enumerate(drawn.parts())]
    return tuple(Page(width, height, (Placed(0, 0, tuple(marks)),)) for marks in pages)


def undrawable(form: StatutoryForm) -> dict[str, frozenset[str]]:
    """Return what is printed on a form but cannot be drawn: text to its characters."""
    texts = {form.title, *(cell.text for cell in form.cells)}
    for line in (*form.above, *form.below):
        texts.update(line)
    return missing_glyphs(sorted(texts))


class _Sheet:
    """One form with its measures."""

    def __init__(self, form: StatutoryForm) -> None:
        self._form = form
        self.paper = (210.0, 297.0) if form.upright else (297.0, 210.0)
        self._wide = self.paper[0] - 2 * _LEFT
        share = self._wide / sum(form.widths)
        self._across = _edges(_LEFT, [width * share for width in form.widths])
        self._over = _TITLE_STEP + _LINE_STEP * len(form.above) + 1.2

    def parts(self) -> Iterator[tuple[int, int]]:
        """Yield the rows of each page: first and the one after the last."""
        form = self._form
        head = sum(form.heights[: form.repeated])
        room = self.paper[1] - _TOP - _BOTTOM
        foot = _FOOT_STEP * len(form.below)
        first = form.repeated
        left = room - self._over - head
        while True:
            end, used = first, 0.0
            while end < len(form.heights) and used + form.heights[end] <= left + 0.01:
                used += form.heights[end]
                end += 1
            if end == len(form.heights) and used + foot > left + 0.01 and end - first > 1:
                end -= 1
            end = max(self._whole_from(first, end), first + 1)
            yield first, min(end, len(form.heights))
            if end >= len(form.heights):
                return
            first, left = end, room - head

    def page(self, first: int, end: int, part: int) -> list[Mark]:
        """Return what stands on a page."""
        form = self._form
        marks: list[Mark] = []
        y = _TOP
        if not part:
            marks.append(self._title())
            y += _TITLE_STEP
            for line in form.above:
                marks += self._spread(line, y, _LINE_STEP)
                y += _LINE_STEP
            y += 1.2
        rows = (*range(form.repeated), *range(first, end))
        edges = _edges(y, [form.heights[row] for row in rows])
        place = {row: number for number, row in enumerate(rows)}
        for cell in form.cells:
            if cell.row in place:
                last = min(cell.row + cell.rows - 1, rows[-1])
                marks += self._cell(cell, edges[place[cell.row]], edges[place[last] + 1])
        marks.append(Rect(_LEFT, edges[0], self._wide, edges[-1] - edges[0], _FRAME))
        if end == len(form.heights):
            y = edges[-1]
            for line in form.below:
                marks += self._spread(line, y, _FOOT_STEP)
                y += _FOOT_STEP
        return marks

    def _whole_from(self, first: int, end: int) -> int:
        """Return where a page may end so that no merged cell is torn."""
        for cell in self._form.cells:
            if first < cell.row < end < cell.row + cell.rows:
                end = cell.row
        return end

    def _title(self) -> Text:
        shown = fit_line(clean(self._form.title), Style.TITLE, _TITLE, self._wide, 11)
        return Text(
            self.paper[0] / 2, _TOP + 6.8, shown.lines[0], Style.TITLE, shown.size,
            align=Align.CENTRE, stretch=shown.stretch,
        )  # fmt: skip

    def _spread(self, parts: Sequence[str], y: float, step: float) -> Iterator[Mark]:
        for number, part in enumerate(parts):
            share = number / (len(parts) - 1) if len(parts) > 1 else 0.0
            align = Align.LEFT if share == 0 else Align.RIGHT if share == 1 else Align.CENTRE
            shown = fit_line(clean(part), Style.SONG, _LINE, self._wide / len(parts), 6)
            if shown.lines[0]:
                x = _LEFT + share * self._wide
                yield Text(
                    x, y + step - 1.5, shown.lines[0], Style.SONG, shown.size,
                    align=align, stretch=shown.stretch,
                )  # fmt: skip

    def _cell(self, cell: StatutoryCell, top: float, bottom: float) -> Iterator[Mark]:
        left = self._across[cell.column]
        right = self._across[cell.column + cell.columns]
        yield Rect(left, top, right - left, bottom - top, _RULE)
        text = clean(cell.text)
        if not text:
            return
        left += _INDENT * cell.indent
        style = Style.HEI if cell.head else Style.SONG
        room, high = right - left - 2 * _PAD, bottom - top - 0.4
        sizes = [self._form.size - 0.5 * step for step in range(20)]
        for size in (one for one in sizes if one >= _SMALLEST):
            most = max(int(high * MM / (size * _LEADING)), 1)
            fitted = fit_lines(text, style, (size,), room, most)
            if fitted.whole:
                break
        x = {Side.LEFT: left + _PAD, Side.CENTRE: (left + right) / 2}.get(cell.side, right - _PAD)
        step = fitted.size * _LEADING / MM
        y = (top + bottom) / 2 - step * (len(fitted.lines) - 1) / 2 + 0.36 * fitted.size / MM
        for line in fitted.lines:
            yield Text(x, y, line, style, fitted.size, align=_ALIGN[cell.side])
            y += step


def _edges(start: float, sizes: Sequence[float]) -> list[float]:
    edges = [start]
    for size in sizes:
        edges.append(edges[-1] + size)
    return edges
