"""Words for disputes (矛盾纠纷) and people's mediation (人民调解); domain.md 5, 6.1."""

from enum import Enum

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

_LONG, _DATE, _CODE, _TEXT = FieldType.LONG_TEXT, FieldType.DATE, FieldType.CODE, FieldType.TEXT
_MASKED, _SENSITIVE = Privacy.MASKED, Privacy.SENSITIVE


class DisputeState(Enum):
    """Where a dispute stands (domain.md 2)."""

    FOUND = "found"
    FIRST_AID = "first_aid"  # 初调 before formal acceptance (R112)
    ACCEPTED = "accepted"
    MEDIATING = "mediating"
    AGREED = "agreed"
    PERFORMED = "performed"
    ENDED = "ended"  # without agreement, the ways told (调解法 26)
    FILED = "filed"
    VOID = "void"


DISPUTE_STATE_LABELS = {
    DisputeState.FOUND: "已排查",
    DisputeState.FIRST_AID: "初调中",
    DisputeState.ACCEPTED: "已受理",
    DisputeState.MEDIATING: "正在调处",
    DisputeState.AGREED: "达成协议",
    DisputeState.PERFORMED: "已履行",
    DisputeState.ENDED: "调解不成",
    DisputeState.FILED: "已归卷",
    DisputeState.VOID: "作废",
}
OPEN_DISPUTE_STATES = (
    DisputeState.FOUND,
    DisputeState.FIRST_AID,
    DisputeState.ACCEPTED,
    DisputeState.MEDIATING,
)


class DisputeStepKind(Enum):
    """A line of a dispute's record."""

    FOUND = "found"
    FIRST_AID = "first_aid"
    ACCEPTED = "accepted"
    INQUIRED = "inquired"
    MEDIATED = "mediated"
    AGREED = "agreed"
    ENDED = "ended"
    PROGRESS = "progress"
    PERFORMED = "performed"
    FOLLOWED_UP = "followed_up"
    CONFIRMED = "confirmed"
    REPORTED_TO_POLICE = "reported_to_police"
    EXTENDED = "extended"
    SUPERVISED = "supervised"
    PAUSED = "paused"
    RESUMED = "resumed"
    FILED = "filed"
    REOPENED = "reopened"
    VOIDED = "voided"
    CORRECTED = "corrected"  # a part of the record was changed; nobody takes this step


DISPUTE_STEP_LABELS = {
    DisputeStepKind.FOUND: "排查登记",
    DisputeStepKind.FIRST_AID: "初调",
    DisputeStepKind.ACCEPTED: "受理",
    DisputeStepKind.INQUIRED: "调查",
    DisputeStepKind.MEDIATED: "调解",
    DisputeStepKind.AGREED: "达成协议",
    DisputeStepKind.ENDED: "调解不成并告知途径",
    DisputeStepKind.PROGRESS: "化解进展",
    DisputeStepKind.PERFORMED: "履行",
    DisputeStepKind.FOLLOWED_UP: "回访",
    DisputeStepKind.CONFIRMED: "司法确认",
    DisputeStepKind.REPORTED_TO_POLICE: "报告公安机关",
    DisputeStepKind.EXTENDED: "延期",
    DisputeStepKind.SUPERVISED: "督办",
    DisputeStepKind.PAUSED: "暂停计时",
    DisputeStepKind.RESUMED: "恢复计时",
    DisputeStepKind.FILED: "归卷",
    DisputeStepKind.REOPENED: "反弹重开",
    DisputeStepKind.VOIDED: "作废",
    DisputeStepKind.CORRECTED: "修改记录",
}


class Side(Enum):
    """Which side a party is on: 甲方 applies, 乙方 answers."""

    FIRST = "first"
    SECOND = "second"


SIDE_LABELS = {Side.FIRST: "甲方", Side.SECOND: "乙方"}


class AgreementForm(Enum):
    """Form of an agreement (调解法 28)."""

    WRITTEN = "written"
    ORAL = "oral"


AGREEMENT_FORM_LABELS = {AgreementForm.WRITTEN: "书面协议", AgreementForm.ORAL: "口头协议"}


