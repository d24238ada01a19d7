"""Exports: a list as a workbook, personal data masked unless a purpose is given."""

from array import array
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from operator import and_
from pathlib import Path

from sqlalchemy import RowMapping

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.field import FieldType, Privacy
from liaison_desktop.excel.list_workbook import ListColumn, write_list
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.households import Households
from liaison_desktop.services.system.disclosures import Disclosures
from liaison_desktop.services.system.export_columns import (
    Cell,
    ExportColumn,
    ExportList,
    cell,
)
from liaison_desktop.services.system.export_lists import EXPORT_LIST_OF, EXPORT_LISTS

EVERYTHING = HouseholdFilter()
# Everything else is preset as text, so that a number typed below keeps its digits.
_FIGURES = (FieldType.NUMBER, FieldType.INTEGER, FieldType.DATE)
_STEP = 1000  # rows between two words of progress


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote.

    Attributes:
        path: The workbook.
        rows: Its rows without the heading.
        masked: Whether personal data is masked.
        personal: Whether it has columns of personal data, which are masked without a purpose.
        open_phones: Whether it has telephones that are never masked: those of cadres.
    """

    path: Path
    rows: int
    masked: bool
    personal: bool = True
    open_phones: bool = False


@dataclass(frozen=True, slots=True)
class ExportPart:
    """A part of a list.

    Attributes:
        households: For lists whose rows belong to households: which households.
        columns: Keys of the columns wanted, None for all.
        records: Keys of the records wanted (``cards`` and ``cadres``), None for all.
    """

    households: HouseholdFilter = EVERYTHING
    columns: frozenset[str] | None = None
    records: frozenset[int] | None = None


class _Limits:
    """Which rows of a list are wanted."""

    def __init__(self, households: "array[int] | None", records: frozenset[int] | None) -> None:
        self._households = None if households is None else frozenset(households)
        self._records = records

    def allow(self, row: RowMapping) -> bool:
        """Tell whether a row is wanted."""
        if self._households is not None and row["household_id"] not in self._households:
            return False
        return self._records is None or row["id"] in self._records


class Exports:
    """Writes lists as workbooks."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def nouns(self) -> tuple[str, ...]:
        """Return what can be exported."""
        return tuple(one.noun for one in EXPORT_LISTS)

    def to_workbook(
        self,
        noun: str,
        path: Path,
        wanted: HouseholdFilter | ExportPart = EVERYTHING,
        *,
        purpose: str = "",
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write a list of today.

        Args:
            noun: Which list, one of ``nouns()``.
            path: The workbook; an existing one is replaced only when all is written.
            wanted: For lists whose rows belong to households: which households; or a part
                of any list.
            purpose: Why personal data is needed in full (PIPL 6, 51); it is kept with
                name, time and number of rows before the file stands. "" masks.
            progress: Told as rows are written.

        Raises:
            UsageError: When there is no such list, or it cannot be limited to households.
            InputRefusedError: When the filter names what does not exist, or the file
                cannot be written.
        """
        part = wanted if isinstance(wanted, ExportPart) else ExportPart(wanted)
        chosen = _narrowed(export_list(noun), part)
        limits = _Limits(self._ids(chosen, part.households), part.records)
        rows = self._rows(chosen, limits, progress or Silence(), unmasked=purpose != "")
        columns = [_list_column(column) for column in chosen.columns]
        disclosures = Disclosures(self._context)

        def keep(count: int) -> None:
            disclosures.keep(chosen.noun, count, purpose, path)

        disclosed = keep if purpose else None
        count = write_list(path.resolve(), chosen.title, columns, rows, disclosed=disclosed)
        is_open = [column.privacy is Privacy.OPEN for column in chosen.columns]
        phones = [column.type is FieldType.PHONE for column in chosen.columns]
        return ExportReport(
            path,
            count,
            not purpose,
            personal=not all(is_open),
            open_phones=any(map(and_, is_open, phones)),
        )

    def columns(self, noun: str) -> tuple[ExportColumn, ...]:
        """Return the columns of a list, in their order.

        Raises:
            UsageError: When there is no such list.
        """
        return export_list(noun).columns

    def _ids(self, chosen: ExportList, wanted: HouseholdFilter) -> "array[int] | None":
        if wanted == EVERYTHING:
            return None
        statement = chosen.statement(self._context.today())
        if "household_id" not in statement.selected_columns:
            raise UsageError(f"“{chosen.title}”不能按农户筛选，请去掉筛选条件。")
        households = Households(self._context)
        return households.ids(households.find(wanted), Sort())

    def _rows(
        self,
        chosen: ExportList,
        limits: "_Limits",
        progress: Progress,
        *,
        unmasked: bool,
    ) -> Iterator[list[Cell]]:
        """Give the rows of a list as they are written; memory stays flat."""
        statement = chosen.statement(self._context.today())
        with (
            self._context.store.reading() as session,
            closing(session.execute(statement.execution_options(yield_per=_STEP))) as found,
        ):
            for count, row in enumerate(found.mappings(), start=1):
                if count % _STEP == 0:
                    progress.step(count, 0, f"正在导出{chosen.title}")
                if limits.allow(row):
                    yield [
                        cell(column, row[column.key], unmasked=unmasked)
                        for column in chosen.columns
                    ]


def export_list(noun: str) -> ExportList:
    """Return a list by what the command line calls it.

    Raises:
        UsageError: When there is none.
    """
    try:
        return EXPORT_LIST_OF[noun]
    except KeyError:
        known = "、".join(EXPORT_LIST_OF)
        raise UsageError(f"不能导出“{noun}”，可导出：{known}。") from None


def _narrowed(chosen: ExportList, part: ExportPart) -> ExportList:
    """Return a list with only the columns wanted."""
    if part.columns is None:
        return chosen
    columns = tuple(column for column in chosen.columns if column.key in part.columns)
    return replace(chosen, columns=columns)


def _list_column(column: ExportColumn) -> ListColumn:
    return ListColumn(column.label, as_text=column.type not in _FIGURES)
