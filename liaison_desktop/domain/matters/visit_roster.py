"""What a list of visits (走访登记表) says, read but not yet compared with the store."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.matters.named_people import WrittenPerson
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping


@dataclass(frozen=True, slots=True)
class RosterVisit:
    """One visit as written (domain.md 4.3); what the list does not say is blank.

    Attributes:
        sheet: Name of the sheet.
        line: 1-based row.
        sequence: 序号, "" without one.
        day: Day of the visit, None when it cannot be told (then there is a problem).
        until: Last day of a visit of several days, None otherwise.
        clock: Time of day as written.
        cadres: Who went, in order; hints are what stood in brackets.
        cadre_unit: Their unit as written.
        households: Who was visited: head's name, 户编号, hint; in order.
        place: Place words as written, e.g. 中和村中和四组.
        village, group: As far as columns, the place or the sheet name them.
        way: 走访方式 as written.
        mode: 集中 or 个别 as written.
        interviewee: 受访人.
        relation: 受访人与户主关系.
        phone: Telephone of the household or the interviewee.
        content: What the visit was about (走访内容).
        said: 反映的问题.
        answer: 当场答复情况.
        policy: 宣传政策.
        goods: 送达物品, 慰问.
        recorder: 记录人.
        next_day: 下次走访日期.
        note: 备注; a remark that is only a 户编号 is none.
    """

    sheet: str
    line: int
    sequence: str = ""
    day: date | None = None
    until: date | None = None
    clock: str = ""
    cadres: tuple[WrittenPerson, ...] = ()
    cadre_unit: str = ""
    households: tuple[WrittenPerson, ...] = ()
    place: str = ""
    village: str = ""
    group: str = ""
    way: str = ""
    mode: str = ""
    interviewee: str = ""
    relation: str = ""
    phone: str = ""
    content: str = ""
    said: str = ""
    answer: str = ""
    policy: str = ""
    goods: str = ""
    recorder: str = ""
    next_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VisitRoster:
    """A whole file of visits, read; shaped like ``register.roster.TableFile``."""

    rows: tuple[RosterVisit, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...] = ()