class MediationOutcome(Enum):
    """How one session of mediation ended."""

    ADJOURNED = "adjourned"
    AGREED = "agreed"
    FAILED = "failed"


MEDIATION_OUTCOME_LABELS = {
    MediationOutcome.ADJOURNED: "继续调解",
    MediationOutcome.AGREED: "达成协议",
    MediationOutcome.FAILED: "调解不成",
}

DISPUTE_FIELDS: tuple[Field, ...] = (
    Field("found_on", "排查日期", _DATE),
    Field("happened_on", "发生日期", _DATE),
    Field("reported_on", "上报日期", _DATE),
    Field("place", "发生地"),
    Field("plot", "争议地块或物件"),
    Field("title", "纠纷名称"),
    Field("category", "纠纷类别", _CODE, codes="dispute_category"),
    Field("source", "来源", _CODE, codes="dispute_source"),
    Field("scale", "规模", _CODE, codes="dispute_scale"),
    Field("people", "涉及人数", FieldType.INTEGER, unit="人"),
    Field("amount", "涉及金额", FieldType.NUMBER, unit="元"),
    Field("risk", "风险等级", _CODE, codes="dispute_risk"),
    Field("facts", "基本情况", _LONG),
    Field("cause", "成因", _LONG),
    Field("demands", "主要诉求", _LONG),
    Field("unit", "责任单位"),
    Field("leader", "包案领导"),
    Field("limit_on", "化解时限", _DATE),
    Field("stability", "稳控措施", _LONG),
    Field("settle_way", "化解方式", _CODE, codes="settle_way"),
    Field("first_aid_on", "初调日期", _DATE),
    Field("first_aid", "初调情况", _LONG),
    Field("accepted_on", "受理日期", _DATE),
    Field("informed_on", "权利义务告知日期", _DATE),
    Field("mediator", "人民调解员"),
    Field("mediator_way", "调解员产生方式"),
    Field("recorder", "记录人"),
    Field("may_escalate", "可能激化", FieldType.FLAG),
    Field("police_on", "报告公安机关日期", _DATE),
    Field("police_unit", "报告单位"),
    Field("mediated_on", "调解日期", _DATE),
    Field("settled_on", "达成协议日期", _DATE),
    Field("ended_on", "终止日期", _DATE),
    Field("ways_told", "告知途径", _LONG),
    Field("filed_on", "立卷日期", _DATE),
    Field("filed_by", "立卷人"),
    Field("keeping", "保管期限", _CODE, codes="keeping_period"),
    Field("file_note", "卷宗情况说明", _LONG),
    Field("note", "备注", _LONG),
)
DISPUTE_FIELD_OF = {field.name: field for field in DISPUTE_FIELDS}

PARTY_FIELDS: tuple[Field, ...] = (
    Field("name", "姓名或名称"),
    Field("sex", "性别", _CODE, codes="sex"),
    Field("ethnicity", "民族", _CODE, codes="ethnicity"),
    Field("birth_date", "出生日期", _DATE, privacy=_MASKED),
    Field("id_number", "公民身份号码", FieldType.ID_NUMBER, privacy=_MASKED),
    Field("occupation", "职业或职务"),
    Field("phone", "联系方式", FieldType.PHONE, privacy=_MASKED),
    Field("address", "单位或住址", privacy=_MASKED),
    Field("is_organisation", "单位当事人", FieldType.FLAG),
    Field("is_outsider", "不在本册", FieldType.FLAG),
    Field("agent", "委托代理人"),
    Field("agent_powers", "代理权限", _LONG),
    Field("refused_on", "拒绝调解日期", _DATE),
)
PARTY_FIELD_OF = {field.name: field for field in PARTY_FIELDS}

INQUIRY_FIELDS: tuple[Field, ...] = (
    Field("on", "调查日期", _DATE),
    Field("start_time", "开始时间"),
    Field("end_time", "结束时间"),
    Field("place", "地点"),
    Field("present", "参加人"),
    Field("subject", "被调查人"),
    Field("subject_about", "被调查人基本情况"),
    Field("text", "调查记录", _LONG),
    Field("investigator", "调查人"),
    Field("recorder", "记录人"),
)

