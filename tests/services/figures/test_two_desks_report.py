"""Two desks report at once on one shared database: one is told of the other, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE
from liaison_desktop.domain.figures.summary import SummaryDetail, SummaryState
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office
from tests.services.figures.conftest import Records

Desks = tuple[Office, Office]
H1 = parse_period("2023H1")
OWN = OwnIndicator(None, None, "登记的纠纷", "起", Measure.COUNT, "disputes_found", EVERYWHERE)


def at_once(desks: Desks, *works: Callable[[Office], Any]) -> list[Any]:
    """Let each desk do its work (or both the same); give answers, or what they were told."""
    barrier = Barrier(2)

    def run(office: Office, work: Callable[[Office], Any]) -> Any:
        barrier.wait()
        try:
            return work(office)
        except AppError as told:
            return told

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, desks, works * (2 // len(works))))


def refusals(answers: list[Any]) -> int:
    return len([one for one in answers if isinstance(one, AppError)])


def test_reports_drafted_at_once_are_both_kept(desks: Desks) -> None:
    def save(office: Office) -> int:
        return office.summaries.save(office.summaries.draft("E", H1))[0]

    assert len(set(at_once(desks, save))) == len(desks[0].summaries.rows()) == 2
    assert desks[0].check.run().whole


def test_one_of_two_saves_of_the_same_is_told(desks: Desks) -> None:
    first = desks[0]
    key = first.summaries.save(first.summaries.draft("E", H1))[0]
    detail = first.summaries.detail(key)
    own = replace(OWN, id=first.own_indicators.save(OWN)[0], version=1)
    for save in (
        lambda office: office.summaries.save(
            replace(detail, organisation=office.context.store.desk)
        ),
        lambda office: office.own_indicators.save(replace(own, label=office.context.store.desk)),
        lambda office: office.own_indicators.save(replace(OWN, label="两边都要建的")),
    ):
        assert refusals(at_once(desks, save)) == 1
    assert first.summaries.detail(key).organisation in {"前台", "后台"}
    assert {one.label for one in first.own_indicators.rows()} & {"前台", "后台"}
    assert first.check.run().whole


def test_a_report_is_closed_as_it_was_or_not_at_all(desks: Desks) -> None:
    def close(seen: SummaryDetail, office: Office) -> None:
        office.closings.close(seen.id, H1, {"a.txt": b"a"}, version=seen.version)

    def edit(seen: SummaryDetail, office: Office) -> None:
        office.summaries.save(replace(seen, organisation="改过的单位"))

    first = desks[0]
    for _ in range(3):
        key = first.summaries.save(first.summaries.draft("E", H1))[0]
        seen = first.summaries.detail(key)
        answers = at_once(
            desks,
            partial(close, seen),
            partial(edit, seen),
        )
        edited = first.summaries.detail(key).organisation == "改过的单位"
        assert refusals(answers) == 1
        assert edited is (first.summaries.detail(key).state is SummaryState.DRAFT)


def test_what_a_closing_counts_is_what_it_lists(desks: Desks) -> None:
    def void(key: int, office: Office) -> None:
        office.disputes.void(key, 1, "重复登记")

    first, second = desks
    records = Records(first)
    keys = [records.dispute(number=f"纠{n}", found_on=date(2023, 5, 1)) for n in range(6)]
    for key in keys[:4]:
        at_once(
            desks,
            lambda office: office.closings.close(None, H1, {}),
            partial(void, key),
        )
        kept = first.closings.frozen(H1)
        assert kept is not None
        found = next(one for one in kept.figures if one.key == "disputes_found")
        assert len(first.closings.records(kept.closed.id, "disputes_found")) == found.value
    assert second.check.run().whole


def test_cards_made_at_both_desks_are_made_once(desks: Desks) -> None:
    first = desks[0]
    records = Records(first)
    cadre = records.add("cadre", phone="13900005678")
    for _ in range(8):
        records.pair(records.household(), cadre)
    at_once(desks, lambda office: office.cards.issue(HouseholdFilter()))
    assert first.cards.count() == 8
    assert first.check.run().whole


def test_each_desk_has_its_own_drafts_and_its_own_last_operation(desks: Desks) -> None:
    """Both are there under the same name (工作人员), as two PCs of one office are."""
    first, second = desks
    first.drafts.keep("concern", "", {"title": "前台写的"})
    assert second.drafts.find("concern", "") is None
    second.drafts.keep("concern", "", {"title": "后台写的"})
    second.drafts.discard("concern", "")
    assert [one.values for one in first.drafts.all()] == [{"title": "前台写的"}]
    second.areas.add_village("后台建的村")
    first.areas.add_village("前台建的村")
    second.undo.take_back(own=True)
    assert [one.name for one in first.areas.villages()] == ["前台建的村"]
