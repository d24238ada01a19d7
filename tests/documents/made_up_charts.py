"""Made-up charts of every kind, for the tests of all that draw them."""

import datetime

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.figures.period import parse_period

NOTE = (
    "来源：罗雄镇群众工作站矛盾纠纷台账。统计时段：2023年1月1日至6月30日。"
    "制图日期：2023年6月30日。口径：排查日期在期内的矛盾纠纷。"
)
CLASSES = (
    "邻里纠纷", "婚姻家庭纠纷", "房屋宅基地纠纷", "山林土地纠纷", "损害赔偿纠纷",
    "征地拆迁纠纷", "道路交通事故纠纷", "劳动争议纠纷", "其他",
)  # fmt: skip


def chart(key, kind, categories, *series, **changes):
    values = {
        "title": f"2023年上半年{key}",
        "headline": "邻里纠纷11件，占30.6%，比去年同期少11件",
        "note": NOTE,
    } | changes
    return Chart(key, kind=kind, categories=tuple(categories), series=series, **values)


def classes():
    counts = Series("排查矛盾纠纷", (11, 8, 5, 4, 3, 2, 1, 0, 2), "件")
    return chart("dispute_classes", ChartKind.BARS, CLASSES, counts)


def by_month():
    months = [f"{number}月" for number in range(1, 7)]
    return chart(
        "disputes_by_month",
        ChartKind.COLUMNS_AND_LINE,
        months,
        Series("受理", (5, 8, 0, None, 9, 6), "件"),
        Series("调解成功", (3, 8, 0, None, 4, 5), "件"),
        Series("调解成功率", (60.0, 100.0, None, None, 44.4, 83.3), "%"),
    )


def by_village():
    villages = ("中和村", "补歹村", "以德金源社区居民委员会", "长家湾村", "九龙瀑布旅游村")
    return chart(
        "disputes_by_village",
        ChartKind.COLUMNS,
        villages,
        Series("排查矛盾纠纷", (12, 9, 0, 3, None), "件"),
        Series("调解成功", (6, 7, 0, 1, None), "件"),
    )


def states():
    return chart(
        "ledger_states",
        ChartKind.STACK,
        ("生产发展类", "基础设施类", "矛盾纠纷类", "政策咨询类"),
        Series("已办结", (12, 5, 7, 0), "件"),
        Series("在办", (3, 1, 0, 0), "件"),
        Series("超期", (1, 1, 2, 0), "件"),
    )


def quotas():
    names = [f"王小{letter}" for letter in "甲乙丙丁戊己"]
    return chart(
        "quota_bullets",
        ChartKind.BULLETS,
        names,
        Series("已走访", (3, 5, 8, 0, None, 2), "户次"),
        Series("应走访", (5, 5, 5, 5, 5, None), "户次"),
    )


def coverage():
    return chart(
        "coverage_matrix",
        ChartKind.MATRIX,
        ("第1组", "第2组", "第3组"),
        Series("中和村", (100.0, 66.7, 0.0), "%"),
        Series("补歹村", (33.3, 90.5, None), "%"),
        rows=("中和村", "补歹村"),
    )


def times():
    return chart(
        "year_and_before",
        ChartKind.COLUMNS,
        ("排查矛盾纠纷（件）", "调解成功（件）", "收集意见建议（条）", "走访农户（户）"),
        Series("2023年上半年", (36, 16, 56, 52), ""),
        Series("2022年上半年", (47, 20, None, 60), ""),
        Series("2022年下半年", (30, 22, 40, 49), ""),
    )


def nothing():
    return chart(
        "visits_by_month",
        ChartKind.COLUMNS,
        ("1月", "2月"),
        Series("入户走访", (None, None), "户次"),
        headline="2023年上半年没有走访记录",
    )


def everything():
    return (
        classes(), by_month(), by_village(), states(), quotas(), coverage(), times(), nothing(),
    )  # fmt: skip


def pack(*charts):
    return MeetingPack(
        "2023年上半年群众工作站工作情况图表",
        "罗雄镇群众工作站",
        parse_period("2023H1"),
        datetime.date(2023, 6, 30),
        charts or everything(),
    )
