"""Diaries: saving, the review that locks them, the booklet of a year; village stays."""

from datetime import date

import pypdfium2
import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.diary import DiaryDraft, DiaryFilter, DiaryReview
from liaison_desktop.domain.matters.visit import (
    Named,
    VillageStayDraft,
    VillageStayFilter,
    VisitDraft,
)
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.matters.diary_query import SORT_KEYS
from liaison_desktop.services.office import Office

ON = date(2023, 3, 15)
PRAISE = DiaryReview("镇长", "写得实在", "优秀")


def cadre(office: Office, place: int = 0) -> int:
    return office.cadres.ids(CadreFilter())[place]


def write(office: Office, on: date = ON, who: int = 0, **values) -> int:
    whole = {"on": on, "weather": "晴", "content": "看望独居老人", **values}
    return office.diaries.save(DiaryDraft(None, 0, cadre(office, who), None, whole))[0]


def edited(office: Office, key: int, **values) -> DiaryDraft:
    seen = office.diaries.detail(key)
    return DiaryDraft(key, seen.version, seen.cadre_id, seen.visit_id, {**seen.values, **values})


def test_a_diary_reads_back(paired_office: Office) -> None:
    key = write(paired_office)
    detail = paired_office.diaries.detail(key)
    assert detail.values == {"on": ON, "weather": "晴", "content": "看望独居老人"}
    assert not detail.locked
    row = paired_office.diaries.rows([key])[key]
    assert (row.cadre, row.unit, row.on) == (detail.cadre, "县政府办公室", ON)


def test_a_review_locks_a_diary_until_it_is_withdrawn(paired_office: Office) -> None:
    diaries, key = paired_office.diaries, write(paired_office)
    diaries.review(key, diaries.detail(key).version, PRAISE)
    detail = diaries.detail(key)
    assert detail.locked
    assert detail.values["reviewed_on"] == date(2023, 6, 30)
    with pytest.raises(RefusedError, match="已经点评"):
        diaries.save(edited(paired_office, key, content="改了"))
    with pytest.raises(RefusedError, match="已经点评"):
        diaries.delete(key, detail.version)
    diaries.withdraw_review(key, detail.version)
    diaries.save(edited(paired_office, key, content="改了"))
    assert diaries.detail(key).values == {"on": ON, "weather": "晴", "content": "改了"}


def test_undo_does_not_get_past_the_lock(paired_office: Office) -> None:
    diaries, undo, key = paired_office.diaries, paired_office.undo, write(paired_office)
    _, changed = diaries.save(edited(paired_office, key, content="改了"))
    reviewed = diaries.review(key, diaries.detail(key).version, PRAISE)
    with pytest.raises(RefusedError, match="撤回点评"):
        undo.take_back(changed.operation)
    undo.take_back(reviewed.operation)
    undo.take_back(changed.operation)
    assert diaries.detail(key).values["content"] == "看望独居老人"


def test_saving_does_not_write_a_review(paired_office: Office) -> None:
    key = write(paired_office, reviewer="自己", reviewed_on=ON)
    assert not paired_office.diaries.detail(key).locked
    assert "reviewer" not in paired_office.diaries.detail(key).values


@pytest.mark.parametrize(
    "given",
    [
        DiaryReview(" ", "好"),
        DiaryReview("镇长"),
        DiaryReview("镇长", "好", on=date(2023, 3, 14)),
    ],
)
def test_a_review_must_say_who_and_what(paired_office: Office, given: DiaryReview) -> None:
    key = write(paired_office)
    with pytest.raises(RefusedError):
        paired_office.diaries.review(key, 1, given)
    assert not paired_office.diaries.detail(key).locked


def test_stale_saves_and_reviews_are_refused(paired_office: Office) -> None:
    diaries, key = paired_office.diaries, write(paired_office)
    mine = edited(paired_office, key, weather="雨")
    diaries.save(edited(paired_office, key, weather="阴"))
    with pytest.raises(ConflictError) as told:
        diaries.save(mine)
    assert told.value.fields == {"天气": ("阴", "雨")}
    with pytest.raises(ConflictError):
        diaries.review(key, mine.version, PRAISE)
    with pytest.raises(ConflictError):
        diaries.delete(key, mine.version)
    diaries.delete(key, diaries.detail(key).version)
    with pytest.raises(RefusedError):
        diaries.detail(key)


@pytest.mark.parametrize("values", [{"on": ""}, {"on": date(2023, 7, 1)}, {"place": "长" * 201}])
def test_what_cannot_be_is_not_stored(paired_office: Office, values: dict) -> None:
    draft = DiaryDraft(None, 0, cadre(paired_office), None, {"on": ON, "content": "记"} | values)
    assert any(problem.blocking for problem in paired_office.diaries.problems(draft))
    with pytest.raises(RefusedError):
        paired_office.diaries.save(draft)
    assert paired_office.diaries.count(DiaryFilter()) == 0


