"""Working days (工作日历): the shipped notices, and the 调休 days an office imported over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cell_text import CellValue
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.matters.work_calendar import (
    CalendarReading,
    WorkCalendar,
    read_calendar,
    shipped_calendar,
)
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.heavy import run_in_child

_HEADING_WITHIN = 15  # rows above a table in which its heading is looked for
_DAY = "日期"


@dataclass(frozen=True, slots=True)
class CalendarImport:
    """What an import of days did.

    Attributes:
        days: How many days were read.
        problems: 1-based row and one Chinese sentence, for every row that was left out.
        changes: What was touched; without an operation when all were known already.
    """

    days: int
    problems: tuple[tuple[int, str], ...]
    changes: Changes


class WorkingDays:
    """The working days of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def calendar(self) -> WorkCalendar:
        """Return the shipped calendar with the imported days laid over."""
        with self._context.store.reading() as session:
            return work_calendar(session)

    def known_through(self) -> int:
        """Return the last year whose official days are known."""
        return self.calendar().known_through

    def import_days(self, path: Path) -> CalendarImport:
        """Take in a table of days: 日期, 类别 (休 or 班), 名称.

        Args:
            path: The workbook or csv; its first sheet is read, a title above the heading
                is passed over.

        Raises:
            InputRefusedError: When the file cannot be read or holds no such day.
        """
        rows, above = run_in_child(read_day_rows, (path,))
        reading = read_calendar(rows)
        days = len(reading.holidays) + len(reading.workdays)
        if not days:
            raise InputRefusedError(
                "文件中没有读到日期。请按“日期、类别（休或班）、名称”三栏填写，一天一行。"
            )
        with self._context.store.operation("导入工作日历", self._context.actor) as operation:
            _write(operation, reading)
            operation.sentence = f"导入工作日历 {days} 天"
        problems = tuple((line + above, sentence) for line, sentence in reading.problems)
        return CalendarImport(days, problems, operation.changes)


def read_day_rows(path: Path) -> tuple[list[Sequence[CellValue]], int]:
    """Return the rows of the first sheet from its heading on, and how many stand above."""
    # 今日 asks for the calendar and must not wait for the workbook library.
    from liaison_desktop.excel.workbook import open_book  # noqa: PLC0415 - see above

    sheets = [sheet for sheet in open_book(path).sheets if sheet.rows]
    if not sheets:
        return [], 0
    rows: list[Sequence[CellValue]] = list(sheets[0].rows)
    headed = (n for n, row in enumerate(rows[:_HEADING_WITHIN]) if row and _is_heading(row[0]))
    above = next(headed, 0)
    return rows[above:], above


def _is_heading(cell: CellValue) -> bool:
    return isinstance(cell, str) and cell.strip() == _DAY


def _write(operation: Operation, reading: CalendarReading) -> None:
    day = table("calendar_day")
    rows = operation.session.execute(select(day.c.day, day.c.id)).all()
    known: dict[date, int] = {row.day: row.id for row in rows}
    said = {
        one: {"working": working, "name": clipped("calendar_day", "name", name) or None}
        for working, days in ((False, reading.holidays), (True, reading.workdays))
        for one, name in sorted(days.items())
    }
    operation.bulk_insert(
        day, [{"day": one, **row} for one, row in said.items() if one not in known]
    )
    operation.bulk_update(
        day, [{"id": known[one], **row} for one, row in said.items() if one in known]
    )


def work_calendar(session: Session) -> WorkCalendar:
    """Return the shipped calendar with the days of the store laid over."""
    day = table("calendar_day").c
    rows = session.execute(select(day.day, day.working, day.name)).all()
    holidays = {row.day: row.name or "" for row in rows if not row.working}
    workdays = {row.day: row.name or "" for row in rows if row.working}
    return shipped_calendar().with_days(holidays, workdays)
