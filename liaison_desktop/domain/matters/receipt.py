"""The receipt (回执) a villager takes home after saying something: half a sheet of paper.

The other half, 存根, carries the same and stays with the station. There is no field for an
identity number, and numbers typed into the text are hidden when it is drawn.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """What both halves of a receipt print.

    Attributes:
        title: Name of the paper, e.g. 民情事项受理回执 or 矛盾纠纷登记回执.
        station: Who gives it out, e.g. 罗平县罗雄镇群众工作站.
        number: As people read it, ``民2023-0007``.
        code: The digits of its bar code (``matter_number``), "" for none.
        received_on: Day the matter was written down.
        applicant: Who said it; several names joined by 、.
        place: Village and group, never a full address.
        matter: 申办事项, one line.
        said: What was said, as long as it is.
        owner, owner_phone: Who owns it (主办责任人), and the office's number to reach them.
        limit_on: By when (办结时限), None when none is set.
        answer: 当场答复 or what was promised, "" for none.
        station_phone: Telephone of the station or its duty desk.
        supervision_phone: 监督电话, "" for none.
        receiver: Who wrote it down (经办人).
    """

    title: str
    station: str
    number: str
    code: str
    received_on: date
    applicant: str
    place: str
    matter: str
    said: str
    owner: str
    owner_phone: str
    limit_on: date | None
    answer: str = ""
    station_phone: str = ""
    supervision_phone: str = ""
    receiver: str = ""
