"""What the services answer is the same on a shared database as on the file, order included."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.cadres import cadres
from liaison_desktop.services.matters import concern_query, dispute_query, visit_query
from liaison_desktop.services.office import Office, open_office
from liaison_desktop.services.register import household_query
from tests import postgres
from tests.services.figures.conftest import TODAY
from tests.services.figures.random_ledgers import add_ledgers, make_world
from tests.services.matters.concern_drafts import draft
from tests.services.matters.dispute_drafts import dispute_draft, two_parties

_ENGINES = ["sqlite", *(["postgresql"] if postgres.programs() else [])]
H1 = parse_period("2023H1")


@pytest.fixture(params=_ENGINES)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of an empty database on each engine."""
    programs = postgres.programs()
    if request.param == "sqlite" or programs is None:
        yield ""
        return
    with postgres.server(programs) as socket, postgres.database(socket) as url:
        yield url


def test_figures_and_divisions_agree(office: Office, database: str, tmp_path: Path) -> None:
    add_ledgers(office, make_world(office), 5, 40)
    with open_office(tmp_path / "other", database, create=True, today=lambda: TODAY) as other:
        add_ledgers(other, make_world(other), 5, 40)
        assert other.figures.all(H1) == office.figures.all(H1)
        for answers in (_in_every_order, _said):
            assert answers(other) == answers(office)
        for term in office.figures.indicators():
            for by in office.figures.dimensions(term.key):
                divided = office.figures.divided(term.key, H1, by)
                assert other.figures.divided(term.key, H1, by) == divided
            assert other.figures.records(term.key, H1) == office.figures.records(term.key, H1)


def _in_every_order(office: Office) -> list[list[int]]:
    """Every list by every column; texts that differ in case and width among what is sorted."""
    for title in ("b 路", "Ａ路", "a_路", "Zebra", "éÉ 路", "10号楼", "9号楼"):
        office.concerns.save(draft(TODAY, title=title, applicant=title, owner=title))
        office.disputes.save(dispute_draft(two_parties(title), title=title))
    lists: tuple[tuple[Any, Any, Iterable[str]], ...] = (
        (office.households, HouseholdFilter(), household_query.SORT_KEYS),
        (office.cadres, CadreFilter(), cadres.SORT_KEYS),
        (office.visits, VisitFilter(), visit_query.SORT_KEYS),
        (office.concerns, ConcernFilter(), concern_query.SORT_KEYS),
        (office.concerns, ConcernFilter(text="Ａ"), concern_query.SORT_KEYS),
        (office.concerns, ConcernFilter(text="A_"), concern_query.SORT_KEYS),
        (office.disputes, DisputeFilter(), dispute_query.SORT_KEYS),
        (office.disputes, DisputeFilter(text="Ｂ"), dispute_query.SORT_KEYS),
    )
    return [
        list(service.ids(wanted, Sort(key, descending)))
        for service, wanted, keys in lists
        for key in keys
        for descending in (False, True)
    ]


def _said(office: Office) -> list[object]:
    """The drafts, charts and findings of the half-year, the duties, and what is found."""
    drafts = [office.summaries.draft(key.key, H1) for key in office.summaries.structures()]
    findings = [office.proofs.check(one) for one in drafts]
    first = office.areas.villages()[0]
    office.areas.rename(first.id, first.version, "改名村")  # its entries are written anew
    found = [office.search.find(words) for words in ("村", "lu", "1", "2023")]
    return [drafts, findings, office.charts.meeting(H1), office.agenda.duties(), found]
