"""What headings of ledgers mean beyond their plain synonyms: sides, months, other people."""

import re
from collections.abc import Mapping, Sequence

VISITS, CONCERNS, DISPUTES = "visits", "concerns", "disputes"
LEDGERS = frozenset((VISITS, CONCERNS, DISPUTES))
FOREIGN = "-"

_LONGEST_HEADING = 18
_SIDE_A = (
    r"(?:当事人)?(?:甲方|甲|一方|申请人|申请方|反映人|反映方|原告|投诉人|来访人|求助人|[一1①]|[aA]方?)"
    r"(?:当事人)?"
)
_SIDE_B = (
    r"(?:当事人)?(?:乙方|乙|另一方|对方|被申请人|被申请方|被反映人|被反映方|被告|被投诉人|[二2②]|[bB]方?)"
    r"(?:当事人)?"
)
_NAME_TAIL = r"(?:姓名|名称|情况|信息|基本情况|基本信息|姓名及住址|单位)?"
_PHONE, _ID, _ADDRESS = (
    r".*(?:电话|手机|联系方式|号码)",
    r".*身份证.*",
    r".*(?:住址|地址|村组|住所)",
)
_OTHER = r"(?:性别|年龄|民族|职业|文化程度|出生.*|政治面貌|.*签字|.*签名|人数)"


def _side_patterns(side: str, words: str) -> list[tuple[str, str]]:
    return [
        (rf"{words}{_NAME_TAIL}", f"dispute.party_{side}"),
        (rf"{words}{_ID}", f"dispute.id_number_{side}"),
        (rf"{words}{_PHONE}", f"dispute.phone_{side}"),
        (rf"{words}{_ADDRESS}", f"dispute.address_{side}"),
        (rf"{words}{_OTHER}", FOREIGN),
    ]


_HELPERS = (
    r"干部|责任人|承办|主办|包案|包保|领导|调解|调处|走访人|记录人|登记人|接访|首访|排查人|"
    r"网格员|负责人|经办|填报"
)
_OTHERS: list[tuple[str, str]] = [
    (
        rf".*(?:{_HELPERS}).*(?:电话|手机|联系方式|职务|单位及职务|签字|签名|盖章|性别|年龄)",
        FOREIGN,
    ),
    (r".*(?:签字|签名|盖章|照片|图片|附件).*", FOREIGN),
    (r"(?:家庭)?(?:人口|人口数|户数|年龄|性别|民族|收入)(?:情况)?", FOREIGN),
]
_MONTH = r"(?P<slot>\d{1,2}|[一二三四五六七八九]|十[一二]?)月份?"
_STEPS = r"(?:办理|化解|工作|调处|处理|落实|推进|整改)?(?:进展|办理|措施|化解)?(?:情况|进度|结果)?"
_TIME = r"(?:时间|日期)"

