"""Every change is journaled once, and the chain proves it."""

import pytest
from sqlalchemy import select, text, update

from liaison_desktop.domain.changes import Kind
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.models.store import Store
from liaison_desktop.models.system.chain import chain_problems
from liaison_desktop.models.system.journal import Change, Operation
from liaison_desktop.models.system.recorder import UnrecordedWriteError
from liaison_desktop.models.tables import table
from tests.factories import make_area, make_household, make_resident


def _changes(store: Store, number: int | None) -> dict[tuple[str, int], tuple[str, object]]:
    with store.reading() as session:
        rows = session.scalars(select(Change).where(Change.operation_id == number))
        return {(row.kind, row.record_id): (row.action, row.values) for row in rows}


def _seed(store: Store) -> tuple[int, int]:
    with store.operation("建户", "张会计") as operation:
        household = make_household(operation, make_area(operation))
        resident = make_resident(operation, household, "王明", phone="13800000000")
    return household.id, resident.id


def test_a_create_keeps_no_values_because_the_row_is_there(store: Store) -> None:
    with store.operation("建村", "张会计") as operation:
        village = make_area(operation)
    assert _changes(store, operation.number) == {("area", village.id): ("create", None)}
    assert operation.changes.kinds == {Kind.AREA}


def test_an_update_keeps_before_and_after_of_changed_columns_only(store: Store) -> None:
    _, resident_id = _seed(store)
    with store.operation("改电话", "张会计") as operation:
        resident = operation.session.get(Resident, resident_id)
        resident.phone = "13911111111"
        operation.session.flush()
        resident.phone = "13922222222"
        resident.name = "王明"
    assert _changes(store, operation.number) == {
        ("resident", resident_id): ("update", {"phone": ["13800000000", "13922222222"]})
    }


def test_changing_back_within_an_operation_leaves_no_trace(store: Store) -> None:
    _, resident_id = _seed(store)
    with store.operation("改来改去", "张会计") as operation:
        resident = operation.session.get(Resident, resident_id)
        resident.phone = "1"
        operation.session.flush()
        resident.phone = "13800000000"
    assert operation.number is None


def test_a_delete_keeps_the_whole_row(store: Store) -> None:
    _, resident_id = _seed(store)
    with store.operation("删人", "张会计") as operation:
        operation.session.delete(operation.session.get(Resident, resident_id))
    action, values = _changes(store, operation.number)["resident", resident_id]
    assert action == "delete"
    assert isinstance(values, dict)
    assert (values["name"], values["phone"]) == ("王明", "13800000000")


def test_batches_are_journaled_row_by_row(store: Store) -> None:
    with store.operation("建", "张会计") as operation:
        village = make_area(operation)
        rows = [
            {"village_id": village.id, "number": str(i), "number_key": str(i)} for i in range(700)
        ]
        ids = operation.bulk_insert(table("household"), rows)
    with store.operation("批量", "张会计") as operation:
        changed = operation.bulk_update(
            table("household"), [{"id": key, "door": "1号"} for key in ids[:600]]
        )
        again = operation.bulk_update(table("household"), [{"id": ids[0], "door": "1号"}])
        removed = operation.bulk_delete(table("household"), ids[600:])
    assert (changed, again, removed) == (600, 0, 100)
    found = _changes(store, operation.number)
    assert len(found) == 700
    assert found["household", ids[0]] == ("update", {"door": [None, "1号"]})
    assert found["household", ids[650]][0] == "delete"
    with store.reading() as session:
        assert session.get(Household, ids[0]).version == 2


@pytest.mark.parametrize("statement", ["update", "delete", "insert", "text"])
def test_statements_past_the_journal_are_refused(store: Store, statement: str) -> None:
    _seed(store)
    households = table("household")
    statements = {
        "update": update(households).values(door="x"),
        "delete": households.delete(),
        "insert": households.insert().values(number="9"),
        "text": text("DELETE FROM household"),
    }

    def sneak() -> None:
        with store.operation("偷改", "张会计") as operation:
            operation.session.execute(statements[statement])

    with pytest.raises(UnrecordedWriteError):
        sneak()


def test_reading_sessions_cannot_write(store: Store) -> None:
    household_id, _ = _seed(store)
    with store.reading() as session:
        session.get(Household, household_id).door = "x"
        with pytest.raises(Exception, match=r"read-?only|query_only"):
            session.flush()


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    def fail() -> None:
        with store.operation("建村", "张会计") as operation:
            make_area(operation)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.reading() as session:
        assert session.execute(select(table("area"))).all() == []
        assert session.scalars(select(Operation)).all() == []


def test_ids_are_never_used_twice(store: Store) -> None:
    household_id, _ = _seed(store)
    with store.operation("删", "张会计") as operation:
        resident = operation.session.scalars(select(Resident)).one()
        operation.session.delete(resident)
        operation.session.flush()
        operation.session.delete(operation.session.get(Household, household_id))
    with store.operation("再建", "张会计") as operation:
        village = operation.session.execute(select(table("area").c.id)).scalar_one()
        row = {"village_id": village, "number": "2", "number_key": "2"}
        assert operation.bulk_insert(table("household"), [row]) > [household_id]


def test_public_ids_rise_even_over_operations(store: Store) -> None:
    taken = []
    for name in ("一村", "二村", "三村"):
        with store.operation("建村", "张会计") as operation:
            taken.append(make_area(operation, name).public_id)
    assert taken == sorted(set(taken))


def _tamper(store: Store, sql: str) -> list[str]:
    with store.engine.begin() as connection:
        connection.execute(text(sql))
    with store.reading() as session:
        return list(chain_problems(session))


def test_the_chain_holds_and_survives_lawful_erasure(store: Store) -> None:
    _, resident_id = _seed(store)
    with store.operation("改", "张会计") as operation:
        operation.session.get(Resident, resident_id).phone = "13911111111"
    with store.reading() as session:
        assert list(chain_problems(session)) == []
    assert _tamper(store, 'UPDATE change SET "values" = NULL, salt = NULL') == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE operation SET sentence = 'x' WHERE id = 1", "被改动过"),
        ("UPDATE operation SET actor = 'x' WHERE id = 2", "被改动过"),
        ("UPDATE change SET action = 'delete' WHERE id = 1", "被改动过"),
        ("DELETE FROM change WHERE operation_id = 2", "被改动过"),
        ("UPDATE desk SET head = 'x'", "末尾缺失"),
        ("DELETE FROM resident", "绕过操作日志"),
        ("UPDATE resident SET phone = '13700000000'", "内容绕过操作日志"),
    ],
)
def test_tampering_is_found(store: Store, sql: str, words: str) -> None:
    _, resident_id = _seed(store)
    with store.operation("改", "张会计") as operation:
        operation.session.get(Resident, resident_id).phone = "13911111111"
    assert any(words in problem for problem in _tamper(store, sql))


def test_a_changed_value_in_the_journal_is_found(store: Store) -> None:
    _, resident_id = _seed(store)
    with store.operation("改", "张会计") as operation:
        operation.session.get(Resident, resident_id).phone = "13911111111"
    sql = """UPDATE change SET "values" = '{"phone": ["1", "2"]}' WHERE action = 'update'"""
    assert any("被改动过" in problem for problem in _tamper(store, sql))
