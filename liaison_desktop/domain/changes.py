"""What an operation touched, so that pages know whether it concerns them."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A kind of record; the value is the table's name."""

    AREA = "area"
    STATION = "station"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    UNIT = "unit"
    TEAM = "team"
    CADRE = "cadre"
    PAIRING = "pairing"
    CONTACT_CARD = "contact_card"
    CARD_EVENT = "card_event"
    RULE_SET = "rule_set"
    RULE = "rule"
    VISIT = "visit"
    VISIT_HOUSEHOLD = "visit_household"
    VISIT_CADRE = "visit_cadre"
    VISIT_SHEET = "visit_sheet"
    VISIT_SHEET_HOUSEHOLD = "visit_sheet_household"
    VILLAGE_STAY = "village_stay"
    DIARY = "diary"
    CONCERN = "concern"
    CONCERN_STEP = "concern_step"
    CONCERN_PAUSE = "concern_pause"
    PUBLIC_NOTICE = "public_notice"
    PUBLIC_NOTICE_LINE = "public_notice_line"
    MEDIATION_COMMITTEE = "mediation_committee"
    DISPUTE = "dispute"
    PARTY = "party"
    INQUIRY = "inquiry"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"
    FOLLOW_UP = "follow_up"
    DISPUTE_STEP = "dispute_step"
    DISPUTE_PAUSE = "dispute_pause"
    DOSSIER_TEXT = "dossier_text"
    ZERO_REPORT = "zero_report"
    ATTACHMENT = "attachment"
    CALENDAR_DAY = "calendar_day"
    REPORTING_CLASS = "reporting_class"
    OWN_INDICATOR = "own_indicator"
    PINNED_QUESTION = "pinned_question"
    SUMMARY = "summary"
    SUMMARY_TEMPLATE = "summary_template"
    SIGNED_FINDING = "signed_finding"
    CLOSED_PERIOD = "closed_period"
    CLOSED_PAPER = "closed_paper"
    OWED_REPORT = "owed_report"
    SENT_REPORT = "sent_report"
    FORM_MAPPING = "form_mapping"


KIND_LABELS = {
    Kind.AREA: "区划",
    Kind.STATION: "工作站",
    Kind.HOUSEHOLD: "农户",
    Kind.RESIDENT: "家庭成员",
    Kind.UNIT: "单位",
    Kind.TEAM: "责任小组",
    Kind.CADRE: "干部",
    Kind.PAIRING: "结对联户",
    Kind.CONTACT_CARD: "民情联系卡",
    Kind.CARD_EVENT: "发卡记录",
    Kind.RULE_SET: "规则方案",
    Kind.RULE: "规则",
    Kind.VISIT: "走访",
    Kind.VISIT_HOUSEHOLD: "走访对象",
    Kind.VISIT_CADRE: "走访干部",
    Kind.VISIT_SHEET: "走访单",
    Kind.VISIT_SHEET_HOUSEHOLD: "走访单农户",
    Kind.VILLAGE_STAY: "住村",
    Kind.DIARY: "民情日记",
    Kind.CONCERN: "民情事项",
    Kind.CONCERN_STEP: "办理记录",
    Kind.CONCERN_PAUSE: "暂停计时",
    Kind.PUBLIC_NOTICE: "公示表",
    Kind.PUBLIC_NOTICE_LINE: "公示事项",
    Kind.MEDIATION_COMMITTEE: "人民调解委员会",
    Kind.DISPUTE: "矛盾纠纷",
    Kind.PARTY: "当事人",
    Kind.INQUIRY: "调查记录",
    Kind.MEDIATION: "调解记录",
    Kind.AGREEMENT: "调解协议",
    Kind.FOLLOW_UP: "回访记录",
    Kind.DISPUTE_STEP: "化解记录",
    Kind.DISPUTE_PAUSE: "暂停计时",
    Kind.DOSSIER_TEXT: "卷宗文书",
    Kind.ZERO_REPORT: "零报告",
    Kind.ATTACHMENT: "附件",
    Kind.CALENDAR_DAY: "工作日历",
    Kind.REPORTING_CLASS: "统计归类",
    Kind.OWN_INDICATOR: "自定指标",
    Kind.PINNED_QUESTION: "常用问数",
    Kind.SUMMARY: "总结报告",
    Kind.SUMMARY_TEMPLATE: "总结句式",
    Kind.SIGNED_FINDING: "口径说明",
    Kind.CLOSED_PERIOD: "封账",
    Kind.CLOSED_PAPER: "封存文件",
    Kind.OWED_REPORT: "应报材料",
    Kind.SENT_REPORT: "报送记录",
    Kind.FORM_MAPPING: "填表方案",
}
LABEL_OF_TABLE = {kind.value: label for kind, label in KIND_LABELS.items()}


@dataclass(frozen=True, slots=True)
class Changes:
    """The result of an operation.

    Attributes:
        kinds: Kinds of record that were created, changed or removed.
        operation: Number of the operation in the journal, None when nothing changed.
    """

    kinds: frozenset[Kind] = frozenset()
    operation: int | None = None

    def concerns(self, *kinds: Kind) -> bool:
        """Tell whether any of these kinds was touched."""
        return not self.kinds.isdisjoint(kinds)
