"""Undo brings the store back exactly, keeps what people did since, and can be undone."""

import random
from datetime import date

import pytest
from sqlalchemy import select

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.terms.contact_card import CardState
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.contact_card import CardEvent, ContactCard
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.check import Check
from liaison_desktop.services.system.history import History
from liaison_desktop.services.system.undo import Undo
from tests.factories import (
    make_area,
    make_cadre,
    make_household,
    make_pairing,
    make_resident,
)


def _digest(context: Context) -> str:
    report = Check(context).run()
    assert report.problems == ()
    return report.digest


def _village(operation: Operation) -> Area:
    return operation.session.scalars(select(Area).where(Area.level == "village")).one()


def _add_households(context: Context, count: int, first: int = 1) -> int:
    with context.store.operation("导入花名册", context.actor) as operation:
        for number in range(first, first + count):
            household = make_household(operation, _village(operation), f"{number:03}")
            make_resident(operation, household, "王明")
            make_resident(operation, household, "李芳", position=1, is_head=False, relation="妻")
    assert operation.number is not None
    return operation.number


def test_an_import_is_taken_back_and_brought_back(context: Context) -> None:
    before = _digest(context)
    _add_households(context, 5)
    after = _digest(context)
    report = Undo(context).take_back()
    assert (report.removed, report.restored, report.kept) == (15, 0, ())
    assert _digest(context) == before
    again = Undo(context).take_back(report.changes.operation)
    assert (again.restored, again.removed) == (15, 0)
    assert _digest(context) == after


def test_a_village_comes_back_with_its_groups(context: Context) -> None:
    before = _digest(context)
    with context.store.operation("建组", context.actor) as operation:
        village = make_area(operation, "补歹村")
        make_area(operation, "补歹一组", level="group", parent_id=village.id)
    after = _digest(context)
    undone = Undo(context).take_back()
    assert _digest(context) == before
    Undo(context).take_back(undone.changes.operation)
    assert _digest(context) == after


def test_what_was_edited_since_is_kept_whole_and_named(context: Context) -> None:
    number = _add_households(context, 3)
    with context.store.operation("改电话", context.actor) as operation:
        head = operation.session.scalars(
            select(Resident)
            .join(Household, Household.id == Resident.household_id)
            .where(Household.number == "002", Resident.is_head)
        ).one()
        head.phone = "13800000000"
    report = Undo(context).take_back(number)
    assert report.removed == 6
    assert {(kept.kind, kept.record, kept.why) for kept in report.kept} == {
        ("resident", "中和村/002/王明", "此后修改过"),
        ("household", "中和村/002", "仍有家庭成员使用它"),
        ("resident", "中和村/002/李芳", "所属的农户保留"),
    }
    with context.store.reading() as session:
        assert session.scalars(select(Household.number)).all() == ["002"]


def test_an_edit_taken_back_before_does_not_keep(context: Context) -> None:
    before = _digest(context)
    number = _add_households(context, 1)
    with context.store.operation("改门牌", context.actor) as operation:
        operation.session.scalars(select(Household)).one().door = "3号"
    Undo(context).take_back()
    assert Undo(context).take_back(number).kept == ()
    assert _digest(context) == before


def test_an_edit_whose_undo_was_undone_keeps(context: Context) -> None:
    number = _add_households(context, 1)
    with context.store.operation("改门牌", context.actor) as operation:
        operation.session.scalars(select(Household)).one().door = "3号"
    undone = Undo(context).take_back()
    Undo(context).take_back(undone.changes.operation)
    assert {kept.kind for kept in Undo(context).take_back(number).kept} >= {"household"}


def test_what_is_referred_to_is_kept(context: Context) -> None:
    number = _add_households(context, 2)
    with context.store.operation("结对", context.actor) as operation:
        household = operation.session.scalars(select(Household)).first()
        make_pairing(operation, household, make_cadre(operation))
    report = Undo(context).take_back(number)
    assert ("household", "中和村/001", "仍有结对联户使用它") in {
        (kept.kind, kept.record, kept.why) for kept in report.kept
    }
    assert report.removed == 3