_PATTERNS: Mapping[str, Sequence[tuple[str, str]]] = {
    VISITS: (
        *_OTHERS,
        (rf"(?:走访|入户|下访|家访|遍访|慰问|帮扶).*{_TIME}.*", "visit.day"),
        (
            (
                r"(?:走访|入户|下访|遍访|慰问|帮扶|结对|挂钩"
                r"|联户|包保).*(?:干部|人员|领导|队员|责任人).*"
            ),
            "visit.cadres",
        ),
        (
            (
                r"(?:被)?(?:走访|受访|入户|慰问"
                r"|联系).*(?:农户|户主|群众|对象|家庭|村民).*"
            ),
            "visit.households",
        ),
        (r"(?:户主|农户|群众).*姓名.*", "visit.households"),
        (r"(?:走访|入户|慰问)?(?:的)?(?:地点|村组|地址|住址).*", "visit.place"),
        (r".*(?:走访|入户|访问)(?:方式|形式).*", "visit.way"),
        (r".*(?:反映|存在|提出|收集|发现).*(?:问题|诉求|困难|意见|建议|事项).*", "visit.said"),
        (r".*(?:问题|诉求|困难|意见|建议)(?:及|和|、|或|与).*", "visit.said"),
        (r".*(?:答复|解决|处理|办理|落实|处置).*(?:情况|结果|措施|意见|办法)", "visit.answer"),
        (r".*(?:政策).*(?:宣传|宣讲).*|.*(?:宣传|宣讲).*政策.*", "visit.policy"),
        (r".*(?:慰问品|慰问金|慰问物资|物资).*", "visit.goods"),
        (r"走访.*(?:内容|情况|记录|事项).*", "visit.content"),
        (r".*民情.*", "visit.said"),
        (r".*(?:电话|手机|联系方式).*", "visit.phone"),
    ),
    CONCERNS: (
        *_OTHERS,
        (rf"{_MONTH}{_STEPS}", "concern.progress"),
        (rf"{_STEPS}{_MONTH}", "concern.progress"),
        (r"第?(?P<slot>[一二三四1-4])季度(?:进展|办理|情况|工作)*", "concern.progress"),
        (rf"(?:登记|受理|收集|反映|来访|接访|征集|交办).*{_TIME}.*", "concern.received"),
        (
            (
                rf".*(?:时限|期限|限期).*|(?:拟|应|计划|承诺"
                rf"|要求|预计|限).*(?:办结|完成).*{_TIME}.*"
            ),
            "concern.limit",
        ),
        (rf"(?:实际)?(?:办结|完成|解决|答复).*{_TIME}.*", "concern.done"),
        (rf"(?:反馈|回复|回访).*{_TIME}.*", "concern.feedback"),
        (r"(?:反馈|回复|回访).*(?:方式|情况|结果).*", "concern.feedback_way"),
        (r".*满意.*", "concern.satisfaction"),
        (r"(?:首访|首问|接访|接待|收集|登记|走访).*(?:人|干部|人员|领导).*", "concern.receiver"),
        (r".*(?:协办|配合|协助).*", "concern.co_unit"),
        (r".*(?:责任|承办|主办|办理|牵头).*(?:单位|部门|站所).*", "concern.unit"),
        (r".*(?:责任人|承办人|主办人|经办人|办理人).*", "concern.owner"),
        (
            (
                r"(?:反映|申请|来访|诉求|申办|信访|投诉"
                r"|求助).*(?:人|群众|农户|户).*(?:电话|联系方式)"
            ),
            "concern.phone",
        ),
        (
            (
                r"(?:反映|申请|来访|诉求|申办|信访|投诉"
                r"|求助).*(?:人|群众|农户|户).*(?:住址|地址|村组)"
            ),
            "concern.place",
        ),
        (
            (
                r"(?:反映|申请|来访|诉求|申办|信访|投诉"
                r"|求助).*(?:人|农户|户)(?:姓名|\(.*)?"
            ),
            "concern.applicant",
        ),
        (r"(?:问题|事项|诉求|民情).*(?:类别|类型|性质|分类).*", "concern.category"),
        (r"(?:问题|事项|诉求|民情|信息)?.*来源.*", "concern.channel"),
        (
            (
                r"(?:办理|处理|落实|解决|整改|进展|答复|推进"
                r"|处置).*(?:情况|结果|措施|进展|过程|意见).*"
            ),
            "concern.progress",
        ),
        (r".*(?:问题|诉求|事项|意见|建议|困难).*(?:内容|描述|摘要|情况)?", "concern.content"),
        (r".*(?:内容|民情|心愿).*", "concern.content"),
        (r".*(?:电话|手机|联系方式).*", "concern.phone"),
    ),
    DISPUTES: (
        *_OTHERS,
        *_side_patterns("b", _SIDE_B),
        *_side_patterns("a", _SIDE_A),
        (rf"{_MONTH}{_STEPS}", "dispute.progress"),
        (rf"{_STEPS}{_MONTH}", "dispute.progress"),
        (r"第?(?P<slot>[一二三四1-4])季度(?:进展|办理|情况|工作)*", "dispute.progress"),
        (rf"(?:排查|发现|摸排).*{_TIME}.*", "dispute.found"),
        (rf".*受理.*{_TIME}.*", "dispute.accepted"),
        (rf".*发生.*{_TIME}.*", "dispute.happened"),
        (rf".*(?:上报|报送|报告).*{_TIME}.*", "dispute.reported"),
        (rf".*(?:时限|期限|限期).*|(?:拟|应|计划|预计).*{_TIME}.*", "dispute.limit"),
        (rf"(?:调解|调处).*{_TIME}.*", "dispute.mediated"),
        (rf".*(?:化解|办结|结案|协议|解决).*{_TIME}.*", "dispute.settled"),
        (rf"回访.*{_TIME}.*", "dispute.follow_up"),
        (r".*(?:满意|回访).*", "dispute.satisfaction"),
        (r".*协议.*(?:编号|书号|号)", "dispute.agreement"),
        (r".*(?:金额|标的).*", "dispute.amount"),
        (r".*人数.*", "dispute.people"),
        (r".*(?:风险|预警|难易|危险).*", "dispute.risk"),
        (r".*(?:纠纷|矛盾|案件|事件).*(?:类型|类别|性质|种类|分类).*", "dispute.kind"),
        (r".*当事人.*(?:电话|联系方式)", "dispute.phone"),
        (r".*当事人.*身份证.*", "dispute.id_number"),
        (r".*当事人.*(?:住址|地址)", "dispute.address"),
        (r".*当事人.*|(?:纠纷|矛盾)双方.*", "dispute.party"),
        (r".*包案.*|.*(?:责任|包保|挂钩)领导.*", "dispute.leader"),
        (r".*(?:责任|承办|主办|牵头|化解).*(?:单位|部门).*", "dispute.unit"),
        (r".*(?:调解|调处|化解).*(?:方式|途径|形式)", "dispute.way"),
        (r".*(?:调解|调处|化解).*(?:结果|成功|情况|结论)", "dispute.result"),
        (r".*(?:调解|调处|主持).*(?:人|员|组织|委员会|单位).*", "dispute.mediator"),
        (r".*(?:责任人|承办人|经办人).*", "dispute.owner"),
        (r".*(?:措施|进展|过程|经过).*", "dispute.progress"),
        (r".*(?:成因|原因|起因).*", "dispute.cause"),
        (r".*诉求.*", "dispute.demands"),
        (r".*(?:排查|登记|上报|填报)(?:人|人员|员)", "dispute.reporter"),
        (
            (
                r".*(?:纠纷|矛盾|案情|事件|案件).*(?:情况"
                r"|内容|事由|简介|概况|经过|事实|描述|摘要).*"
            ),
            "dispute.facts",
        ),
        (r".*(?:发生|纠纷|排查).*(?:地|地点|地址|村组|网格|区域)", "dispute.place"),
        (r".*(?:电话|手机|联系方式)", "dispute.phone"),
        (r".*身份证.*", "dispute.id_number"),
    ),
}
_COMPILED = {
    kind: tuple((re.compile(pattern), target) for pattern, target in patterns)
    for kind, patterns in _PATTERNS.items()
}
_NUMERALS = {m: at for at, m in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}


