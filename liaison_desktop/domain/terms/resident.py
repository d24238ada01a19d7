"""Words for a family member (家庭成员), domain.md 4.1 and 7."""

from liaison_desktop.domain.terms.field import Field, FieldType, Privacy

_C = FieldType.CODE
BASIC, SCHOOL_AND_WORK, SECURITY = "基本情况", "上学与从业", "保障与健康"

KEY_FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "姓名",
        synonyms=(
            "家庭成员姓名",
            "成员姓名",
            "家庭成员",
            "人员姓名",
            "成员",
            "常住人口姓名",
            "人口姓名",
            "村民姓名",
            "居民姓名",
        ),
        group=BASIC,
    ),
    Field(
        "relation",
        "与户主关系",
        synonyms=(
            "家庭关系",
            "关系",
            "称谓",
            "与户主的关系",
            "成员关系",
            "户主或与户主关系",
            "户主或与户主的关系",
        ),
        group=BASIC,
    ),
)

FIELDS: tuple[Field, ...] = (
    Field("sex", "性别", _C, codes="sex", group=BASIC),
    Field(
        "birth",
        "出生日期",
        FieldType.DATE,
        synonyms=("出生年月", "出生年月日", "生日", "出生时间"),
        privacy=Privacy.MASKED,
        group=BASIC,
    ),
    Field("ethnicity", "民族", _C, codes="ethnicity", group=BASIC),
    Field(
        "id_number",
        "公民身份号码",
        FieldType.ID_NUMBER,
        synonyms=(
            "身份证号",
            "身份证号码",
            "公民身份证号",
            "公民身份证号码",
            "证件号码",
            "身份证",
            "身份号码",
            "居民身份证号",
            "居民身份证号码",
        ),
        privacy=Privacy.MASKED,
        group=BASIC,
    ),
    Field(
        "phone",
        "联系电话",
        FieldType.PHONE,
        synonyms=("电话", "手机", "手机号码", "手机号", "联系方式", "电话号码", "联系电话号码"),
        privacy=Privacy.MASKED,
        group=BASIC,
    ),
    Field(
        "other_phones",
        "其他电话",
        synonyms=("备用电话", "第二电话"),
        privacy=Privacy.MASKED,
        group=BASIC,
    ),
    Field(
        "political", "政治面貌", _C, codes="political", synonyms=("政治身份", "面貌"), group=BASIC
    ),
    Field("marital", "婚姻状况", _C, codes="marital", synonyms=("婚姻", "婚否"), group=BASIC),
    Field("language", "母语", synonyms=("语种", "使用语言"), group=BASIC),
    Field(
        "whereabouts",
        "去向",
        _C,
        codes="whereabouts",
        synonyms=("现状", "人员去向", "在家情况"),
        privacy=Privacy.SENSITIVE,  # it may say 服刑
        group=BASIC,
    ),
    Field(
        "education",
        "文化程度",
        _C,
        codes="education",
        synonyms=("学历", "文化", "受教育程度", "文化水平"),
        group=SCHOOL_AND_WORK,
    ),
    Field(
        "school",
        "在校情况",
        synonyms=("在校生状况", "就读学校", "在校生情况"),
        group=SCHOOL_AND_WORK,
    ),
    Field(
        "labour",
        "劳动能力",
        _C,
        codes="labour",
        synonyms=("劳动力", "劳动力情况", "劳动能力情况"),
        group=SCHOOL_AND_WORK,
    ),
    Field(
        "occupation",
        "从业情况",
        _C,
        codes="occupation",
        synonyms=("职业", "从业", "就业情况"),
        group=SCHOOL_AND_WORK,
    ),
    Field(
        "work_place",
        "务工地点",
        synonyms=("外出务工", "务工地", "外出务工地点", "务工情况"),
        group=SCHOOL_AND_WORK,
    ),
    Field("employer", "务工单位", synonyms=("工作单位",), group=SCHOOL_AND_WORK),
    Field(
        "work_months", "务工月数", FieldType.INTEGER, synonyms=("务工时间",), group=SCHOOL_AND_WORK
    ),
    Field(
        "health",
        "健康状况",
        _C,
        codes="health",
        synonyms=("身体状况", "健康", "身体情况"),
        privacy=Privacy.SENSITIVE,
        group=SECURITY,
    ),
    Field(
        "medical",
        "医疗保险",
        synonyms=("医保", "新农合", "参加医保", "城乡居民医疗保险"),
        group=SECURITY,
    ),
    Field("pension", "养老保险", synonyms=("养老", "参加养老保险"), group=SECURITY),
    Field(
        "disability",
        "残疾证",
        synonyms=("残疾证号", "残疾等级", "残疾情况"),
        privacy=Privacy.SENSITIVE,
        group=SECURITY,
    ),
    Field("note", "备注", synonyms=("成员备注", "个人备注"), group=SECURITY),
)

FIELD_OF = {field.name: field for field in FIELDS}


class IdState:
    """What is known about the identity number of a resident; the value is stored."""

    OK = "ok"
    MISSING = "missing"  # nothing was given
    CHECK_DIGIT = "check-digit"  # as typed, check digit wrong
    DATE = "date"  # as typed, its date does not exist
    UPGRADED = "15"  # widened from a 15-digit number (GB 11643-1999)
    LOST = "precision-lost"  # Excel destroyed the last digits; nothing is stored
    INVALID = "invalid"  # unreadable; nothing is stored


ID_STATE_LABELS = {
    IdState.OK: "",
    IdState.MISSING: "未填身份证号",
    IdState.CHECK_DIGIT: "身份证号校验位不符",
    IdState.DATE: "身份证号中的出生日期不存在",
    IdState.UPGRADED: "由15位身份证号升位",
    IdState.LOST: "身份证号末几位已被Excel丢失",
    IdState.INVALID: "身份证号无法辨认",
}
