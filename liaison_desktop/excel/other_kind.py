"""Ledgers taken for another kind: a concern ledger given as a list of visits (选错了文件).

Many headings are common to all ledgers, so that a wrong file would be read without a word
and hundreds of visits stored that nobody made. A sheet is refused only when both speak
against it: another kind explains clearly more of its header, and neither its title nor
the name of its sheet or file says that it is what it was given for.
"""

from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.excel.header import Corrections, Header, find_header
from liaison_desktop.excel.ledger_words import CONCERNS, DISPUTES, LEDGERS, VISITS
from liaison_desktop.excel.lexicon import CADRES, HOUSEHOLDS, PAIRINGS, lexicon
from liaison_desktop.excel.workbook import Sheet

KIND_LABELS = {
    VISITS: "走访登记表",
    CONCERNS: "民情台账",
    DISPUTES: "矛盾纠纷台账",
    HOUSEHOLDS: "农户花名册",
    CADRES: "干部名册",
    PAIRINGS: "结对安排表",
}
_TITLES = {
    VISITS: ("走访", "入户", "下访", "家访", "遍访", "访问"),
    CONCERNS: ("民情", "诉求", "民生", "信访", "意见", "问题", "事项", "接待", "来访"),
    DISPUTES: ("纠纷", "矛盾", "调解", "调处", "化解"),
}
_CLEARLY_MORE = 2


def other_kind(
    sheet: Sheet, header: Header, kind: str, corrections: Corrections, *, named: str = ""
) -> str:
    """Return which kind of file a ledger's sheet is instead, "" when it may be what it should.

    Args:
        sheet: The sheet.
        header: Its header, read as ``kind``.
        kind: What the file was given for.
        corrections: A header a person has explained is never doubted.
        named: The name of the file.
    """
    if kind not in LEDGERS or header.fingerprint in corrections:
        return ""
    above = (plain_text(cell) for row in sheet.rows[: header.first] for cell in row)
    titles = "".join((named, sheet.name, *above))
    if any(word in titles for word in _TITLES[kind]):
        return ""
    explained = {other: _explained(sheet, other) for other in KIND_LABELS if other != kind}
    best = max(explained, key=lambda other: explained[other])
    return best if explained[best] >= len(header.columns) + _CLEARLY_MORE else ""


def _explained(sheet: Sheet, kind: str) -> int:
    """Return how many columns of a sheet a kind explains, 0 when it could not be read as it."""
    header = find_header(sheet, lexicon(kind), {})
    if header is None or not lexicon(kind).complete({one.target for one in header.meanings}):
        return 0
    return len(header.columns)
