"""The life of contact cards: issuing, printing, handing out, replacing, voiding, undoing."""

from datetime import date, timedelta

import pypdfium2
import pytest

from liaison_desktop.documents.sheet import SheetOptions
from liaison_desktop.domain.cadres.cadre import CadreDraft, CadreFilter
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.card_number import is_card_number, spoken
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import (
    CardEventKind,
    CardLayout,
    CardState,
    ReceiptWay,
)
from liaison_desktop.services.office import Office
from liaison_desktop.services.register.contact_cards_rows import SORT_KEYS

TODAY = date(2023, 6, 30)


def change_cadre(office: Office, cadre_id: int, **values: object) -> None:
    detail = office.cadres.detail(cadre_id)
    draft = CadreDraft(
        cadre_id, detail.version, detail.name, detail.unit, detail.team, {**detail.values, **values}
    )
    office.cadres.save(draft)


def stale(office: Office) -> list[int]:
    return list(office.cards.ids(CardFilter(stale=True)))


def kinds(office: Office, card_id: int) -> list[CardEventKind]:
    return [event.kind for event in office.cards.detail(card_id).events]


def test_every_household_with_a_cadre_gets_one_numbered_card(paired_office: Office) -> None:
    report = paired_office.cards.issue(HouseholdFilter())
    rows = paired_office.cards.rows(report.cards)
    assert (len(report.cards), report.unissued) == (212, ())
    assert all(is_card_number(row.number) for row in rows.values())
    assert [row.household_number for row in rows.values()][:3] == ["ZH0001", "ZH0002", "ZH0003"]
    assert len({row.household_id for row in rows.values()}) == 212


