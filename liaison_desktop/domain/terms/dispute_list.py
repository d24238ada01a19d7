"""Columns of a dispute ledger (矛盾纠纷台账) and the headings offices give them (domain.md 6.1)."""

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PHONES = "电话 联系方式 手机 手机号 手机号码 电话号码"
_ADDRESSES = "住址 地址 家庭住址 村组 住所 现住址 家庭地址 详细地址"
_IDS = "身份证号 身份证 身份证号码 公民身份号码 证件号码"


def _of_side(side: str, label: str) -> tuple[Field, ...]:
    """Describe name, telephone, identity number and address of one side."""
    masked = Privacy.MASKED
    return (
        Field(f"party_{side}", f"{label}当事人", synonyms=(f"当事人({label})", label)),
        Field(f"phone_{side}", f"{label}联系电话", FieldType.PHONE, privacy=masked),
        Field(f"id_number_{side}", f"{label}身份证号", FieldType.ID_NUMBER, privacy=masked),
        Field(f"address_{side}", f"{label}住址", privacy=masked),
    )


DISPUTE_COLUMNS: tuple[Field, ...] = (
    Field(
        "number",
        "编号",
        synonyms=_words(
            "纠纷编号 案件编号 案号 台账编号 登记编号 受理编号 卷宗号 卷号 事件编号 案卷编号 登记号"
        ),
    ),
    Field(
        "title",
        "纠纷名称",
        synonyms=_words(
            "名称 事项名称 案件名称 矛盾纠纷名称 事件名称 矛盾名称 矛盾纠纷事项 纠纷事项"
        ),
    ),
    Field(
        "found",
        "排查时间",
        FieldType.DATE,
        synonyms=_words(
            "排查日期 发现时间 发现日期 摸排时间 排查登记时间 排查发现时间 时间 日期 登记时间"
            " 登记日期 摸排日期 排查年月日 排查/上报日期 排查(上报)时间 年月日 月日 收集时间"
            " 排查上报时间 接报时间 纠纷时间 录入时间 建账时间 报送排查时间"
        ),
    ),
    Field("month", "月", synonyms=_words("月份 排查月份")),
    Field("date", "日", synonyms=_words("几日")),
    Field("year", "年", synonyms=_words("年份 年度")),
    Field(
        "accepted",
        "受理时间",
        FieldType.DATE,
        synonyms=_words("受理日期 接案时间 申请时间 申请日期 立案时间 收案时间 接待时间 交办时间"),
    ),
    Field(
        "happened",
        "发生时间",
        FieldType.DATE,
        synonyms=_words("发生日期 纠纷发生时间 纠纷发生日期 矛盾发生时间 事发时间 案发时间"),
    ),
    Field(
        "reported",
        "上报时间",
        FieldType.DATE,
        synonyms=_words("上报日期 报告时间 报送时间 报送日期 报告日期 上报镇时间"),
    ),
    Field(
        "village",
        "村",
        synonyms=_words("村委会 行政村 村名 所属村 所在村 村居 社区 村(社区) 村(居) 村(居)委会"),
    ),
    Field("group", "村民小组", synonyms=_words("组 组别 小组 村小组 自然村 所属组 所在组 组名")),
    Field(
        "place",
        "地点",
        synonyms=_words(
            "发生地 发生地点 纠纷地点 村组 排查地点 所在村组 发生地(村组) 地址 纠纷发生地 所属网格"
            " 网格 发生地(村组/网格) 区域 纠纷发生地点 所属村组 发生区域 排查区域 村(组) 村、组"
            " 村/组 所在地 事发地 事发地点 住址 家庭住址 矛盾发生地 发生地址 排查村组"
        ),
    ),
    Field(
        "party",
        "当事人",
        synonyms=_words(
            "双方当事人 当事人姓名 纠纷双方 纠纷当事人 当事人双方 涉及人员 涉事人员 当事人基本情况"
            " 当事人情况 姓名 当事人及基本情况 矛盾双方 涉事双方 主要当事人 当事双方 纠纷主体"
            " 双方当事人姓名 当事人信息 当事人(双方) 涉及当事人 纠纷双方姓名 矛盾当事人"
            " 矛盾纠纷当事人 纠纷双方当事人 涉及主体 当事人名单 当事人名称 涉事人 户主 涉及对象"
            " 纠纷人"
        ),
    ),
    *_of_side("a", "甲方"),
    *_of_side("b", "乙方"),
    Field(
        "phone",
        "联系电话",
        FieldType.PHONE,
        synonyms=(*_words(_PHONES), *(f"当事人{w}" for w in _words(_PHONES)), "当事人联系电话"),
        privacy=Privacy.MASKED,
    ),
    Field(
        "id_number",
        "身份证号",
        FieldType.ID_NUMBER,
        synonyms=(*_words(_IDS), *(f"当事人{w}" for w in _words(_IDS))),
        privacy=Privacy.MASKED,
    ),
    Field(
        "address",
        "当事人住址",
        synonyms=tuple(f"当事人{w}" for w in _words(_ADDRESSES)),
        privacy=Privacy.MASKED,
    ),
    Field(
        "kind",
        "纠纷类型",
        synonyms=_words(
            "纠纷类别 类别 类型 矛盾类型 矛盾纠纷类型 纠纷性质 性质 矛盾纠纷类别 案件类型 案件类别"
            " 纠纷种类 事件类型 分类 案由 矛盾类别 矛盾纠纷性质 类别码 事件类别 纠纷分类 所属类别"
        ),
    ),
    Field(
        "source",
        "来源",
        synonyms=_words("纠纷来源 案件来源 线索来源 受理来源 信息来源 受理方式 来源渠道 排查方式"),
    ),
    Field("scale", "规模", synonyms=_words("事件规模 纠纷规模")),
    Field(
        "facts",
        "简要情况",
        FieldType.LONG_TEXT,
        synonyms=_words(
            "纠纷简要情况 基本情况 主要情况 基本案情 案情简介 纠纷情况 简要案情 纠纷事实 主要事实"
            " 纠纷内容 内容 情况简介 矛盾纠纷情况 纠纷简介 矛盾纠纷简要情况 主要内容 事由 纠纷事由"
            " 具体情况 矛盾纠纷主要内容 纠纷概况 事件经过 案情 纠纷描述 情况 纠纷简要内容 矛盾内容"
            " 矛盾纠纷内容 矛盾纠纷基本情况 纠纷基本情况 简要内容 主要矛盾 主要问题 情况概述"
            " 纠纷主要内容 具体事由 纠纷摘要 矛盾纠纷概况 矛盾纠纷简介 简要概况 纠纷事项及简要情况"
            " 事件简述 问题描述 主要纠纷情况 矛盾纠纷事由 简况 概况"
        ),
    ),
    Field(
        "demands",
        "主要诉求",
        FieldType.LONG_TEXT,
        synonyms=_words("诉求 当事人诉求 群众诉求 请求 要求 诉求内容 申请事项 请求事项 双方诉求"),
    ),
    Field(
        "cause",
        "成因",
        synonyms=_words(
            "原因 纠纷原因 产生原因 起因 发生原因 引发原因 矛盾成因 纠纷起因 纠纷成因 矛盾原因"
            " 主要原因"
        ),
    ),
    Field(
        "risk",
        "风险等级",
        synonyms=_words(
            "等级 级别 风险级别 风险程度 难易程度 预警等级 紧急程度 危险等级 严重程度 风险评估"
            " 研判等级 风险 风险评估等级 风险研判 纠纷等级 预警级别 危险程度 分级 矛盾等级"
            " 隐患等级 稳控等级"
        ),
    ),
    Field(
        "people",
        "涉及人数",
        FieldType.INTEGER,
        synonyms=_words("人数 当事人数 涉及人员数 涉事人数 涉及人员数量 参与人数 当事人人数"),
    ),
    Field(
        "amount",
        "涉及金额",
        FieldType.NUMBER,
        unit="元",
        synonyms=_words(
            "金额 标的额 协议金额 涉案金额 标的 赔偿金额 协议涉及金额 标的金额 涉及资金 调解金额"
            " 纠纷金额 涉及标的 履行金额 赔付金额 赔偿款 补偿金额 涉及金额及标的 协议标的额"
        ),
    ),
    Field(
        "unit",
        "责任单位",
        synonyms=_words(
            "承办单位 化解责任单位 责任部门 主办单位 牵头单位 管辖单位 化解单位 受理单位 包案单位"
            " 办理单位 责任主体 牵头部门 稳控单位"
        ),
    ),
    Field(
        "owner",
        "责任人",
        synonyms=_words(
            "承办人 包保责任人 化解责任人 主办人 包案责任人 排查责任人 负责人 经办人 办理人"
            " 稳控责任人 主要责任人 具体责任人 责任人员 调处责任人 办理责任人 化解人员 责任民警"
            " 网格员 调解责任人"
        ),
    ),
    Field(
        "leader",
        "包案领导",
        synonyms=_words(
            "包案人 责任领导 包保领导 包案县级领导 包案领导及职务 挂钩领导 包联领导 分管领导"
            " 包抓领导 牵头领导 包案乡镇领导 包案领导姓名"
        ),
    ),
    Field(
        "limit",
        "化解时限",
        FieldType.DATE,
        synonyms=_words(
            "办结时限 调解时限 调处时限 时限 化解期限 办理时限 完成时限 期限 限期化解时间 化解限期"
            " 拟化解时间 计划化解时间 预计化解时间 限期 整改时限 调解期限 办结期限 完成期限"
        ),
    ),
    Field(
        "progress",
        "化解措施",
        FieldType.LONG_TEXT,
        synonyms=_words(
            "进展 化解进展 工作进展 进展情况 化解措施/进展 调解过程 措施 稳控措施 化解措施及进展"
            " 工作措施 目前进展 办理情况 调处措施 化解进展情况 化解过程 工作进展情况 调解经过"
            " 调处过程 调处经过 稳控化解措施 化解稳控措施 化解工作情况 办理进展 处置措施 采取措施"
            " 采取的措施 工作开展情况 化解措施/进展(逐日) 解决措施 调解意见 调处意见 处理意见"
            " 目前进展情况 当前进展"
        ),
    ),
    Field(
        "mediator",
        "调解人",
        synonyms=_words(
            "调解员 调解组织 调解人员 调解单位 调处人 主持人 调解委员会 化解人 调解主持人"
            " 承办调解员 调处单位 调解机构 调处人员 人民调解员 人民调解委员会 参与调解人员"
            " 调解员姓名 调委会 调解人姓名 主调解员 调解责任单位 调处组织"
        ),
    ),
    Field(
        "mediated",
        "调解时间",
        FieldType.DATE,
        synonyms=_words("调解日期 调处时间 调处日期 化解调处时间 调解年月日"),
    ),
    Field(
        "way",
        "化解方式",
        synonyms=_words("调解方式 调处方式 解决方式 处理方式 化解途径 调解类型 调解形式"),
    ),
    Field(
        "result",
        "调解结果",
        FieldType.LONG_TEXT,
        synonyms=_words(
            "化解结果 调处结果 处理结果 结果 调解情况 是否化解 化解情况 调处情况 是否成功 化解状态"
            " 状态 办理结果 调解是否成功 是否调解成功 调解结论 目前状态 办结情况 处理情况 是否调解"
            " 调处化解情况 是否已化解 化解与否 办结与否 调解处理结果 处置结果 调处化解结果"
            " 当前状态 是否办结"
        ),
    ),
    Field(
        "agreement",
        "协议编号",
        synonyms=_words(
            "协议书编号 调解协议书编号 协议书号 调解书编号 调解协议编号 文书编号 协议号"
            " 调解协议书号"
        ),
    ),
    Field(
        "settled",
        "化解日期",
        FieldType.DATE,
        synonyms=_words(
            "化解时间 办结时间 办结日期 结案时间 结案日期 签订协议时间 协议日期 达成协议时间"
            " 协议时间 协议签订时间 调解成功时间 解决时间 完成时间 协议签订日期 达成协议日期"
        ),
    ),
    Field(
        "follow_up",
        "回访日期",
        FieldType.DATE,
        synonyms=_words("回访时间 回访年月日 回访日期/满意"),
    ),
    Field(
        "satisfaction",
        "满意度",
        synonyms=_words(
            "回访情况 是否满意 当事人满意度 回访结果 满意情况 回访满意度 群众满意度 当事人是否满意"
        ),
    ),
    Field(
        "reporter",
        "排查人",
        synonyms=_words("登记人 上报人 填报人 信息员 排查人员 报告人 记录人 摸排人员 发现人"),
    ),
    Field("note", "备注", FieldType.LONG_TEXT, synonyms=_words("说明 其他 其它 附注")),
)
