"""Single indicators of the ledgers: what counts in each, and what was never recorded."""

from datetime import date
from typing import Any

import pytest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office

H1 = parse_period("2023H1")
IN, AFTER = date(2023, 3, 1), date(2023, 7, 3)


def insert(office: Office, kind: str, /, **values: Any) -> int:
    with office.context.store.operation("登记", office.context.actor) as operation:
        return operation.bulk_insert(table(kind), [values])[0]


def dispute(office: Office, state: str = "found", **values: Any) -> int:
    with office.context.store.reading() as session:
        number = session.query(table("dispute")).count()
    row = {"number": f"纠{number}", "state": state, "title": "地界", "found_on": IN, "reopened": 0}
    return insert(office, "dispute", **(row | values))


def value(office: Office, key: str, period: str = "2023H1") -> Any:
    return office.figures.one(key, parse_period(period)).value


def test_what_a_ledger_never_told_is_missing_and_not_0(office: Office) -> None:
    dispute(office)
    for key in ("disputes_accepted", "dispute_parties", "disputes_of_three", "dispute_people",
                "mediations", "agreements_written", "agreements_confirmed",
                "disputes_followed_up", "zero_reports", "notices_published",
                "disputes_may_escalate", "disputes_prevented", "people_prevented",
                "dispute_accepted_settle_rate"):  # fmt: skip
        assert value(office, key) is None, key
    for key in ("disputes_settled", "disputes_to_police", "disputes_closed", "agreement_amount"):
        assert value(office, key) == 0, key


def test_parties_are_counted_with_the_disputes_accepted(office: Office) -> None:
    for place, (accepted, parties) in enumerate(((IN, 2), (IN, 3), (AFTER, 4), (None, 5))):
        key = dispute(office, number=f"当{place}", accepted_on=accepted)
        for position in range(parties):
            insert(office, "party", dispute_id=key, side="first", position=position, name="甲")
    assert (value(office, "dispute_parties"), value(office, "disputes_of_three")) == (5, 1)
    listed = office.figures.records("dispute_parties", H1)
    assert [(one.kind, one.record, one.name) for one in listed] == [
        (Kind.DISPUTE, "当0", ""),
        (Kind.DISPUTE, "当1", ""),
    ]
    figure = office.figures.one("dispute_parties", H1)
    assert (figure.value, figure.records) == (5, 2)


def test_parties_of_a_ledger_without_acceptances_are_missing_and_not_0(office: Office) -> None:
    key = dispute(office)
    insert(office, "party", dispute_id=key, side="first", position=0, name="甲")
    assert (value(office, "dispute_parties"), value(office, "disputes_of_three")) == (None, None)
    assert "没受理的不计" in office.figures.term("dispute_parties").meaning
    dispute(office, accepted_on=AFTER)  # of it no party is known, and none fell in the period
    assert value(office, "dispute_parties") is None


def test_agreements_by_form_performance_and_ruling(office: Office) -> None:
    for form, performance, performed, ruling, ruled in (
        ("written", "voluntary", IN, "确认有效", IN),
        ("written", "enforced", IN, "驳回申请", IN),
        ("oral", "voluntary", AFTER, None, None),
        ("oral", "none", None, "确认有效", AFTER),
    ):
        insert(
            office, "agreement", dispute_id=dispute(office, "agreed", settled_on=IN), form=form,
            agreed_on=IN, performance=performance, performed_on=performed, ruling=ruling,
            ruling_on=ruled,
        )  # fmt: skip
    void = dispute(office, "void")
    insert(office, "agreement", dispute_id=void, form="oral", agreed_on=IN)
    keys = ("agreements_written", "agreements_oral", "agreements_performed",
            "agreements_confirmed")  # fmt: skip
    assert [value(office, key) for key in keys] == [2, 2, 1, 1]
    by_form = office.figures.divided("agreements_performed", H1, Dimension.WAY)
    assert [(one.part.label, one.figure.value) for one in by_form.parts] == [
        ("书面协议", 1), ("口头协议", 0),
    ]  # fmt: skip


