"""What a dispute ledger (矛盾纠纷排查调处台账) says, read but not yet compared with the store."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping

SIDE_A, SIDE_B, SIDE_UNTOLD = "a", "b", ""


@dataclass(frozen=True, slots=True)
class RosterParty:
    """Someone a dispute is between.

    Attributes:
        side: ``SIDE_A`` (甲方), ``SIDE_B`` (乙方) or ``SIDE_UNTOLD``.
        name: A person, a village group or a firm.
        phone: First telephone, "" without one.
        other_phones: Further telephones.
        id_number: As it may be kept, "" when it is absent or damaged.
        address: As written.
        hint: What else stands with the name: 等5户, 男, 35岁, a group.
    """

    side: str
    name: str
    phone: str = ""
    other_phones: tuple[str, ...] = ()
    id_number: str = ""
    address: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RosterDispute:
    """One dispute as written (domain.md 6.1); what the ledger does not say is blank.

    Attributes:
        sheet: Name of the sheet.
        line: 1-based row on which it begins.
        sequence: 序号, "" without one.
        number: 编号 of the ledger, "" without one.
        title: 纠纷名称.
        found: 排查时间; without such a column 受理时间, then 发生时间.
        happened: 发生时间.
        accepted: 受理时间.
        reported: 上报时间.
        place: Place words as written.
        village, group: As far as columns, the place or the sheet name them.
        parties: In order, 甲方 first.
        kind: 纠纷类型 as written.
        source: 来源 as written.
        scale: 规模 as written.
        facts: 简要情况.
        risk: 风险等级 as written.
        mediator: 调解人 or 调解组织 as written.
        mediated: 调解时间.
        settled: 化解日期.
        result: 调解结果 as written.
        way: 化解方式 as written.
        progress: 化解措施 and progress; months and lines in order, one a line.
        agreement: 协议编号.
        amount: 涉及金额 in 元.
        people: 涉及人数.
        demands: 主要诉求.
        cause: 成因.
        owner: 责任人 as written.
        unit: 责任单位.
        leader: 包案领导.
        limit: 化解时限 as a day.
        limit_text: 化解时限 as written when it is no day.
        follow_up: 回访日期.
        satisfaction: 满意度 or 回访情况 as written.
        reporter: 排查人.
        note: 备注.
    """

    sheet: str
    line: int
    sequence: str = ""
    number: str = ""
    title: str = ""
    found: date | None = None
    happened: date | None = None
    accepted: date | None = None
    reported: date | None = None
    place: str = ""
    village: str = ""
    group: str = ""
    parties: tuple[RosterParty, ...] = ()
    kind: str = ""
    source: str = ""
    scale: str = ""
    facts: str = ""
    risk: str = ""
    mediator: str = ""
    mediated: date | None = None
    settled: date | None = None
    result: str = ""
    way: str = ""
    progress: str = ""
    agreement: str = ""
    amount: float | None = None
    people: int | None = None
    demands: str = ""
    cause: str = ""
    owner: str = ""
    unit: str = ""
    leader: str = ""
    limit: date | None = None
    limit_text: str = ""
    follow_up: date | None = None
    satisfaction: str = ""
    reporter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DisputeRoster:
    """A whole dispute ledger, read; shaped like ``register.roster.TableFile``."""

    rows: tuple[RosterDispute, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...] = ()
