"""Papers taken along to households: 六问表 (R53) and 问事记录页 (domain.md 4.3).

Both print blank, for a household, or filled; every field left "" becomes a line to write on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SixQuestionsContent:
    """One 六问表.

    Attributes:
        station: Whose form it is.
        household: 村 组 户编号.
        head, phone: 户主, and the phone as the purpose of the print allows.
        visited_on: Day of the visit.
        place: Where.
        interviewee: 受访人, with the relation where it is known.
        cadres, recorder: Names.
        answers: Name of a field of ``terms.visit.SIX_QUESTIONS`` to what was said.
        next_on: Day of the next visit.
    """

    station: str
    household: str = ""
    head: str = ""
    phone: str = ""
    visited_on: date | None = None
    place: str = ""
    interviewee: str = ""
    cadres: str = ""
    recorder: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitRecordLine:
    """A visit on a 问事记录页; the villager sees it, so it holds only this household's matters."""

    on: date
    cadre: str
    matter: str
    answer: str


@dataclass(frozen=True, slots=True)
class VisitRecordContent:
    """One 问事记录页: it stays with the villager, and the cadre signs it at each visit.

    Attributes:
        station, station_phone: Whom to turn to.
        household: 村 组 户编号.
        head: 户主.
        cadre, cadre_phone: 联系干部 and the number on the contact card.
        lines: Visits so far; blank rows follow until the page is full.
    """

    station: str
    station_phone: str = ""
    household: str = ""
    head: str = ""
    cadre: str = ""
    cadre_phone: str = ""
    lines: tuple[VisitRecordLine, ...] = ()
