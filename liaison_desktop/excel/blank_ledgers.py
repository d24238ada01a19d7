"""Which columns, choices and instructions the blank ledgers of matters have."""

from collections.abc import Mapping

from liaison_desktop.domain.terms.concern_list import CONCERN_COLUMNS
from liaison_desktop.domain.terms.dispute_list import DISPUTE_COLUMNS
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.domain.terms.visit_list import VISIT_COLUMNS


def _chosen(columns: tuple[Field, ...], names: str) -> tuple[Field, ...]:
    by_name = {field.name: field for field in columns}
    return tuple(by_name[name] for name in names.split())


VISIT_BLANK = _chosen(
    VISIT_COLUMNS,
    "day cadres households number village group way interviewee relation said answer policy goods"
    " next_day note",
)
CONCERN_BLANK = _chosen(
    CONCERN_COLUMNS,
    "number received channel applicant household village group phone category content level"
    " owner receiver co_unit limit progress state done satisfaction feedback feedback_way note",
)
DISPUTE_BLANK = _chosen(
    DISPUTE_COLUMNS,
    "number found reported village group place party_a phone_a id_number_a address_a party_b"
    " phone_b id_number_b address_b kind facts demands cause risk people amount owner unit leader"
    " limit mediator mediated result agreement follow_up satisfaction note",
)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "way": ("入户走访", "田间地头", "座谈", "个别访谈", "问卷", "电话", "短信微信", "邻居代述"),
    "channel": ("来访", "来信", "来电", "网络", "值班", "走访", "转办"),
    "category": ("干部作风", "实际困难", "工作不足", "发展建议"),
    "level": ("村", "镇", "县"),
    "state": ("当场答复", "正在办理", "已上报", "已办结", "退回", "解释说明", "已销号"),
    "satisfaction": ("满意", "基本满意", "一般", "不满意"),
    "kind": (
        "婚姻家庭纠纷", "邻里纠纷", "房屋宅基地纠纷", "合同纠纷", "生产经营纠纷", "损害赔偿纠纷",
        "山林土地纠纷", "征地拆迁纠纷", "环境污染纠纷", "劳动争议", "消费纠纷", "医疗纠纷",
        "道路交通事故纠纷", "物业纠纷", "其他纠纷",
    ),
    "risk": ("重大", "较大", "一般", "低"),
    "result": ("调解成功", "调解不成功", "正在调处", "终止调解"),
}  # fmt: skip
"""Field name to the words offered; other words stay allowed (domain.md 1.5, 1.7, 5.4 A, 6.3)."""

VISIT_INSTRUCTIONS = (
    "填表说明",
    "1. 每走访一户写一行；几名干部同去，姓名用顿号隔开。",
    "2. 走访对象写户主姓名；有重名的请填户编号，或在姓名后用括号写明村民小组。",
    "3. 日期写成 2023-03-05；不写年份的，请把年份写在工作表名称里。",
    "4. 走访方式可以从下拉框中选择；下拉框里没有的可以直接写。没有的内容留空。",
)
CONCERN_INSTRUCTIONS = (
    "填表说明",
    "1. 每件事项写一行；登记日期和申办事项必填，日期写成 2023-03-05。",
    "2. 申请人写姓名；能填户编号的请填，便于找到农户。",
    "3. 办理状态从下拉框中选择；办理情况写做了什么，可以写几句。",
    "4. 当场答复的不进入台账，办结时限留空，办结日期写答复的那一天。没有的内容留空。",
)
DISPUTE_INSTRUCTIONS = (
    "填表说明",
    "1. 每件纠纷写一行；排查时间必填，日期写成 2023-03-05。",
    "2. 甲方、乙方各写姓名，一方有几人的用顿号隔开，联系电话按同样次序用顿号隔开。",
    "3. 联系电话、身份证号已设为文本格式，请直接录入，不要用公式。",
    "4. 涉及金额以元为单位，只写数字。纠纷类型、风险等级、调解结果可以从下拉框中选择。",
)
