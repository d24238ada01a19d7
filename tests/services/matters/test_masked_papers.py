"""Numbers of persons somebody wrote into a text never stand whole on a printed ledger."""

from datetime import date

import pypdfium2
import pytest

from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.matters.visit import Named, VisitDraft, VisitFilter
from liaison_desktop.services.office import Office
from tests.services.matters.dispute_drafts import registered

PHONE, NUMBER = "13987654321", "532324195807150018"
SAID = f"电话{PHONE}证{NUMBER}"
DAY = date(2023, 6, 1)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return "".join("".join(texts).split())


@pytest.fixture
def office(paired_office: Office) -> Office:
    """An office whose clerk wrote numbers into every text."""
    values = {"received_on": DAY, "applicant": "某某", "title": f"路灯{SAID}", "result": SAID}
    concern = ConcernDraft(
        None, 0, values, household_id=1, first_receiver="王干部", answered=False
    )  # fmt: skip
    paired_office.concerns.save(concern)
    registered(paired_office, facts=SAID, place=SAID, title=f"水沟{SAID}", demands=SAID)
    visit = {"on": DAY, "way": "入户走访", "said": SAID, "answered": SAID, "note": SAID}
    paired_office.visits.save(
        VisitDraft(None, 0, visit, households=(Named(1, ""),), cadres=(Named(1, ""),))
    )
    return paired_office


def test_the_ledgers_of_paper_show_them_in_part(office: Office) -> None:
    sheet, _ = office.visit_sheets.make("路线", [1], cadre_id=1)
    papers = (
        office.concern_papers.ledger_pdf(),
        office.concern_papers.reception_pdf(),
        office.dispute_papers.ledger_pdf(DisputeFilter()),
        office.visits.ledger_pdf(VisitFilter()),
        office.visit_sheets.pdf(sheet),
    )
    for pdf in papers:
        text = text_of(pdf)
        assert "139****4321" in text
        assert PHONE not in text
        assert NUMBER not in text


def test_a_purpose_shows_them_whole(office: Office) -> None:
    sheet, _ = office.visit_sheets.make("路线", [1], cadre_id=1)
    assert PHONE in text_of(office.visit_sheets.pdf(sheet, purpose="上门走访"))
    assert PHONE in text_of(office.concern_papers.reception_pdf(purpose="核对来访"))
