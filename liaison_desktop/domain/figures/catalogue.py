"""Every indicator the office reports, in the order it is reported (domain.md 1.17)."""

from liaison_desktop.domain.figures.indicator import Indicator, Nature

_STOCK, _FLOW, _RATE = Nature.STOCK, Nature.FLOW, Nature.RATE

REGISTER: tuple[Indicator, ...] = (
    Indicator("households", "农户", "户", _STOCK, "期末在册的农户。"),
    Indicator("residents", "农户人口", "人", _STOCK, "期末在册农户中在册的家庭成员。"),
)

CADRES: tuple[Indicator, ...] = (
    Indicator("cadres", "干部", "人", _STOCK, "期末在岗的干部。"),
    Indicator("cadres_paired", "参与联户的干部", "人", _STOCK, "期末联系着农户的在岗干部。"),
    Indicator("households_paired", "联系户数", "户", _STOCK, "期末有在岗干部联系的农户。"),
    Indicator("household_coverage", "农户覆盖率", "%", _RATE, "联系户数 ÷ 农户。"),
    Indicator("cadre_participation", "干部参与率", "%", _RATE, "参与联户的干部 ÷ 干部。"),
)

CARDS: tuple[Indicator, ...] = (
    Indicator(
        "cards_issued",
        "发放民情联系卡",
        "张",
        _FLOW,
        "发放日期在期内的民情联系卡，每张卡计一次。",
    ),
    Indicator(
        "cards_valid",
        "有效民情联系卡",
        "张",
        _STOCK,
        "期末前已制或已发、期末未回收换发作废的联系卡。",
    ),
    Indicator(
        "registration_forms",
        "建立民情登记卡",
        "套",
        _FLOW,
        "建卡日期在期内的农户；全站没有一户填建卡日期时为空。",
    ),
)

VISITS: tuple[Indicator, ...] = (
    Indicator("households_visited", "走访农户", "户", _FLOW, "期内入户走访过的农户，一户一次。"),
    Indicator(
        "visits", "入户走访", "户次", _FLOW, "期内的入户走访，走访几户计几户次，电话联系不计。"
    ),
    Indicator(
        "village_stay_days",
        "住村天数",
        "天",
        _FLOW,
        "期内各名干部住村的天数之和，同一天只计一次。",
    ),
    Indicator("diaries", "民情日记", "篇", _FLOW, "期内写的民情日记。"),
    Indicator("meetings", "会议和恳谈会", "次", _FLOW, "期内召开的会议、恳谈会和联席会。"),
)

CONCERNS: tuple[Indicator, ...] = (
    Indicator("concerns_collected", "收集意见建议", "条", _FLOW, "当场答复与进入台账之和。"),
    Indicator("concerns_answered", "当场答复", "条", _FLOW, "期内收集、当场答复的民情事项。"),
    Indicator("concerns_entered", "进入民情台账", "件", _FLOW, "期内收集、进入台账的民情事项。"),
    Indicator("concerns_closed", "办结", "件", _FLOW, "办结日期在期内的台账事项。"),
    Indicator("concerns_open", "正在办理", "件", _STOCK, "期末未办结的台账事项。"),
    Indicator("concerns_returned", "退回", "件", _FLOW, "退回日期在期内的台账事项。"),
    Indicator(
        "concerns_open_before", "上期未结", "件", _STOCK, "期初以前登记、期初尚未办结的台账事项。"
    ),
    Indicator("concerns_overdue", "超期未办结", "件", _STOCK, "期末已过时限而未办结的台账事项。"),
    Indicator(
        "concern_close_rate", "民情办结率", "%", _RATE, "办结 ÷（上期未结 + 进入台账 − 退回）。"
    ),
    Indicator("concern_on_time_rate", "按时办结率", "%", _RATE, "时限内办结 ÷ 办结。"),
    Indicator("satisfaction_rate", "群众满意率", "%", _RATE, "评为满意的 ÷ 已评议的。"),
    Indicator("deeds", "办实事", "件", _FLOW, "期内为群众办的实事。"),
)

DISPUTES: tuple[Indicator, ...] = (
    Indicator("disputes_found", "排查矛盾纠纷", "起", _FLOW, "排查日期在期内的矛盾纠纷。"),
    Indicator("disputes_mediated", "参与调解", "起", _FLOW, "调解日期在期内的矛盾纠纷。"),
    Indicator("disputes_settled", "调解成功", "起", _FLOW, "达成协议日期在期内的矛盾纠纷。"),
    Indicator("dispute_settle_rate", "调解成功率", "%", _RATE, "调解成功 ÷ 参与调解。"),
    Indicator("dispute_amount", "涉及金额", "元", _FLOW, "期内调解的矛盾纠纷涉及金额之和。"),
)

WORK: tuple[Indicator, ...] = (
    Indicator("projects", "协调项目", "个", _FLOW, "期内协调的项目。"),
    Indicator("project_funds", "项目资金", "元", _FLOW, "期内协调的项目资金之和。"),
    Indicator("relief_households", "慰问农户", "户", _FLOW, "期内慰问过的农户，一户一次。"),
    Indicator("relief_money", "慰问金", "元", _FLOW, "期内慰问金与物资折款之和。"),
    Indicator("trainings", "培训宣讲", "场", _FLOW, "期内的培训和宣讲。"),
    Indicator("training_attendance", "培训宣讲参加人次", "人次", _FLOW, "各场参加人次之和。"),
    Indicator("reports_published", "采用信息", "条", _FLOW, "期内被采用的信息。"),
    Indicator("proposals", "提出建议", "条", _FLOW, "期内提出的建议。"),
    Indicator("proposals_adopted", "采纳建议", "条", _FLOW, "期内被采纳的建议。"),
)

INDICATORS: tuple[Indicator, ...] = (
    *REGISTER,
    *CADRES,
    *CARDS,
    *VISITS,
    *CONCERNS,
    *DISPUTES,
    *WORK,
)
INDICATOR_OF = {term.key: term for term in INDICATORS}
