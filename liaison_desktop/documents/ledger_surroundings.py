"""What stands above and beneath a printed ledger: 填报单位, what it covers, who made it, when."""

from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.ledger_paper import LedgerPaper


def head_of(around: LedgerPaper) -> tuple[tuple[str, ...], ...]:
    """Return the line between title and table."""
    unit = f"填报单位：{around.unit}"
    return ((unit, f"填报期间：{around.period}"),) if around.period else ((unit,),)


def foot_of(around: LedgerPaper) -> tuple[tuple[str, ...], ...]:
    """Return the line under the table; what is not known is left to write."""
    maker = around.maker or "　　　　　"
    return ((f"填表人：{maker}", "审核人：　　　　　", f"填报日期：{day_words(around.made_on)}"),)
