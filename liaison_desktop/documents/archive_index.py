"""The printed 归档目录 (R144): what of a year is filed away, A4 upright."""

from collections.abc import Sequence
from datetime import date

from liaison_desktop.documents.ledger import Ledger, LedgerColumn
from liaison_desktop.documents.page import Align
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.reporting import ArchiveItem

TITLE = "归档目录"
ARCHIVE_COLUMNS = (
    LedgerColumn("序号", 12, Align.CENTRE),
    LedgerColumn("类别", 20, Align.CENTRE),
    LedgerColumn("编号", 34, Align.CENTRE),
    LedgerColumn("题名", 66),
    LedgerColumn("日期", 22, Align.CENTRE),
    LedgerColumn("页数", 12, Align.CENTRE),
    LedgerColumn("备注", 30),
)


def archive_index(items: Sequence[ArchiveItem], year: int, unit: str, made_on: date) -> Ledger:
    """Return the index to print (``ledger.ledger_pdf``).

    Args:
        items: Its lines in order; they are numbered here.
        year: Of which year.
        unit: 立档单位.
        made_on: 编制日期.
    """
    return Ledger(
        title=f"{year}年度{TITLE}",
        columns=ARCHIVE_COLUMNS,
        rows=tuple(_row(number, item) for number, item in enumerate(items, start=1)),
        head=((f"立档单位：{unit}", f"编制日期：{day_words(made_on)}"),),
        foot=(("整理人：", "检查人：", "日期：　　　年　　月　　日"),),
        empty="本年度没有可归档的材料",
        upright=True,
    )


def _row(number: int, item: ArchiveItem) -> tuple[str, ...]:
    return (
        str(number),
        item.category,
        item.number,
        item.title,
        "" if item.dated is None else f"{item.dated:%Y-%m-%d}",
        "" if item.pages is None else str(item.pages),
        item.note,
    )