TICKED = {
    (CONCERNS, word): "concern.category"
    for word in ("干部作风", "实际困难", "工作不足", "发展建议")
}
"""Headings that are themselves a value, ticked in the rows: the four classes (R90)."""

_AND_PHONE = re.compile(
    r"(?<=..)(?:及|和|与|、|/|,)(?:联系)?(?:电话|手机|方式|职务|单位)(?:号码?)?$"
)


def without_phone(heading: str) -> str:
    """Return 责任人及联系电话 as 责任人: the name is what the column is about."""
    return _AND_PHONE.sub("", heading)


_TURN = re.compile(r"第(?P<n>\d{1,2}|[一二三四五六七八九]|十[一二]?)[次轮](?P<rest>.*)")


def turn_in_heading(kind: str, heading: str) -> tuple[int, str]:
    """Return number and rest of 第二次走访时间, (0, heading) for other headings.

    A list of visits may hold a household's visits of a year side by side.
    """
    match = _TURN.fullmatch(heading) if kind == VISITS else None
    if match is None:
        return 0, heading
    rest = match["rest"]
    return _number(match["n"]), "走访时间" if rest in ("", "走访", "入户") else rest


def pattern_meaning(kind: str, heading: str) -> tuple[str, int | None]:
    """Return target and slot of a plain heading that is no synonym.

    ``FOREIGN`` stands for a column that tells of someone else; "" for an unknown one. Long
    texts are sentences, not headings.
    """
    if len(heading) > _LONGEST_HEADING:
        return "", None
    for pattern, target in _COMPILED[kind]:
        if match := pattern.fullmatch(heading):
            slot = match.groupdict().get("slot")
            return target, _number(slot) if slot else None
    return "", None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS[text]
