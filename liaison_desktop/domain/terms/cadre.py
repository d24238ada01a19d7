"""Words for cadres (干部), units, teams and pairings (结对联户)."""

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

CADRE_FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "姓名",
        synonyms=(
            "干部姓名",
            "干部",
            "联系干部",
            "挂钩干部",
            "帮扶干部",
            "责任人",
            "帮扶责任人",
            "包保干部",
            "结对干部",
        ),
    ),
    Field("unit", "单位", synonyms=("工作单位", "单位名称", "所在单位", "派出单位", "挂钩单位")),
    Field("post", "职务", synonyms=("职务职称", "岗位", "担任职务")),
    Field(
        "rank",
        "职级",
        FieldType.CODE,
        codes="rank",
        synonyms=("职级类别", "级别", "职务级别", "干部类别"),
    ),
    Field(
        "phone",
        "联系电话",
        FieldType.PHONE,
        synonyms=("电话", "手机", "手机号码", "手机号", "联系方式", "电话号码", "干部电话"),
    ),
    Field("address", "单位地址", synonyms=("地址", "办公地址", "联系地址")),
    Field("email", "邮箱", synonyms=("电子邮箱", "电子邮件", "服务邮箱", "邮箱地址")),
    Field("skills", "特长", synonyms=("专长", "业务特长")),
    Field("team", "责任小组", synonyms=("小组", "工作组", "责任组")),
    Field(
        "quota",
        "应联系户数",
        FieldType.INTEGER,
        synonyms=("联户数", "应联户数", "联系户数", "任务户数"),
    ),
    Field("posting", "驻村方式", synonyms=("脱岗情况",)),
    Field("since", "到岗日期", FieldType.DATE, synonyms=("起始日期", "任职日期")),
    Field("until", "离岗日期", FieldType.DATE, synonyms=("离任日期",)),
    Field("note", "备注", synonyms=("说明",)),
)

CADRE_FIELD_OF = {field.name: field for field in CADRE_FIELDS}

PAIRING_FIELDS: tuple[Field, ...] = (
    Field(
        "cadre",
        "干部姓名",
        synonyms=(
            "干部",
            "联系干部",
            "挂钩干部",
            "结对干部",
            "帮扶干部",
            "帮扶责任人",
            "责任人",
            "联户干部",
            "包保干部",
            "姓名",
        ),
    ),
    Field("cadre_unit", "单位", synonyms=("工作单位", "单位名称", "干部单位")),
    Field("cadre_post", "职务", synonyms=("职务职称", "干部职务")),
    Field(
        "cadre_phone",
        "联系电话",
        FieldType.PHONE,
        synonyms=("电话", "干部电话", "手机", "手机号", "手机号码"),
        privacy=Privacy.OPEN,
    ),
    Field(
        "village",
        "联系村",
        synonyms=("村", "村委会", "行政村", "挂钩村", "所在村", "联系村委会", "村名"),
    ),
    Field("group", "村民小组", synonyms=("组", "村组", "小组", "组别", "联系组")),
    Field("number", "户编号", synonyms=("户号", "农户编号", "户编码")),
    Field(
        "households",
        "联系户(户主)",
        synonyms=(
            "联系户",
            "联系农户",
            "户主",
            "户主姓名",
            "结对户",
            "结对户主",
            "挂钩农户",
            "联系户户主",
            "联户名单",
            "帮扶户",
            "结对农户",
            "联系户姓名",
            "农户姓名",
            "联系户(户主姓名)",
        ),
    ),
    Field("count", "户数", FieldType.INTEGER, synonyms=("联系户数", "联户数", "结对户数")),
    Field(
        "way",
        "联户方式",
        FieldType.CODE,
        codes="pairing_way",
        synonyms=("联系方式类别", "结对方式"),
    ),
    Field(
        "since",
        "起始日期",
        FieldType.DATE,
        synonyms=("结对时间", "结对日期", "开始日期", "起", "联户时间"),
    ),
    Field("until", "终止日期", FieldType.DATE, synonyms=("结束日期", "止", "到期日期")),
)
