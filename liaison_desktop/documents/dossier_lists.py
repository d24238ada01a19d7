"""Lists and ticks on a dossier's papers."""

from liaison_desktop.documents.dossier_flow import Flow
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align
from liaison_desktop.documents.ruled import RuledCell
from liaison_desktop.domain.matters.dossier_blocks import LISTS
from liaison_desktop.domain.matters.dossier_paper import Paper, PaperBlock

_NUMBER = 12.0  # width of the 序号 column, mm
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def ticked(block: PaperBlock, *, numbered: bool = False) -> str:
    """Return the choices of a form with those ticked that the text names, a line each.

    Args:
        block: Its text names choices, one a line; what is none of them follows 其他.
        numbered: A line for every choice instead of one line for all.
    """
    chosen = [line.strip() for line in block.text.splitlines() if line.strip()]
    shown = [
        f"{_CIRCLED[number]}{choice}（{'√' if choice in chosen else '　'}）"
        for number, choice in enumerate(block.form.choices)
    ]
    if others := [each for each in chosen if each not in block.form.choices]:
        shown.append(f"{_CIRCLED[len(shown)]}其他：{'；'.join(others)}（√）")
    elif numbered:
        shown.append(f"{_CIRCLED[len(shown)]}其他：无")
    return ("\n" if numbered else "　").join(shown)


def listed(flow: Flow, paper: Paper) -> None:
    """Set the list of a paper as a ruled table; without lines it says 无."""
    columns = LISTS[paper.kind]
    wide = flow.frame.wide - _NUMBER
    total = sum(width for _, width in columns)
    widths = [wide * width / total for _, width in columns]
    labels = [label for label, _ in columns]
    flow.table_of(("序号", _NUMBER), *zip(labels, widths, strict=True))
    for number, item in enumerate(paper.items or (("无",) + ("/",) * (len(columns) - 1),), start=1):
        shown = str(number) if paper.items else "/"
        cells = [RuledCell(shown, _NUMBER, Align.CENTRE, Style.FANG, repeated=True)]
        cells += [
            RuledCell(text.strip() or "/", width, Align.CENTRE, Style.FANG)
            for text, width in zip(item, widths, strict=True)
        ]
        flow.row(cells, flow.cell)
    flow.table_end()
