"""Every indicator the office reports, in the order it is reported (domain.md 1.17)."""

from liaison_desktop.domain.figures.indicator import Indicator, Nature

_STOCK, _FLOW = Nature.STOCK, Nature.FLOW


def _rate(key: str, label: str, numerator: str, denominator: str, meaning: str = "") -> Indicator:
    """Return a rate; without a meaning it is its two words divided."""
    said = meaning or f"{numerator} ÷ {denominator}。"
    return Indicator(key, label, "%", Nature.RATE, said, numerator, denominator)


REGISTER: tuple[Indicator, ...] = (
    Indicator("households", "农户", "户", _STOCK, "期末在册的农户。"),
    Indicator("residents", "农户人口", "人", _STOCK, "期末在册农户中在册的家庭成员。"),
)

CADRES: tuple[Indicator, ...] = (
    Indicator("cadres", "干部", "人", _STOCK, "期末在岗的干部。"),
    Indicator("cadres_paired", "参与联户的干部", "人", _STOCK, "期末联系着农户的在岗干部。"),
    Indicator("households_paired", "联系户数", "户", _STOCK, "期末有在岗干部联系的农户。"),
    _rate("household_coverage", "农户覆盖率", "联系户数", "农户"),
    _rate("cadre_participation", "干部参与率", "参与联户的干部", "干部"),
    Indicator("households_uncovered", "未联系农户", "户", _STOCK, "期末没有在岗干部联系的农户。"),
    Indicator("cadres_idle", "未联户干部", "人", _STOCK, "期末没有联系农户的在岗干部。"),
    Indicator(
        "cadres_below_quota",
        "联户不足干部",
        "人",
        _STOCK,
        "期末联系户数少于应联系户数的在岗干部；应联系户数按本人所定或生效的规则方案。",
    ),
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
    Indicator("cards_replaced", "换发联系卡", "张", _FLOW, "期内被新卡换下的民情联系卡。"),
    Indicator("cards_taken_back", "回收联系卡", "张", _FLOW, "期内回收的民情联系卡。"),
)

VISITS: tuple[Indicator, ...] = (
    Indicator("households_visited", "走访农户", "户", _FLOW, "期内入户走访过的农户，一户一次。"),
    Indicator(
        "visits", "入户走访", "户次", _FLOW, "期内的入户走访，走访几户计几户次，电话联系不计。"
    ),
    _rate(
        "visit_rate", "农户走访率", "期内走访过的在册农户", "农户", "期内走访过的在册农户 ÷ 农户。"
    ),
    Indicator("households_unvisited", "未走访农户", "户", _STOCK, "期末在册、期内未走访的农户。"),
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
        "concerns_explained", "解释说明", "件", _FLOW, "期内办不了、已向群众解释说明的台账事项。"
    ),
    Indicator("concerns_struck_off", "销号", "件", _FLOW, "销号日期在期内的台账事项。"),
    Indicator("concerns_escalated", "上报上级", "件", _FLOW, "期内上报过上级的台账事项。"),
    Indicator("concerns_reopened", "反弹", "件", _FLOW, "期内办结后又反弹重开的台账事项。"),
    Indicator("concerns_converted", "转矛盾纠纷", "件", _FLOW, "期内转为矛盾纠纷的民情事项。"),
    _rate(
        "concern_close_rate",
        "民情办结率",
        "办结",
        "应办",
        "办结 ÷（上期未结 + 进入台账 − 退回）。",
    ),
    _rate("concern_on_time_rate", "按时办结率", "时限内办结", "办结"),
    _rate("satisfaction_rate", "群众满意率", "评为满意的", "已评议的"),
    Indicator("notices_published", "民情公示", "期", _FLOW, "期内张贴的民情公示表。"),
    Indicator("deeds", "办实事", "件", _FLOW, "期内为群众办的实事。"),
)