def test_a_value_changed_again_is_not_overwritten(context: Context) -> None:
    _add_households(context, 1)
    numbers = []
    for door, note in (("1号", "甲"), ("2号", "甲")):
        with context.store.operation("改", context.actor) as operation:
            household = operation.session.scalars(select(Household)).one()
            household.door, household.note = door, note
        numbers.append(operation.number)
    report = Undo(context).take_back(numbers[0])
    assert [kept.why for kept in report.kept] == ["此后又修改过"]
    with context.store.reading() as session:
        household = session.scalars(select(Household)).one()
        assert (household.door, household.note) == ("2号", None)


def test_a_deleted_row_comes_back_with_its_key(context: Context) -> None:
    _add_households(context, 1)
    before = _digest(context)
    with context.store.operation("删人", context.actor) as operation:
        resident = operation.session.scalars(select(Resident).where(~Resident.is_head)).one()
        key = resident.id
        operation.session.delete(resident)
    Undo(context).take_back()
    assert _digest(context) == before
    with context.store.reading() as session:
        assert session.get(Resident, key) is not None


def test_nothing_left_to_take_back_is_said(context: Context) -> None:
    Undo(context).take_back()
    with pytest.raises(RefusedError, match="没有可以撤销"):
        Undo(context).take_back()
    with pytest.raises(RefusedError, match="已经撤销过"):
        Undo(context).take_back(1)
    with pytest.raises(RefusedError, match="没有编号"):
        Undo(context).take_back(99)


def _make_card(context: Context) -> int:
    _add_households(context, 1)
    with context.store.operation("结对", context.actor) as operation:
        make_pairing(
            operation, operation.session.scalars(select(Household)).one(), make_cadre(operation)
        )
    shown = {
        column.name: "" for column in table("contact_card").c if column.name.startswith("shown_")
    }
    with context.store.operation("制卡", context.actor) as operation:
        serial = operation.next_number("contact_card")
        operation.bulk_insert(
            table("contact_card"),
            [
                {
                    "number": f"{serial:08}",
                    "household_id": 1,
                    "cadre_id": 1,
                    "state": CardState.MADE.value,
                    "layout": "A6",
                    "made_on": date(2026, 5, 1),
                    **shown,
                }
            ],
        )
    return operation.number


def test_undoing_an_issue_voids_the_card_and_never_frees_its_number(context: Context) -> None:
    _make_card(context)
    Undo(context).take_back()
    with context.store.reading() as session:
        card = session.scalars(select(ContactCard)).one()
        assert (card.state, card.number) == (CardState.VOID.value, "00000001")
    with context.store.operation("再制卡", context.actor) as operation:
        assert operation.next_number("contact_card") == 2


def test_a_card_handed_out_refuses_undo_of_issue_and_of_handing_out(context: Context) -> None:
    issue = _make_card(context)
    with context.store.operation("发放", context.actor) as operation:
        card = operation.session.scalars(select(ContactCard)).one()
        card.state, card.handed_out_on = CardState.HANDED_OUT.value, date(2026, 5, 2)
    before = _digest(context)
    for number in (issue, operation.number, None):
        with pytest.raises(RefusedError, match="发到群众手中"):
            Undo(context).take_back(number)
    assert _digest(context) == before


def test_undo_of_undo_of_undo_and_so_on_keeps_count(context: Context) -> None:
    before = _digest(context)
    number = _add_households(context, 2)
    after = _digest(context)
    newest = number
    for step in range(6):
        report = Undo(context).take_back(newest)
        newest = report.changes.operation
        assert _digest(context) == (before if step % 2 == 0 else after)
        row = History(context).operations(1)[0]
        assert row.sentence == ("撤销" if step % 2 == 0 else "恢复") + "：导入花名册"
    assert Undo(context).next_sentence() == "导入花名册"
    states = {row.number: row.undone_by for row in History(context).operations()}
    assert states[number] is None
    assert states[number + 1] == number + 2


