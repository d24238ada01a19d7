"""The appendix 数字出处: how every figure of a paper came to be, as a table."""

from collections.abc import Sequence

from liaison_desktop.domain.figures.summary import PaperTable, SourceLine

SOURCES_TITLE = "数字出处"
_HEADS = ("序号", "位置", "文中数字", "口径、期间和范围", "算式", "记录数", "重新计算", "核对")
_SHARES = (0.055, 0.12, 0.11, 0.3, 0.165, 0.07, 0.115, 0.065)
_NOTE = "“重新计算”由所列记录另行逐条统计得出，与文中数字相同的记“一致”。"


def sources_table(sources: Sequence[SourceLine]) -> PaperTable:
    """Return the appendix as a table; ``—`` where there is nothing to say."""
    rows = tuple(
        (
            str(line.number), line.place, line.shown, line.meaning, line.working or "—",
            "—" if line.records is None else str(line.records),
            line.again or "—", "一致" if line.agrees else "不一致",
        )
        for line in sources
    )  # fmt: skip
    return PaperTable(SOURCES_TITLE, _HEADS, rows, _SHARES, _NOTE)
