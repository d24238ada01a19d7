"""Sentences for what is wrong in a roster; personal numbers never stand in them whole."""

from liaison_desktop.domain.register.roster import ProblemCode

ID_SENTENCES = {
    ProblemCode.ID_MISSING: "没有填写身份证号，请补填。",
    ProblemCode.ID_PRECISION_LOST: "身份证号末几位已被 Excel 丢失，没有采用，请重新录入。",
    ProblemCode.ID_CHECK_DIGIT: "身份证号的校验位不符，已照原样保存，请核对。",
    ProblemCode.ID_DATE: "身份证号中的出生日期不存在，已照原样保存，请核对。",
    ProblemCode.ID_15: "身份证号是 15 位旧号，已升为 18 位，请核对。",
    ProblemCode.ID_INVALID: "身份证号无法辨认，没有采用，请重新录入。",
}


def sex_conflict(typed: str, proven: str) -> str:
    """Say that 性别 as typed is not what the identity number says."""
    return f"性别填的是“{typed}”，身份证号表明是“{proven}”，已按身份证号。"


def birth_conflict() -> str:
    """Say that 出生日期 as typed is not what the identity number says."""
    return "填写的出生日期与身份证号中的不一致，已按身份证号，请核对。"


def phone_invalid() -> str:
    """Say that a telephone is none."""
    return "联系电话无法辨认，没有采用，请核对。"


def relation_unknown(word: str, *, ambiguous: bool) -> str:
    """Say that 与户主关系 does not tell."""
    if not word:
        return "没有填写与户主关系，请补填。"
    if ambiguous:
        return f"与户主关系“{word}”可能有几种意思，请改写清楚（如儿媳、妻）。"
    return f"与户主关系“{word}”没有认出，已照原样保存，请核对。"


def number_unclear(label: str, text: str) -> str:
    """Say that a figure could not be read."""
    shown = text if len(text) <= 20 else text[:19] + "…"
    return f"“{label}”的内容“{shown}”不是明确的数字，没有采用。"


def head_missing(name: str) -> str:
    """Say that a household has no head."""
    if name:
        return f"户主“{name}”不在这一户的成员中，请核对。"
    return "这一户没有标明户主，请核对。"


def head_twice(name: str) -> str:
    """Say that a household has a second head."""
    return f"这一户有两个户主，“{name}”是多出的一个，请核对。"
