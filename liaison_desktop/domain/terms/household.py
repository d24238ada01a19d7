"""Words for a household (农户): the fields of the 民情登记卡, domain.md 4.1."""

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

_N = FieldType.NUMBER
_C = FieldType.CODE

PLACE, TRAITS, OUTPUT, INCOME, HOUSING, NEEDS = (
    "标识",
    "户属性",
    "生产",
    "收入",
    "住房设施",
    "困难与诉求",
)

# The place and the number identify a household; they are columns of their own, not values.
KEY_FIELDS: tuple[Field, ...] = (
    Field(
        "village",
        "村",
        synonyms=("村委会", "行政村", "村名", "所属村", "村(居)", "村(居)委会", "村居", "社区"),
        group=PLACE,
    ),
    Field(
        "group",
        "村民小组",
        synonyms=(
            "组",
            "组别",
            "村组",
            "小组",
            "村小组",
            "自然村",
            "所属组",
            "所在组",
            "村民小组名称",
        ),
        group=PLACE,
    ),
    Field(
        "number",
        "户编号",
        synonyms=("户号", "户编码", "户口编号", "家庭编号", "农户编号", "户口簿编号", "家庭户编号"),
        group=PLACE,
    ),
    Field("head", "户主姓名", synonyms=("户主", "户名", "户主名"), group=PLACE),
)

