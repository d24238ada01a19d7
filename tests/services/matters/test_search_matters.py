"""The search box finds disputes and concerns by number, code, people and words."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.matters.dispute import DisputeDraft
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office
from tests.services.matters.dispute_drafts import accepted, registered, two_parties


def _found(office: Office, text: str, kind: Kind = Kind.DISPUTE) -> list[int]:
    return [hit.id for hit in office.search.find(text) if hit.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "纠2023-0001",
        "2023-0001",
        "罗雄人调字第1号",
        "欧阳春",
        "oyc",
        "ouyangchun",
        "排水沟",
        "春 大水井",
    ],
)
def test_a_dispute_is_found_by_whatever_is_known(empty_office: Office, text: str):
    parties = two_parties("欧阳春")
    key = accepted(empty_office, parties=parties, place="大水井")
    assert _found(empty_office, text) == [key]


def test_a_scanned_code_finds_its_dispute(empty_office: Office):
    registered(empty_office)
    key = registered(empty_office)
    code = empty_office.disputes.detail(key).code
    assert _found(empty_office, code) == [key]


def test_a_party_that_is_replaced_is_no_longer_found(empty_office: Office):
    key = registered(empty_office, parties=two_parties("欧阳春"))
    detail = empty_office.disputes.detail(key)
    renamed = replace(detail.parties[0], name="司马光")
    values = {**detail.values, "title": "水沟纠纷"}
    empty_office.disputes.save(
        DisputeDraft(key, detail.version, values, (renamed, detail.parties[1]))
    )
    assert _found(empty_office, "司马光") == [key]
    assert _found(empty_office, "欧阳春") == []
    empty_office.undo.take_back()
    assert _found(empty_office, "欧阳春") == [key]
    assert _found(empty_office, "司马光") == []


def test_a_concern_is_found_by_number_applicant_phone_and_words(empty_office: Office):
    values = {
        "received_on": date(2023, 5, 20),
        "title": "路灯不亮",
        "applicant": "诸葛亮",
        "applicant_phone": "13812345678",
    }
    key, _ = empty_office.concerns.save(ConcernDraft(None, 0, values, first_receiver="李强"))
    for text in ("民2023-0001", "zgl", "5678", "路灯"):
        assert _found(empty_office, text, Kind.CONCERN) == [key], text
    hit = empty_office.search.find("路灯")[0]
    assert "13812345678" not in hit.title + hit.subtitle


def test_who_comes_in_is_found_before_what_he_once_asked(paired_office: Office):
    home = paired_office.households.detail(paired_office.households.ids(HouseholdFilter())[-1])
    values = {"received_on": date(2023, 5, 20), "title": "路灯不亮", "applicant": home.head}
    paired_office.concerns.save(ConcernDraft(None, 0, values, first_receiver="李强"))
    kinds = [hit.kind for hit in paired_office.search.find(home.head)]
    assert kinds[0] is Kind.RESIDENT
    assert kinds[-1] is Kind.CONCERN
