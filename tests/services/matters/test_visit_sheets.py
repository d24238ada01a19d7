"""Visit sheets: made, found again by code, printed with what is open, used, deleted."""

from datetime import date

import pypdfium2
import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.visit import Named, VisitDraft, VisitFilter
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office


def route(office: Office, count: int = 4) -> list[int]:
    """Some households, not in the order of the register."""
    return list(office.households.ids(HouseholdFilter(village="中和村"))[:count])[::-1]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def visited(office: Office, home: int, on: date, **values) -> int:
    draft = VisitDraft(
        None, 0, {"on": on, "way": "入户", **values}, (Named(home, ""),), sheet_id=None
    )
    return office.visits.save(draft)[0]


def test_a_sheet_comes_back_by_number_and_by_code(paired_office: Office) -> None:
    sheets, homes = paired_office.visit_sheets, route(paired_office)
    cadre = paired_office.cadres.ids(CadreFilter())[0]
    key, changes = sheets.make("中和村走访", homes, cadre_id=cadre)
    assert changes.operation is not None
    content = sheets.content(key)
    assert content.number == "走2023-0001"
    for text in (content.number, content.code, f" {content.code} ", "2023-1"):
        found = sheets.by_code(text)
        assert (found.id, found.household_ids) == (key, tuple(homes)), "in the order of the route"
        assert found.cadre_id == cadre
    for wrong in ("", "走2023-0002", content.code[:-1] + "x", "民2023-0001"):
        with pytest.raises(RefusedError):
            sheets.by_code(wrong)


def test_numbers_are_never_given_twice(paired_office: Office) -> None:
    sheets = paired_office.visit_sheets
    first, _ = sheets.make("一", route(paired_office))
    sheets.delete(first)
    second, _ = sheets.make("二", route(paired_office))
    assert sheets.content(second).number == "走2023-0002"


def test_a_sheet_needs_households_that_are_there(paired_office: Office) -> None:
    for homes in ([], [10**6]):
        with pytest.raises(RefusedError):
            paired_office.visit_sheets.make("走访", homes)
    assert paired_office.visit_sheets.rows() == ()


def test_a_sheet_says_what_a_visitor_needs(paired_office: Office) -> None:
    homes = route(paired_office)
    visited(paired_office, homes[0], date(2023, 5, 2))
    visited(paired_office, homes[0], date(2023, 6, 2), way="电话")
    key, _ = paired_office.visit_sheets.make("走访", homes)
    rows = paired_office.households.rows(homes)
    content = paired_office.visit_sheets.content(key)
    assert [line.household_id for line in content.lines] == homes
    for line in content.lines:
        row = rows[line.household_id]
        assert line.household == f"{row.village} {row.group} {row.number}"
        assert (line.head, line.size, line.cadre) == (row.head, row.size, row.cadre)
        assert line.phone == row.phone, "masked without a purpose"
    assert content.lines[0].last_visit == date(2023, 5, 2), "a call is no visit"
    assert content.lines[1].last_visit is None


def test_phones_in_full_need_a_purpose_and_are_noted(paired_office: Office) -> None:
    homes = route(paired_office)
    key, _ = paired_office.visit_sheets.make("走访", homes)
    full = paired_office.visit_sheets.content(key, purpose="入户走访")
    phones = [line.phone for line in full.lines if line.phone]
    assert phones
    masked = text_of(paired_office.visit_sheets.pdf(key))
    assert paired_office.disclosures.all() == ()
    whole = text_of(paired_office.visit_sheets.pdf(key, purpose="入户走访"))
    for phone in phones:
        assert phone in whole
        assert phone not in masked
        assert masked_phone(phone) in masked
    (noted,) = paired_office.disclosures.all()
    assert (noted.noun, noted.records, noted.purpose) == ("visit_sheet", 4, "入户走访")


def test_entering_from_a_sheet_shows_how_far_it_is(paired_office: Office) -> None:
    sheets, homes = paired_office.visit_sheets, route(paired_office)
    key, _ = sheets.make("走访", homes)
    for home in (homes[0], homes[0], homes[2]):
        values = {"on": date(2023, 6, 1), "way": "入户"}
        paired_office.visits.save(VisitDraft(None, 0, values, (Named(home, ""),), sheet_id=key))
    (row,) = sheets.rows()
    assert (row.households, row.visited, row.title) == (4, 2, "走访")
    assert paired_office.visits.count(VisitFilter(sheet_id=key)) == 3
    with pytest.raises(RefusedError, match="已录入"):
        sheets.delete(key)
    missing = VisitDraft(None, 0, values, (Named(homes[0], ""),), sheet_id=999)
    with pytest.raises(RefusedError):
        paired_office.visits.save(missing)


def test_undoing_a_sheet_takes_it_away(paired_office: Office) -> None:
    digest = paired_office.check.run().digest
    _, changes = paired_office.visit_sheets.make("走访", route(paired_office))
    paired_office.undo.take_back(changes.operation)
    assert paired_office.visit_sheets.rows() == ()
    assert paired_office.check.run().digest == digest


def test_six_questions_print_blank_for_households_and_filled(paired_office: Office) -> None:
    sheets, homes = paired_office.visit_sheets, route(paired_office, 2)
    head = paired_office.households.rows(homes)[homes[0]].head
    assert "六发展计策" in text_of(sheets.six_questions()).replace("问", "")
    assert head in text_of(sheets.six_questions(homes))
    key = visited(paired_office, homes[0], date(2023, 6, 1), question_wishes="想种小黄姜")
    filled = text_of(sheets.six_questions(visit_id=key))
    assert "想种小黄姜" in filled
    assert head in filled


def test_a_record_page_holds_nothing_of_the_neighbours(paired_office: Office) -> None:
    one, two = route(paired_office, 2)
    visited(paired_office, one, date(2023, 5, 1), said="自家水管")
    together = {"on": date(2023, 5, 2), "way": "座谈", "said": "邻居的事"}
    paired_office.visits.save(VisitDraft(None, 0, together, (Named(one, ""), Named(two, ""))))
    page = text_of(paired_office.visit_sheets.record_pages([one]))
    assert "自家水管" in page
    assert "邻居的事" not in page
    with pytest.raises(RefusedError):
        paired_office.visit_sheets.record_pages([])


def test_the_ledger_of_visits_prints(paired_office: Office) -> None:
    with pytest.raises(RefusedError):
        paired_office.visits.ledger_pdf(VisitFilter())
    home = route(paired_office, 1)[0]
    visited(paired_office, home, date(2023, 5, 1), said="自家水管")
    paired_office.visits.save(
        VisitDraft(None, 0, {"on": date(2023, 5, 3), "way": "座谈", "place": "村委会"})
    )
    page = text_of(paired_office.visits.ledger_pdf(VisitFilter()))
    assert "自家水管" in page
    assert "座谈" in page


def test_households_nobody_visited_for_long(paired_office: Office) -> None:
    one, two, three, *_ = homes = route(paired_office)
    visited(paired_office, one, date(2023, 6, 1))
    visited(paired_office, two, date(2023, 5, 31))
    visited(paired_office, three, date(2023, 6, 20), way="电话")
    wanted = HouseholdFilter(ids=tuple(homes), unvisited_days=30)
    assert set(paired_office.households.ids(wanted)) == set(homes) - {one}
    assert paired_office.households.count(wanted) == 3
