"""Columns of a list of visits (走访登记表), with the headings offices give them (domain.md 4.3)."""

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VISIT_COLUMNS: tuple[Field, ...] = (
    Field(
        "day",
        "走访日期",
        FieldType.DATE,
        synonyms=_words(
            "走访时间 日期 时间 入户时间 入户日期 访问时间 访问日期 下访时间 下访日期 家访时间"
            " 家访日期 联系时间 活动时间 活动日期 登记日期 登记时间 走访年月日 走访起始日期"
            " 开始时间 开始日期 起始时间 起始日期 帮扶时间 帮扶日期 慰问时间 慰问日期 年月日"
            " 走访月日 月日 到户时间 到户日期 遍访时间 遍访日期 接访时间 巡访时间 回访时间"
            " 恳谈时间 访谈时间 访谈日期 何时"
        ),
    ),
    Field("month", "月", synonyms=_words("月份 走访月份")),
    Field("date", "日", synonyms=_words("日数 几日")),
    Field("year", "年", synonyms=_words("年份 年度")),
    Field(
        "until",
        "结束日期",
        FieldType.DATE,
        synonyms=_words("走访结束日期 走访结束时间 结束时间 截止日期 截止时间 返回时间 返回日期"),
    ),
    Field(
        "clock", "起止时间", synonyms=_words("走访起止时间 时段 具体时间 时刻 走访时段 起止时刻")
    ),
    Field(
        "cadres",
        "走访干部",
        synonyms=_words(
            "走访人 走访人员 走访干部姓名 干部姓名 干部 挂钩干部 联系干部 结对干部 帮扶干部"
            " 帮扶责任人 责任人 包保干部 包保责任人 入户干部 入户人员 走访责任人 参加人员 参与人员"
            " 参加干部 访问人 访问人员 联户干部 驻村干部 下访干部 走访领导 工作人员 走访队员 队员"
            " 工作队员 走访组成员 走访者 走访人姓名 走访干部签名 走访人员姓名 遍访干部 网格员"
            " 走访党员 联系人"
        ),
    ),
    Field(
        "cadre_unit",
        "干部单位",
        synonyms=_words("单位 工作单位 所在单位 单位名称 单位及职务 挂钩单位 派出单位 帮扶单位"),
    ),
    Field(
        "households",
        "走访对象",
        synonyms=_words(
            "走访户 走访农户 户主 户主姓名 被走访人 被走访户 被访人 被访户 走访群众 群众姓名 群众"
            " 农户姓名 农户 联系户 联系农户 联系户户主 走访对象姓名 受访户 走访户主 走访家庭 对象"
            " 名单 被走访对象 被走访户主 帮扶对象 走访户姓名 走访户户主 户名 结对户 帮扶户"
            " 农户户主 入户对象 到访农户 走访农户姓名 走访户名 联系群众 走访对象(户主)"
            " 走访对象户主姓名 挂钩户 包保户 慰问对象 走访名单 走访农户(户主) 到户农户 被访农户"
            " 被访户主 走访农户户主 村民姓名 村民 户主名 联系对象 服务对象 家庭户主 走访住户 姓名"
        ),
    ),
    Field(
        "number",
        "户编号",
        synonyms=_words("户号 农户编号 户编码 家庭编号 户口编号 户籍编号 走访户编号"),
    ),
    Field(
        "interviewee",
        "受访人",
        synonyms=_words(
            "受访人姓名 受访者 被访谈人 访谈对象 谈话对象 在家人员 受访家庭成员 谈话人 接待人"
            " 受访对象 受访群众"
        ),
    ),
    Field(
        "relation",
        "与户主关系",
        synonyms=_words("关系 受访人与户主关系 受访人关系 与户主的关系 受访人与户主的关系"),
    ),
    Field(
        "phone",
        "联系电话",
        FieldType.PHONE,
        synonyms=_words("电话 手机 手机号 手机号码 联系方式 电话号码 群众电话 农户电话 户主电话"),
        privacy=Privacy.MASKED,
    ),
    Field(
        "village",
        "村",
        synonyms=_words("村委会 行政村 村名 所属村 所在村 村居 社区 村(社区) 村(居) 走访村 联系村"),
    ),
    Field("group", "村民小组", synonyms=_words("组 组别 小组 村小组 自然村 所属组 所在组 组名")),
    Field(
        "place",
        "村组",
        synonyms=_words(
            "地点 走访地点 住址 家庭住址 地址 详细地址 走访村组 所在村组 家庭地址 村组名称 走访地"
            " 走访区域 所属村组 居住地 村(组) 村、组 村/组 所在地 农户住址 走访村 走访的村组 何地"
        ),
        privacy=Privacy.MASKED,
    ),
    Field(
        "way",
        "走访方式",
        synonyms=_words("方式 走访形式 形式 走访类型 入户方式 访问方式 联系形式 走访类别 走访途径"),
    ),
    Field("mode", "访谈形式", synonyms=_words("访谈方式 集中或个别 集中/个别 访谈类型 恳谈形式")),
    Field(
        "content",
        "走访内容",
        FieldType.LONG_TEXT,
        synonyms=_words(
            "走访情况 走访记录 谈话内容 内容 走访主要内容 访谈内容 主要内容 走访情况记录 工作内容"
            " 了解情况 走访主要情况 走访简要情况 家庭情况 家庭基本情况 走访事项 走访目的 开展工作"
            " 走访工作内容 交谈内容"
        ),
    ),
    Field(
        "said",
        "反映的问题",
        FieldType.LONG_TEXT,
        synonyms=_words(
            "反映问题 反映事项 反映情况 群众反映问题 群众反映的问题 群众反映 存在问题 主要问题"
            " 问题 群众诉求 诉求 困难诉求 意见建议 意见和建议 问题及诉求 群众意见建议 群众意见"
            " 需求 群众需求 收集问题 困难问题 存在困难 民情 社情民意 收集民情 收集意见"
            " 反映主要问题 反映的主要问题 问题诉求 存在的困难和问题 存在困难和问题 困难和问题"
            " 提出的问题 民意诉求 群众反映问题及诉求 反映的困难问题 发现问题 发现的问题"
            " 需要解决的问题 意见及建议 反映问题及建议 困难及诉求 主要困难 收集到的问题 存在的问题"
            " 问题建议 问题和建议"
        ),
    ),
    Field(
        "answer",
        "当场答复情况",
        FieldType.LONG_TEXT,
        synonyms=_words(
            "当场答复 答复情况 答复 现场答复 现场答复情况 处理情况 办理情况 解决情况 处理结果"
            " 解决措施 帮扶措施 处理意见 落实情况 是否当场答复 办理结果 解决办法 答复处理情况"
            " 处置情况 采取措施 整改措施 问题解决情况 处理措施 办理意见 回复情况 解决问题 解答情况"
            " 帮助解决情况"
        ),
    ),
    Field(
        "policy",
        "宣传政策",
        synonyms=_words("政策宣传 宣传内容 宣讲政策 宣传政策情况 政策宣传情况 宣讲内容 政策宣讲"),
    ),
    Field(
        "goods",
        "送达物品",
        synonyms=_words(
            "慰问品 慰问物品 慰问 慰问情况 物品 慰问金 发放物品 赠送物品 慰问金额 送达物品及慰问"
            " 送达物品/慰问 慰问物资 物资 送去物品 帮扶物资"
        ),
    ),
    Field("recorder", "记录人", synonyms=_words("记录 记录员 填写人 登记人")),
    Field(
        "next_day",
        "下次走访日期",
        FieldType.DATE,
        synonyms=_words("下次走访时间 下次走访 下次时间 约定下次走访时间"),
    ),
    Field("note", "备注", FieldType.LONG_TEXT, synonyms=_words("说明 备 注 其他 其它 附注")),
)
