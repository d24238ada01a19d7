"""The words a sentence template knows besides the names of indicators."""

from dataclasses import dataclass

from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.token import Aspect, Style


@dataclass(frozen=True, slots=True)
class TemplateWord:
    """A word that may stand in braces, for the list a person chooses from.

    Attributes:
        word: As it is written, braces left out.
        meaning: What it becomes.
        group: Heading it stands under.
    """

    word: str
    meaning: str
    group: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which number of an indicator a word after the dot asks for.

    Attributes:
        aspect: The number.
        against: Compared with which time, None for no comparison.
    """

    aspect: Aspect
    against: Against | None = None


PERIOD_KEYS = {
    "期间": "",
    "期间词": "word",
    "年份": "year",
    "起止日期": "span",
    "起始日期": "first",
    "截止日期": "last",
}
DAY_WORD, RULE_WORD, TO_FILL_WORD = "日期", "规则", "填写"
PLACE_WORDS = {"单位": "署名的单位", "县": "县名", "乡镇": "乡镇名", "范围": "总结的范围"}

LATE_ENTRIES = "late_entries"
COUNT_KEYS = {
    "村数": "villages",
    "村民小组数": "groups",
    "责任小组数": "teams",
    "单位数": "units",
    "党员数": "members",
    "补录记录数": LATE_ENTRIES,
}
COUNT_UNITS = {
    "villages": "个",
    "groups": "个",
    "teams": "个",
    "units": "个",
    "members": "名",
    LATE_ENTRIES: "条",
}
COUNT_MEANINGS = {
    "villages": "登记在册的村。",
    "groups": "登记在册的村民小组。",
    "teams": "有在岗干部的责任小组。",
    "units": "有在岗干部的单位。",
    "members": "期末在册农户中政治面貌为中共党员或预备党员的家庭成员。",
    LATE_ENTRIES: "事情发生在期内、期末以后才录入或导入台账的记录，作废的不算。",
}

STYLES = {
    "万元": Style.WAN,
    "万元两位": Style.WAN_2,
    "余": Style.OVER,
    "多": Style.MORE,
    "近": Style.NEARLY,
}
STYLE_MEANINGS = {
    "万元": "按万元写，最多两位小数",
    "万元两位": "按万元写，总是两位小数",
    "余": "取整写成“200余”，只在属实时",
    "多": "取整写成“200多”，只在属实时",
    "近": "取整写成“近200”，只在属实时",
}
NO_UNIT_WORD = "数"
# Judicial reports count disputes in 件, the station's own in 起 (domain.md 1.17, 5.5).
MEASURE_WORDS = ("件", "起")

_YEAR, _BEFORE = Against.YEAR_AGO, Against.BEFORE
CHOICES = {
    "分子": Choice(Aspect.NUMERATOR),
    "分母": Choice(Aspect.DENOMINATOR),
    "占比": Choice(Aspect.SHARE),
    "同比": Choice(Aspect.CHANGE, _YEAR),
    "环比": Choice(Aspect.CHANGE, _BEFORE),
    "去年同期": Choice(Aspect.BASE, _YEAR),
    "上期": Choice(Aspect.BASE, _BEFORE),
    "同比走势": Choice(Aspect.TREND, _YEAR),
    "环比走势": Choice(Aspect.TREND, _BEFORE),
    "同比增减": Choice(Aspect.DELTA, _YEAR),
    "环比增减": Choice(Aspect.DELTA, _BEFORE),
    "同比幅度": Choice(Aspect.PERCENT, _YEAR),
    "环比幅度": Choice(Aspect.PERCENT, _BEFORE),
}
CHOICE_MEANINGS = {
    "分子": "率的分子",
    "分母": "率的分母",
    "占比": "限定部分占全部的百分比",
    "同比": "整句：同比减少几件，下降百分之几",
    "环比": "整句：环比增加几件，上升百分之几",
    "去年同期": "去年同期的数",
    "上期": "上一期的数",
    "同比走势": "同比明显下降、有所上升、持平",
    "环比走势": "环比明显下降、有所上升、持平",
    "同比增减": "与去年同期相差的数",
    "环比增减": "与上一期相差的数",
    "同比幅度": "与去年同期相差的百分比",
    "环比幅度": "与上一期相差的百分比",
}
RISING_ENDING, FALLING_ENDING, EVERY_BEGINNING = "上升", "下降", "各"
