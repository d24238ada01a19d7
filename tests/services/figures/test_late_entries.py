"""What came into the ledgers after its period: a number a summary can tell, with its records."""

from datetime import UTC, date, datetime

import pytest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.summary import Block, BlockKind, SummaryDetail
from liaison_desktop.domain.figures.template_words import LATE_ENTRIES
from liaison_desktop.domain.figures.token import BLANK, Run, Token
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.services.office import Office
from tests.services.figures.conftest import Records

H1 = parse_period("2023H1")
NOT_OVER = parse_period("2099")
MAY = date(2023, 5, 1)


def said(runs: tuple[Run, ...]) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in runs)


def told(office: Office, period: Period, scope: Scope = EVERYWHERE) -> list[str]:
    return [said(one.runs) for one in office.summaries.facts(period, scope) if "late" in one.key]


@pytest.fixture
def late(records: Records) -> tuple[int, int, int]:
    """Two disputes and a mediation of one of them, all entered long after."""
    first = records.dispute(number="纠1", title="古月与江河争地", found_on=MAY)
    second = records.dispute(number="纠2", found_on=date(2023, 6, 30))
    session = records.add("mediation", dispute_id=second, on=date(2023, 6, 30), outcome="settled")
    return first, second, session


def test_the_number_stands_in_a_sentence_and_opens_its_records(
    office: Office, late: tuple[int, int, int]
) -> None:
    first, second, _ = late
    runs = office.summaries.sentence("期末以后补录{补录记录数}。", H1)
    assert said(runs) == "期末以后补录3条。"
    token = runs[1]
    assert isinstance(token, Token)
    listed = office.summaries.records(token.source)
    # A mediation has no page of its own: its dispute is opened. Nobody is named (R115).
    assert [(one.kind, one.id, one.record, one.name) for one in listed] == [
        (Kind.DISPUTE, first, "纠1", "矛盾纠纷"),
        (Kind.DISPUTE, second, "纠2", "矛盾纠纷"),
        (Kind.DISPUTE, second, "纠2/2023-06-30", "调解记录"),
    ]
    assert office.late_entries.count(H1) == len(listed) == len(office.late_entries.of(H1))
    assert office.summaries.meaning(token.source) == (
        "补录记录数：事情发生在期内、期末以后才录入或导入台账的记录，作废的不算。"
        "2023年上半年（2023年1月1日至6月30日）。"
    )


def test_it_is_offered_as_a_fact_only_where_there_is_something(
    records: Records, late: tuple[int, int, int]
) -> None:
    office = records.office
    assert told(office, H1) == ["期末以后补录的记录3条。"]
    records.dispute(number="纠3", found_on=date(2099, 5, 1))
    assert told(office, NOT_OVER) == []  # what is not over cannot be late
    assert told(office, parse_period("2022H1")) == []


def test_the_fact_is_right_to_the_check_and_counted_anew_when_more_comes(
    records: Records, late: tuple[int, int, int]
) -> None:
    office = records.office
    (fact,) = [one for one in office.summaries.facts(H1) if one.key == LATE_ENTRIES]
    assert office.proofs.check_text([Block(BlockKind.BODY, fact.runs)], H1) == ()
    draft = office.summaries.draft("A", H1)
    written = Block(BlockKind.BODY, fact.runs)
    records.dispute(number="纠3", found_on=MAY)
    detail = SummaryDetail(None, None, "A", H1.key, "", draft.signed_on, (written,))
    assert [(one.shown, one.now) for one in office.summaries.changed(detail)] == [("3", "4")]


def test_of_one_village_it_is_not_known(records: Records, late: tuple[int, int, int]) -> None:
    village = Scope((ScopePart(Dimension.VILLAGE, str(records.village), "中和村"),))
    assert told(records.office, H1, village) == []
    runs = records.office.summaries.sentence("{补录记录数}", H1, DraftOptions(scope=village))
    assert said(runs) == f"{BLANK}条"


def test_what_was_voided_is_no_late_entry(records: Records) -> None:
    void = records.dispute(number="纠1", found_on=MAY, state="void")
    records.add("mediation", dispute_id=void, on=MAY, outcome="settled")
    assert records.office.late_entries.of(H1) == ()
    assert records.office.late_entries.count(H1) == 0
    assert told(records.office, H1) == []


def test_what_an_undo_brought_back_was_entered_when_it_was_entered_first(
    practice_office: Office,
) -> None:
    office = practice_office
    visit = next(one for one in office.late_entries.of(H1) if one.kind is Kind.VISIT)
    before, moment = office.late_entries.of(H1), datetime.now(UTC)
    detail = office.visits.detail(visit.id)
    assert detail.version is not None
    office.visits.delete(visit.id, detail.version)
    assert visit not in office.late_entries.of(H1)
    office.undo.take_back()
    assert office.late_entries.of(H1) == before
    assert office.late_entries.count(H1) == len(before)
    assert office.late_entries.of(H1, moment) == ()
