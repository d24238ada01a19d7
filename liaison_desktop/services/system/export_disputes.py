"""The exported ledger of disputes (矛盾纠纷排查调处台账, domain.md 6.1)."""

from datetime import date

from sqlalchemy import ColumnElement, case, func, select

from liaison_desktop.domain.terms.dispute import (
    DISPUTE_FIELD_OF,
    DISPUTE_STATE_LABELS,
    DisputeState,
    Side,
)
from liaison_desktop.domain.terms.field import FieldType, Privacy
from liaison_desktop.models.tables import table
from liaison_desktop.services.system.export_columns import (
    AnySelect,
    ExportColumn,
    ExportList,
    field_columns,
)

_DISPUTE, _PARTY, _RESIDENT = table("dispute"), table("party"), table("resident")
_CADRE, _FOLLOW_UP = table("cadre"), table("follow_up")
_VILLAGE, _GROUP = table("area").alias("village"), table("area").alias("village_group")
_BETWEEN = "、"
_DATE, _PHONE = FieldType.DATE, FieldType.PHONE
_FIRST = ("found_on", "happened_on", "reported_on", "place", "title", "category", "source")
_NOT_LISTED = ("first_aid", "file_note", "informed_on", "recorder", "mediator_way", "filed_by")


def _of_side(side: Side, column: ColumnElement[str]) -> ColumnElement[str]:
    return (
        select(func.aggregate_strings(column, _BETWEEN))
        .select_from(_PARTY.outerjoin(_RESIDENT, _RESIDENT.c.id == _PARTY.c.resident_id))
        .where(_PARTY.c.dispute_id == _DISPUTE.c.id, _PARTY.c.side == side.value)
        .correlate(_DISPUTE)
        .scalar_subquery()
    )


def _disputes(_day: date) -> AnySelect:
    labels = {state.value: label for state, label in DISPUTE_STATE_LABELS.items()}
    phone = func.coalesce(_PARTY.c.phone, _RESIDENT.c.phone)
    followed_up = (
        select(func.max(_FOLLOW_UP.c.on))
        .where(_FOLLOW_UP.c.dispute_id == _DISPUTE.c.id)
        .correlate(_DISPUTE)
        .scalar_subquery()
    )
    own = [_DISPUTE.c[name] for name in DISPUTE_FIELD_OF]
    return (
        select(
            _DISPUTE.c.id,
            _DISPUTE.c.number,
            _DISPUTE.c.file_number,
            *own,
            case(labels, value=_DISPUTE.c.state, else_="").label("state_label"),
            func.coalesce(_CADRE.c.name, _DISPUTE.c.owner).label("owner"),
            func.coalesce(_VILLAGE.c.name, "").label("village"),
            func.coalesce(_GROUP.c.name, "").label("group"),
            _of_side(Side.FIRST, _PARTY.c.name).label("first_side"),
            _of_side(Side.FIRST, phone).label("first_phone"),
            _of_side(Side.SECOND, _PARTY.c.name).label("second_side"),
            _of_side(Side.SECOND, phone).label("second_phone"),
            followed_up.label("followed_up_on"),
        )
        .outerjoin(_CADRE, _CADRE.c.id == _DISPUTE.c.owner_id)
        .outerjoin(_VILLAGE, _VILLAGE.c.id == _DISPUTE.c.village_id)
        .outerjoin(_GROUP, _GROUP.c.id == _DISPUTE.c.group_id)
        .where(_DISPUTE.c.state != DisputeState.VOID.value)
        .order_by(_DISPUTE.c.found_on, _DISPUTE.c.id)
    )


_FIELDS = {
    column.key: column
    for column in field_columns(
        field for name, field in DISPUTE_FIELD_OF.items() if name not in _NOT_LISTED
    )
}

DISPUTE_LISTS: tuple[ExportList, ...] = (
    ExportList(
        "disputes",
        "矛盾纠纷",
        (
            ExportColumn("number", "编号", is_number=True),
            *(_FIELDS[name] for name in _FIRST),
            ExportColumn("village", "村"),
            ExportColumn("group", "组"),
            ExportColumn("first_side", "甲方姓名"),
            ExportColumn("first_phone", "甲方联系电话", _PHONE, privacy=Privacy.MASKED),
            ExportColumn("second_side", "乙方姓名"),
            ExportColumn("second_phone", "乙方联系电话", _PHONE, privacy=Privacy.MASKED),
            ExportColumn("owner", "责任人"),
            ExportColumn("state_label", "状态"),
            *(column for name, column in _FIELDS.items() if name not in _FIRST),
            ExportColumn("file_number", "卷号", is_number=True),
            ExportColumn("followed_up_on", "回访日期", _DATE),
        ),
        _disputes,
    ),
)
