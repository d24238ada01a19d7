"""Takes apart sheets that print two or more lists beside each other (domain.md 12.1)."""

from dataclasses import replace

from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import SEQUENCE, plain_heading
from liaison_desktop.excel.workbook import Row, Sheet

_LEAST_COLUMNS = 2
_STARTERS = ("household.head", "household.number")


def lists_of(sheet: Sheet, header: Header) -> list[Sheet]:
    """Return the lists of a sheet, one sheet each; the sheet itself when there is only one.

    A list is repeated when the headings repeat as a whole and each repetition counts or
    names households; members in columns of one household do not.
    """
    headings = [plain_heading(heading.text) for heading in header.headings]
    first = next((at for at, text in enumerate(headings) if text), 0)
    last = max((at for at, text in enumerate(headings) if text), default=0) + 1
    period = _period(headings, first, last)
    if not period or not _starts_households(header, headings, first, period):
        return [sheet]
    starts = range(first, last, period)
    return [_only(sheet, header.first, start, start + period) for start in starts]


def _period(headings: list[str], first: int, last: int) -> int:
    """Return after how many columns the headings begin again, 0 when they never do."""
    for period in range(_LEAST_COLUMNS, (last - first) // 2 + 2):
        if headings[first + period : first + period + 1] != headings[first : first + 1]:
            continue
        pairs = zip(headings[first:last], headings[first + period : last], strict=False)
        whole = (last - first) % period in (0, period - 1)  # a blank column may part the lists
        if whole and all(one == other for one, other in pairs):
            return period
    return 0


def _starts_households(header: Header, headings: list[str], first: int, period: int) -> bool:
    block = range(first, first + period)
    targets = {header.meanings[at].target for at in block}
    counted = any(headings[at].strip(".:") in SEQUENCE for at in block)
    return counted or any(target in targets for target in _STARTERS)


def _only(sheet: Sheet, header_row: int, start: int, end: int) -> Sheet:
    """Blank out every column of the table but those of one list; columns keep their place."""
    rows: list[Row] = [
        row if at < header_row else _cut(row, start, end) for at, row in enumerate(sheet.rows)
    ]
    merges = tuple(m for m in sheet.merges if m[2] < header_row or start <= m[1] <= m[3] < end)
    return replace(sheet, rows=rows, merges=merges)


def _cut(row: Row, start: int, end: int) -> Row:
    if not any(row[start:end]):
        return []
    return [cell if start <= at < end else "" for at, cell in enumerate(row)]
