"""Words for concerns (民情事项) and their ledger (民情台账); domain.md 1.7, 2, 4.5."""

from enum import Enum

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

_LONG, _DATE, _CODE = FieldType.LONG_TEXT, FieldType.DATE, FieldType.CODE


class ConcernState(Enum):
    """Where a concern stands (domain.md 2)."""

    ANSWERED = "answered"  # 当场答复: recorded and counted, outside the ledger (R93)
    PENDING = "pending"
    IN_HAND = "in_hand"
    ESCALATED = "escalated"  # waits for a higher level
    DONE = "done"
    FED_BACK = "fed_back"
    STRUCK_OFF = "struck_off"
    EXPLAINED = "explained"  # cannot be done; the policy was explained (R96)
    RETURNED = "returned"
    CONVERTED = "converted"  # became a dispute and is counted there
    VOID = "void"


CONCERN_STATE_LABELS = {
    ConcernState.ANSWERED: "当场答复",
    ConcernState.PENDING: "待受理",
    ConcernState.IN_HAND: "正在办理",
    ConcernState.ESCALATED: "已上报",
    ConcernState.DONE: "已办结待反馈",
    ConcernState.FED_BACK: "已反馈待销号",
    ConcernState.STRUCK_OFF: "已销号",
    ConcernState.EXPLAINED: "解释说明",
    ConcernState.RETURNED: "退回",
    ConcernState.CONVERTED: "已转矛盾纠纷",
    ConcernState.VOID: "作废",
}

# The ledger identities rest on these three (domain.md 1.17): a concern in the ledger is in
# exactly one of them; ``done_on`` is set in the second, ``returned_on`` in the third.
OPEN_STATES = (ConcernState.PENDING, ConcernState.IN_HAND, ConcernState.ESCALATED)
CLOSED_STATES = (
    ConcernState.DONE,
    ConcernState.FED_BACK,
    ConcernState.STRUCK_OFF,
    ConcernState.EXPLAINED,
)
RETURNED_STATES = (ConcernState.RETURNED,)
LEDGER_STATES = (*OPEN_STATES, *CLOSED_STATES, *RETURNED_STATES)
COLLECTED_STATES = (ConcernState.ANSWERED, *LEDGER_STATES)


class ConcernStepKind(Enum):
    """A line of a concern's record: who did what, when."""

    REGISTERED = "registered"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"  # owner or co-unit changed
    PROGRESS = "progress"
    ESCALATED = "escalated"
    RETURNED = "returned"
    EXTENDED = "extended"
    SUPERVISED = "supervised"
    PAUSED = "paused"
    RESUMED = "resumed"
    DONE = "done"
    EXPLAINED = "explained"
    FED_BACK = "fed_back"
    STRUCK_OFF = "struck_off"
    REOPENED = "reopened"
    CARRIED_OVER = "carried_over"
    PUBLISHED = "published"
    CONVERTED = "converted"
    VOIDED = "voided"


CONCERN_STEP_LABELS = {
    ConcernStepKind.REGISTERED: "登记",
    ConcernStepKind.ANSWERED: "当场答复",
    ConcernStepKind.ACCEPTED: "受理",
    ConcernStepKind.ASSIGNED: "交办",
    ConcernStepKind.PROGRESS: "办理进展",
    ConcernStepKind.ESCALATED: "上报",
    ConcernStepKind.RETURNED: "退回",
    ConcernStepKind.EXTENDED: "延期",
    ConcernStepKind.SUPERVISED: "督办",
    ConcernStepKind.PAUSED: "暂停计时",
    ConcernStepKind.RESUMED: "恢复计时",
    ConcernStepKind.DONE: "办结",
    ConcernStepKind.EXPLAINED: "解释说明",
    ConcernStepKind.FED_BACK: "反馈",
    ConcernStepKind.STRUCK_OFF: "销号",
    ConcernStepKind.REOPENED: "反弹重开",
    ConcernStepKind.CARRIED_OVER: "结转",
    ConcernStepKind.PUBLISHED: "公示",
    ConcernStepKind.CONVERTED: "转矛盾纠纷",
    ConcernStepKind.VOIDED: "作废",
}

CONCERN_FIELDS: tuple[Field, ...] = (
    Field("received_on", "登记日期", _DATE),
    Field("channel", "来源", _CODE, codes="concern_channel"),
    Field("applicant", "申请人", synonyms=("反映人", "来访人")),
    Field("applicant_phone", "联系电话", FieldType.PHONE, privacy=Privacy.MASKED),
    Field("people", "反映人数", FieldType.INTEGER, unit="人"),
    Field("place", "地点"),
    Field("category", "类别", _CODE, codes="concern_category"),
    Field("tag", "三发现", _CODE, codes="concern_tag"),
    Field("title", "申办事项"),
    Field("content", "内容", _LONG),
    Field("level", "办理层级", _CODE, codes="concern_level"),
    Field("disposition", "处置方式", _CODE, codes="concern_disposition"),
    Field("co_unit", "协办单位"),
    Field("limit_on", "办结时限", _DATE),
    Field("plan", "方案措施", _LONG),
    Field("basis", "政策依据", _LONG),
    Field("result", "办理情况", _LONG),
    Field("done_on", "办结日期", _DATE),
    Field("returned_on", "退回日期", _DATE),
    Field("feedback_on", "反馈日期", _DATE),
    Field("feedback_way", "反馈方式", _CODE, codes="feedback_way"),
    Field("feedback_to", "反馈对象"),
    Field("satisfaction", "满意度", _CODE, codes="satisfaction"),
    Field("struck_off_on", "销号日期", _DATE),
    Field("promised", "向群众承诺"),
    Field("promised_on", "承诺日期", _DATE),
    Field("note", "备注", _LONG),
)
CONCERN_FIELD_OF = {field.name: field for field in CONCERN_FIELDS}
