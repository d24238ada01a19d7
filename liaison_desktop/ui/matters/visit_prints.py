"""The papers of visits: 走访登记表, 六问表, 问事记录页, 走访单, 回执, the booklet of diaries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.visit import VisitDetail, VisitFilter, VisitSheetRow
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui.paper_dialog import Paper

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

QUESTIONS, PAGES, RECEIPT = "questions", "pages", "receipt"


def ledger(office: "Office", wanted: VisitFilter) -> Paper:
    """Return the visits of a filter as 走访登记表."""
    return Paper(
        "走访登记表",
        lambda progress, _purpose: office.visits.ledger_pdf(wanted, progress),
        job="visits",
    )


def of_visit(office: "Office", detail: VisitDetail, what: str) -> Paper:
    """Return a paper of one visit: its 六问表 filled in, its 问事记录页, or its 回执."""
    if what == RECEIPT:
        return Paper(
            "走访回执",
            lambda _progress, _purpose: office.receipts.pdf(Kind.VISIT, detail.id),
            job="receipt",
        )
    if what == PAGES:
        return pages(office, [one.id for one in detail.households if one.id is not None])

    def draw(progress: Progress, purpose: str) -> bytes:
        return office.visit_sheets.six_questions((), progress, visit_id=detail.id, purpose=purpose)

    return Paper("六问表", draw, job="six-questions", asks_purpose=True)


def questions(office: "Office", households: Sequence[int]) -> Paper:
    """Return 六问表 of households to be filled in by hand, one blank when none is given."""

    def draw(progress: Progress, purpose: str) -> bytes:
        return office.visit_sheets.six_questions(households, progress, purpose=purpose)

    return Paper("六问表", draw, job="six-questions", asks_purpose=bool(households))


def pages(office: "Office", households: Sequence[int]) -> Paper:
    """Return 问事记录页 of households, which stay with the villagers."""
    return Paper(
        "问事记录页",
        lambda progress, _purpose: office.visit_sheets.record_pages(households, progress),
        job="record-pages",
    )


def sheet(office: "Office", row: VisitSheetRow) -> Paper:
    """Return a 走访单."""

    def draw(progress: Progress, purpose: str) -> bytes:
        return office.visit_sheets.pdf(row.id, progress, purpose=purpose)

    return Paper(f"走访单 {row.number}", draw, job="visit-sheet", asks_purpose=True)


def booklet(office: "Office", cadre: str, cadre_id: int, year: int, *, imposed: bool) -> Paper:
    """Return the diaries of a cadre's year, on A5 or two pages on A4 to be folded."""

    def draw(progress: Progress, _purpose: str) -> bytes:
        return office.diaries.pdf(cadre_id, year, progress, imposed=imposed)

    return Paper(f"{cadre} {year} 年民情日记", draw, job="diaries")