def test_amounts_count_with_the_mediation_or_with_the_agreement(office: Office) -> None:
    dispute(office, "agreed", mediated_on=date(2022, 12, 1), settled_on=IN, amount=1000.5)
    dispute(office, "mediating", mediated_on=IN, amount=2000)
    assert value(office, "dispute_amount") == 2000
    assert value(office, "agreement_amount") == 1000.5


def test_what_might_have_turned_violent_and_was_settled(office: Office) -> None:
    dispute(office, "agreed", settled_on=IN, may_escalate=True, people=7, police_on=IN)
    dispute(office, "mediating", may_escalate=True, people=30)
    dispute(office, "agreed", settled_on=IN, people=4)
    keys = ("disputes_may_escalate", "disputes_prevented", "people_prevented",
            "disputes_to_police", "dispute_people")  # fmt: skip
    assert [value(office, key) for key in keys] == [2, 1, 7, 1, 41]


def test_nothing_prevented_is_0_where_the_danger_was_looked_for(office: Office) -> None:
    dispute(office, "agreed", settled_on=IN, may_escalate=False)
    keys = ("disputes_may_escalate", "disputes_prevented", "people_prevented")
    assert [value(office, key) for key in keys] == [0, 0, None]
    dispute(office, people=4, may_escalate=False)
    assert value(office, "people_prevented") == 0


@pytest.mark.parametrize(
    ("state", "days", "closed"),
    [
        ("agreed", {"settled_on": IN}, True),
        ("ended", {"ended_on": IN}, True),
        ("ended", {"ended_on": AFTER}, False),
        ("filed", {"filed_on": IN}, True),
        ("ended", {}, True),
        ("mediating", {"mediated_on": IN}, False),
        ("found", {}, False),
        ("agreed", {"settled_on": date(2022, 1, 1)}, True),
    ],
)
def test_a_dispute_is_open_or_closed_never_both(
    office: Office, state: str, days: dict[str, date], *, closed: bool
) -> None:
    dispute(office, state, **days)
    assert (value(office, "disputes_closed"), value(office, "disputes_open")) == (
        (1, 0) if closed else (0, 1)
    )
    assert value(office, "disputes_open_before", "2023H2") == value(office, "disputes_open")


def test_a_stopped_clock_is_not_late(office: Office) -> None:
    late = dispute(office, limit_on=date(2023, 4, 1))
    stopped = dispute(office, limit_on=date(2023, 4, 1))
    dispute(office, limit_on=date(2023, 6, 30))
    insert(office, "dispute_pause", dispute_id=stopped, since=date(2023, 3, 9), reason="鉴定")
    assert list(office.figures.record_ids("disputes_overdue", H1)) == [late]
    assert value(office, "disputes_overdue", "2023Q1") == 0


def test_people_fall_into_the_bands_of_the_form(office: Office) -> None:
    for people in (49, 50, 99, 100, 499, 500, None):
        dispute(office, people=people)
    parts = office.figures.divided("disputes_found", H1, Dimension.PEOPLE).parts
    assert [(one.part.label, one.figure.value) for one in parts] == [
        ("50人以下", 1), ("50至100人", 2), ("100至500人", 2), ("500人以上", 1), ("未填", 1),
    ]  # fmt: skip


def test_the_level_is_the_committee_s_else_the_village_s(office: Office, records: Any) -> None:
    township = records.add("area", level="township", name="罗雄镇", parent_id=None)
    committee = insert(office, "mediation_committee", area_id=township, name="镇调委会", word="镇")
    dispute(office, committee_id=committee, village_id=records.village)
    dispute(office, village_id=records.village)
    dispute(office)
    parts = office.figures.divided("disputes_found", H1, Dimension.LEVEL).parts
    assert [(one.part.label, one.figure.value) for one in parts] == [
        ("县", 0), ("乡镇", 1), ("村", 1), ("未填", 1),
    ]  # fmt: skip