def test_a_preview_says_what_issuing_will_do_and_stores_nothing(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    change_cadre(paired_office, cadre_id, phone="")
    preview = paired_office.cards.preview_issue(HouseholdFilter())
    assert paired_office.cards.counts().made == 0
    report = paired_office.cards.issue(HouseholdFilter())
    assert (preview.cards, preview.unissued) == (len(report.cards), report.unissued)


def test_issuing_again_makes_nothing(paired_office: Office) -> None:
    paired_office.cards.issue(HouseholdFilter())
    report = paired_office.cards.issue(HouseholdFilter())
    assert (report.cards, report.unissued, report.changes.operation) == ((), (), None)


def test_old_readers_get_the_larger_card(paired_office: Office) -> None:
    report = paired_office.cards.issue(HouseholdFilter())
    elders = set(paired_office.households.ids(HouseholdFilter(elder=True)))
    assert 0 < len(elders) < 212
    for row in paired_office.cards.rows(report.cards).values():
        expected = CardLayout.A6 if row.household_id in elders else CardLayout.BUSINESS
        assert row.layout is expected


def test_a_chosen_size_overrides_the_rule(paired_office: Office) -> None:
    report = paired_office.cards.issue(HouseholdFilter(number="ZH0001"), CardLayout.A5)
    assert [r.layout for r in paired_office.cards.rows(report.cards).values()] == [CardLayout.A5]


def test_who_gets_no_card_is_listed_with_the_reason(paired_office: Office) -> None:
    office = paired_office
    first, second = office.cadres.ids(CadreFilter())[:2]
    office.pairings.end(office.pairings.ids(cadre_id=first)[:1], date(2023, 6, 29))
    change_cadre(office, second, phone="")
    name = office.cadres.detail(second).name
    report = office.cards.issue(HouseholdFilter())
    reasons = [entry.why for entry in report.unissued]
    assert reasons.count("没有联系干部") == 1
    assert reasons.count(f"联系干部{name}没有联系电话") == len(
        office.households.ids(HouseholdFilter(cadre_id=second))
    )
    assert len(report.cards) == 212 - len(reasons)
    assert report.unissued[0].household.startswith("中和村/ZH")


def test_two_cadres_of_the_usual_way_give_two_cards(paired_office: Office) -> None:
    office = paired_office
    first, second = office.cadres.ids(CadreFilter())[:2]
    household = office.households.ids(HouseholdFilter(cadre_id=first))[0]
    office.pairings.pair([household], second)
    report = office.cards.issue(HouseholdFilter(ids=(household,)))
    cadres = {row.cadre for row in office.cards.rows(report.cards).values()}
    assert cadres == {office.cadres.detail(first).name, office.cadres.detail(second).name}


def test_other_ways_give_a_card_only_where_there_is_no_usual_one(paired_office: Office) -> None:
    office = paired_office
    first, second = office.cadres.ids(CadreFilter())[:2]
    covered, alone = office.households.ids(HouseholdFilter(cadre_id=first))[:2]
    office.pairings.pair([covered, alone], second, "部门挂钩联户")
    (own,) = [
        key
        for key, row in office.pairings.rows(office.pairings.ids(cadre_id=first)).items()
        if row.household_id == alone
    ]
    office.pairings.end([own], date(2023, 6, 29))
    report = office.cards.issue(HouseholdFilter(ids=(covered, alone)))
    rows = {row.household_id: row.cadre for row in office.cards.rows(report.cards).values()}
    assert rows == {
        covered: office.cadres.detail(first).name,
        alone: office.cadres.detail(second).name,
    }


def test_a_card_is_printed_handed_out_replaced_and_taken_back(paired_office: Office) -> None:
    cards = paired_office.cards
    (old,) = cards.issue(HouseholdFilter(number="ZH0001")).cards
    cards.mark_printed([old])
    report = cards.hand_out([old], TODAY, "王芳", ReceiptWay.FAMILY)
    assert (report.cards, report.left) == ((old,), ())
    row = cards.rows([old])[old]
    assert (row.state, row.receiver, row.handed_out_on) == (
        CardState.HANDED_OUT,
        "王芳（家属）",
        TODAY,
    )
    (new,) = cards.reissue([old]).cards
    assert cards.rows([old])[old].state is CardState.REPLACED
    assert kinds(paired_office, old) == [
        CardEventKind.MADE,
        CardEventKind.PRINTED,
        CardEventKind.HANDED_OUT,
        CardEventKind.REISSUED,
    ]
    assert int(cards.rows([new])[new].number) > int(row.number)
    cards.hand_out([new], TODAY)
    cards.take_back([new], TODAY, "搬走")
    assert cards.rows([new])[new].state is CardState.RETURNED
    assert cards.detail(new).events[-1].note == "搬走"
    assert cards.counts().valid == 0
    (third,) = cards.issue(HouseholdFilter(number="ZH0001")).cards
    cards.void([third], "印错")
    assert cards.rows([third])[third].state is CardState.VOID


def test_steps_out_of_order_are_refused(paired_office: Office) -> None:
    cards = paired_office.cards
    made, other = cards.issue(HouseholdFilter(village="中和村")).cards[:2]
    with pytest.raises(RefusedError, match="没有发放在外"):
        cards.take_back([made], TODAY)
    cards.void([made], "")
    for step in (
        lambda: cards.void([made], ""),
        lambda: cards.hand_out([made], TODAY),
        lambda: cards.mark_printed([made]),
        lambda: cards.print_pdf([made]),
    ):
        with pytest.raises(RefusedError, match="作废"):
            step()
    report = cards.hand_out([made, other], TODAY)
    assert report.cards == (other,)
    assert [left.card_id for left in report.left] == [made]
    with pytest.raises(RefusedError, match="在今天之后"):
        cards.hand_out([cards.reissue([other]).cards[0]], TODAY + timedelta(days=1))


def test_a_day_of_handing_out_long_before_there_were_cards_is_a_slip(
    paired_office: Office,
) -> None:
    (card,) = paired_office.cards.issue(HouseholdFilter(number="ZH0001")).cards
    with pytest.raises(RefusedError, match="0203-03-01 太早"):
        paired_office.cards.hand_out([card], date(203, 3, 1))
    assert paired_office.cards.rows([card])[card].state is CardState.MADE


def test_a_stale_card_is_not_handed_out(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    cards = paired_office.cards.issue(HouseholdFilter(cadre_id=cadre_id)).cards
    change_cadre(paired_office, cadre_id, phone="13900000000")
    with pytest.raises(RefusedError, match="待换发（联系电话）"):
        paired_office.cards.hand_out(cards, TODAY)


def test_replacing_prints_what_is_true_now(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    paired_office.cards.issue(HouseholdFilter())
    change_cadre(paired_office, cadre_id, phone="13900000000")
    queued = stale(paired_office)
    report = paired_office.cards.replace(queued)
    assert len(report.cards) == len(queued)
    assert {content.phone for content in paired_office.cards.contents(report.cards)} == {
        "13900000000"
    }
    assert stale(paired_office) == []
    counts = paired_office.cards.counts()
    assert (counts.made, counts.valid) == (212 + len(queued), 212)


def test_after_a_handover_the_successor_stands_on_the_new_card(paired_office: Office) -> None:
    office = paired_office
    giver, taker = office.cadres.ids(CadreFilter())[:2]
    office.cards.issue(HouseholdFilter())
    own = list(office.households.ids(HouseholdFilter(cadre_id=giver)))
    office.cadres.handover(giver, taker, own, TODAY)
    queued = office.cards.rows(stale(office))
    assert [row.household_id for row in queued.values()] == own
    assert {row.stale_reasons for row in queued.values()} == {("联系干部已变更",)}
    issued = office.cards.issue(HouseholdFilter())
    assert issued.cards == ()
    assert {entry.why for entry in issued.unissued} == {"原卡待换发，请用“换发”"}
    report = office.cards.replace(list(queued))
    name = office.cadres.detail(taker).name
    assert {row.cadre for row in office.cards.rows(report.cards).values()} == {name}
    assert office.cards.counts().valid == 212


def test_a_card_without_a_successor_cannot_be_replaced(paired_office: Office) -> None:
    office = paired_office
    gone = office.cadres.ids(CadreFilter())[0]
    office.cards.issue(HouseholdFilter())
    own = list(office.households.ids(HouseholdFilter(cadre_id=gone)))
    office.cadres.leave(gone, office.cadres.detail(gone).version, TODAY)
    report = office.cards.replace(stale(office))
    assert report.cards == ()
    assert [entry.household_id for entry in report.unissued] == own
    assert report.changes.operation is None


def test_a_second_cadre_who_leaves_needs_no_new_card(paired_office: Office) -> None:
    office = paired_office
    first, second = office.cadres.ids(CadreFilter())[:2]
    household = office.households.ids(HouseholdFilter(cadre_id=first))[0]
    office.pairings.pair([household], second)
    office.cards.issue(HouseholdFilter(ids=(household,)))
    (pairing,) = [
        key
        for key, row in office.pairings.rows(office.pairings.ids(cadre_id=second)).items()
        if row.household_id == household
    ]
    office.pairings.end([pairing], date(2023, 6, 29))
    report = office.cards.replace(stale(office))
    assert (report.cards, report.unissued) == ((), ())
    assert stale(office) == []
    assert office.cards.counts().valid == 1


def test_undoing_an_issue_voids_the_cards_and_frees_no_number(paired_office: Office) -> None:
    report = paired_office.cards.issue(HouseholdFilter(number="ZH0001"))
    number = paired_office.cards.rows(report.cards)[report.cards[0]].number
    paired_office.undo.take_back()
    assert paired_office.cards.rows(report.cards)[report.cards[0]].state is CardState.VOID
    again = paired_office.cards.issue(HouseholdFilter(number="ZH0001"))
    assert paired_office.cards.rows(again.cards)[again.cards[0]].number > number


def test_undoing_a_replacement_brings_the_old_card_back(paired_office: Office) -> None:
    cards = paired_office.cards
    (old,) = cards.issue(HouseholdFilter(number="ZH0001")).cards
    (new,) = cards.replace([old]).cards
    paired_office.undo.take_back()
    assert cards.rows([old])[old].state is CardState.MADE
    assert cards.rows([new])[new].state is CardState.VOID


def test_handed_out_cards_are_not_undone(paired_office: Office) -> None:
    report = paired_office.cards.issue(HouseholdFilter(number="ZH0001"))
    paired_office.cards.hand_out(report.cards, TODAY)
    with pytest.raises(RefusedError, match="已经发到群众手中"):
        paired_office.undo.take_back(report.changes.operation)


def test_a_card_is_found_by_its_number_as_spoken(paired_office: Office) -> None:
    cards = paired_office.cards
    (key,) = cards.issue(HouseholdFilter(number="ZH0001")).cards
    number = cards.rows([key])[key].number
    found = cards.by_number(f" {spoken(number)} ")
    assert found is not None
    assert (found.id, found.head) == (key, "孔正涛")
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert cards.by_number(wrong) is None
    assert cards.by_number("张三") is None


@pytest.mark.parametrize("key", SORT_KEYS)
def test_every_order_lists_every_card(paired_office: Office, key: str) -> None:
    paired_office.cards.issue(HouseholdFilter(village="补歹村"))
    up = paired_office.cards.ids(sort=Sort(key))
    down = paired_office.cards.ids(sort=Sort(key, descending=True))
    assert sorted(up) == sorted(down)
    assert len(up) == 80


def test_cards_are_filtered_by_place_state_size_and_cadre(paired_office: Office) -> None:
    cards = paired_office.cards
    cards.issue(HouseholdFilter())
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    village = HouseholdFilter(village="补歹村", include_closed=True)
    assert cards.count(CardFilter(households=village)) == 80
    assert cards.count(CardFilter(cadre_id=cadre_id)) == 5
    sizes = [cards.count(CardFilter(layout=layout)) for layout in CardLayout]
    assert sum(sizes) == 212
    cards.hand_out(cards.ids(CardFilter(cadre_id=cadre_id)), TODAY)
    assert cards.count(CardFilter(states=(CardState.HANDED_OUT,))) == 5
    counts = cards.counts()
    assert (counts.handed_out, counts.waiting, counts.households_with_card) == (5, 207, 5)


def test_the_print_holds_every_card_in_print_order(paired_office: Office) -> None:
    cards = paired_office.cards
    report = cards.issue(HouseholdFilter(village="补歹村"), CardLayout.BUSINESS)
    document = pypdfium2.PdfDocument(cards.print_pdf(list(reversed(report.cards))))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 8
    contents = cards.contents(report.cards)
    for n, content in enumerate(contents):
        page = pages[n // 10]
        assert content.cadre in page
        assert content.head in page
        assert spoken(content.number) in page
    document.close()


def test_a_part_used_sheet_is_not_wasted(paired_office: Office) -> None:
    cards = paired_office.cards
    ids = cards.issue(HouseholdFilter(village="补歹村"), CardLayout.BUSINESS).cards[:4]
    document = pypdfium2.PdfDocument(cards.print_pdf(ids, SheetOptions(start=8)))
    assert len(document) == 2
    document.close()


def test_what_no_font_draws_is_listed_before_printing(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    report = paired_office.cards.issue(HouseholdFilter(cadre_id=cadre_id))
    assert paired_office.cards.missing_glyphs(report.cards) == {}
    change_cadre(paired_office, cadre_id, post="主任\U000323af")
    new = paired_office.cards.replace(report.cards).cards
    missing = paired_office.cards.missing_glyphs(new)
    assert [sorted(characters) for characters in missing.values()] == [["\U000323af"]]


def test_nothing_to_print_is_said(paired_office: Office) -> None:
    with pytest.raises(RefusedError, match="没有可以打印"):
        paired_office.cards.print_pdf([])
