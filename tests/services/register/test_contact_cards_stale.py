"""Exactly the affected cards become stale, and are right again when the change is reverted."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreDraft, CadreFilter
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.contact_card import CardRow
from liaison_desktop.domain.register.household import (
    HouseholdDetail,
    HouseholdDraft,
    HouseholdFilter,
)
from liaison_desktop.services.office import Office

YESTERDAY = date(2023, 6, 29)
Edit = Callable[[Office, random.Random], tuple[set[int], str]]


def stale_rows(office: Office) -> dict[int, CardRow]:
    return office.cards.rows(office.cards.ids(CardFilter(stale=True)))


def cards_of_cadre(office: Office, cadre_id: int) -> set[int]:
    return set(office.cards.ids(CardFilter(cadre_id=cadre_id)))


def cards_of(office: Office, wanted: HouseholdFilter) -> set[int]:
    return set(office.cards.ids(CardFilter(households=wanted)))


def save_cadre(office: Office, cadre_id: int, **changed: object) -> None:
    detail = office.cadres.detail(cadre_id)
    own = {"name": detail.name, "unit": detail.unit, "team": detail.team}
    values = {**detail.values, **{k: v for k, v in changed.items() if k not in own}}
    named = {**own, **{k: v for k, v in changed.items() if k in own}}
    office.cadres.save(CadreDraft(cadre_id, detail.version, values=values, **named))


def draft_of(detail: HouseholdDetail) -> HouseholdDraft:
    return HouseholdDraft(
        detail.id,
        detail.version,
        detail.village_id,
        detail.group_id,
        detail.number,
        detail.values,
        detail.members,
        detail.since,
        detail.until,
    )


def _cadre_edit(field: str, value: str, label: str) -> Edit:
    def edit(office: Office, chance: random.Random) -> tuple[set[int], str]:
        cadre_id = chance.choice(office.cadres.ids(CadreFilter()))
        save_cadre(office, cadre_id, **{field: value})
        return cards_of_cadre(office, cadre_id), label

    return edit


def _head_edit(office: Office, chance: random.Random) -> tuple[set[int], str]:
    detail = office.households.detail(chance.choice(office.households.ids(HouseholdFilter())))
    members = tuple(
        replace(member, name="欧阳㛃") if member.is_head else member for member in detail.members
    )
    office.households.save(replace(draft_of(detail), members=members))
    return cards_of(office, HouseholdFilter(ids=(detail.id,))), "户主"


def _number_edit(office: Office, chance: random.Random) -> tuple[set[int], str]:
    detail = office.households.detail(chance.choice(office.households.ids(HouseholdFilter())))
    office.households.save(replace(draft_of(detail), number="甲-77"))
    return cards_of(office, HouseholdFilter(ids=(detail.id,))), "户编号"


def _group_edit(office: Office, chance: random.Random) -> tuple[set[int], str]:
    village = chance.choice(office.areas.villages())
    group = chance.choice(office.areas.groups(village.id))
    office.areas.rename(group.id, group.version, "新寨组")
    return cards_of(office, HouseholdFilter(group_id=group.id)), "村民小组"


def _village_edit(office: Office, chance: random.Random) -> tuple[set[int], str]:
    village = chance.choice(office.areas.villages())
    office.areas.rename(village.id, village.version, "新和村")
    return cards_of(office, HouseholdFilter(village_id=village.id)), "村"


def _pairing_edit(office: Office, chance: random.Random) -> tuple[set[int], str]:
    pairing = chance.choice(office.pairings.ids())
    row = office.pairings.rows([pairing])[pairing]
    office.pairings.end([pairing], YESTERDAY)
    return cards_of(office, HouseholdFilter(ids=(row.household_id,))), "联系干部已变更"


def _closing(office: Office, chance: random.Random) -> tuple[set[int], str]:
    detail = office.households.detail(chance.choice(office.households.ids(HouseholdFilter())))
    office.households.close(detail.id, detail.version, date(2023, 6, 30), "全家迁出")
    wanted = HouseholdFilter(ids=(detail.id,), include_closed=True)
    return cards_of(office, wanted), "农户已注销"


def _leaving(office: Office, chance: random.Random) -> tuple[set[int], str]:
    cadre_id = chance.choice(office.cadres.ids(CadreFilter()))
    office.cadres.leave(cadre_id, office.cadres.detail(cadre_id).version, date(2023, 6, 30))
    return cards_of_cadre(office, cadre_id), "联系干部已变更"


EDITS: dict[str, Edit] = {
    "phone": _cadre_edit("phone", "13900000000", "联系电话"),
    "email": _cadre_edit("email", "a@example.cn", "邮箱"),
    "post": _cadre_edit("post", "专职委员", "职务"),
    "address": _cadre_edit("address", "新街99号", "单位地址"),
    "name": _cadre_edit("name", "尉迟㛃", "干部姓名"),
    "unit": _cadre_edit("unit", "县林业局", "单位"),
    "head": _head_edit,
    "number": _number_edit,
    "group": _group_edit,
    "village": _village_edit,
    "pairing": _pairing_edit,
    "closing": _closing,
    "leaving": _leaving,
}


@pytest.fixture
def office(paired_office: Office) -> Office:
    """An office whose 212 cards are made."""
    paired_office.cards.issue(HouseholdFilter())
    return paired_office


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_one_edit_makes_exactly_its_cards_stale(office: Office, edit: Edit) -> None:
    chance = random.Random(7)
    affected, label = edit(office, chance)
    found = stale_rows(office)
    assert affected
    assert set(found) == affected
    assert {row.stale_reasons for row in found.values()} == {(label,)}
    office.undo.take_back()
    assert stale_rows(office) == {}


@pytest.mark.parametrize("seed", range(6))
def test_any_run_of_edits_makes_exactly_their_cards_stale(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    affected: set[int] = set()
    done = 0
    for name in chance.sample(sorted(set(EDITS) - {"closing", "leaving", "village"}), 6):
        cards, _ = EDITS[name](office, chance)
        affected |= cards
        done += 1
        assert set(stale_rows(office)) == affected
    for _ in range(done):
        office.undo.take_back()
    assert stale_rows(office) == {}


@pytest.mark.parametrize("field", ["skills", "note", "quota", "team", "rank", "posting"])
def test_what_no_card_shows_makes_none_stale(office: Office, field: str) -> None:
    cadre_id = office.cadres.ids(CadreFilter())[0]
    save_cadre(office, cadre_id, **{field: 7 if field == "quota" else "别的"})
    assert stale_rows(office) == {}


def test_a_phone_put_back_by_hand_is_right_again(office: Office) -> None:
    cadre_id = office.cadres.ids(CadreFilter())[0]
    phone = office.cadres.detail(cadre_id).values["phone"]
    save_cadre(office, cadre_id, phone="13900000000")
    assert len(stale_rows(office)) == 5
    save_cadre(office, cadre_id, phone=phone)
    assert stale_rows(office) == {}


def test_the_unit_serves_where_the_cadre_has_no_address(office: Office) -> None:
    cadre_id = office.cadres.ids(CadreFilter())[0]
    address = office.cadres.detail(cadre_id).values["address"]
    save_cadre(office, cadre_id, address="")
    rows = stale_rows(office)
    assert {row.stale_reasons for row in rows.values()} == {("单位地址",)}
    report = office.cards.replace(list(rows))
    assert {content.address for content in office.cards.contents(report.cards)} == {""}
    save_cadre(office, cadre_id, address=address)
    assert set(stale_rows(office)) == set(report.cards)


def test_cards_no_longer_in_use_are_never_stale(office: Office) -> None:
    cadre_id = office.cadres.ids(CadreFilter())[0]
    own = cards_of_cadre(office, cadre_id)
    office.cards.void(sorted(own), "测试")
    save_cadre(office, cadre_id, phone="13900000000")
    assert stale_rows(office) == {}
    assert not any(row.stale for row in office.cards.rows(sorted(own)).values())


def test_lists_of_households_say_the_same(office: Office) -> None:
    cadre_id = office.cadres.ids(CadreFilter())[0]
    save_cadre(office, cadre_id, phone="13900000000")
    waiting = office.households.ids(HouseholdFilter(card="stale"))
    assert set(waiting) == {row.household_id for row in stale_rows(office).values()}