MEDIATION_FIELDS: tuple[Field, ...] = (
    Field("on", "调解日期", _DATE),
    Field("start_time", "开始时间"),
    Field("end_time", "结束时间"),
    Field("place", "地点"),
    Field("mediator", "人民调解员"),
    Field("recorder", "记录人"),
    Field("invited", "邀请参加人"),
    Field("text", "调解记录", _LONG),
    Field("outcome", "本次结果"),
)
MEDIATION_FIELD_OF = {field.name: field for field in MEDIATION_FIELDS}

AGREEMENT_FIELDS: tuple[Field, ...] = (
    Field("form", "协议形式"),
    Field("number", "协议编号"),
    Field("agreed_on", "达成日期", _DATE),
    Field("signed_on", "最后签名日期", _DATE),
    Field("sealed_on", "调委会盖章日期", _DATE),
    Field("effective_on", "生效日期", _DATE),
    Field("facts", "主要事实和争议事项", _LONG),
    Field("terms", "协议内容", _LONG),
    Field("performance_way", "履行方式"),
    Field("perform_by", "履行期限", _DATE),
    Field("copies", "份数", FieldType.INTEGER, unit="份"),
    Field("performance", "履行情况", _CODE, codes="performance"),
    Field("performed_on", "履行完毕日期", _DATE),
    Field("performance_note", "履行说明", _LONG),
    Field("confirm_applied_on", "申请司法确认日期", _DATE),
    Field("court", "受理法院"),
    Field("ruling", "确认结果"),
    Field("ruling_number", "裁定文号"),
    Field("ruling_on", "裁定日期", _DATE),
)
AGREEMENT_FIELD_OF = {field.name: field for field in AGREEMENT_FIELDS}

FOLLOW_UP_FIELDS: tuple[Field, ...] = (
    Field("on", "回访日期", _DATE),
    Field("reason", "回访事由"),
    Field("interviewee", "被回访人"),
    Field("text", "回访情况", _LONG),
    Field("satisfaction", "满意度", _CODE, codes="satisfaction"),
    Field("visitor", "回访人"),
)


class PaperKind(Enum):
    """The papers of a dossier in the order of the file (domain.md 5.2)."""

    COVER = "cover"
    CONTENTS = "contents"
    APPLICATION = "application"
    ACCEPTANCE = "acceptance"
    RIGHTS = "rights"
    IDENTITY = "identity"
    MANDATE = "mandate"
    INQUIRY = "inquiry"
    EVIDENCE = "evidence"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"
    ORAL_AGREEMENT = "oral_agreement"
    PERFORMANCE = "performance"
    FOLLOW_UP = "follow_up"
    CONFIRMATION = "confirmation"
    FILE_NOTE = "file_note"
    CLOSING_REPORT = "closing_report"
    BACK = "back"


PAPER_LABELS = {
    PaperKind.COVER: "卷宗封面",
    PaperKind.CONTENTS: "卷内目录",
    PaperKind.APPLICATION: "人民调解申请书",
    PaperKind.ACCEPTANCE: "人民调解受理登记表",
    PaperKind.RIGHTS: "权利义务告知书",
    PaperKind.IDENTITY: "当事人身份证明",
    PaperKind.MANDATE: "授权委托书",
    PaperKind.INQUIRY: "人民调解调查记录",
    PaperKind.EVIDENCE: "证据材料",
    PaperKind.MEDIATION: "人民调解记录",
    PaperKind.AGREEMENT: "人民调解协议书",
    PaperKind.ORAL_AGREEMENT: "人民调解口头协议登记表",
    PaperKind.PERFORMANCE: "履行凭证",
    PaperKind.FOLLOW_UP: "人民调解回访记录",
    PaperKind.CONFIRMATION: "司法确认有关材料",
    PaperKind.FILE_NOTE: "卷宗情况说明",
    PaperKind.CLOSING_REPORT: "结案报告表",
    PaperKind.BACK: "封底",
}
