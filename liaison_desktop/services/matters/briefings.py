"""Briefings (通报): figures of a month of the concern ledger, and its open matters (R102)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.date_words import month_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.month_end import briefing_days, next_month
from liaison_desktop.domain.matters.notice import (
    Board,
    BriefingContent,
    BriefingKind,
    NoticeLine,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.concern_clock import in_ledger, open_on
from liaison_desktop.services.matters.notice_lines import (
    LedgerMonth,
    ledger_month,
    notice_lines,
    of_board,
    plain_handling,
)
from liaison_desktop.services.matters.notice_scan import line_leaks
from liaison_desktop.services.register.contact_cards_rows import station_lines

_CONCERN = table("concern").c
_OTHER = "其他"
_NO_VILLAGE = "不属于村"

Counted = tuple[str, int, int, int]


def briefing_content(
    session: Session, kind: BriefingKind, month: date, area: tuple[int, str], today: date
) -> BriefingContent:
    """Return a briefing; what must not be heard in public is told by its class alone.

    Args:
        session: A session.
        kind: At which meeting it is read out.
        month: A day of the month reported.
        area: Key and name of the village or township.
        today: The day it is.
    """
    span = ledger_month(month)
    village = kind is BriefingKind.VILLAGE_DAY
    board = Board.VILLAGE if village else Board.TOWNSHIP
    own = [of_board(Board.VILLAGE, area[0])] if village else []
    days = briefing_days(*next_month(span.first.year, span.first.month))
    lines = notice_lines(session, [of_board(board, area[0]), open_on(span.last)], today)
    title = f"{area[1]}{month_words(span.first)}民情事项办理情况通报"
    return BriefingContent(
        title=title,
        area=area[1],
        station=station_lines(session)["station"],
        month=span.first,
        by_category=_by_category(session, span, own),
        lines=_harmless(session, lines),
        kind=kind,
        held_on=days.village if village else days.township,
        by_area=() if village else _by_village(session, span),
    )


def _harmless(session: Session, lines: Sequence[NoticeLine]) -> tuple[NoticeLine, ...]:
    leaky = line_leaks(session, lines)
    rows: dict[int, RowMapping] = {}
    for part in parts(sorted(leaky)):
        statement = select(table("concern")).where(_CONCERN.id.in_(part))
        rows |= {row["id"]: row for row in session.execute(statement).mappings()}
    return tuple(
        _told_by_class(line, rows[line.concern_id], owner=not leaky[line.concern_id])
        if line.concern_id in leaky
        else line
        for line in lines
    )


def _told_by_class(
    line: NoticeLine,
    row: RowMapping,
    *,
    owner: bool,
) -> NoticeLine:
    label = dict(code_list("concern_category").items).get(row["category"], "民情")
    matter = f"{label}事项（{row['number']}，内容不公开）"
    named = line.owner if owner else ""
    return replace(line, matter=matter, owner=named, handling=plain_handling(row))


def _by_category(
    session: Session, span: LedgerMonth, own: Sequence[ColumnElement[bool]]
) -> tuple[Counted, ...]:
    found = _counted(session, span, func.coalesce(_CONCERN.category, ""), own)
    known = dict(code_list("concern_category").items)
    rows = [(label, *found.get(code, (0, 0, 0))) for code, label in known.items()]
    # A class somebody wrote himself is counted, but its words may tell of who asked.
    others = [counts for key, counts in found.items() if key not in known]
    if any(any(counts) for counts in others):
        came, closed, is_open = (sum(column) for column in zip(*others, strict=True))
        rows.append((_OTHER, came, closed, is_open))
    return tuple(rows)


def _by_village(session: Session, span: LedgerMonth) -> tuple[Counted, ...]:
    area = table("area").c
    found = _counted(session, span, func.coalesce(_CONCERN.village_id, 0), ())
    statement = select(area.id, area.name).where(area.level == "village")
    villages = session.execute(statement.order_by(area.position, area.name, area.id)).all()
    rows = [(name, *found.get(key, (0, 0, 0))) for key, name in villages]
    return (*rows, (_NO_VILLAGE, *found[0])) if 0 in found else tuple(rows)


def _counted(
    session: Session,
    span: LedgerMonth,
    by: ColumnElement[Any],
    own: Sequence[ColumnElement[bool]],
) -> dict[Any, tuple[int, int, int]]:
    """Count what came in and was closed in a month, and what was open at its end."""
    came, closed = span.covers(_CONCERN.received_on), span.covers(_CONCERN.done_on)
    counts = (func.count().filter(one) for one in (came, closed, open_on(span.last)))
    statement = select(by, *counts).where(in_ledger(), *own).group_by(by)
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(statement)}


def village_named(session: Session, area_id: int | None) -> tuple[int, str]:
    """Return key and name of a village.

    Raises:
        RefusedError: When none is given or it is none.
    """
    area = table("area").c
    statement = select(area.id, area.name).where(area.id == area_id, area.level == "village")
    row = session.execute(statement).first()
    if row is None:
        raise RefusedError("请先选择哪个村。")
    return row[0], row[1]
