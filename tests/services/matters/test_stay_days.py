"""Days lived in villages beside what the rule set asks (R60, R61), and the lists of stays."""

from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.visit import VillageStayDraft, VillageStayFilter
from liaison_desktop.services.office import Office


def stay(office: Office, place: int, since: date, until: date, **values) -> int:
    who = office.cadres.ids(CadreFilter())[place]
    draft = VillageStayDraft(None, 0, who, None, None, {"since": since, "until": until, **values})
    return office.village_stays.save(draft)[0]


def test_without_a_rule_set_only_those_who_stayed_are_listed(paired_office: Office) -> None:
    stay(paired_office, 0, date(2023, 3, 1), date(2023, 3, 4))
    (only,) = paired_office.village_stays.year_days(2023)
    assert (only.days, only.quota, only.rule_set) == (4, None, "")
    assert paired_office.village_stays.year_days(2022) == ()


def test_who_lacks_most_stands_first_and_days_are_counted_once(paired_office: Office) -> None:
    paired_office.rule_sets.adopt("luoping_village_stay")
    stay(paired_office, 0, date(2022, 12, 30), date(2023, 1, 3))
    stay(paired_office, 0, date(2023, 1, 2), date(2023, 1, 5))
    found = paired_office.village_stays.year_days(2023)
    who = paired_office.cadres.ids(CadreFilter())[0]
    mine = next(one for one in found if one.cadre_id == who)
    assert mine.days == 5
    assert mine.rule_set == "罗平住村"
    lacking = [one.days - (one.quota or 0) for one in found]
    assert lacking == sorted(lacking)


def test_unpaid_fees_and_chosen_stays_are_found(paired_office: Office) -> None:
    stays = paired_office.village_stays
    owed = stay(paired_office, 0, date(2023, 3, 1), date(2023, 3, 4), board_fee=80)
    paid = stay(
        paired_office, 1, date(2023, 4, 1), date(2023, 4, 2), board_fee=40,
        fee_paid_on=date(2023, 4, 3),
    )  # fmt: skip
    assert list(stays.ids()) == [paid, owed]
    assert list(stays.ids(VillageStayFilter(unpaid=True))) == [owed]
    assert [row.id for row in stays.rows(VillageStayFilter(ids=(paid,)))] == [paid]
    assert stays.detail(owed).values["board_fee"] == 80


def test_a_stay_that_is_gone_is_refused_and_its_history_is_kept(paired_office: Office) -> None:
    stays = paired_office.village_stays
    key = stay(paired_office, 0, date(2023, 3, 1), date(2023, 3, 4))
    seen = stays.detail(key)
    changed = {**seen.values, "work": "参加春耕"}
    stays.save(VillageStayDraft(key, seen.version, seen.cadre_id, None, None, changed))
    assert [change.new for change in stays.history(key) if change.field == "工作内容"] == [
        "参加春耕"
    ]
    stays.delete(key, stays.detail(key).version)
    with pytest.raises(RefusedError):
        stays.detail(key)