def test_a_change_of_head_is_taken_back(context: Context) -> None:
    _add_households(context, 1)
    before = _digest(context)
    with context.store.operation("换户主", context.actor) as operation:
        head, wife = operation.session.scalars(select(Resident).order_by(Resident.id))
        head.is_head = False
        operation.session.flush()
        wife.is_head = True
    Undo(context).take_back()
    assert _digest(context) == before
    with context.store.operation("户主去世", context.actor) as operation:
        head, wife = operation.session.scalars(select(Resident).order_by(Resident.id))
        operation.session.delete(head)
        operation.session.flush()
        wife.is_head = True
    Undo(context).take_back()
    assert _digest(context) == before


def test_a_head_replaced_again_since_stays(context: Context) -> None:
    _add_households(context, 1)
    numbers = []
    for leaving, coming in ((0, 1), (1, 2)):
        with context.store.operation("换户主", context.actor) as operation:
            people = list(operation.session.scalars(select(Resident).order_by(Resident.id)))
            if len(people) == 2:
                household = operation.session.scalars(select(Household)).one()
                people.append(make_resident(operation, household, "王强", is_head=False))
            people[leaving].is_head = False
            operation.session.flush()
            people[coming].is_head = True
        numbers.append(operation.number)
    report = Undo(context).take_back(numbers[0])
    assert "户主身份现在属于别的记录" in " ".join(kept.why for kept in report.kept)
    with context.store.reading() as session:
        assert session.scalars(select(Resident.name).where(Resident.is_head)).all() == ["王强"]


def test_a_number_given_away_since_is_not_taken_from_its_owner(context: Context) -> None:
    _add_households(context, 1)
    with context.store.operation("改户编号", context.actor) as operation:
        operation.session.scalars(select(Household)).one().number = "009"
    renumbering = operation.number
    _add_households(context, 1)
    report = Undo(context).take_back(renumbering)
    assert [(kept.record, "属于别的记录" in kept.why) for kept in report.kept] == [
        ("中和村/009", True)
    ]
    with context.store.reading() as session:
        assert sorted(session.scalars(select(Household.number))) == ["001", "009"]


def test_a_deleted_household_whose_number_was_taken_stays_away(context: Context) -> None:
    with context.store.operation("建户", context.actor) as operation:
        make_household(operation, _village(operation), "001")
    with context.store.operation("删户", context.actor) as operation:
        operation.session.delete(operation.session.scalars(select(Household)).one())
    deleting = operation.number
    _add_households(context, 1)
    report = Undo(context).take_back(deleting)
    assert (report.restored, len(report.kept)) == (0, 1)


def test_voided_cards_do_not_come_back_beside_new_ones(context: Context) -> None:
    _make_card(context)
    undone = Undo(context).take_back()
    with context.store.operation("再制卡", context.actor) as operation:
        number = operation.next_number("contact_card")
        old = operation.session.scalars(select(ContactCard)).one()
        columns = {
            column.name: getattr(old, column.name)
            for column in table("contact_card").c
            if column.name not in {"id", "public_id", "version"}
        }
        fresh = {"number": f"{number:08}", "state": "made", "closed_on": None}
        operation.bulk_insert(table("contact_card"), [columns | fresh])
    report = Undo(context).take_back(undone.changes.operation)
    assert [kept.why for kept in report.kept] == ["该户已另有有效的联系卡"]
    with context.store.reading() as session:
        states = session.scalars(select(ContactCard.state).order_by(ContactCard.id)).all()
        assert states == [CardState.VOID.value, "made"]


def test_the_issue_log_tells_of_the_undo(context: Context) -> None:
    _make_card(context)
    with context.store.operation("打印", context.actor) as operation:
        operation.session.scalars(select(ContactCard)).one().printed_on = date(2026, 5, 2)
    Undo(context).take_back()
    with context.store.reading() as session:
        events = session.scalars(select(CardEvent)).all()
    assert [(event.kind, event.note) for event in events] == [("undone", "撤销：打印")]


