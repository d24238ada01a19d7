"""The list of indicators as a workbook."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.figures.indicator import Nature
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui.figures.chart_files import ask_file, open_folder_of
from liaison_desktop.ui.figures.indicator_lines import (
    GROUP_LABELS,
    IndicatorLine,
    base_words,
    change_words,
)
from liaison_desktop.ui.page import DeskContext

_HEADS = (
    "类别", "指标", "数值", "单位", "分子", "分母", "同比", "上年同期", "环比", "上期", "口径",
)  # fmt: skip


def export_lines(
    desk: DeskContext, parent: QWidget, lines: Sequence[IndicatorLine], title: str
) -> None:
    """Ask where, and save indicators with values, comparisons and definitions.

    Args:
        desk: What the pages share.
        parent: The page.
        lines: What is saved.
        title: Proposed name of the file.
    """
    path = ask_file(desk, parent, title, ".xlsx")
    if path is None:
        return

    def work(_progress: Progress) -> int:
        # The page does not wait for the library of workbooks.
        from liaison_desktop.excel.list_workbook import (  # noqa: PLC0415 - see above
            ListColumn,
            write_list,
        )

        columns = [ListColumn(head) for head in _HEADS]
        return write_list(path, "指标", columns, (_cells(line) for line in lines))

    def written(rows: int) -> None:
        desk.notice(f"已导出 {rows} 项到 {path.name}", "打开文件夹", lambda: open_folder_of(path))

    desk.lanes.heavy(work, written, owner=parent)


def _cells(line: IndicatorLine) -> tuple[str | int | float | None, ...]:
    term, figure = line.term, line.figure
    rate = term.nature is Nature.RATE
    return (
        GROUP_LABELS[line.group],
        term.label,
        figure.value,
        term.unit,
        figure.numerator if rate else None,
        figure.denominator if rate else None,
        change_words(line.year_ago),
        base_words(line.year_ago),
        change_words(line.before),
        base_words(line.before),
        term.meaning,
    )
