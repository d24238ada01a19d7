"""The papers of the concern ledger, ready for the preview."""

from datetime import date

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.date_words import month_words
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.notice import (
    BRIEFING_LABELS,
    BriefingKind,
    NoticeContent,
    NoticePaper,
)
from liaison_desktop.services.office import Office
from liaison_desktop.ui.paper_dialog import Draw, Paper


def receipt(office: Office, concern_id: int, number: str) -> Paper:
    """Return the 回执 of a concern: half a sheet for the villager, half for the file."""
    return Paper(
        f"回执 {number}",
        lambda _progress, _purpose: office.receipts.pdf(Kind.CONCERN, concern_id),
        job="receipt",
        private=True,
    )


def application(office: Office, concern_id: int, number: str) -> Paper:
    """Return the 办理申请单 of the last time a concern was passed up."""
    return Paper(
        f"办理申请单 {number}",
        lambda _progress, _purpose: office.concern_papers.escalation_pdf(concern_id),
        job="application",
        private=True,
    )


def ledger(office: Office, which: ConcernFilter, period: str) -> Paper:
    """Return the 民情台账 of a filter."""
    return Paper(
        "民情台账",
        lambda _progress, _purpose: office.concern_papers.ledger_pdf(which, period=period),
        job="concerns",
        private=True,
    )


def reception(office: Office, which: ConcernFilter, period: str) -> Paper:
    """Return the 群众来访接待登记表 of a filter; phones in part without a purpose."""
    return Paper(
        "群众来访接待登记表",
        lambda _progress, purpose: office.concern_papers.reception_pdf(
            which, period=period, purpose=purpose
        ),
        job="reception",
        asks_purpose=True,
        private=True,
    )


def notice(office: Office, content: NoticeContent) -> Paper:
    """Return a 公示表, on A4 or A3; one that leaks is refused."""

    def on(paper: NoticePaper) -> Draw:
        return lambda _progress, _purpose: office.notices.pdf(content, paper)

    return Paper(
        content.title,
        on(NoticePaper.A4),
        job="notice",
        sizes={paper.value: on(paper) for paper in NoticePaper},
    )


def briefing(
    office: Office, kind: BriefingKind, month: date, area_id: int | None, area: str
) -> Paper:
    """Return the 通报 of a month for the meeting of a village or of the township.

    Args:
        office: The services.
        kind: At which meeting it is read out.
        month: A day of the month reported.
        area_id: The village, None for the township.
        area: Its name, "" for the township.
    """

    def draw() -> bytes:
        notices = office.notices
        return notices.briefing_pdf(notices.briefing(kind, month, area_id))

    when = month_words(month)
    return Paper(
        f"{area}{when}{BRIEFING_LABELS[kind]}",
        lambda _progress, _purpose: draw(),
        job="briefing",
    )
