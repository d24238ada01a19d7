"""Ledgers of visits and concerns as they are printed: plain words in the order of the paper.

Sources: 民情台账 domain.md 4.5 (R91 first five in order), 走访登记表 domain.md 4.3, 来访接待登记表
domain.md 4.5. Phones are masked by the caller where due; identity numbers are not in them.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConcernLedgerLine:
    """A concern on the printed 民情台账; dates None and words "" stay blank."""

    applicant: str
    matter: str
    category: str
    owner: str
    limit_on: date | None
    handling: str
    done_on: date | None = None
    satisfaction: str = ""
    struck_off: str = ""


@dataclass(frozen=True, slots=True)
class VisitLedgerLine:
    """A visit on the printed 走访登记表."""

    on: date
    household: str
    head: str
    cadres: str
    way: str
    said: str
    answered: str
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionLine:
    """A caller on the printed 群众来访接待登记表.

    Attributes:
        on: Day.
        visitor: Name.
        place: Village and group.
        phone: As the purpose of the print allows.
        people: How many came, None when not written down.
        matter: 来访事由.
        receiver: 接待人员.
        result: 处理意见与结果.
        note: 备注.
    """

    on: date
    visitor: str
    place: str
    phone: str
    people: int | None
    matter: str
    receiver: str
    result: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LedgerPaper:
    """What surrounds the lines of a printed ledger.

    Attributes:
        unit: 填报单位.
        period: What the lines cover, e.g. 2023年3月, "" for none.
        made_on: 填报日期, None leaves room to write.
        maker: 填表人, "" leaves room to write.
    """

    unit: str
    period: str = ""
    made_on: date | None = None
    maker: str = ""
