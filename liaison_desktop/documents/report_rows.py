"""Rows of an official paper put on pages: 22 each, what belongs together on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from liaison_desktop.documents.page import Line, Mark, Text
from liaison_desktop.documents.report_page import ROW, ROWS


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the type area.

    Attributes:
        marks: What stands in it, measured from its upper left corner.
        keep: On the same page as the next row.
        fixed: Stays even when it is empty and begins a page.
    """

    marks: tuple[Mark, ...] = ()
    keep: bool = False
    fixed: bool = False


BLANK = Row()


def on_pages(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """Return the rows of every page; at least one page.

    Rows that keep together go to the next page together unless they fill more than one.
    """
    pages: list[list[Row]] = [[]]
    for group in _groups(rows):
        if len(pages[-1]) + len(group) > ROWS and pages[-1] and len(group) <= ROWS:
            pages.append([])
        for row in group:
            if len(pages[-1]) == ROWS:
                pages.append([])
            if row.marks or row.fixed or pages[-1]:
                pages[-1].append(row)
    return tuple(map(tuple, pages))


def page_marks(rows: Sequence[Row]) -> tuple[Mark, ...]:
    """Return what stands on a page, measured from its type area."""
    return tuple(
        _lowered(mark, number * ROW) for number, row in enumerate(rows) for mark in row.marks
    )


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keep:
            yield group
            group = []
    if group:
        yield group


def _lowered(mark: Mark, by: float) -> Mark:
    match mark:
        case Text():
            return replace(mark, y=mark.y + by)
        case Line():
            return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)
        case _:
            raise TypeError(type(mark).__name__)
