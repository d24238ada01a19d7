"""The ruled papers of a dossier: registration, oral agreement, closing report, lists.

Forms of the ministry (司发通〔2010〕239号, domain.md 5.2), and the pages on which copies of
papers are pasted when they are not bound in as files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from liaison_desktop.documents.dossier_cells import cells, long_cell, person_cells, sign_cells
from liaison_desktop.documents.dossier_flow import Flow, Slot
from liaison_desktop.documents.dossier_lists import listed, ticked
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Text
from liaison_desktop.domain.matters.dossier_paper import Paper
from liaison_desktop.domain.terms.dispute import PaperKind

_FOOT = 34.0  # room kept under a place to paste on for signature and day, mm
_LEAST_PLACE = 70.0  # a place smaller than this is of no use


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents.

    Attributes:
        name: The paper or the bound-in file.
        pages: Its page or first and last page in the file, "" for none.
        remark: For the 备注 column.
        attached: A bound-in file; it belongs to the paper above and has no number.
    """

    name: str
    pages: str = ""
    remark: str = ""
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """What a paper must know of the whole file.

    Attributes:
        attached: Pages bound in behind papers of its kind.
        total: Numbered pages of the whole file, 0 when it is drawn by itself.
        entries: Lines of the contents.
    """

    attached: int = 0
    total: int = 0
    entries: tuple[Entry, ...] = ()


def set_acceptance(flow: Flow, paper: Paper, _binding: Binding) -> None:
    """Set the 人民调解受理登记表."""
    flow.title(paper.number)
    cells(flow, _pairs(paper, "accepted_on", "category"))
    cells(flow, (("案件来源", ticked(paper.block("source"))),))
    for person in paper.people:
        person_cells(flow, person)
    long_cell(flow, "纠纷简要情况", paper.text("facts"))
    _signed(flow, paper, f"{paper.committee or '人民调解委员会'}（印章）")
    cells(flow, _pairs(paper, "note"))
    _small(flow, paper.text("form_note"))


def set_oral_agreement(flow: Flow, paper: Paper, _binding: Binding) -> None:
    """Set the 人民调解口头协议登记表; the parties do not sign it (调解法 28)."""
    flow.title(paper.number)
    for person in paper.people:
        person_cells(flow, person)
    long_cell(flow, "纠纷主要事实\n和争议事项", paper.text("facts"))
    long_cell(flow, "口头协议内容", paper.text("terms"))
    long_cell(flow, "履行方式\n和时限", paper.text("performance"), 16)
    cells(flow, _pairs(paper, "result", "performed"))
    cells(flow, _pairs(paper, "amount", "agreed_on"))
    cells(flow, _pairs(paper, "place"))
    _signed(flow, paper, f"{paper.committee or '人民调解委员会'}（印章）")


def set_closing_report(flow: Flow, paper: Paper, _binding: Binding) -> None:
    """Set the 结案报告表."""
    flow.title()
    cells(flow, (("卷号", paper.number or "/"),))
    cells(flow, _pairs(paper, "unit"))
    cells(flow, _pairs(paper, "handler", "made_on"))
    cells(flow, _pairs(paper, "accepted_on", "closed_on"))
    cells(flow, (("案件来源", ticked(paper.block("source"))),))
    for person in paper.people:
        person_cells(flow, person)
    long_cell(flow, "简要事实", paper.text("facts"), 46)
    long_cell(flow, "结果", paper.text("result"), 30)
    _signed(flow, paper)


def set_identity(flow: Flow, paper: Paper, binding: Binding) -> None:
    """Set the list of the parties' identity papers and a place to paste copies on."""
    flow.title()
    listed(flow, paper)
    _note(flow, paper)
    _pasted(flow, paper, binding, "身份证明复印件粘贴处，可以另附页")


def set_evidence(flow: Flow, paper: Paper, binding: Binding) -> None:
    """Set the list of evidence and a place to paste it on."""
    flow.title()
    listed(flow, paper)
    _note(flow, paper)
    _pasted(flow, paper, binding, "证据材料粘贴处，可以另附页")


def set_performance(flow: Flow, paper: Paper, binding: Binding) -> None:
    """Set what was performed, the receipts for it and a place to paste them on."""
    flow.title()
    for name in ("number", "performed", "performed_on"):
        flow.slots((Slot(f"{paper.block(name).form.label}：", paper.text(name)),))
    flow.block("履行说明：", paper.text("note"))
    flow.heading("凭证清单：")
    listed(flow, paper)
    _pasted(flow, paper, binding, "收条、汇款单等履行凭证粘贴处，可以另附页")


def set_file_note(flow: Flow, paper: Paper, binding: Binding) -> None:
    """Set the 卷宗情况说明: what is to be said of the file, and its number of pages."""
    flow.title(paper.number)
    flow.block("情况说明：", paper.text("note"))
    flow.down(4)
    count = f"{binding.total}" if binding.total else ""
    flow.slots((Slot("本卷共有材料（页）：", count), Slot("立卷人：", paper.text("filed_by"))))
    flow.slots((Slot("立卷日期：", paper.text("filed_on")),))
    flow.signatures(paper.signatures)


def _pairs(paper: Paper, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((paper.block(name).form.label, paper.text(name)) for name in names)


def _signed(flow: Flow, paper: Paper, *further: str) -> None:
    """Set the cells to sign in, two in a row."""
    labels = [
        f"{signature.label}{f'：{signature.who}' if signature.who else '：'}"
        for signature in paper.signatures
    ]
    labels += further
    for first in range(0, len(labels), 2):
        sign_cells(flow, labels[first : first + 2])


def _note(flow: Flow, paper: Paper) -> None:
    if text := paper.block("note").text.strip():
        flow.down(2)
        flow.paragraphs(text)


def _pasted(flow: Flow, paper: Paper, binding: Binding, hint: str) -> None:
    """Set a place to paste copies on, unless files are bound in behind; then signatures."""
    flow.down(3)
    if binding.attached:
        flow.paragraphs(f"材料附后，共 {binding.attached} 页。")
    else:
        if flow.room < _LEAST_PLACE + _FOOT:
            flow.turn()
        flow.frame_box(flow.room - _FOOT, f"（{hint}）")
    flow.signatures(paper.signatures)


def _small(flow: Flow, text: str) -> None:
    flow.need(flow.step)
    flow.marks.append(Text(flow.frame.left, flow.y + 6, text, Style.KAI, 11))
    flow.down(flow.step)


RULED: Mapping[PaperKind, Callable[[Flow, Paper, Binding], None]] = {
    PaperKind.ACCEPTANCE: set_acceptance,
    PaperKind.ORAL_AGREEMENT: set_oral_agreement,
    PaperKind.CLOSING_REPORT: set_closing_report,
    PaperKind.IDENTITY: set_identity,
    PaperKind.EVIDENCE: set_evidence,
    PaperKind.PERFORMANCE: set_performance,
    PaperKind.FILE_NOTE: set_file_note,
}
