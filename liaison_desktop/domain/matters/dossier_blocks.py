"""The places of every paper of a dossier, and the sentences the forms carry (domain.md 5.2).

Rights and duties are those of 人民调解法 articles 23 and 24, the principles article 3, the
effect of an agreement articles 31 and 33, the sentence of the application the ministry's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison_desktop.domain.terms.dispute import PaperKind

NONE, SLASH = "无", "/"
HAND = ""  # stays open: a name or a time written by hand
OPEN_DAY = "　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class BlockForm:
    """A place of a form.

    Attributes:
        name: Its name within the form.
        label: What stands before it.
        long: Whole paragraphs rather than a few words.
        filler: Printed when there is no text; ``HAND`` leaves a line to write on.
        choices: What the form offers to tick, in order; a text that is none of them is
            printed after 其他.
        standing: The form's own sentence, printed unless something else is written.
        optional: Left out of the paper when it has no text.
        day: A day; without one 年 月 日 stand there to be filled by hand.
    """

    name: str
    label: str
    long: bool = False
    filler: str = NONE
    choices: tuple[str, ...] = ()
    standing: str = ""
    optional: bool = False
    day: bool = False


def _long(name: str, label: str, standing: str = "", *, optional: bool = False) -> BlockForm:
    return BlockForm(name, label, long=True, standing=standing, optional=optional)


def _short(name: str, label: str, filler: str = NONE) -> BlockForm:
    return BlockForm(name, label, filler=filler)


def _day(name: str, label: str) -> BlockForm:
    return BlockForm(name, label, filler=OPEN_DAY, day=True)


APPLICATION_SENTENCE = (
    "人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"
)
RIGHTS = """根据《中华人民共和国人民调解法》第二十三条，当事人在人民调解活动中享有下列权利：
（一）选择或者接受人民调解员；
（二）接受调解、拒绝调解或者要求终止调解；
（三）要求调解公开进行或者不公开进行；
（四）自主表达意愿、自愿达成调解协议。"""
DUTIES = """根据《中华人民共和国人民调解法》第二十四条，当事人在人民调解活动中履行下列义务：
（一）如实陈述纠纷事实；
（二）遵守调解现场秩序，尊重人民调解员；
（三）尊重对方当事人行使权利。"""
FREE = "人民调解委员会调解民间纠纷，不收取任何费用（第四条）。"
RIGHTS_SENTENCE = "上述权利和义务，人民调解委员会已经向我告知，我已知晓。"
PRINCIPLES = (
    "人民调解在当事人自愿、平等的基础上进行；不违背法律、法规和国家政策；尊重当事人的权利，"
    "不因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。"
)
EFFECT = (
    "经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行；双方当事人认为有必要的，"
    "可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。"
)
SIGNING = "以上记录经当事人核对无误后签名、盖章或者按指印。"
MANDATE_SENTENCE = "委托人因上列纠纷，自愿委托上列受托人为人民调解活动的代理人，代理权限如下："
CONFIRMATION_REQUEST = "请求人民法院依法确认申请人之间达成的上述人民调解协议有效。"
CONFIRMATION_PLEDGE = (
    "申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给他人"
    "造成损害的，愿意承担相应的民事责任和其他法律责任。"
)
FORM_NOTE = "此表由人民调解委员会填写。"

APPLIED, OWN_INITIATIVE = "当事人申请", "主动调解"
SOURCES = (APPLIED, OWN_INITIATIVE)
CLOSING_SOURCES = (APPLIED, OWN_INITIATIVE, "公安机关移交", "人民法院委托", "政府指定")
POWERS = (
    "代为申请或者终止调解",
    "收集、提供证据",
    "选择或者接受人民调解员",
    "承认、变更、放弃请求",
    "签署调解文书",
    "领取调解文书",
)

TITLES = {
    PaperKind.COVER: "人民调解卷宗",
    PaperKind.RIGHTS: "人民调解当事人权利义务告知书",
    PaperKind.CONFIRMATION: "司法确认申请书",
    PaperKind.CLOSING_REPORT: "人民调解结案报告表",
    PaperKind.FILE_NOTE: "卷宗情况说明",
}
# Papers that make a list: heading and width (mm) of its columns.
LISTS: Mapping[PaperKind, tuple[tuple[str, float], ...]] = {
    PaperKind.IDENTITY: (("当事人", 34), ("证件名称", 46), ("证件号码", 48), ("份数", 16)),
    PaperKind.EVIDENCE: (("证据名称", 56), ("提供人", 28), ("页数", 16), ("证明内容", 44)),
    PaperKind.PERFORMANCE: (("凭证名称", 44), ("日期", 36), ("金额（元）", 28), ("备注", 36)),
    PaperKind.CONFIRMATION: (("材料名称", 88), ("份数", 22), ("备注", 34)),
}

BLOCKS: Mapping[PaperKind, tuple[BlockForm, ...]] = {
    PaperKind.COVER: (
        _short("committee", "调委会名称"),
        _short("name", "卷名"),
        _short("number", "卷号", SLASH),
        _short("mediator", "人民调解员"),
        _day("since", "调解日期"),
        _day("until", "至"),
        _short("filed_by", "立卷人", HAND),
        _day("filed_on", "立卷日期"),
        _short("keeping", "保管期限", SLASH),
        _short("note", "备注"),
    ),
    PaperKind.CONTENTS: (),
    PaperKind.APPLICATION: (
        _long("facts", "纠纷简要情况"),
        _long("requests", "当事人申请事项"),
        _long("statement", "", APPLICATION_SENTENCE),
    ),
    PaperKind.ACCEPTANCE: (
        _day("accepted_on", "受理日期"),
        _short("category", "纠纷类型", SLASH),
        BlockForm("source", "案件来源", choices=SOURCES),
        _long("facts", "纠纷简要情况"),
        _short("note", "备注"),
        BlockForm("form_note", "", standing=FORM_NOTE),
    ),
    PaperKind.RIGHTS: (
        _short("matter", "纠纷名称"),
        _long("rights", "一、当事人的权利", RIGHTS),
        _long("duties", "二、当事人的义务", DUTIES),
        _long("free", "三、其他", FREE),
        _long("statement", "", RIGHTS_SENTENCE),
    ),
    PaperKind.IDENTITY: (_long("note", "说明", optional=True),),
    PaperKind.MANDATE: (
        _short("matter", "纠纷名称"),
        _long("statement", "", MANDATE_SENTENCE),
        BlockForm("powers", "代理权限", choices=POWERS),
        _short("period", "委托期限", SLASH),
    ),
    PaperKind.INQUIRY: (
        _short("time", "时间", HAND),
        _short("place", "地点", SLASH),
        _short("present", "参加人"),
        _short("investigator", "调查人", HAND),
        _short("recorder", "记录人", HAND),
        _long("text", "调查记录"),
    ),
    PaperKind.EVIDENCE: (_long("note", "说明", optional=True),),
    PaperKind.MEDIATION: (
        _short("time", "时间", HAND),
        _short("place", "地点", SLASH),
        _short("matter", "事由"),
        _short("parties", "当事人"),
        _short("invited", "参加人"),
        _short("mediator", "人民调解员", HAND),
        _short("recorder", "记录人", HAND),
        _long("informed", "一、告知权利和义务"),
        _long("principles", "二、告知调解原则和方式", PRINCIPLES),
        _long("statements", "三、当事人陈述"),
        _long("checked", "四、核实与质证"),
        _long("risks", "五、告知风险和后果", EFFECT),
        _long("result", "六、协议内容，或者调解不成的原因及告知的其他途径"),
        _long("signing", "七、核对签名", SIGNING),
    ),
    PaperKind.AGREEMENT: (
        _long("facts", "纠纷主要事实、争议事项"),
        _long("responsibility", "各方当事人的责任", optional=True),
        _long("terms", "经调解，自愿达成如下协议"),
        _long("performance", "履行方式、时限"),
        _long("further", "其他约定", optional=True),
        _short("copies", "协议份数", HAND),
    ),
    PaperKind.ORAL_AGREEMENT: (
        _long("facts", "纠纷主要事实、争议事项"),
        _long("terms", "口头协议内容"),
        _long("performance", "履行方式、时限"),
        _short("result", "调解结果", SLASH),
        _short("place", "调解地点", SLASH),
        _short("amount", "涉案金额", SLASH),
        _short("performed", "履行状态", SLASH),
        _day("agreed_on", "达成日期"),
    ),
    PaperKind.PERFORMANCE: (
        _short("number", "调解协议编号", SLASH),
        _short("performed", "履行情况", SLASH),
        _day("performed_on", "履行完毕日期"),
        _long("note", "履行说明"),
    ),
    PaperKind.FOLLOW_UP: (
        _short("parties", "当事人"),
        _short("number", "调解协议编号", SLASH),
        _short("reason", "回访事由"),
        _short("on", "回访时间", HAND),
        _short("interviewee", "被回访人"),
        _long("text", "回访情况"),
        _short("performed", "协议履行情况", SLASH),
        _short("satisfaction", "满意程度", SLASH),
        _short("lawsuit", "起诉与判决情况"),
        _short("hidden", "有无激化或者遗留隐患"),
        _long("measures", "采取的措施"),
    ),
    PaperKind.CONFIRMATION: (
        _long("request", "请求事项", CONFIRMATION_REQUEST),
        _long("facts", "事实和理由"),
        _long("pledge", "承诺", CONFIRMATION_PLEDGE),
        _short("court", "受理法院", HAND),
        _day("applied_on", "申请日期"),
        _short("ruling", "确认结果", SLASH),
        _short("ruling_number", "裁定文号", SLASH),
        _short("ruling_on", "裁定日期", SLASH),
    ),
    PaperKind.FILE_NOTE: (
        _long("note", "情况说明"),
        _short("filed_by", "立卷人", HAND),
        _day("filed_on", "立卷日期"),
    ),
    PaperKind.CLOSING_REPORT: (
        _day("made_on", "填表时间"),
        _short("unit", "承办单位"),
        _short("handler", "承办人", HAND),
        _day("accepted_on", "受案时间"),
        _day("closed_on", "结案时间"),
        BlockForm("source", "案件来源", choices=CLOSING_SOURCES),
        _long("facts", "简要事实"),
        _long("result", "结果"),
    ),
    PaperKind.BACK: (),
}
