"""The lists that can be exported: their columns, and the query their rows come from."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from liaison_desktop.domain.terms import household as household_terms
from liaison_desktop.domain.terms import resident as resident_terms
from liaison_desktop.domain.terms.cadre import CADRE_FIELDS
from liaison_desktop.domain.terms.contact_card import CARD_STATE_LABELS, RECEIPT_LABELS
from liaison_desktop.domain.terms.field import FieldType
from liaison_desktop.domain.terms.resident import ID_STATE_LABELS
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import (
    current_on,
    kept_on,
    left_by,
    not_closed,
    not_moved_out,
)
from liaison_desktop.services.register.contact_cards_stale import stale_cards
from liaison_desktop.services.register.household_place import HouseholdPlace, household_place
from liaison_desktop.services.system.export_archive import ARCHIVE_LISTS
from liaison_desktop.services.system.export_columns import (
    AnySelect,
    ExportColumn,
    ExportList,
    field_columns,
)
from liaison_desktop.services.system.export_concerns import CONCERN_LISTS
from liaison_desktop.services.system.export_disputes import DISPUTE_LISTS
from liaison_desktop.services.system.export_visits import VISIT_LISTS

_HOUSEHOLD, _RESIDENT = table("household"), table("resident")
_CADRE, _UNIT, _TEAM = table("cadre"), table("unit"), table("team")
_PAIRING, _CARD = table("pairing"), table("contact_card")
_DATE, _INTEGER = FieldType.DATE, FieldType.INTEGER
_HOUSEHOLD_ID = "household_id"

_PLACE = (
    ExportColumn("village", "村"),
    ExportColumn("group", "组"),
    ExportColumn("number", "户编号", is_number=True),
    ExportColumn("head", "户主姓名"),
)

_RESIDENT_FIRST = ("sex", "birth", "ethnicity", "id_number", "phone")


def _labelled(column: ColumnElement[Any], labels: dict[str, str]) -> ColumnElement[str]:
    """Return the label of a stored word, in SQL."""
    return case(labels, value=column, else_="")


def _words(labels: dict[Any, str]) -> dict[str, str]:
    return {member.value: label for member, label in labels.items()}


def _head_phone(place: HouseholdPlace) -> ColumnElement[Any]:
    return place.head.c.phone.label("phone")


def _households(day: date) -> AnySelect:
    place = household_place()
    size = (
        select(func.count(_RESIDENT.c.id))
        .where(_RESIDENT.c.household_id == _HOUSEHOLD.c.id, not_moved_out(day))
        .correlate(_HOUSEHOLD)
        .scalar_subquery()
    )
    fields = [_HOUSEHOLD.c[field.name] for field in household_terms.FIELDS]
    return (
        select(
            _HOUSEHOLD.c.id.label(_HOUSEHOLD_ID),
            *place.columns,
            size.label("size"),
            _head_phone(place),
            *fields,
        )
        .select_from(place.join(_HOUSEHOLD))
        .where(not_closed(day))
        .order_by(*place.order)
    )


def _residents(day: date) -> AnySelect:
    place = household_place()
    source = _HOUSEHOLD.join(_RESIDENT, _RESIDENT.c.household_id == _HOUSEHOLD.c.id)
    fields = [_RESIDENT.c[field.name] for field in resident_terms.FIELDS]
    return (
        select(
            _RESIDENT.c.household_id,
            *place.columns,
            _RESIDENT.c.name,
            _RESIDENT.c.relation,
            *fields,
            _labelled(_RESIDENT.c.id_state, ID_STATE_LABELS).label("id_state"),
        )
        .select_from(place.join(source))
        .where(not_closed(day), not_moved_out(day))
        .order_by(*place.order, _RESIDENT.c.position, _RESIDENT.c.id)
    )


def _cadres(day: date) -> AnySelect:
    households = (
        select(func.count(_PAIRING.c.household_id.distinct()))
        .join(_HOUSEHOLD, _HOUSEHOLD.c.id == _PAIRING.c.household_id)
        .where(_PAIRING.c.cadre_id == _CADRE.c.id, current_on(day), kept_on(day))
        .correlate(_CADRE)
        .scalar_subquery()
    )
    own = [_CADRE.c[field.name] for field in CADRE_FIELDS if field.name not in ("unit", "team")]
    return (
        select(
            _CADRE.c.id,
            *own,
            _UNIT.c.name.label("unit"),
            _TEAM.c.name.label("team"),
            households.label("households"),
        )
        .outerjoin(_UNIT, _UNIT.c.id == _CADRE.c.unit_id)
        .outerjoin(_TEAM, _TEAM.c.id == _CADRE.c.team_id)
        .where(~left_by(day))
        .order_by(_UNIT.c.id, _CADRE.c.id)
    )


def _pairings(day: date) -> AnySelect:
    place = household_place()
    source = (
        _HOUSEHOLD.join(_PAIRING, _PAIRING.c.household_id == _HOUSEHOLD.c.id)
        .join(_CADRE, _CADRE.c.id == _PAIRING.c.cadre_id)
        .outerjoin(_UNIT, _UNIT.c.id == _CADRE.c.unit_id)
    )
    return (
        select(
            _PAIRING.c.household_id,
            *place.columns,
            _CADRE.c.name.label("cadre"),
            _UNIT.c.name.label("unit"),
            _CADRE.c.post,
            _CADRE.c.phone,
            _PAIRING.c.way,
            _PAIRING.c.since,
            _PAIRING.c.until,
            _PAIRING.c.note,
        )
        .select_from(place.join(source))
        .where(kept_on(day), current_on(day))
        .order_by(*place.order, _PAIRING.c.id)
    )


def _cards(day: date) -> AnySelect:
    place = household_place()
    source = _HOUSEHOLD.join(_CARD, _CARD.c.household_id == _HOUSEHOLD.c.id)
    stale = case((_CARD.c.id.in_(stale_cards(day)), "是"), else_="")
    return (
        select(
            _CARD,
            _labelled(_CARD.c.state, _words(CARD_STATE_LABELS)).label("state_label"),
            _labelled(_CARD.c.receipt_way, _words(RECEIPT_LABELS)).label("way_label"),
            stale.label("stale"),
        )
        .select_from(place.join(source))
        .order_by(*place.order, _CARD.c.id)
    )


def _coverage(day: date) -> AnySelect:
    place = household_place()
    covered = select(_PAIRING.c.household_id).where(current_on(day))
    paired = func.count().filter(_HOUSEHOLD.c.id.in_(covered))
    order = place.order[:4]
    return (
        select(
            place.village.c.name.label("village"),
            func.coalesce(place.group.c.name, "").label("group"),
            func.count().label("households"),
            paired.label("paired"),
            (func.count() - paired).label("unpaired"),
        )
        .select_from(place.join(_HOUSEHOLD))
        .where(kept_on(day))
        .group_by(place.village.c.name, place.group.c.name, *order)
        .order_by(*order)
    )


_RESIDENT_FIELDS = {column.key: column for column in field_columns(resident_terms.FIELDS)}
_WAY = ExportColumn("way", "联户方式", FieldType.CODE, "pairing_way")

EXPORT_LISTS: tuple[ExportList, ...] = (
    ExportList(
        "households",
        "农户",
        (
            *_PLACE,
            ExportColumn("size", "人口", _INTEGER),
            _RESIDENT_FIELDS["phone"],
            *field_columns(household_terms.FIELDS),
        ),
        _households,
    ),
    ExportList(
        "residents",
        "家庭成员",
        (
            *_PLACE,
            ExportColumn("name", "姓名"),
            ExportColumn("relation", "与户主关系"),
            *(_RESIDENT_FIELDS[name] for name in _RESIDENT_FIRST),
            *(c for key, c in _RESIDENT_FIELDS.items() if key not in _RESIDENT_FIRST),
            ExportColumn("id_state", "身份证号核对"),
        ),
        _residents,
    ),
    ExportList(
        "cadres",
        "干部",
        (*field_columns(CADRE_FIELDS), ExportColumn("households", "现联系户数", _INTEGER)),
        _cadres,
    ),
    ExportList(
        "pairings",
        "结对联户",
        (
            *_PLACE,
            ExportColumn("cadre", "干部姓名"),
            ExportColumn("unit", "单位"),
            ExportColumn("post", "职务"),
            ExportColumn("phone", "联系电话", FieldType.PHONE),
            _WAY,
            ExportColumn("since", "起始日期", _DATE),
            ExportColumn("until", "终止日期", _DATE),
            ExportColumn("note", "备注"),
        ),
        _pairings,
    ),
    ExportList(
        "cards",
        "民情联系卡",
        (
            ExportColumn("number", "卡号", is_number=True),
            ExportColumn("state_label", "状态"),
            ExportColumn("stale", "待换发"),
            ExportColumn("shown_village", "村"),
            ExportColumn("shown_group", "组"),
            ExportColumn("shown_household_number", "户编号", is_number=True),
            ExportColumn("shown_head", "户主姓名"),
            ExportColumn("shown_cadre", "干部姓名"),
            ExportColumn("shown_unit", "单位"),
            ExportColumn("shown_post", "职务"),
            ExportColumn("shown_phone", "联系电话", FieldType.PHONE),
            ExportColumn("layout", "版式"),
            ExportColumn("made_on", "制卡日期", _DATE),
            ExportColumn("printed_on", "打印日期", _DATE),
            ExportColumn("handed_out_on", "发放日期", _DATE),
            ExportColumn("receiver", "签收人"),
            ExportColumn("way_label", "签收方式"),
            ExportColumn("closed_on", "停用日期", _DATE),
            ExportColumn("close_reason", "停用原因"),
        ),
        _cards,
    ),
    ExportList(
        "coverage",
        "联户覆盖",
        (
            ExportColumn("village", "村"),
            ExportColumn("group", "组"),
            ExportColumn("households", "农户", _INTEGER),
            ExportColumn("paired", "有干部联系", _INTEGER),
            ExportColumn("unpaired", "无干部联系", _INTEGER),
        ),
        _coverage,
    ),
    *VISIT_LISTS,
    *CONCERN_LISTS,
    *DISPUTE_LISTS,
    *ARCHIVE_LISTS,
)
EXPORT_LIST_OF = {one.noun: one for one in EXPORT_LISTS}