FIELDS: tuple[Field, ...] = (
    Field(
        "door",
        "门牌",
        synonyms=(
            "住址",
            "家庭住址",
            "详细地址",
            "门牌号",
            "地址",
            "家庭地址",
            "现住址",
            "居住地址",
        ),
        privacy=Privacy.MASKED,
        group=PLACE,
    ),
    Field("grid", "网格", synonyms=("所属网格", "网格名称"), group=PLACE),
    Field(
        "registered_on", "建卡日期", FieldType.DATE, synonyms=("登记日期", "建档日期"), group=PLACE
    ),
    Field("source", "信息来源", synonyms=("来源",), group=PLACE),
    Field("verified_on", "核实日期", FieldType.DATE, group=PLACE),
    Field(
        "kind",
        "户类型",
        _C,
        codes="household_kind",
        synonyms=("户属性", "农户类型", "农户属性", "户类别", "贫困户属性", "家庭类型"),
        group=TRAITS,
    ),
    Field("traits", "家庭特点", synonyms=("户标签", "家庭标签"), group=TRAITS),
    Field(
        "difficulty",
        "难度等级",
        _C,
        codes="difficulty",
        synonyms=("富裕难度", "帮扶难度"),
        group=TRAITS,
    ),
    Field(
        "register_kind",
        "户别",
        _C,
        codes="register_kind",
        synonyms=("户口性质", "户口类别"),
        group=TRAITS,
    ),
    Field(
        "land",
        "耕地面积",
        _N,
        unit="亩",
        synonyms=("耕地", "承包地", "承包地面积", "耕地数"),
        group=OUTPUT,
    ),
    Field("paddy", "水田", _N, unit="亩", synonyms=("水田面积",), group=OUTPUT),
    Field("dry_land", "旱地", _N, unit="亩", synonyms=("旱地面积",), group=OUTPUT),
    Field("forest", "林地面积", _N, unit="亩", synonyms=("林地", "山林面积"), group=OUTPUT),
    Field("orchard", "果园", _N, unit="亩", synonyms=("果园面积",), group=OUTPUT),
    Field("water_area", "水面", _N, unit="亩", synonyms=("水面面积", "养殖水面"), group=OUTPUT),
    Field(
        "crops",
        "主要种植",
        synonyms=("种植", "种植业", "种植品种", "种植情况", "种植产业"),
        group=OUTPUT,
    ),
    Field(
        "livestock",
        "主要养殖",
        synonyms=("养殖", "养殖业", "养殖品种", "养殖情况", "养殖产业"),
        group=OUTPUT,
    ),
    Field("machinery", "农机", synonyms=("农业机械", "农机具"), group=OUTPUT),
    Field("cooperative", "合作社", synonyms=("参加合作社", "加入合作社"), group=OUTPUT),
    Field("income_year", "收入年度", FieldType.INTEGER, synonyms=("年度",), group=INCOME),
    Field(
        "income",
        "人均纯收入",
        _N,
        unit="元",
        synonyms=("年人均纯收入", "人均收入", "人均可支配收入", "家庭人均纯收入", "年人均收入"),
        group=INCOME,
    ),
    Field(
        "net_income",
        "家庭纯收入",
        _N,
        unit="元",
        synonyms=("家庭收入", "年收入", "家庭年收入", "全年纯收入"),
        group=INCOME,
    ),
    Field(
        "wage_income", "工资性收入", _N, unit="元", synonyms=("工资收入", "务工收入"), group=INCOME
    ),
    Field(
        "business_income",
        "生产经营性收入",
        _N,
        unit="元",
        synonyms=("经营性收入", "生产经营收入"),
        group=INCOME,
    ),
    Field("property_income", "财产性收入", _N, unit="元", group=INCOME),
    Field("transfer_income", "转移性收入", _N, unit="元", group=INCOME),
    Field(
        "business_cost", "生产经营支出", _N, unit="元", synonyms=("生产经营性支出",), group=INCOME
    ),
    Field(
        "floor_area",
        "住房面积",
        _N,
        unit="平方米",
        synonyms=("房屋面积", "建筑面积"),
        group=HOUSING,
    ),
    Field(
        "housing",
        "住房结构",
        _C,
        codes="housing",
        synonyms=("住房", "房屋结构", "住房类型", "房屋类型", "住房情况"),
        group=HOUSING,
    ),
    Field(
        "built_year",
        "建房年份",
        FieldType.INTEGER,
        synonyms=("建房时间", "建造年份"),
        group=HOUSING,
    ),
    Field(
        "safety",
        "住房安全等级",
        _C,
        codes="housing_safety",
        synonyms=("房屋安全等级", "安全等级", "危房等级"),
        group=HOUSING,
    ),
    Field(
        "water",
        "饮水情况",
        _C,
        codes="water",
        synonyms=("饮水", "饮用水", "饮水来源", "饮用水情况"),
        group=HOUSING,
    ),
    Field("electricity", "通电情况", synonyms=("用电", "通电"), group=HOUSING),
    Field(
        "road",
        "入户路",
        _C,
        codes="road",
        synonyms=("入户路情况", "入户道路", "道路情况"),
        group=HOUSING,
    ),
    Field("toilet", "厕所", _C, codes="toilet", synonyms=("厕所类型", "卫生厕所"), group=HOUSING),
    Field("fuel", "燃料", _C, codes="fuel", synonyms=("主要燃料", "燃料类型"), group=HOUSING),
    Field("broadcast", "广播电视", synonyms=("通广播电视", "电视"), group=HOUSING),
    Field("network", "网络", synonyms=("宽带", "通网络"), group=HOUSING),
    Field(
        "need",
        "主要困难",
        synonyms=(
            "存在困难",
            "困难",
            "致困原因",
            "致贫原因",
            "存在困难及备注",
            "主要困难原因",
            "存在困难和问题",
        ),
        group=NEEDS,
    ),
    Field("request", "需要解决的问题", synonyms=("诉求", "困难诉求"), group=NEEDS),
    Field("wish", "致富意愿", synonyms=("发展意愿", "致富愿望"), group=NEEDS),
    Field("plan", "发展计划", FieldType.LONG_TEXT, synonyms=("增收计划", "致富计划"), group=NEEDS),
    Field("note", "备注", FieldType.LONG_TEXT, synonyms=("说明", "户备注"), group=NEEDS),
)

FIELD_OF = {field.name: field for field in FIELDS}
