"""Every indicator the office reports, in the order it is reported (domain.md 1.17)."""

from liaison_desktop.domain.figures.indicator import IndicatorTerm, Nature

_STOCK, _FLOW, _RATE = Nature.STOCK, Nature.FLOW, Nature.RATE

REGISTER: tuple[IndicatorTerm, ...] = (
    IndicatorTerm("households", "农户", "户", _STOCK, "期末在册的农户。"),
    IndicatorTerm("residents", "农户人口", "人", _STOCK, "期末在册农户中在册的家庭成员。"),
)

CADRES: tuple[IndicatorTerm, ...] = (
    IndicatorTerm("cadres", "干部", "人", _STOCK, "期末在岗的干部。"),
    IndicatorTerm("cadres_paired", "参与联户的干部", "人", _STOCK, "期末联系着农户的在岗干部。"),
    IndicatorTerm("households_paired", "联系户数", "户", _STOCK, "期末有在岗干部联系的农户。"),
    IndicatorTerm("household_coverage", "农户覆盖率", "%", _RATE, "联系户数 ÷ 农户。"),
    IndicatorTerm("cadre_participation", "干部参与率", "%", _RATE, "参与联户的干部 ÷ 干部。"),
)

CARDS: tuple[IndicatorTerm, ...] = (
    IndicatorTerm(
        "cards_issued",
        "发放民情联系卡",
        "张",
        _FLOW,
        "发放日期在期内的民情联系卡，每张卡计一次。",
    ),
    IndicatorTerm(
        "cards_valid", "有效民情联系卡", "张", _STOCK, "期末已制或已发、未回收换发作废的联系卡。"
    ),
    IndicatorTerm(
        "registration_forms",
        "建立民情登记卡",
        "套",
        _FLOW,
        "建卡日期在期内的农户；全站没有一户填建卡日期时为空。",
    ),
)

VISITS: tuple[IndicatorTerm, ...] = (
    IndicatorTerm(
        "households_visited", "走访农户", "户", _FLOW, "期内入户走访过的农户，一户一次。"
    ),
    IndicatorTerm("visits", "入户走访", "户次", _FLOW, "期内的入户走访，电话联系不计。"),
    IndicatorTerm("village_stay_days", "住村天数", "天", _FLOW, "期内干部住村的天数之和。"),
    IndicatorTerm("diaries", "民情日记", "篇", _FLOW, "期内写的民情日记。"),
    IndicatorTerm("meetings", "会议和恳谈会", "次", _FLOW, "期内召开的会议、恳谈会和联席会。"),
)

CONCERNS: tuple[IndicatorTerm, ...] = (
    IndicatorTerm("concerns_collected", "收集意见建议", "条", _FLOW, "当场答复与进入台账之和。"),
    IndicatorTerm("concerns_answered", "当场答复", "条", _FLOW, "期内收集、当场答复的民情事项。"),
    IndicatorTerm(
        "concerns_entered", "进入民情台账", "件", _FLOW, "期内收集、进入台账的民情事项。"
    ),
    IndicatorTerm("concerns_closed", "办结", "件", _FLOW, "办结日期在期内的台账事项。"),
    IndicatorTerm("concerns_open", "正在办理", "件", _STOCK, "期末未办结的台账事项。"),
    IndicatorTerm(
        "concerns_overdue", "超期未办结", "件", _STOCK, "期末已过时限而未办结的台账事项。"
    ),
    IndicatorTerm(
        "concern_close_rate", "民情办结率", "%", _RATE, "办结 ÷（上期未结 + 进入台账 − 退回）。"
    ),
    IndicatorTerm("concern_on_time_rate", "按时办结率", "%", _RATE, "时限内办结 ÷ 办结。"),
    IndicatorTerm("satisfaction_rate", "群众满意率", "%", _RATE, "评为满意的 ÷ 已评议的。"),
    IndicatorTerm("deeds", "办实事", "件", _FLOW, "期内为群众办的实事。"),
)

DISPUTES: tuple[IndicatorTerm, ...] = (
    IndicatorTerm("disputes_found", "排查矛盾纠纷", "起", _FLOW, "排查日期在期内的矛盾纠纷。"),
    IndicatorTerm("disputes_mediated", "参与调解", "起", _FLOW, "调解日期在期内的矛盾纠纷。"),
    IndicatorTerm("disputes_settled", "调解成功", "起", _FLOW, "达成协议日期在期内的矛盾纠纷。"),
    IndicatorTerm("dispute_settle_rate", "调解成功率", "%", _RATE, "调解成功 ÷ 参与调解。"),
    IndicatorTerm("dispute_amount", "涉及金额", "元", _FLOW, "期内调解的矛盾纠纷涉及金额之和。"),
)

WORK: tuple[IndicatorTerm, ...] = (
    IndicatorTerm("projects", "协调项目", "个", _FLOW, "期内协调的项目。"),
    IndicatorTerm("project_funds", "项目资金", "元", _FLOW, "期内协调的项目资金之和。"),
    IndicatorTerm("relief_households", "慰问农户", "户", _FLOW, "期内慰问过的农户，一户一次。"),
    IndicatorTerm("relief_money", "慰问金", "元", _FLOW, "期内慰问金与物资折款之和。"),
    IndicatorTerm("trainings", "培训宣讲", "场", _FLOW, "期内的培训和宣讲。"),
    IndicatorTerm("training_attendance", "培训宣讲参加人次", "人次", _FLOW, "各场参加人次之和。"),
    IndicatorTerm("reports_published", "采用信息", "条", _FLOW, "期内被采用的信息。"),
    IndicatorTerm("proposals", "提出建议", "条", _FLOW, "期内提出的建议。"),
    IndicatorTerm("proposals_adopted", "采纳建议", "条", _FLOW, "期内被采纳的建议。"),
)

INDICATORS: tuple[IndicatorTerm, ...] = (
    *REGISTER,
    *CADRES,
    *CARDS,
    *VISITS,
    *CONCERNS,
    *DISPUTES,
    *WORK,
)
INDICATOR_OF = {term.key: term for term in INDICATORS}