def test_an_operation_that_leaves_only_a_log_is_passed_and_not_tried_forever(
    context: Context,
) -> None:
    _make_card(context)
    with context.store.operation("再次打印", context.actor) as operation:
        line = {"kind": "printed", "on": date(2026, 5, 2), "by": context.actor}
        operation.bulk_insert(table("card_event"), [{"card_id": 1, "note": "", **line}])
    again = operation.number
    report = Undo(context).take_back()
    assert (report.undone, report.restored, report.removed) == (again, 0, 0)
    assert History(context).operations(1)[0].undoes == again
    assert Undo(context).next_sentence() == "制卡"
    with pytest.raises(RefusedError, match="已经撤销过"):
        Undo(context).take_back(again)


@pytest.mark.parametrize("seed", range(12))
def test_random_histories_come_back_step_by_step(context: Context, seed: int) -> None:
    """Undoing all operations newest first passes through every earlier state."""
    chance = random.Random(seed)
    digests = [_digest(context)]
    numbers = []
    for step in range(8):
        number = _random_operation(context, chance, step)
        if number is not None:
            numbers.append(number)
            digests.append(_digest(context))
    for number, digest in zip(reversed(numbers), reversed(digests[:-1]), strict=True):
        report = Undo(context).take_back()
        assert (report.undone, report.kept) == (number, ())
        assert _digest(context) == digest


def _random_operation(context: Context, chance: random.Random, step: int) -> int | None:
    with context.store.operation(f"第{step}步", context.actor) as operation:
        session = operation.session
        people = list(session.scalars(select(Resident).where(~Resident.is_head)))
        kind = chance.choice(["add", "edit", "edit", "remove", "move", "head", "number"])
        if kind == "add" or not people:
            for number in range(chance.randrange(1, 4)):
                household = make_household(operation, _village(operation), f"{step}-{number}")
                make_resident(operation, household)
                make_resident(operation, household, "李芳", position=1, is_head=False)
        elif kind == "edit":
            for person in chance.sample(people, min(2, len(people))):
                person.phone = f"1380000{chance.randrange(10**4):04}"
                person.birth = chance.choice([None, date(1980, 1, 2), date(1990, 3, 4)])
        elif kind == "remove":
            session.delete(chance.choice(people))
        elif kind == "head":
            _swap_head(operation, chance.choice(people), remove=chance.random() < 0.3)
        elif kind == "number":
            household = session.get(Household, chance.choice(people).household_id)
            household.number, household.since = f"N{step}", date(2020, 1, step + 1)
        else:
            rows = [{"id": p.id, "note": f"n{step}", "education": "初中"} for p in people]
            operation.bulk_update(table("resident"), rows)
    return operation.number


def _swap_head(operation: Operation, person: Resident, *, remove: bool) -> None:
    head = operation.session.scalars(
        select(Resident).where(Resident.household_id == person.household_id, Resident.is_head)
    ).one()
    if remove:
        operation.session.delete(head)
    else:
        head.is_head = False
    operation.session.flush()
    person.is_head = True


@pytest.mark.parametrize("seed", range(6))
def test_random_undo_and_redo_never_break_the_store(context: Context, seed: int) -> None:
    """Whatever is taken back in whatever order: no crash, a whole store, one head a household."""
    chance = random.Random(100 + seed)
    for step in range(10):
        if step > 2 and chance.random() < 0.6:
            rows = [row for row in History(context).operations() if row.undone_by is None]
            Undo(context).take_back(chance.choice(rows[:-1] or rows).number)
        else:
            _random_operation(context, chance, step)
        _digest(context)
        with context.store.reading() as session:
            heads = select(Resident.household_id).where(Resident.is_head)
            assert len(session.scalars(heads).all()) == len(set(session.scalars(heads)))
