"""Two desks on one shared database accept disputes at the same time: no number twice, no gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.services.office import Office
from tests.services.matters.concern_drafts import draft
from tests.services.matters.dispute_drafts import accepted, dispute_draft, step

_EACH = 12
_DAY = date(2023, 6, 30)


def _both(desks: tuple[Office, Office], work: Callable[[Office], list[int]]) -> list[int]:
    barrier = Barrier(2)

    def run(office: Office) -> list[int]:
        barrier.wait()
        return work(office)

    with ThreadPoolExecutor(2) as pool:
        return [key for keys in pool.map(run, desks) for key in keys]


def test_files_accepted_at_once_are_numbered_without_gap_or_double(
    desks: tuple[Office, Office],
) -> None:
    keys = _both(desks, lambda office: [accepted(office) for _ in range(_EACH)])
    first = desks[0]
    rows = first.disputes.rows(first.disputes.ids(DisputeFilter()))
    assert sorted(keys) == sorted(rows)
    numbers = sorted(row.file_number for row in rows.values())
    wanted = [f"(2023)罗雄人调字第{n}号" for n in range(1, 2 * _EACH + 1)]
    assert numbers == sorted(wanted)
    registered = sorted(row.number for row in rows.values())
    assert registered == [f"纠2023-{n:04d}" for n in range(1, 2 * _EACH + 1)]
    assert len(first.committees.rows()) == 1
    assert first.check.run().whole


def test_a_committee_both_desks_need_at_once_is_made_once(desks: tuple[Office, Office]) -> None:
    first = desks[0]
    for number in range(1, 7):
        village, _ = first.areas.add_village(f"第{number}村")
        one = replace(dispute_draft(), village_id=village)
        keys = {office: first.disputes.save(one)[0] for office in desks}

        def accept(office: Office, keys: dict[Office, int] = keys) -> list[int]:
            step(office, keys[office], office.disputes.accept, _DAY, "party")
            return [keys[office]]

        rows = first.disputes.rows(_both(desks, accept))
        assert len({row.file_number for row in rows.values()}) == 2
    assert len(first.committees.rows()) == 6
    assert first.check.run().whole


def test_concerns_received_at_once_are_numbered_without_gap_or_double(
    desks: tuple[Office, Office],
) -> None:
    def receive(office: Office) -> list[int]:
        return [office.concerns.save(draft(_DAY))[0] for _ in range(_EACH)]

    _both(desks, receive)
    concerns = desks[0].concerns
    numbers = sorted(row.number for row in concerns.rows(concerns.ids()).values())
    assert numbers == [f"民2023-{n:04d}" for n in range(1, 2 * _EACH + 1)]
    assert desks[0].check.run().whole
