"""Words for every column a record has, so that its history reads like the office speaks."""

from collections.abc import Mapping
from typing import TypeVar

from liaison_desktop.domain.terms import cadre, household, resident
from liaison_desktop.domain.terms.contact_card import (
    CARD_EVENT_LABELS,
    CARD_STATE_LABELS,
    RECEIPT_LABELS,
)
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy
from liaison_desktop.domain.terms.matter_record import MATTER_FIELDS, MATTER_WORDS
from liaison_desktop.domain.terms.report_record import REPORT_FIELDS, REPORT_WORDS

StoredT = TypeVar("StoredT")
_PHONE, _MASKED, _DATE = FieldType.PHONE, Privacy.MASKED, FieldType.DATE
_SINCE, _UNTIL = Field("since", "起始日期", _DATE), Field("until", "终止日期", _DATE)
_VILLAGE, _GROUP = Field("village_id", "村"), Field("group_id", "村民小组")
_HOUSEHOLD, _CADRE = Field("household_id", "农户"), Field("cadre_id", "干部")

# What the office never asks after: keys for sorting and searching.
SILENT_COLUMNS = frozenset(
    {"id", "public_id", "version", "name_key", "number_key", "id_state", "plot_key"}
)

_OWN_FIELDS: Mapping[str, tuple[Field, ...]] = {
    "area": (
        Field("parent_id", "所属区划"), Field("level", "级别"), Field("name", "名称"),
        Field("code", "区划代码"), Field("former_names", "曾用名"), Field("position", "顺序"),
        Field("liaison", "民情联络员"),
        Field("liaison_phone", "联络员电话", _PHONE, privacy=_MASKED),
    ),
    "station": (
        Field("area_id", "所在区划"), Field("name", "名称"), Field("address", "地址"),
        Field("hotline", "服务电话"), Field("card_title", "卡名"), Field("promises", "承诺事项"),
    ),
    "unit": (Field("name", "名称"), Field("address", "地址"), Field("phone", "电话")),
    "team": (Field("name", "名称"), Field("leader", "组长"), Field("note", "备注")),
    "cadre": (Field("unit_id", "单位"), Field("team_id", "责任小组"), *cadre.CADRE_FIELDS),
    "household": (
        _VILLAGE, _GROUP, _SINCE, _UNTIL, *household.KEY_FIELDS, *household.FIELDS,
    ),
    "resident": (
        _HOUSEHOLD, Field("position", "顺序"), Field("is_head", "户主", FieldType.FLAG), _SINCE,
        _UNTIL, Field("relation_code", "关系代码"), *resident.KEY_FIELDS, *resident.FIELDS,
    ),
    "pairing": (
        _HOUSEHOLD, _CADRE, Field("way", "联户方式", FieldType.CODE, codes="pairing_way"),
        _SINCE, _UNTIL, Field("note", "备注"),
    ),
    "rule_set": (Field("name", "名称"), Field("source", "依据"), _SINCE, _UNTIL),
    "rule": (
        Field("rule_set_id", "规则方案"), Field("indicator", "指标"),
        Field("applies_to", "适用职级"), Field("comparison", "比较"), Field("value", "数值"),
        Field("unit", "单位"), Field("period", "周期"), Field("way_of_counting", "计数口径"),
    ),
    "contact_card": (
        Field("number", "卡号"), _HOUSEHOLD, _CADRE, Field("state", "状态"),
        Field("layout", "版式"), Field("made_on", "制卡日期", _DATE),
        Field("printed_on", "打印日期", _DATE), Field("handed_out_on", "发放日期", _DATE),
        Field("receiver", "签收人"), Field("receipt_way", "签收方式"),
        Field("closed_on", "停用日期", _DATE), Field("close_reason", "停用原因"),
        Field("shown_village", "卡上的村"), Field("shown_group", "卡上的组"),
        Field("shown_household_number", "卡上的户编号"), Field("shown_head", "卡上的户主"),
        Field("shown_cadre", "卡上的干部"), Field("shown_post", "卡上的职务"),
        Field("shown_unit", "卡上的单位"), Field("shown_address", "卡上的地址"),
        Field("shown_phone", "卡上的电话"), Field("shown_email", "卡上的邮箱"),
    ),
    "card_event": (
        Field("card_id", "联系卡"), Field("kind", "事项"), Field("on", "日期", _DATE),
        Field("by", "经办人"), Field("receiver", "签收人"), Field("note", "说明"),
    ),
    **MATTER_FIELDS,
    **REPORT_FIELDS,
}  # fmt: skip

FIELDS_OF_TABLE: Mapping[str, Mapping[str, Field]] = {
    name: {field.name: field for field in fields} for name, fields in _OWN_FIELDS.items()
}

_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("contact_card", "state"): {key.value: word for key, word in CARD_STATE_LABELS.items()},
    ("contact_card", "receipt_way"): {key.value: word for key, word in RECEIPT_LABELS.items()},
    ("card_event", "kind"): {key.value: word for key, word in CARD_EVENT_LABELS.items()},
    **MATTER_WORDS,
    **REPORT_WORDS,
}


def word_of(kind: str, column: str, value: StoredT) -> StoredT | str:
    """Return the office's word for a state that is stored as an identifier, else the value."""
    word = _WORDS.get((kind, column), {}).get(str(value))
    return value if word is None else word
