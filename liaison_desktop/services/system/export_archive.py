"""The exported 归档目录 (R144): what is filed away, year by year."""

from datetime import date

from sqlalchemy import Date, select, type_coerce

from liaison_desktop.domain.terms.field import FieldType
from liaison_desktop.services.figures.archive_lines import archive_lines
from liaison_desktop.services.system.export_columns import AnySelect, ExportColumn, ExportList


def _archive(_day: date) -> AnySelect:
    lines = archive_lines().c
    return select(
        lines.year,
        lines.category,
        lines.number,
        lines.title,
        type_coerce(lines.dated, Date).label("dated"),
        lines.note,
    ).order_by(lines.year.desc(), lines.place, lines.dated, lines.number, lines.title)


ARCHIVE_LISTS: tuple[ExportList, ...] = (
    ExportList(
        "archive",
        "归档目录",
        (
            ExportColumn("year", "年度", FieldType.INTEGER),
            ExportColumn("category", "类别"),
            ExportColumn("number", "编号", is_number=True),
            ExportColumn("title", "题名"),
            ExportColumn("dated", "日期", FieldType.DATE),
            ExportColumn("note", "备注"),
        ),
        _archive,
    ),
)