DISPUTES: tuple[Indicator, ...] = (
    Indicator("disputes_found", "排查矛盾纠纷", "起", _FLOW, "排查日期在期内的矛盾纠纷。"),
    Indicator("disputes_accepted", "受理纠纷", "起", _FLOW, "受理日期在期内的矛盾纠纷。"),
    Indicator("disputes_mediated", "参与调解", "起", _FLOW, "调解日期在期内的矛盾纠纷。"),
    Indicator("disputes_settled", "调解成功", "起", _FLOW, "达成协议日期在期内的矛盾纠纷。"),
    Indicator("disputes_ended", "调解不成", "起", _FLOW, "期内终止调解并告知其他途径的矛盾纠纷。"),
    Indicator(
        "disputes_closed",
        "办结纠纷",
        "起",
        _FLOW,
        "期内达成协议或终止调解的矛盾纠纷；台账没写日期的，按最后一个已知日期计。",
    ),
    Indicator("disputes_open", "未化解纠纷", "起", _STOCK, "期末未达成协议也未终止的矛盾纠纷。"),
    Indicator(
        "disputes_open_before",
        "上期未化解纠纷",
        "起",
        _STOCK,
        "期初以前排查、期初尚未办结的矛盾纠纷。",
    ),
    Indicator(
        "disputes_overdue", "超期未化解纠纷", "起", _STOCK, "期末已过化解时限而未办结的矛盾纠纷。"
    ),
    _rate("dispute_mediate_rate", "纠纷调处率", "参与调解", "排查矛盾纠纷"),
    _rate("dispute_settle_rate", "调解成功率", "调解成功", "参与调解"),
    _rate("dispute_accepted_settle_rate", "受理成功率", "调解成功", "受理纠纷"),
    Indicator("dispute_amount", "涉及金额", "元", _FLOW, "期内调解的矛盾纠纷涉及金额之和。"),
    Indicator(
        "agreement_amount", "协议涉及金额", "元", _FLOW, "期内达成协议的矛盾纠纷涉及金额之和。"
    ),
    Indicator("dispute_people", "纠纷涉及人数", "人", _FLOW, "期内排查的矛盾纠纷涉及人数之和。"),
    Indicator(
        "dispute_parties",
        "纠纷当事人",
        "人",
        _FLOW,
        "期内受理的矛盾纠纷的当事人，没受理的不计；台账从不登记受理的为空。",
    ),
    Indicator(
        "disputes_of_three",
        "当事人三人以上纠纷",
        "起",
        _FLOW,
        "期内受理的矛盾纠纷中当事人有三人以上的；台账从不登记受理的为空。",
    ),
    Indicator("mediations", "调解场次", "次", _FLOW, "期内举行的调解，一场计一次。"),
    Indicator("agreements_written", "书面协议", "件", _FLOW, "期内达成的书面调解协议。"),
    Indicator("agreements_oral", "口头协议", "件", _FLOW, "期内达成的口头调解协议。"),
    Indicator(
        "agreements_performed", "自动履行", "件", _FLOW, "履行完毕日期在期内、自动履行的调解协议。"
    ),
    Indicator(
        "agreements_confirmed", "司法确认", "件", _FLOW, "法院裁定日期在期内、予以确认的调解协议。"
    ),
    Indicator("disputes_followed_up", "回访纠纷", "起", _FLOW, "期内回访过的矛盾纠纷，一起一次。"),
    Indicator(
        "disputes_may_escalate",
        "可能激化纠纷",
        "起",
        _FLOW,
        "期内排查、可能激化的矛盾纠纷；台账从不写是否可能激化的为空。",
    ),
    Indicator(
        "disputes_prevented",
        "防止激化",
        "件",
        _FLOW,
        "期内调解成功的矛盾纠纷中曾可能激化的；台账从不写是否可能激化的为空。",
    ),
    Indicator(
        "people_prevented", "防止激化涉及人数", "人", _FLOW, "防止激化的矛盾纠纷涉及人数之和。"
    ),
    Indicator("disputes_to_police", "报告公安机关", "起", _FLOW, "期内报告公安机关的矛盾纠纷。"),
    Indicator("zero_reports", "零报告", "份", _FLOW, "期内各村报来的矛盾纠纷零报告。"),
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
