"""The application (办理申请单) by which a concern goes one level up (domain.md R94).

村→镇: the owner asks the township's departments; 镇→县: those ask the county's.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EscalationContent:
    """What the application prints.

    Attributes:
        number: Number of the concern, ``民2023-0007``.
        code: The digits of its bar code, "" for none.
        station: Who applies, e.g. 罗平县罗雄镇群众工作站.
        from_level, to_level: 村 and 镇, or 镇 and 县, as printed.
        to_unit: The department asked, "" leaves a line to fill in.
        applied_on: Day, None leaves a line to fill in.
        matter: 申办事项.
        said: What was said.
        category: Label of its class.
        received_on: 登记日期.
        applicant: Name of who asked; never an identity number.
        place: Village and group.
        owner, owner_phone: 主办责任人 and the office's number to reach them.
        done: What was done so far, a line a step.
        asked: What the higher level is asked to do.
        limit_on: 办结时限, None when none is set.
        opinions: Captions of the boxes for opinions; empty takes those of the level.
    """

    number: str
    code: str
    station: str
    from_level: str
    to_level: str
    to_unit: str
    applied_on: date | None
    matter: str
    said: str
    category: str
    received_on: date
    applicant: str
    place: str
    owner: str
    owner_phone: str
    done: tuple[str, ...]
    asked: str
    limit_on: date | None
    opinions: tuple[str, ...] = ()