def test_lists_filter_and_sort(paired_office: Office) -> None:
    diaries = paired_office.diaries
    first = write(paired_office, content="水管冻裂")
    second = write(paired_office, date(2023, 4, 1), who=3)
    diaries.review(first, 1, PRAISE)
    assert list(diaries.ids(DiaryFilter())) == [second, first]
    assert list(diaries.ids(DiaryFilter(), Sort("on"))) == [first, second]
    for key in SORT_KEYS:
        assert set(diaries.ids(DiaryFilter(), Sort(key, descending=True))) == {first, second}
    for wanted, found in (
        (DiaryFilter(since=date(2023, 4, 1)), [second]),
        (DiaryFilter(until=date(2023, 3, 31)), [first]),
        (DiaryFilter(cadre_id=cadre(paired_office, 3)), [second]),
        (DiaryFilter(reviewed=True), [first]),
        (DiaryFilter(reviewed=False), [second]),
        (DiaryFilter(text="冻裂"), [first]),
        (DiaryFilter(ids=(second,)), [second]),
    ):
        assert list(diaries.ids(wanted)) == found
        assert diaries.count(wanted) == len(found)


def test_a_diary_may_begin_with_a_visit(paired_office: Office) -> None:
    home = paired_office.households.ids(HouseholdFilter())[0]
    head = paired_office.households.rows([home])[home].head
    values = {"on": ON, "way": "入户", "said": "饮水困难", "answered": "已联系水务"}
    visit = VisitDraft(None, 0, values, (Named(home, ""),), (Named(cadre(paired_office), ""),))
    key, _ = paired_office.visits.save(visit)
    draft = paired_office.diaries.draft_of_visit(key, cadre(paired_office))
    assert draft.values["visited"] == head
    assert draft.values["content"] == "饮水困难\n已联系水务"
    diary, _ = paired_office.diaries.save(draft)
    assert paired_office.diaries.detail(diary).visit_id == key
    with pytest.raises(RefusedError, match="日记"):
        paired_office.visits.delete(key, paired_office.visits.detail(key).version)


def test_the_booklet_holds_a_year_in_order(paired_office: Office) -> None:
    later = write(paired_office, date(2023, 5, 1))
    earlier = write(paired_office, date(2023, 1, 2))
    write(paired_office, date(2022, 12, 31))
    write(paired_office, date(2023, 2, 1), who=1)
    content = paired_office.diaries.booklet(cadre(paired_office), 2023)
    assert [one.id for one in content.diaries] == [earlier, later]
    assert (content.year, content.unit) == (2023, "县政府办公室")
    document = pypdfium2.PdfDocument(paired_office.diaries.pdf(cadre(paired_office), 2023))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "看望独居老人" in text
    with pytest.raises(RefusedError):
        paired_office.diaries.booklet(cadre(paired_office), 2021)


def stay(office: Office, since: date, until: date | None = None, **more) -> VillageStayDraft:
    values = {"since": since, "until": until or "", "board_fee": 20.0}
    village = office.areas.villages()[0].id
    whole = {"id": None, "version": 0, "cadre_id": cadre(office), "village_id": village}
    whole |= {"household_id": None, "values": values}
    return VillageStayDraft(**(whole | more))


def test_a_stay_counts_both_its_ends(paired_office: Office) -> None:
    stays = paired_office.village_stays
    key, _ = stays.save(stay(paired_office, ON, date(2023, 3, 17)))
    (row,) = stays.rows()
    assert (row.id, row.days, row.values["board_fee"]) == (key, 3, 20.0)
    single, _ = stays.save(stay(paired_office, date(2023, 4, 1)))
    assert next(row.days for row in stays.rows() if row.id == single) == 1
    between = VillageStayFilter(since=date(2023, 3, 18), until=date(2023, 3, 31))
    assert stays.rows(between) == ()
    assert len(stays.rows(VillageStayFilter(since=date(2023, 3, 17)))) == 2
    assert len(stays.rows(VillageStayFilter(until=ON))) == 1


def test_a_stay_with_a_household_is_in_its_village(paired_office: Office) -> None:
    home = paired_office.households.ids(HouseholdFilter(village="补歹村"))[0]
    paired_office.village_stays.save(stay(paired_office, ON, household_id=home))
    (row,) = paired_office.village_stays.rows()
    assert row.village == "补歹村"
    assert row.household.startswith("补歹村/BD0001 ")


def test_stays_are_checked_and_stale_saves_refused(paired_office: Office) -> None:
    stays = paired_office.village_stays
    for wrong in (
        stay(paired_office, date(2023, 7, 1)),
        stay(paired_office, ON, date(2023, 3, 14)),
        stay(paired_office, ON, cadre_id=0),
        stay(paired_office, ON, values={"since": ""}),
        stay(paired_office, ON, values={"since": ON, "board_fee": -1}),
    ):
        with pytest.raises(RefusedError):
            stays.save(wrong)
    key, _ = stays.save(stay(paired_office, ON, date(2023, 3, 17)))
    overlapping = stay(paired_office, date(2023, 3, 17))
    assert [p.blocking for p in stays.problems(overlapping)] == [False]
    values = {"since": ON, "until": date(2023, 3, 18)}
    stays.save(stay(paired_office, ON, id=key, version=1, values=values))
    with pytest.raises(ConflictError):
        stays.save(stay(paired_office, ON, id=key, version=1, values=values))
    with pytest.raises(ConflictError):
        stays.delete(key, 1)
    stays.delete(key, 2)
    assert stays.rows() == ()
