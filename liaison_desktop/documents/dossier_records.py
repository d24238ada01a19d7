"""The written papers of a dossier: application, notice, mandate, records, agreement.

Forms of the ministry (司发通〔2010〕239号, domain.md 5.2): lines to fill, then the text.
"""

from collections.abc import Callable, Mapping

from liaison_desktop.documents.dossier_flow import Flow, Slot
from liaison_desktop.documents.dossier_lists import listed, ticked
from liaison_desktop.domain.matters.dossier_paper import Paper
from liaison_desktop.domain.terms.dispute import PaperKind


def set_application(flow: Flow, paper: Paper) -> None:
    """Set the 人民调解申请书."""
    flow.title(paper.number)
    _people(flow, paper)
    _blocks(flow, paper, "facts", "requests", "statement", keep=flow.signing(paper.signatures))
    flow.signatures(paper.signatures)


def set_rights(flow: Flow, paper: Paper) -> None:
    """Set the notice of rights and duties (调解法 23, 24)."""
    flow.title(paper.number)
    names = "、".join(person.name for person in paper.people)
    if names:
        flow.slots((Slot("当事人：", names),))
    flow.slots((Slot("纠纷名称：", paper.text("matter")),))
    _blocks(
        flow, paper, "rights", "duties", "free", "statement", keep=flow.signing(paper.signatures)
    )
    flow.signatures(paper.signatures)


def set_mandate(flow: Flow, paper: Paper) -> None:
    """Set the mandate (授权委托书): who acts for whom, and how far."""
    flow.title(paper.number)
    _people(flow, paper)
    flow.slots((Slot("纠纷名称：", paper.text("matter")),))
    _blocks(flow, paper, "statement")
    flow.paragraphs(ticked(paper.block("powers"), numbered=True))
    flow.slots((Slot("委托期限：", paper.text("period")),))
    flow.signatures(paper.signatures)


def set_inquiry(flow: Flow, paper: Paper) -> None:
    """Set the record of an inquiry."""
    flow.title(paper.number)
    _slots(flow, paper, ("time",), ("place",), ("present",), ("investigator", "recorder"))
    flow.down(1)
    _people(flow, paper)
    _blocks(flow, paper, "text", keep=flow.signing(paper.signatures))
    flow.signatures(paper.signatures)


def set_mediation(flow: Flow, paper: Paper) -> None:
    """Set the record of a session, its seven points in their order."""
    flow.title(paper.number)
    _slots(
        flow, paper, ("time",), ("place",), ("matter",), ("parties",), ("invited",),
        ("mediator", "recorder"),
    )  # fmt: skip
    _blocks(
        flow, paper, "informed", "principles", "statements", "checked", "risks", "result",
        "signing", keep=flow.signing(paper.signatures),
    )  # fmt: skip
    flow.signatures(paper.signatures)


def set_agreement(flow: Flow, paper: Paper) -> None:
    """Set the written agreement (调解法 28, 29)."""
    flow.title(paper.number)
    _people(flow, paper)
    _blocks(flow, paper, "facts", "responsibility", "terms", "performance", "further")
    copies = paper.text("copies") or "　　"
    flow.paragraphs(
        f"本协议一式 {copies} 份，当事人各执一份，人民调解委员会留存一份，具有同等效力。",
        keep=flow.signing(paper.signatures, day=False, sealed=True),
    )
    flow.signatures(paper.signatures, day=False)
    flow.seal(paper.committee)


def set_follow_up(flow: Flow, paper: Paper) -> None:
    """Set the record of a 回访."""
    flow.title(paper.number)
    _slots(
        flow, paper, ("parties",), ("number",), ("reason",), ("on",), ("interviewee",)
    )  # fmt: skip
    _blocks(flow, paper, "text")
    _slots(
        flow, paper, ("performed",), ("satisfaction",), ("lawsuit",), ("hidden",)
    )  # fmt: skip
    _blocks(flow, paper, "measures", keep=flow.signing(paper.signatures))
    flow.signatures(paper.signatures)


def set_confirmation(flow: Flow, paper: Paper) -> None:
    """Set the joint application to the court (调解法 33), the papers with it, the ruling."""
    flow.title(paper.number)
    _people(flow, paper)
    keep = flow.signing(paper.signatures) + 2 * flow.step
    _blocks(flow, paper, "request", "facts", "pledge", keep=keep)
    flow.paragraphs("此致")
    flow.flush(paper.text("court") or "＿＿＿＿＿＿＿＿人民法院")
    flow.signatures(paper.signatures)
    if paper.items:
        flow.heading("附：提交的材料")
        listed(flow, paper)
    flow.heading("办理结果")
    _slots(flow, paper, ("applied_on", "ruling_on"), ("ruling",), ("ruling_number",))


def _people(flow: Flow, paper: Paper) -> None:
    for person in paper.people:
        flow.person(person)
        flow.down(1.5)


def _blocks(flow: Flow, paper: Paper, *names: str, keep: float = 0.0) -> None:
    """Set blocks; before the signatures the last of them keeps two lines with these."""
    for name in names:
        block = paper.block(name)
        if block.form.optional and not block.text.strip():
            continue
        label = f"{block.form.label}：" if block.form.label else ""
        flow.block(label, block.printed, keep if name == names[-1] else 0.0)


def _slots(flow: Flow, paper: Paper, *lines: tuple[str, ...]) -> None:
    for names in lines:
        flow.slots([Slot(f"{paper.block(n).form.label}：", paper.text(n)) for n in names])


SETTERS: Mapping[PaperKind, Callable[[Flow, Paper], None]] = {
    PaperKind.APPLICATION: set_application,
    PaperKind.RIGHTS: set_rights,
    PaperKind.MANDATE: set_mandate,
    PaperKind.INQUIRY: set_inquiry,
    PaperKind.MEDIATION: set_mediation,
    PaperKind.AGREEMENT: set_agreement,
    PaperKind.FOLLOW_UP: set_follow_up,
    PaperKind.CONFIRMATION: set_confirmation,
}
