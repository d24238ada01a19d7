"""Words for the columns of visits, concerns and disputes that no form shows by themselves."""

from collections.abc import Mapping

from liaison_desktop.domain.terms import concern, dispute, visit
from liaison_desktop.domain.terms.field import Field, FieldType

_DATE, _LONG = FieldType.DATE, FieldType.LONG_TEXT
_HOUSEHOLD, _CADRE = Field("household_id", "农户"), Field("cadre_id", "干部")
_VILLAGE, _GROUP, _AREA = (
    Field("village_id", "村"),
    Field("group_id", "村民小组"),
    Field("area_id", "区划"),
)
_VISIT, _CONCERN, _DISPUTE = (
    Field("visit_id", "走访"),
    Field("concern_id", "民情事项"),
    Field("dispute_id", "矛盾纠纷"),
)
_SHEET, _RESIDENT = Field("sheet_id", "走访单"), Field("resident_id", "家庭成员")
_NUMBER, _STATE, _POSITION = (
    Field("number", "编号"),
    Field("state", "状态"),
    Field("position", "顺序"),
)
_OWNER = (Field("owner_id", "责任人（干部）"), Field("owner", "责任人"))
_REOPENED = Field("reopened", "反弹次数", FieldType.INTEGER)
_ON, _BY, _NOTE = Field("on", "日期", _DATE), Field("by", "经办人"), Field("note", "说明", _LONG)
_SINCE, _UNTIL = Field("since", "起始日期", _DATE), Field("until", "终止日期", _DATE)
_STEP = (
    Field("kind", "事项"), _ON, _BY, _STATE, Field("old_limit", "原时限", _DATE),
    Field("new_limit", "新时限", _DATE), Field("approved_by", "批准人"), _NOTE,
)  # fmt: skip
_PAUSE = (_SINCE, _UNTIL, Field("reason", "原因"))

MATTER_FIELDS: Mapping[str, tuple[Field, ...]] = {
    "visit": (
        Field("counted", "计入入户", FieldType.FLAG), _VILLAGE, _SHEET, *visit.VISIT_FIELDS,
    ),
    "visit_household": (_VISIT, _HOUSEHOLD, Field("typed", "待核对的对象")),
    "visit_cadre": (_VISIT, _CADRE, Field("typed", "待核对的干部")),
    "visit_sheet": (
        _NUMBER, Field("title", "标题"), Field("made_on", "制单日期", _DATE), _VILLAGE, _CADRE,
    ),
    "visit_sheet_household": (_SHEET, _HOUSEHOLD, _POSITION),
    "village_stay": (_CADRE, _VILLAGE, _HOUSEHOLD, *visit.VILLAGE_STAY_FIELDS),
    "diary": (_CADRE, _VISIT, *visit.DIARY_FIELDS),
    "concern": (
        _NUMBER, _STATE, _VILLAGE, _HOUSEHOLD, _RESIDENT,
        Field("first_receiver_id", "首访人（干部）"), Field("first_receiver", "首访人"), *_OWNER,
        Field("struck_off_by", "销号人"), _VISIT, _DISPUTE, _REOPENED, *concern.CONCERN_FIELDS,
    ),
    "concern_step": (_CONCERN, Field("level", "办理层级"), *_STEP),
    "concern_pause": (_CONCERN, *_PAUSE),
    "public_notice": (
        Field("board", "公示栏"), _AREA, Field("month", "月份"), Field("issue", "次数"),
        Field("published_on", "公示日期", _DATE), Field("title", "标题"), _BY,
    ),
    "public_notice_line": (
        Field("notice_id", "公示表"), _CONCERN, _POSITION, Field("matter", "待办事项"),
        Field("owner", "主办责任人"), Field("limit_on", "办结时限", _DATE),
        Field("handling", "办结情况"),
    ),
    "mediation_committee": (
        _AREA, Field("name", "名称"), Field("word", "编号字头"), Field("chair", "主任"),
        Field("members", "委员"), Field("phone", "联系电话"),
        Field("term_until", "任期届满日期", _DATE),
    ),
    "dispute": (
        _NUMBER, Field("file_number", "卷号"), _STATE, _VILLAGE, _GROUP,
        Field("committee_id", "调委会"), *_OWNER, _REOPENED, *dispute.DISPUTE_FIELDS,
    ),
    "party": (
        _DISPUTE, Field("side", "当事方"), _POSITION, _RESIDENT, _HOUSEHOLD,
        *dispute.PARTY_FIELDS,
    ),
    "inquiry": (_DISPUTE, *dispute.INQUIRY_FIELDS),
    "mediation": (_DISPUTE, *dispute.MEDIATION_FIELDS),
    "agreement": (_DISPUTE, *dispute.AGREEMENT_FIELDS),
    "follow_up": (_DISPUTE, *dispute.FOLLOW_UP_FIELDS),
    "dispute_step": (_DISPUTE, *_STEP),
    "dispute_pause": (_DISPUTE, *_PAUSE),
    "dossier_text": (
        _DISPUTE, Field("paper", "文书"), Field("part", "第几份"), Field("block", "栏目"),
        Field("text", "内容", _LONG),
    ),
    "zero_report": (_AREA, _SINCE, _UNTIL, Field("reported_on", "报告日期", _DATE), _BY, _NOTE),
    "attachment": (
        _VISIT, _CONCERN, _DISPUTE, Field("sha256", "校验值"), Field("name", "文件名"),
        Field("size", "字节数"), Field("pages", "页数"), Field("paper", "文书"), _POSITION,
        Field("added_on", "加入日期", _DATE), _NOTE,
    ),
    "calendar_day": (
        Field("day", "日期", _DATE), Field("working", "上班", FieldType.FLAG),
        Field("name", "名称"),
    ),
    "reporting_class": (
        Field("scheme", "统计口径"), Field("category", "纠纷类别"), Field("label", "归入"),
    ),
}  # fmt: skip

_CONCERN_STATES = {key.value: word for key, word in concern.CONCERN_STATE_LABELS.items()}
_DISPUTE_STATES = {key.value: word for key, word in dispute.DISPUTE_STATE_LABELS.items()}

MATTER_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("concern", "state"): _CONCERN_STATES,
    ("concern_step", "state"): _CONCERN_STATES,
    ("concern_step", "kind"): {k.value: word for k, word in concern.CONCERN_STEP_LABELS.items()},
    ("dispute", "state"): _DISPUTE_STATES,
    ("dispute_step", "state"): _DISPUTE_STATES,
    ("dispute_step", "kind"): {k.value: word for k, word in dispute.DISPUTE_STEP_LABELS.items()},
    ("party", "side"): {key.value: word for key, word in dispute.SIDE_LABELS.items()},
    ("mediation", "outcome"): {
        key.value: word for key, word in dispute.MEDIATION_OUTCOME_LABELS.items()
    },
    ("agreement", "form"): {k.value: word for k, word in dispute.AGREEMENT_FORM_LABELS.items()},
    ("dossier_text", "paper"): {key.value: word for key, word in dispute.PAPER_LABELS.items()},
    ("attachment", "paper"): {key.value: word for key, word in dispute.PAPER_LABELS.items()},
}
