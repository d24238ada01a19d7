"""Words for the columns of figures, summaries, closings, owed reports and forms."""

from collections.abc import Mapping

from liaison_desktop.domain.figures.reporting import RHYTHM_LABELS
from liaison_desktop.domain.figures.summary import SUMMARY_STATE_LABELS
from liaison_desktop.domain.terms.field import Field, FieldType

_DATE, _LONG, _FLAG = FieldType.DATE, FieldType.LONG_TEXT, FieldType.FLAG
_NAME, _TO, _PERIOD = Field("name", "名称"), Field("to_whom", "报送对象"), Field("period", "期间")
_TITLE, _BY, _SUM = Field("title", "标题"), Field("by", "经办人"), Field("sha256", "校验值")
_SUMMARY, _FIGURES = Field("summary_id", "总结报告"), Field("figures", "数字", _LONG)

REPORT_FIELDS: Mapping[str, tuple[Field, ...]] = {
    "own_indicator": (
        Field("label", "名称"), Field("unit", "单位"), Field("definition", "口径", _LONG),
        Field("meaning", "说明"),
    ),
    "pinned_question": (_TITLE, Field("question", "问题", _LONG), Field("position", "顺序")),
    "summary": (
        Field("structure", "结构"), _PERIOD, _TITLE, Field("organisation", "署名"),
        Field("signed_on", "成文日期", _DATE), Field("blocks", "正文", _LONG),
        Field("state", "状态"),
    ),
    "summary_template": (
        Field("structure", "结构"), Field("slot", "位置"), Field("text", "句式", _LONG),
    ),
    "signed_finding": (
        _SUMMARY, Field("code", "核对项"), Field("excerpt", "原文"), Field("reason", "理由"), _BY,
        Field("on", "日期", _DATE),
    ),
    "closed_period": (
        _PERIOD, _TITLE, _SUMMARY, Field("closed_on", "封账日期", _DATE), _BY, _FIGURES,
        Field("lists", "名册", _LONG), Field("text", "正文", _LONG), Field("digest", "摘要值"),
    ),
    "closed_paper": (
        Field("closed_period_id", "封账"), _NAME, Field("media", "格式"),
        Field("content", "内容", _LONG), _SUM,
    ),
    "owed_report": (
        _NAME, _TO, Field("rhythm", "周期"), Field("due_after", "期后天数"),
        Field("due_day", "报送日"), Field("same_month", "当月报送", _FLAG),
        Field("made_from", "由何生成"), Field("since", "起始日期", _DATE),
        Field("until", "终止日期", _DATE),
    ),
    "sent_report": (
        Field("owed_id", "应报材料"), _PERIOD, _NAME, _TO, Field("sent_on", "报送日期", _DATE), _BY,
        Field("way", "报送方式"), _SUM, _FIGURES, Field("corrects_id", "更正的报送记录"),
        Field("withdrawn", "撤回登记", _FLAG),
    ),
    "form_mapping": (
        _NAME, _TO, Field("fingerprint", "表样特征"), Field("cells", "填写方案", _LONG),
        Field("blank", "空白表", _LONG),
    ),
}  # fmt: skip

REPORT_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("summary", "state"): {key.value: word for key, word in SUMMARY_STATE_LABELS.items()},
    ("owed_report", "rhythm"): {key.value: word for key, word in RHYTHM_LABELS.items()},
}
