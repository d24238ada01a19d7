"""Public notices (公示表) and briefings (通报) of the concern ledger (R101, R102)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from liaison_desktop.domain.matters.leak import Leak


class Board(Enum):
    """Where a notice is put up."""

    VILLAGE = "village"
    TOWNSHIP = "township"


class NoticePaper(Enum):
    """Size of the paper a notice is printed on; the value is its name at the printer."""

    A4 = "A4"
    A3 = "A3"


BOARD_LABELS = {Board.VILLAGE: "村务公开栏", Board.TOWNSHIP: "镇公开栏"}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line: exactly four columns, never who asked (R101)."""

    concern_id: int
    matter: str
    owner: str
    limit_on: date | None
    handling: str


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What a 公示表 prints.

    Attributes:
        board: Which board.
        area_id, area: Village or township.
        month: First day of the month.
        issue: 1 for the first notice of that month and board.
        published_on: Day, None for one that is not published yet.
        lines: In ledger order.
        hotline: 监督电话 of the office as printed, "" for none.
        leaks: What must not be published yet stands in it; blocks publishing and printing.
    """

    id: int | None
    board: Board
    area_id: int
    area: str
    station: str
    month: date
    issue: int
    title: str
    published_on: date | None
    lines: tuple[NoticeLine, ...]
    hotline: str = ""
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A published notice in a list."""

    id: int
    board: Board
    area: str
    month: str
    issue: int
    published_on: date
    count: int
    by: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A concern in the month-end round: what there is to decide about it."""

    concern_id: int
    number: str
    title: str
    owner: str
    state: str
    limit_on: date | None
    overdue: bool
    last_note: str
    carried: bool


@dataclass(frozen=True, slots=True)
class MonthRound:
    """The round of one month-end (R98): 销号, 结转 with a note, 新增, and what was published.

    ``to_strike_off`` waits for the last step, ``to_carry`` is open and not yet carried
    over for this month, ``carried`` is, ``entered`` came in during the month.
    """

    month: date
    day: date
    to_strike_off: tuple[RoundLine, ...]
    to_carry: tuple[RoundLine, ...]
    carried: tuple[RoundLine, ...]
    entered: tuple[RoundLine, ...]
    notices: tuple[NoticeRow, ...]


class BriefingKind(Enum):
    """At which meeting a briefing is read out (R102)."""

    VILLAGE_DAY = "village_day"
    TOWNSHIP_MEETING = "township_meeting"


BRIEFING_LABELS = {
    BriefingKind.VILLAGE_DAY: "村民主议政日通报",
    BriefingKind.TOWNSHIP_MEETING: "镇例会通报",
}


@dataclass(frozen=True, slots=True)
class BriefingContent:
    """A briefing sheet: figures of the month by class, and the open matters (R90, R102).

    Attributes:
        title: As printed.
        area: Village or township.
        station: Who reports (落款).
        month: First day of the month reported.
        by_category: Class, then 本月新增, 本月办结 and 月末在办.
        lines: The open matters, without who asked.
        kind: At which meeting it is read out.
        held_on: Day of that meeting, None leaves room to write.
        by_area: The same figures by village, for the township's meeting.
    """

    title: str
    area: str
    station: str
    month: date
    by_category: tuple[tuple[str, int, int, int], ...]
    lines: tuple[NoticeLine, ...]
    kind: BriefingKind = BriefingKind.VILLAGE_DAY
    held_on: date | None = None
    by_area: tuple[tuple[str, int, int, int], ...] = ()
