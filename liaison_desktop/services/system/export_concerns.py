"""The exported concern ledger (domain.md 4.5): who asked is in it, so it is not for publishing."""

from datetime import date

from sqlalchemy import case, func, select

from liaison_desktop.domain.terms.concern import (
    CONCERN_FIELDS,
    CONCERN_STATE_LABELS,
    ConcernState,
)
from liaison_desktop.domain.terms.field import FieldType
from liaison_desktop.models.tables import table
from liaison_desktop.services.system.export_columns import (
    AnySelect,
    ExportColumn,
    ExportList,
    field_columns,
)

_CONCERN, _HOUSEHOLD = table("concern"), table("household")
_VILLAGE, _GROUP = table("area").alias("village"), table("area").alias("village_group")
_FIELDS = {column.key: column for column in field_columns(CONCERN_FIELDS)}
_FIRST = ("received_on", "channel", "applicant", "applicant_phone")
_STATES = {state.value: label for state, label in CONCERN_STATE_LABELS.items()}


def _concerns(_day: date) -> AnySelect:
    return (
        select(
            _CONCERN,
            func.coalesce(_VILLAGE.c.name, "").label("village"),
            func.coalesce(_GROUP.c.name, "").label("group"),
            func.coalesce(_HOUSEHOLD.c.number, "").label("house_number"),
            case(_STATES, value=_CONCERN.c.state, else_="").label("state_label"),
        )
        .outerjoin(_HOUSEHOLD, _HOUSEHOLD.c.id == _CONCERN.c.household_id)
        .outerjoin(_VILLAGE, _VILLAGE.c.id == _CONCERN.c.village_id)
        .outerjoin(_GROUP, _GROUP.c.id == _HOUSEHOLD.c.group_id)
        .where(_CONCERN.c.state != ConcernState.VOID.value)
        .order_by(_CONCERN.c.received_on, _CONCERN.c.id)
    )


CONCERN_LISTS: tuple[ExportList, ...] = (
    ExportList(
        "concerns",
        "民情台账",
        (
            ExportColumn("number", "编号", is_number=True),
            *(_FIELDS[name] for name in _FIRST),
            ExportColumn("village", "村"),
            ExportColumn("group", "组"),
            ExportColumn("house_number", "户编号", is_number=True),
            *(column for key, column in _FIELDS.items() if key not in _FIRST),
            ExportColumn("first_receiver", "首访人"),
            ExportColumn("owner", "主办责任人"),
            ExportColumn("state_label", "状态"),
            ExportColumn("struck_off_by", "销号人"),
            ExportColumn("reopened", "反弹次数", FieldType.INTEGER),
        ),
        _concerns,
    ),
)
