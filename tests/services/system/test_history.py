"""The history speaks the office's words, names what keys refer to, and hides what is private."""

from sqlalchemy import select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.terms.record import FIELDS_OF_TABLE, SILENT_COLUMNS
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.models.tables import domain_tables
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.history import History
from tests.factories import make_area, make_household, make_resident


def test_every_column_has_a_word() -> None:
    for table in domain_tables():
        known = {*FIELDS_OF_TABLE[table.name], *SILENT_COLUMNS}
        assert {column.name for column in table.c} <= known, table.name


def test_keys_are_named_and_private_values_hidden(context: Context) -> None:
    with context.store.operation("建户", context.actor) as operation:
        village = operation.session.scalars(select(Area)).one()
        groups = [
            make_area(operation, name, level="group", parent_id=village.id)
            for name in ("一组", "二组")
        ]
        household = make_household(operation, village, "001", group_id=groups[0].id)
        resident = make_resident(operation, household, "王明", phone="13812345678")
    with context.store.operation("修改", context.actor) as operation:
        operation.session.get(Household, household.id).group_id = groups[1].id
        person = operation.session.get(Resident, resident.id)
        person.phone, person.whereabouts, person.education = "13987654321", "服刑", "70"
        operation.session.get(Area, village.id).liaison_phone = "13700001111"
    history = History(context)
    moved = history.of_record(Kind.HOUSEHOLD, [household.id])[0]
    assert (moved.record, moved.field) == ("中和村/001", "村民小组")
    assert (moved.old, moved.new) == ("中和村/一组", "中和村/二组")
    changes = {row.field: (row.old, row.new) for row in history.of_record(Kind.RESIDENT, [1])}
    assert changes["联系电话"] == ("138****5678", "139****4321")
    assert changes["去向"] == ("", "（已隐去）")
    assert changes["文化程度"] == ("", "初中")
    area = history.of_record(Kind.AREA, [village.id])[0]
    assert (area.field, area.new) == ("联络员电话", "137****1111")


def test_the_newest_operations_come_first_with_their_counts(context: Context) -> None:
    with context.store.operation("建户", context.actor) as operation:
        household = make_household(operation, operation.session.scalars(select(Area)).one())
        make_resident(operation, household)
    newest, oldest = History(context).operations()
    assert (newest.sentence, newest.created, newest.updated) == ("建户", 2, 0)
    assert oldest.sentence == "建村"
    assert History(context).operations(before=newest.number) == (oldest,)
