"""What a concern ledger (民情台账) says, read but not yet compared with the store."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.matters.named_people import WrittenPerson
from liaison_desktop.domain.matters.state_words import ToldState
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping


@dataclass(frozen=True, slots=True)
class RosterConcern:
    """One concern as written (domain.md 4.5); what the ledger does not say is blank.

    Attributes:
        sheet: Name of the sheet.
        line: 1-based row on which it begins.
        sequence: 序号, "" without one.
        number: 编号 of the ledger, "" without one.
        received: 登记日期.
        channel: 来源 as written.
        applicants: Who asks: name, 户编号, hint.
        household: 户编号 of a column or a remark, "" without one.
        place: Place words as written.
        village, group: As far as columns, the place or the sheet name them.
        phone: Telephone of the applicant.
        category: 类别 as written.
        tag: 三发现 as written.
        content: 申办事项.
        level: 办理层级 as written.
        owners: 主办责任人, in order.
        unit: 责任单位.
        receivers: 首访人; in a ledger without 主办责任人 he is the owner too (R97).
        co_unit: 协办单位.
        limit: 办结时限 as a day.
        limit_text: 办结时限 as written when it is no day, e.g. 15个工作日.
        disposition: 处置方式 as written.
        state: How far it is, None where no word says it.
        state_text: The words the state was read from, or the state column as written.
        progress: 办理情况 as written; months and lines in order, one a line.
        done: 办结日期.
        satisfaction: 满意度 as written.
        feedback: 反馈日期.
        feedback_way: 反馈方式 as written.
        struck_off: 销号日期.
        note: 备注; a remark that is only a 户编号 is none.
    """

    sheet: str
    line: int
    sequence: str = ""
    number: str = ""
    received: date | None = None
    channel: str = ""
    applicants: tuple[WrittenPerson, ...] = ()
    household: str = ""
    place: str = ""
    village: str = ""
    group: str = ""
    phone: str = ""
    category: str = ""
    tag: str = ""
    content: str = ""
    level: str = ""
    owners: tuple[WrittenPerson, ...] = ()
    unit: str = ""
    receivers: tuple[WrittenPerson, ...] = ()
    co_unit: str = ""
    limit: date | None = None
    limit_text: str = ""
    disposition: str = ""
    state: ToldState | None = None
    state_text: str = ""
    progress: str = ""
    done: date | None = None
    satisfaction: str = ""
    feedback: date | None = None
    feedback_way: str = ""
    struck_off: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConcernRoster:
    """A whole concern ledger, read; shaped like ``register.roster.TableFile``."""

    rows: tuple[RosterConcern, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...] = ()