def test_households_without_a_cadre_and_cadres_below_their_quota(
    office: Office, records: Any
) -> None:
    assert value(office, "cadres_below_quota") is None, "nobody has a quota"
    short, enough, _free = (
        records.add("cadre", quota=quota, name=f"干部{quota}") for quota in (3, 1, None)
    )
    homes = [records.household() for _ in range(4)]
    for home in homes[:2]:
        records.pair(home, short)
    records.pair(homes[1], short, way="领导蹲点联户")
    records.pair(homes[2], enough)
    assert list(office.figures.record_ids("cadres_below_quota", H1)) == [short]
    assert value(office, "households_uncovered") == 1
    assert value(office, "cadres_idle") == 1
    by_cadre = office.figures.divided("households_paired", H1, Dimension.CADRE)
    assert sorted(one.figure.value or 0 for one in by_cadre.parts) == [0, 1, 2]


def test_quotas_come_from_the_rule_set_in_force(office: Office, records: Any) -> None:
    leading, other = (records.add("cadre", rank=rank) for rank in ("leading", "staff"))
    rules = insert(office, "rule_set", name="联户标准", since=date(2023, 1, 1), until=None)
    for applies_to, comparison, most in (("科级以上", ">=", 2), ("", "<=", 1)):
        insert(
            office, "rule", rule_set_id=rules, indicator="paired_households",
            applies_to=applies_to, comparison=comparison, value=most, unit="户", period="",
        )  # fmt: skip
    assert list(office.figures.record_ids("cadres_below_quota", H1)) == [leading]
    for _ in range(2):
        records.pair(records.household(), leading)
    assert value(office, "cadres_below_quota") == 0
    assert other
    assert value(office, "cadres_below_quota", "2022") is None, "no rule was in force"


def test_cards_replaced_and_taken_back_go_by_the_log(office: Office, records: Any) -> None:
    cadre, home = records.add("cadre"), records.household()
    for kind, on in (("replaced", IN), ("returned", IN), ("returned", AFTER)):
        card = records.card(home, cadre, state=kind, closed_on=on)
        records.add("card_event", card_id=card, kind=kind, on=on)
    assert (value(office, "cards_replaced"), value(office, "cards_taken_back")) == (1, 1)


def test_concerns_by_what_was_done_with_them(office: Office) -> None:
    def concern(state: str, step: str = "", **values: Any) -> None:
        with office.context.store.reading() as session:
            number = session.query(table("concern")).count()
        key = insert(
            office, "concern",
            **({"number": f"民{number}", "state": state, "received_on": IN, "title": "路灯",
                "first_receiver": "", "owner": "", "reopened": 0} | values),
        )  # fmt: skip
        if step:
            insert(office, "concern_step", concern_id=key, kind=step, on=IN, by="某", state=state)

    concern("explained", done_on=IN)
    concern("struck_off", done_on=IN, struck_off_on=IN)
    concern("escalated", "escalated")
    concern("in_hand", "reopened")
    concern("converted", "converted")
    concern("void", "escalated")
    keys = ("concerns_explained", "concerns_struck_off", "concerns_escalated",
            "concerns_reopened", "concerns_converted")  # fmt: skip
    assert [value(office, key) for key in keys] == [1] * 5
    assert value(office, "concerns_entered") == 4


def test_visited_and_unvisited_households_are_all_of_them(office: Office, records: Any) -> None:
    homes = [records.household() for _ in range(3)]
    closed = records.household(until=date(2023, 5, 1))
    for home in (homes[0], homes[0], closed):
        visit = insert(office, "visit", on=IN, counted=True)
        insert(office, "visit_household", visit_id=visit, household_id=home)
    assert value(office, "households_visited") == 2, "the one closed since was visited too"
    rate = office.figures.one("visit_rate", H1)
    assert (rate.value, rate.numerator, rate.denominator) == (33.3, 1, 3)
    assert value(office, "households_unvisited") == 2
