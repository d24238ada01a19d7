"""Identity numbers and telephones typed into a text are shown in part, and stay in the editor."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.diary import DiaryDraft
from liaison_desktop.domain.matters.visit import Named, VisitDraft
from liaison_desktop.domain.terms.dispute import PaperKind
from tests.services.matters.concern_drafts import Desk, desk_at, draft
from tests.services.matters.dispute_drafts import registered, session, step, two_parties

ID_NUMBER, PHONE, LANDLINE = "532324195807150018", "13887412345", "0874-8212345"
SPLIT, SPOKEN = "138 8741 2345", "幺三八八七四幺二三四五"
SHOWN = ("532324********0018", "138****2345", "087****2345")
PLANTED = (ID_NUMBER, PHONE, LANDLINE, SPLIT, SPOKEN)
TEXT = f"身份证{ID_NUMBER}电话{PHONE}或{SPLIT}、{SPOKEN}，座机{LANDLINE}"
FIGURES = "民2023-0007 2023年3月15日 补助12345678.90元 卡号0000123456 罗发〔2023〕15号 3.5亩"


@pytest.fixture
def desk(_paired_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(_paired_data, tmp_path / "data", date(2023, 6, 12)) as opened:
        yield opened


def assert_in_part(told: object) -> None:
    text = str(told)
    for number in PLANTED:
        assert number not in text
    assert SHOWN[1] in text


def test_lists_and_today_of_concerns(desk: Desk) -> None:
    key = desk.register(
        household_id=desk.home(), title=TEXT, applicant=f"李强{PHONE}", limit_on=desk.today,
        promised=TEXT, promised_on=desk.today,
    )  # fmt: skip
    desk.office.notices.carry_over([key], TEXT, desk.today)
    row = desk.office.concerns.rows([key])[key]
    assert_in_part(row.title)
    assert_in_part(row.applicant)
    (line,) = desk.office.notices.round(desk.today).carried
    assert_in_part(line.title)
    assert_in_part(line.last_note)
    duties = desk.office.agenda.duties()
    assert len([duty for duty in duties if duty.target_id == key]) == 2
    for duty in duties:
        if duty.target_id == key:
            assert_in_part(duty.title)
    assert desk.office.concerns.detail(key).values["title"] == TEXT


def test_search_timeline_and_greeting(desk: Desk) -> None:
    home = desk.home()
    concern = desk.register(household_id=home, title=TEXT)
    cadre = desk.office.cadres.ids(CadreFilter())[0]
    values = {"on": desk.today, "way": "home", "said": TEXT}
    people = {"households": (Named(home, ""),), "cadres": (Named(cadre, ""),)}
    visit, _ = desk.office.visits.save(VisitDraft(None, 0, values, **people))
    dispute = registered(desk.office, title=TEXT, place=f"中和村{PHONE}")
    number = desk.office.concerns.detail(concern).number
    (hit,) = desk.office.search.find(number)
    assert_in_part(hit.title)
    (hit,) = desk.office.search.find(desk.office.disputes.detail(dispute).number)
    assert_in_part(hit.title)
    assert_in_part(hit.subtitle)
    told = {(entry.kind, entry.record_id): entry for entry in desk.office.agenda.timeline(home)}
    assert_in_part(told[Kind.CONCERN, concern].title)
    assert_in_part(told[Kind.VISIT, visit].detail)
    assert_in_part(desk.office.agenda.greeting(home))
    assert_in_part(desk.office.visits.rows([visit])[visit].said)
    assert desk.office.visits.detail(visit).values["said"] == TEXT


def test_disputes_and_diaries(desk: Desk) -> None:
    parties = two_parties(f"甲一{PHONE}")
    key = registered(desk.office, title=TEXT, place=TEXT, facts=TEXT, parties=parties)
    row = desk.office.disputes.rows([key])[key]
    for told in (row.title, row.place, row.first_side):
        assert_in_part(told)
    cadre = desk.office.cadres.ids(CadreFilter())[0]
    values = {"on": desk.today, "place": "村委会", "content": TEXT}
    diary, _ = desk.office.diaries.save(DiaryDraft(None, 0, cadre, values=values))
    assert_in_part(desk.office.diaries.rows([diary])[diary].content)
    assert desk.office.disputes.detail(key).values["facts"] == TEXT


def test_history_shows_them_in_part_and_the_dossier_whole(desk: Desk) -> None:
    office = desk.office
    key = registered(office)
    step(office, key, office.disputes.accept, date(2023, 5, 2), "party")
    step(office, key, office.disputes.mediate, session(text=TEXT))
    stored = office.disputes.detail(key).mediations[0]
    assert stored.values["text"] == TEXT
    content = office.dossiers.content(key, PaperKind.MEDIATION, stored.id)
    assert PHONE in str(content)
    concern = desk.register(title="路灯")
    changed = office.concerns.detail(concern)
    again = replace(draft(desk.today, title=TEXT), id=concern, version=changed.version)
    office.concerns.save(again)
    (change,) = [one for one in office.concerns.history(concern) if one.old == "路灯"]
    assert_in_part(change.new)


def test_ordinary_figures_stay_as_they_are(desk: Desk) -> None:
    key = desk.register(household_id=desk.home(), title=FIGURES)
    assert desk.office.concerns.rows([key])[key].title == FIGURES
