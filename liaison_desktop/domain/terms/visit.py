"""Words for visits (走访), village stays (住村) and diaries (民情日记); domain.md 1.5, 4.3, 4.4."""

from liaison_desktop.domain.terms.field import Field, FieldType

_LONG, _DATE, _CODE = FieldType.LONG_TEXT, FieldType.DATE, FieldType.CODE

# 六问 (R53): exactly these six blocks; each can become a concern.
SIX_QUESTIONS: tuple[Field, ...] = (
    Field("question_situation", "一问基本情况", _LONG, group="六问"),
    Field("question_difficulty", "二问困难问题", _LONG, group="六问"),
    Field("question_wishes", "三问致富愿望", _LONG, group="六问"),
    Field("question_cadres", "四问干部评价", _LONG, group="六问"),
    Field("question_advice", "五问工作建议", _LONG, group="六问"),
    Field("question_plans", "六问发展计策", _LONG, group="六问"),
)

# What each question asks after, as printed on the blank form.
SIX_QUESTION_HINTS = {
    "question_situation": "就业、子女入学、医疗、养老",
    "question_difficulty": "生产生活中的困难和问题",
    "question_wishes": "致富愿望、需要的扶持",
    "question_cadres": "对镇、村干部的评价和意见",
    "question_advice": "村规民约、福利待遇、环境卫生、文化建设",
    "question_plans": "对本村、本户发展的想法",
}

VISIT_FIELDS: tuple[Field, ...] = (
    Field("on", "走访日期", _DATE),
    Field("ends_on", "结束日期", _DATE),
    Field("start_time", "开始时间"),
    Field("end_time", "结束时间"),
    Field("way", "走访方式", _CODE, codes="visit_way"),
    Field("mode", "访谈形式", _CODE, codes="visit_mode"),
    Field("place", "地点"),
    Field("interviewee", "受访人"),
    Field("interviewee_relation", "与户主关系"),
    Field("recorder", "记录人"),
    Field("activity", "活动名称"),
    Field("tags", "三同五帮", _CODE, codes="visit_tag"),
    *SIX_QUESTIONS,
    Field("content", "走访内容", _LONG),
    Field("said", "反映的问题", _LONG),
    Field("answered", "当场答复情况", _LONG),
    Field("policy", "宣传政策", _LONG),
    Field("goods", "送达物品"),
    Field("next_on", "下次走访日期", _DATE),
    Field("note", "备注", _LONG),
)
VISIT_FIELD_OF = {field.name: field for field in VISIT_FIELDS}

VILLAGE_STAY_FIELDS: tuple[Field, ...] = (
    Field("since", "住村日期", _DATE),
    Field("until", "离村日期", _DATE),
    Field("tags", "三同五帮", _CODE, codes="visit_tag"),
    Field("board_fee", "食宿费", FieldType.NUMBER, unit="元"),
    Field("fee_paid_on", "食宿费交纳日期", _DATE),
    Field("work", "工作内容", _LONG),
    Field("note", "备注"),
)

DIARY_FIELDS: tuple[Field, ...] = (
    Field("on", "日期", _DATE),
    Field("weather", "天气"),
    Field("time", "走访时间"),
    Field("place", "走访地点"),
    Field("visited", "走访对象"),
    Field("people", "参加人员"),
    Field("recorder", "记录人"),
    Field("background", "走访背景", _LONG),
    Field("content", "走访内容", _LONG),
    Field("reflection", "体会", _LONG),
    Field("plan", "后续工作计划", _LONG),
    Field("reviewer", "点评人"),
    Field("review", "点评内容", _LONG),
    Field("review_grade", "评定等级"),
    Field("reviewed_on", "点评日期", _DATE),
)
DIARY_FIELD_OF = {field.name: field for field in DIARY_FIELDS}
REVIEW_FIELDS = ("reviewer", "review", "review_grade", "reviewed_on")
