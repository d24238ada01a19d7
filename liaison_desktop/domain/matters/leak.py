"""A leak (公示中不该出现的个人信息): its kind and its place, never its text.

Source: domain.md 10.2 and 10.3.
"""

from dataclasses import dataclass
from enum import StrEnum


class LeakKind(StrEnum):
    """What leaks."""

    IDENTITY = "identity"
    MOBILE = "mobile"
    LANDLINE = "landline"
    CARD = "card"
    ILLNESS = "illness"
    DISABILITY = "disability"
    AID_REASON = "aid_reason"
    NAME = "name"  # of who asked, or of the family; ``names_in`` finds it


LEAK_LABELS = {
    LeakKind.IDENTITY: "公民身份号码",
    LeakKind.MOBILE: "手机号码",
    LeakKind.LANDLINE: "固定电话",
    LeakKind.CARD: "银行卡号或其他长号码",
    LeakKind.ILLNESS: "病情",
    LeakKind.DISABILITY: "残疾情况",
    LeakKind.AID_REASON: "救助或致贫原因",
    LeakKind.NAME: "反映人或其家人的姓名",
}


@dataclass(frozen=True, slots=True)
class Leak:
    """A place that leaks; it never carries the text.

    Attributes:
        where: The field or cell, as the caller names it.
        kind: What leaks.
        start, end: Where in the field, in code points; ``end`` is excluded.
    """

    where: str
    kind: LeakKind
    start: int
    end: int
