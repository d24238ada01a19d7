"""The lines of public notices and briefings: which matters, and what is told of each (R101)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.month_end import next_month
from liaison_desktop.domain.matters.notice import Board, NoticeLine
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind
from liaison_desktop.models.batches import parts
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.concern_clock import in_ledger, open_on, standings

_CONCERN = table("concern").c
_TOWNSHIP_LEVELS = ("township", "county")


@dataclass(frozen=True, slots=True)
class LedgerMonth:
    """A calendar month of the ledger.

    Attributes:
        first, last: Its days, both included.
    """

    first: date
    last: date

    def covers(self, column: ColumnElement[date]) -> ColumnElement[bool]:
        """Say in SQL that a day lies in the month."""
        return column.between(self.first, self.last)


def ledger_month(day: date) -> LedgerMonth:
    """Return the month a day lies in."""
    following = date(*next_month(day.year, day.month), 1)
    return LedgerMonth(day.replace(day=1), following - timedelta(days=1))


def of_board(board: Board, area_id: int) -> ColumnElement[bool]:
    """Say in SQL which concerns a board shows.

    The board of a village shows what its people asked for, whoever handles it; the board
    of the township what the township or the county handles, and what belongs to no village
    (分级建账, R92).
    """
    if board is Board.VILLAGE:
        return _CONCERN.village_id == area_id
    return or_(_CONCERN.level.in_(_TOWNSHIP_LEVELS), _CONCERN.village_id.is_(None))


def shown_in(month: LedgerMonth) -> ColumnElement[bool]:
    """Say in SQL that a matter was open at the end of a month or was closed in it."""
    return or_(open_on(month.last), and_(in_ledger(), month.covers(_CONCERN.done_on)))


def notice_lines(
    session: Session, where: Sequence[ColumnElement[bool]], today: date
) -> tuple[NoticeLine, ...]:
    """Return the lines of the concerns that meet all conditions, in ledger order."""
    statement = select(table("concern")).where(*where)
    rows = session.execute(
        statement.order_by(_CONCERN.received_on, _CONCERN.id)
    ).mappings().all()  # fmt: skip
    ids = [row["id"] for row in rows]
    notes, limits = last_notes(session, ids, carried=True), standings(session, ids, today)
    return tuple(
        NoticeLine(
            concern_id=row["id"],
            matter=row["title"],
            owner=row["owner"],
            limit_on=limits[row["id"]].limit_on,
            handling=_handling(row, notes[row["id"]]),
        )
        for row in rows
    )


def _handling(row: RowMapping, note: str) -> str:
    state = ConcernState(row["state"])
    opening, told = plain_handling(row), note
    if state is ConcernState.EXPLAINED:
        told = row["basis"] or ""
    elif row["done_on"] is not None:
        told = row["result"] or ""
    told = "" if told in (opening, "已办结") else " ".join(told.split())
    return clipped("public_notice_line", "handling", f"{opening}：{told}" if told else opening)


def plain_handling(row: RowMapping) -> str:
    """Return how far a matter is, in words that tell nothing of who asked."""
    state, done = ConcernState(row["state"]), row["done_on"]
    if done is not None:
        day = f"（{done.month}月{done.day}日）"
        return f"{'已解释说明' if state is ConcernState.EXPLAINED else '已办结'}{day}"
    if state is ConcernState.ESCALATED:
        level = dict(code_list("concern_level").items).get(row["level"], "")
        return f"已上报{level}一级办理" if level else "已上报办理"
    return "正在办理"


def last_notes(
    session: Session, ids: Sequence[int], *, carried: bool = False
) -> defaultdict[int, str]:
    """Return the last note on how each concern goes, "" without one.

    Args:
        session: A session.
        ids: Keys of concerns.
        carried: Whether only notes of the month-end round count: they are written to be
            published (R98), others are for the office.
    """
    step = table("concern_step").c
    kinds = [ConcernStepKind.CARRIED_OVER.value]
    if not carried:
        kinds += [ConcernStepKind.PROGRESS.value, ConcernStepKind.SUPERVISED.value]
    found: defaultdict[int, str] = defaultdict(str)
    for part in parts(ids):
        statement = select(step.concern_id, step.note).where(
            step.concern_id.in_(part), step.kind.in_(kinds), step.note.is_not(None)
        )
        for key, note in session.execute(statement.order_by(step.id)):
            found[key] = note
    return found
