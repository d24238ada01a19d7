"""Exported lists of visits, diaries and village stays."""

from datetime import date

from sqlalchemy import ColumnElement, case, func, select

from liaison_desktop.domain.terms.visit import DIARY_FIELDS, VILLAGE_STAY_FIELDS, VISIT_FIELDS
from liaison_desktop.models.tables import table
from liaison_desktop.services.system.export_columns import (
    AnySelect,
    ExportColumn,
    ExportList,
    field_columns,
)

_VISIT, _WHOM, _WHO = table("visit"), table("visit_household"), table("visit_cadre")
_STAY, _DIARY = table("village_stay"), table("diary")
_CADRE, _UNIT, _HOUSEHOLD = table("cadre"), table("unit"), table("household")
_VILLAGE, _HEAD = table("area").alias("village"), table("resident").alias("head")
_BETWEEN = "、"


def _heads_with_numbers() -> ColumnElement[str]:
    """Return 户主(户编号) as a list of visits writes it and reads it again."""
    number = "(" + _HOUSEHOLD.c.number + ")"
    return func.coalesce(_HEAD.c.name + number, _HOUSEHOLD.c.number)


def _visits(_day: date) -> AnySelect:
    whom = (
        select(
            func.aggregate_strings(func.coalesce(_heads_with_numbers(), _WHOM.c.typed), _BETWEEN)
        )
        .select_from(
            _WHOM.outerjoin(_HOUSEHOLD, _HOUSEHOLD.c.id == _WHOM.c.household_id).outerjoin(
                _HEAD, (_HEAD.c.household_id == _HOUSEHOLD.c.id) & _HEAD.c.is_head
            )
        )
        .where(_WHOM.c.visit_id == _VISIT.c.id)
        .correlate(_VISIT)
        .scalar_subquery()
    )
    who = (
        select(func.aggregate_strings(func.coalesce(_CADRE.c.name, _WHO.c.typed), _BETWEEN))
        .select_from(_WHO.outerjoin(_CADRE, _CADRE.c.id == _WHO.c.cadre_id))
        .where(_WHO.c.visit_id == _VISIT.c.id)
        .correlate(_VISIT)
        .scalar_subquery()
    )
    return (
        select(
            _VISIT,
            _VILLAGE.c.name.label("village"),
            whom.label("households"),
            who.label("cadres"),
            case((_VISIT.c.counted, "是"), else_="否").label("counts"),
        )
        .outerjoin(_VILLAGE, _VILLAGE.c.id == _VISIT.c.village_id)
        .order_by(_VISIT.c.on, _VISIT.c.id)
    )


def _diaries(_day: date) -> AnySelect:
    return (
        select(_DIARY, _CADRE.c.name.label("cadre"), _UNIT.c.name.label("unit"))
        .join(_CADRE, _CADRE.c.id == _DIARY.c.cadre_id)
        .outerjoin(_UNIT, _UNIT.c.id == _CADRE.c.unit_id)
        .order_by(_DIARY.c.on, _DIARY.c.id)
    )


def _village_stays(_day: date) -> AnySelect:
    return (
        select(
            _STAY,
            _CADRE.c.name.label("cadre"),
            _UNIT.c.name.label("unit"),
            _VILLAGE.c.name.label("village"),
            _heads_with_numbers().label("household"),
        )
        .join(_CADRE, _CADRE.c.id == _STAY.c.cadre_id)
        .outerjoin(_UNIT, _UNIT.c.id == _CADRE.c.unit_id)
        .outerjoin(_VILLAGE, _VILLAGE.c.id == _STAY.c.village_id)
        .outerjoin(_HOUSEHOLD, _HOUSEHOLD.c.id == _STAY.c.household_id)
        .outerjoin(_HEAD, (_HEAD.c.household_id == _HOUSEHOLD.c.id) & _HEAD.c.is_head)
        .order_by(_STAY.c.since, _STAY.c.id)
    )


_VISIT_COLUMNS = field_columns(VISIT_FIELDS)
_CADRE_COLUMNS = (ExportColumn("cadre", "干部姓名"), ExportColumn("unit", "单位"))

VISIT_LISTS: tuple[ExportList, ...] = (
    ExportList(
        "visits",
        "走访",
        (
            *_VISIT_COLUMNS[:1],
            ExportColumn("village", "村"),
            ExportColumn("households", "走访对象"),
            ExportColumn("cadres", "走访干部"),
            *_VISIT_COLUMNS[1:],
            ExportColumn("counts", "计入入户"),
        ),
        _visits,
    ),
    ExportList("diaries", "民情日记", (*_CADRE_COLUMNS, *field_columns(DIARY_FIELDS)), _diaries),
    ExportList(
        "village_stays",
        "住村",
        (
            *_CADRE_COLUMNS,
            ExportColumn("village", "村"),
            ExportColumn("household", "住在哪一户"),
            *field_columns(VILLAGE_STAY_FIELDS),
        ),
        _village_stays,
    ),
)
